/** `prism setup`: the difference first, then a question, then the change; each document is looked at again after it. */
import { type Finding, fail, PrismError } from '../../domain/catalogue.ts'
import { type ExitCode, exitCodeOfFindings } from '../../domain/meaning/exit.ts'
import type { DocumentChange, SetUpDocument, Setup } from '../../domain/setup.ts'
import { renderFindings } from '../../render/terminal.ts'
import { renderChanges, renderSetUp } from '../../render/terminal-setup.ts'
import { askLine } from './confirm.ts'
import { formatJson } from './json.ts'
import type { SetupCommand } from './setup-options.ts'
import { lookOf, type World, write } from './streams.ts'

/** Throws PrismError for what stopped it before anything was changed. */
export async function setUp(setup: Setup, { settings }: SetupCommand, world: World): Promise<ExitCode> {
  const changes = await setup.plan()
  const refused = changes.flatMap((c) => (c.kind === 'refused' ? [c.finding] : []))
  const wanted = changes.filter((c) => c.kind !== 'unchanged' && c.kind !== 'refused')
  const look = lookOf(world.stdout, world.env)
  if (!settings.json) write(world.stdout, `${renderChanges(changes, settings.dryRun, look)}\n`)
  if (settings.dryRun || wanted.length === 0) {
    const exitCode = refused.length > 0 ? exitCodeOfFindings(refused) : wanted.length > 0 ? 1 : 0
    if (settings.json) write(world.stdout, formatJson({ ok: exitCode === 0, exitCode, documents: changes.map(shortly), findings: refused }))
    return exitCode
  }
  await confirm(setup, wanted, settings, world)
  const done: SetUpDocument[] = []
  const findings: Finding[] = [...refused]
  for (const change of wanted) {
    try {
      const made = await setup.apply(change)
      done.push(made)
      if (!settings.json) write(world.stdout, `${renderSetUp(made, look)}\n`)
    } catch (error) {
      if (!(error instanceof PrismError)) throw error
      findings.push(error.finding)
    }
  }
  const exitCode = findings.length > 0 ? exitCodeOfFindings(findings) : 0
  if (settings.json) write(world.stdout, formatJson({ ok: exitCode === 0, exitCode, documents: changes.map(shortly), done, findings }))
  else if (findings.length > refused.length)
    write(world.stderr, `${renderFindings(findings.slice(refused.length), lookOf(world.stderr, world.env))}\n`)
  return exitCode
}

async function confirm(setup: Setup, wanted: readonly DocumentChange[], settings: SetupCommand['settings'], world: World): Promise<void> {
  if (settings.yes) return
  if (settings.json) throw fail('confirm-setup', { seen: '--json does not ask, and --yes is not given' })
  if (!world.stdin.isTTY) throw fail('confirm-setup', { seen: 'stdin is not a terminal and --yes is not given' })
  const names = wanted.map((c) => c.document.name).join(', ')
  const typed = await askLine(`This changes ${names} in ${setup.region}. Type yes to continue: `, world)
  if (typed?.trim() !== 'yes') throw fail('confirm-setup', { seen: typed === undefined ? 'no answer' : 'the answer is not yes' })
}

const shortly = (change: DocumentChange) => ({
  document: change.document.name,
  change: change.kind,
  sha256: change.document.sha256,
  ...('version' in change ? { version: change.version } : {}),
})
