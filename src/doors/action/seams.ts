/** The one place where this door meets what other folders make: words → Request, Run → Markdown. */
import { type Finding, fail } from '../../domain/catalogue.ts'
import { parseAccount, parseMountPoint, parseSelector, parseVolumeRef, patterns, quote } from '../../domain/names.ts'
import type { ClientChoice, Request } from '../../domain/request.ts'
import type { Run } from '../../domain/run.ts'

/** Inputs as given (absent and empty are the same) → what is asked for. Throws the catalogue's finding for the first that is wrong. */
export function requestFromInputs(inputs: Readonly<Record<string, string>>): Request {
  const text = (name: string) => inputs[name]?.trim() ?? ''
  const words = (name: string, separator: RegExp) => text(name).split(separator).filter(Boolean)
  const flag = (name: string, absent: boolean) => {
    const value = text(name)
    if (value === '') return absent
    if (/^(?:true|True|TRUE)$/.test(value)) return true
    if (/^(?:false|False|FALSE)$/.test(value)) return false
    throw fail('bad-option', { seen: `${name}: ${quote(value)} is neither true nor false` })
  }
  const needed = (name: string) => {
    const value = text(name)
    if (value === '') throw fail('missing-input', { seen: name })
    return value
  }
  const volume = parseVolumeRef(needed('volume'))
  const selectors = needed('instances').split(/\s+/).map(parseSelector)
  const mountPoint = text('mount-point') === '' ? {} : { mountPoint: parseMountPoint(text('mount-point')) }
  const verb = text('command') === '' ? 'mount' : text('command')
  const lazy = flag('lazy', false)
  if (verb === 'unmount') return { verb, volume, selectors, options: { ...mountPoint, lazy } }
  if (verb !== 'mount' && verb !== 'verify') throw fail('bad-command', { seen: quote(verb) })
  if (lazy) throw fail('bad-option', { seen: `lazy is for unmount, not for ${verb}` })
  return {
    verb,
    volume,
    selectors,
    options: {
      ...mountPoint,
      accounts: words('users', /[\s,]+/).map(parseAccount),
      client: client(text('client-url'), text('client-sha256'), flag('allow-plain-nfs', false)),
      adopt: flag('adopt', false),
      sticky: flag('sticky', false),
      privateSpaces: flag('private-spaces', false),
      sharingTest: flag('sharing-test', true),
    },
  }
}

function client(url: string, sha256: string, plainNfs: boolean): ClientChoice {
  if (plainNfs && url !== '') throw fail('bad-option', { seen: 'client-url and allow-plain-nfs exclude each other' })
  if (plainNfs) return { kind: 'plain-nfs' }
  if (url === '' && sha256 === '') return { kind: 'auto' }
  if (url === '' || sha256 === '') throw fail('missing-input', { seen: 'client-url and client-sha256 need each other' })
  if (!patterns.packageUrl.test(url)) throw fail('bad-option', { seen: `client-url: ${quote(url)}` })
  if (!patterns.sha256.test(sha256)) throw fail('bad-option', { seen: `client-sha256: ${quote(sha256)}` })
  return { kind: 'package', url, sha256 }
}

export function renderRunMarkdown(run: Run): string {
  const report = run.answer?.kind === 'report' ? run.answer.report : undefined
  const rows = report?.instances.flatMap((i) =>
    i.rows.map((r) => `| ${cell(i.name)} | ${cell(r.subject)} | ${cell(r.expected)} | ${cell(r.observed)} | ${r.verdict} |`),
  )
  const table = rows ? ['| instance | what | expected | seen | verdict |', '|---|---|---|---|---|', ...rows, ''] : []
  return [`**${run.request.verb}: ${report?.verdict ?? run.state}**`, '', ...table, renderFindings(run.findings)].join('\n')
}

export function renderFindingsMarkdown(verdict: string, findings: readonly Finding[]): string {
  return `**${verdict}**\n\n${renderFindings(findings)}`
}

function renderFindings(findings: readonly Finding[]): string {
  return findings.map((f) => `- \`${f.code}\`: ${cell(f.seen)}. ${cell(f.why)} **Next:** ${cell(f.next)}\n`).join('')
}

/** Outside text in a table's cell: no markup, no mention, no line break. */
function cell(text: string): string {
  return text.replace(/\s+/g, ' ').replace(/[^\p{L}\p{N} .,:;/=+?()’“”…·→–-]/gu, (c) => `&#${c.codePointAt(0)!};`)
}
