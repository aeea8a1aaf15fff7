/** The check run on a pull request that touches `people.yml`: of the merge's result, against what stands. It reads, and acts on nothing. */
import { type CheckRun, type GitHub, mayWrite, type PullRequest, type Pulls, type Repository } from '../../domain/github.ts'
import { registryPath } from '../../domain/people/as-written.ts'
import { type HostChange, hostChanges } from '../../domain/people/host-changes.ts'
import { tagsIn, tagText } from '../../domain/people/hosts.ts'
import type { Registry } from '../../domain/people/registry.ts'
import type { Origin, Request } from '../../domain/request.ts'
import type { Answer } from '../../domain/run.ts'
import { type Checked, checkRegistry } from '../../registry/check.ts'
import { code } from '../../render/escape.ts'
import { changesMarkdown } from '../../render/markdown-registry.ts'
import { type Checking, mergeNotes, type Place } from './checking.ts'

export const registryCheck = 'Prism: people.yml'

type Good = Extract<Checked, { readonly kind: 'good' }>

/** Throws `GitHubError`. */
export async function checkRegistryOf(on: Checking, github: GitHub, { pulls, branch, pull, repository }: Place): Promise<void> {
  const [stands, proposed] = [await pulls.fileAt(registryPath, branch), await pulls.fileAt(registryPath, pull.merge ?? pull.head)]
  if (stands?.blob === proposed?.blob) return
  const checked = checkRegistry(stands?.text, proposed?.text)
  const trusted = await isTrusted(github, repository, pull)
  const logins = checked.kind === 'good' && trusted ? await loginsOf(pulls, checked) : []
  const hosts = checked.kind === 'good' && trusted ? await hostsOf(on, checked, repository) : undefined
  await pulls.check(pull.head, runOf(checked, logins, { pull, trusted, hosts }))
  on.log.info('a registry was checked', { repository: `${repository.owner}/${repository.repo}`, pull: pull.number, kind: checked.kind })
}

/** Whoever may write here already: for nobody else GitHub's accounts and our instances are asked about. */
async function isTrusted(github: GitHub, repository: Repository, { isOfFork, author }: PullRequest): Promise<boolean> {
  if (isOfFork || !author) return false
  // a bot's branch is here because it, or whoever pushed to it, may write
  return !author.isPerson || mayWrite(await github.permission(repository, author))
}

type LineError = CheckRun['errors'][number]

/** Of accounts that are new or changed: the login has to be that number's at this moment. */
async function loginsOf(pulls: Pulls, { before, after, lineAt }: Good): Promise<readonly LineError[]> {
  const old = new Map(before?.people.map((p) => [p.name, p.github]))
  const errors: LineError[] = []
  for (const { name, github } of after.people) {
    const was = old.get(name)
    if (!github || (was?.id === github.id && was.login === github.login)) continue
    const line = lineAt(['people', name, 'github', 'login'])
    const account = await pulls.account(github.login)
    if (!account) errors.push({ line, message: `${name}: nobody on GitHub has the login ${github.login}` })
    else if (account.id !== github.id)
      errors.push({
        line,
        message: `${name}: ${github.login} is ${account.id} on GitHub, not ${github.id}: they renamed it, or it is somebody else`,
      })
  }
  return errors
}

/** Undefined where the instances could not be asked for, or are not to be named here: that is the policy's to say. */
async function hostsOf({ prism, log }: Checking, { before, after }: Good, { owner, repo }: Repository): Promise<HostChange[] | undefined> {
  const origin: Origin = { entrypoint: 'schedule', actor: { id: 'prism-app', name: 'prism-app' }, repository: `${owner}/${repo}` }
  const ask = async (request: Request): Promise<Answer | undefined> =>
    (await prism.execute(await prism.request(request, origin))).run.answer
  const was: Registry = before ?? { ...after, people: [] }
  try {
    const all = await ask({ verb: 'instances', selectors: [] })
    if (all?.kind !== 'instances') return undefined
    const tagged = new Map<string, ReadonlySet<string>>()
    for (const tag of [...tagsIn(was), ...tagsIn(after)]) {
      if (tagged.has(tagText(tag))) continue
      const found = await ask({ verb: 'instances', selectors: [tag] })
      if (found?.kind !== 'instances') return undefined
      tagged.set(tagText(tag), new Set(found.instances.map((i) => i.id)))
    }
    return hostChanges(was, after, all.instances, tagged)
  } catch (error) {
    log.warn('the instances of a registry could not be asked for', { error })
    return undefined
  }
}

const followNote = (names: readonly string[]): string =>
  `Keys that follow GitHub: of ${names.slice(0, 50).join(', ')}${names.length > 50 ? ` and ${names.length - 50} more` : ''}. Where the policy says \`keys: follow\`, whatever key their account there gets lets them in from the next sync on, without a pull request.`

type Seen = { readonly pull: PullRequest; readonly trusted: boolean; readonly hosts: readonly HostChange[] | undefined }

function runOf(checked: Checked, logins: readonly LineError[], { pull, trusted, hosts }: Seen): CheckRun {
  const errors = checked.kind === 'wrong' ? checked.errors : logins
  const notes = [
    ...mergeNotes(pull),
    ...(checked.kind === 'good' && !checked.before
      ? ['The registry that stands has errors itself, so numbers were not held against it.']
      : []),
    ...(trusted ? [] : ['It comes from a fork, or from somebody who may not write here: only the file was checked.']),
    ...(trusted && checked.kind === 'good' && !hosts
      ? ['On which instances is not said: they could not be asked for, or the policy does not show them.']
      : []),
  ]
  const follow = checked.kind === 'good' && trusted ? checked.after.people.filter((p) => p.follows).map((p) => code(p.name)) : []
  if (follow.length > 0) notes.push(followNote(follow))
  const said = { name: registryCheck, path: registryPath, errors }
  const tail = notes.flatMap((note) => ['', note])
  if (errors.length > 0) {
    const list = errors.slice(0, 50).map(({ line, message }) => `- line ${line}: ${code(message.slice(0, 500))}`)
    const summary = ['Nothing of such a registry is ever applied, whoever merges it.', '', ...list, ...tail].join('\n')
    return { ...said, conclusion: 'failure', title: errors.length === 1 ? 'one error' : `${errors.length} errors`, summary }
  }
  if (checked.kind === 'wrong') throw new Error('a wrong registry has errors')
  const { changes, leaving, after } = checked
  const word =
    leaving.length > 0 ? ['', `⚠️ ${leaving.length} people would lose their account: a sync asks for \`--confirm-removals\`.`] : []
  const summary = [
    trusted ? changesMarkdown(changes, hosts ?? []) : 'No number is held twice, changed or given again.',
    ...word,
    ...tail,
  ].join('\n')
  const people = changes.length === 1 ? 'one person' : `${changes.length} people`
  return {
    ...said,
    conclusion: pull.merge ? 'success' : 'neutral',
    title: trusted ? `it changes ${people} of ${after.people.length}` : 'the file is sound',
    summary,
  }
}
