/** `prism-app --check`: whether the App can do its work with what it was given, each question with its fix. Nothing is changed. */
import type { Registration } from '../../compose/as-app.ts'
import type { Prism } from '../../compose/prism.ts'
import { type Finding, PrismError } from '../../domain/catalogue.ts'
import { GitHubError } from '../../domain/github.ts'
import type { Origin } from '../../domain/request.ts'
import { webhookPath } from './webhook-server.ts'

export type Checked = {
  readonly what: string
  readonly state: 'ok' | 'warning' | 'wrong'
  readonly seen: string
  /** Absent where it is ok. */
  readonly fix?: string
}

/** What app-manifest.json asks for; a test holds the two together. */
export const needed = {
  permissions: { contents: 'read', issues: 'write', pull_requests: 'write', metadata: 'read' },
  events: ['issue_comment'],
} as const

/** A ledger is commits. */
const neededWith = (ledger: boolean): Readonly<Record<string, string>> => ({
  ...needed.permissions,
  ...(ledger ? { contents: 'write' } : {}),
})
/** What only some policies need, and for what. */
const wanted: Readonly<Record<string, { readonly level: string; readonly why: string }>> = {
  members: { level: 'read', why: 'a policy that names teams of the organization, or to see who left it,' },
  checks: { level: 'write', why: 'the check run on pull requests that change the policy or the registry of people' },
}
/** What is not done without them. */
export const wantedEvents: Readonly<Record<string, string>> = {
  pull_request: 'the check of pull requests',
  push: 'the check of pull requests',
  organization: 'people who leave the organization',
  membership: 'people who leave the organization',
}

const strengths = ['none', 'read', 'write', 'admin']
const origin: Origin = { entrypoint: 'terminal', actor: { id: 'prism-app', name: 'prism-app --check' } }

export type Subject = {
  readonly appId: number
  readonly region: string | undefined
  /** Throws `PrismError` where the environment does not lead to AWS. */
  readonly prism: () => Pick<Prism, 'request' | 'execute'>
  readonly registration: () => Promise<Registration>
  /** Whether a ledger is to be kept. */
  readonly ledger: boolean
}

export async function selfCheck(subject: Subject): Promise<readonly Checked[]> {
  return [...(await gitHubSide(subject)), await awsSide(subject)]
}

/** Whether the App can be started at all. */
export const isFit = (checks: readonly Checked[]): boolean => checks.every((c) => c.state !== 'wrong')

/** A line for each question, and one more for each fix. */
export function checkedText(checks: readonly Checked[]): string {
  const marks = { ok: '✓', warning: '!', wrong: '✗' }
  const lines = checks.flatMap(({ what, state, seen, fix }) => [`${marks[state]} ${what}: ${seen}`, ...(fix ? [`    Fix: ${fix}`] : [])])
  const last = isFit(checks) ? 'prism-app can be started.' : 'prism-app cannot do its work before the points marked ✗ are fixed.'
  return `${[...lines, last].join('\n')}\n`
}

async function gitHubSide({ appId, registration, ledger }: Subject): Promise<readonly Checked[]> {
  let about: Registration
  try {
    about = await registration()
  } catch (error) {
    return [gitHubRefused(appId, error)]
  }
  const needs = neededWith(ledger)
  const asked = about.installations.map((i) => lacking(`installed at ${i.account || 'a deleted account'}`, i, i.suspended, needs))
  return [
    { what: 'GitHub App', state: 'ok', seen: `${about.slug} (id ${appId})` },
    lacking('registration', about, false, needs),
    webhook(about),
    ...asked,
    ...(asked.length === 0
      ? [
          {
            what: 'installation',
            state: 'wrong',
            seen: 'none',
            fix: 'Install the App on the organisation or repository whose comments it is to answer.',
          } as const,
        ]
      : []),
  ]
}

function gitHubRefused(appId: number, error: unknown): Checked {
  const what = 'GitHub App'
  const code = error instanceof GitHubError ? error.code : undefined
  if (code === 'unauthorised' || code === 'not-found')
    return {
      what,
      state: 'wrong',
      seen: `GitHub does not accept App id ${appId} with this private key`,
      fix: 'Compare APP_ID with the App’s settings page, make a new private key there, and check this machine’s clock.',
    }
  return {
    what,
    state: 'wrong',
    seen: `GitHub could not be asked: ${error instanceof Error ? error.message : String(error)}`,
    fix: 'Check the network and its proxy; for GitHub Enterprise Server, GHE_HOST or GITHUB_API_URL.',
  }
}

function lacking(
  what: string,
  has: Pick<Registration, 'permissions' | 'events'>,
  suspended: boolean,
  needs: Readonly<Record<string, string>>,
): Checked {
  if (suspended) return { what, state: 'wrong', seen: 'suspended', fix: 'Unsuspend the installation in its settings.' }
  const permissions = Object.entries(needs).filter(
    ([name, level]) => strengths.indexOf(has.permissions[name] ?? 'none') < strengths.indexOf(level),
  )
  const events = needed.events.filter((event) => !has.events.includes(event))
  const without = [
    ...Object.entries(wanted)
      .filter(([name]) => has.permissions[name] === undefined)
      .map(([name, { level, why }]) => `${name}: ${level}, which ${why} needs`),
    ...Object.entries(wantedEvents)
      .filter(([event]) => !has.events.includes(event))
      .map(([event, why]) => `event ${event}, for ${why}`),
  ]
  const missing = [...permissions.map(([name, level]) => `${name}: ${level}`), ...events.map((event) => `event ${event}`)]
  const extra = Object.entries(has.permissions).filter(([name, level]) => strengths.indexOf(level) > strengths.indexOf(most(name, needs)))
  if (missing.length > 0)
    return {
      what,
      state: 'wrong',
      seen: `lacks ${missing.join(', ')}`,
      fix: 'Set them in the App’s settings (Permissions & events); an owner then accepts the change for each installation.',
    }
  if (extra.length > 0)
    return {
      what,
      state: 'warning',
      seen: `has more than it needs: ${extra.map(([name, level]) => `${name}: ${level}`).join(', ')}`,
      fix: 'Take them away in the App’s settings: whoever gets its key has them too.',
    }
  if (without.length > 0)
    return {
      what,
      state: 'warning',
      seen: `lacks ${without.join('; ')}`,
      fix: 'Set it in the App’s settings and accept it for the installation, or use no such rule.',
    }
  return { what, state: 'ok', seen: `${Object.keys(needs).length} permissions and ${needed.events.join(', ')}, no more` }
}

const most = (name: string, needs: Readonly<Record<string, string>>): string => needs[name] ?? wanted[name]?.level ?? 'none'

function webhook({ webhookUrl, hasSecret, checksCertificate }: Registration): Checked {
  const what = 'webhook'
  const url = URL.parse(webhookUrl)
  if (!url) return { what, state: 'wrong', seen: 'no URL is set', fix: `Set it to https://YOUR-HOST${webhookPath} in the App’s settings.` }
  if (url.pathname !== webhookPath)
    return {
      what,
      state: 'wrong',
      seen: `goes to ${url.pathname}`,
      fix: `prism-app listens at ${webhookPath}: correct the URL in the App’s settings.`,
    }
  if (!hasSecret)
    return {
      what,
      state: 'wrong',
      seen: 'no secret is set, so no delivery is signed',
      fix: 'Set WEBHOOK_SECRET’s value in the App’s settings.',
    }
  if (url.protocol !== 'https:' || !checksCertificate)
    return { what, state: 'warning', seen: `${url.host}, without a checked certificate`, fix: 'Use https and turn SSL verification on.' }
  return { what, state: 'ok', seen: url.host }
}

async function awsSide({ prism, region }: Subject): Promise<Checked> {
  const what = `AWS${region ? ` in ${region}` : ''}`
  const wrong = (finding: Finding | undefined): Checked => ({
    what,
    state: 'wrong',
    seen: finding?.seen || 'no answer',
    fix: finding?.next ?? 'Start prism-app and read its log.',
  })
  try {
    const core = prism()
    const { run } = await core.execute(await core.request({ verb: 'volumes' }, origin))
    if (run.answer?.kind !== 'volumes') return wrong(run.findings[0])
    const count = run.answer.volumes.length
    return { what, state: 'ok', seen: `${count} ${count === 1 ? 'file system' : 'file systems'} can be listed` }
  } catch (error) {
    if (error instanceof PrismError) return wrong(error.finding)
    throw error
  }
}
