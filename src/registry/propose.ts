/** A change of a repository's registry as a pull request, which others review: whoever asked for it wrote it, so their own approval does not count. */
import { fail } from '../domain/catalogue.ts'
import type { Pulls } from '../domain/github.ts'
import { registryPath } from '../domain/people/as-written.ts'
import { changesOf, type PersonChange } from '../domain/people/changes.ts'
import { changeWords, type RegistryChange } from '../domain/people/registry-change.ts'
import { changeRegistry } from './change.ts'
import { wrongRegistry } from './file.ts'

/** Who asked, in the commit: whoever it is approves the pull request in vain, as they wrote it. */
const askedBy = 'Prism-Asked-By'

export type Proposal = {
  readonly change: RegistryChange
  /** On GitHub, of a person whose id is still to be asked for; `id`: what it has to be, where somebody said it. */
  readonly account?: { readonly login: string; readonly id?: number }
  /** Made for it: the same branch is the same proposal. */
  readonly branch: string
  /** The numeric id on GitHub of whoever asks. */
  readonly by: string
  /** Where, in Markdown: `#12`. */
  readonly where: string
  /** The head of the pull request's text, in Markdown. */
  readonly about: (changes: readonly PersonChange[]) => string
  /** `2026-11-29` */
  readonly today: string
  /** Numbers that nobody new is to get. */
  readonly taken?: ReadonlySet<number>
  readonly dryRun?: boolean
}

export type Proposed = {
  readonly changes: readonly PersonChange[]
  /** Absent: the registry says so already, or it was only to be looked at. */
  readonly pull?: { readonly number: number; readonly url: string }
  readonly changed: boolean
}

/** Throws `bad-option`, `bad-registry`, `registry-full`; `GitHubError`. */
export async function proposeChange(pulls: Pulls, asked: Proposal): Promise<Proposed> {
  const { account, branch, by, where, today } = asked
  const stands = await pulls.fileAt(registryPath, await pulls.defaultBranch())
  const change = account ? await withGitHub(pulls, asked.change, account) : asked.change
  const changed = changeRegistry(stands?.text, [change], today, asked.taken)
  if (changed.kind === 'wrong') throw wrongRegistry(registryPath, changed.errors)
  const changes = changesOf(changed.before, changed.after)
  if (changed.text === stands?.text) return { changes, changed: false }
  if (asked.dryRun) return { changes, changed: true }
  const what = `People: ${changeWords(change)}`
  const pull = await pulls.propose({
    branch,
    path: registryPath,
    text: changed.text,
    on: stands?.blob,
    headline: what.slice(0, 72),
    body: `Asked ${where}.\n\n${askedBy}: ${by}`,
    title: what,
    about: asked.about(changes),
  })
  return { changes, changed: true, pull }
}

async function withGitHub(pulls: Pulls, change: RegistryChange, { login, id }: NonNullable<Proposal['account']>): Promise<RegistryChange> {
  const known = await pulls.account(login)
  if (!known) throw fail('bad-option', { seen: `nobody on GitHub has the login ${login}` })
  if (id !== undefined && known.id !== id)
    throw fail('bad-option', { seen: `${login} is ${known.id} on GitHub, not ${id}: they renamed it, or it is somebody else` })
  return change.kind === 'set' ? { ...change, words: { github: { id: known.id, login: known.login }, ...change.words } } : change
}
