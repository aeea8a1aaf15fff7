/** The drift issue of a volume on the lab's GitHub, over the wire; what was seen of the volume is given. */
import { ProbotOctokit } from 'probot'
import { composeIssues } from '../../../src/compose/github.ts'
import type { GitHubClient } from '../../../src/domain/github.ts'
import type { VolumeCheck } from '../../../src/domain/volume-check.ts'
import { type CheckedVolumes, keepIssues } from '../../../src/drift/keep-issues.ts'
import { keptIssues, knownPlaces } from '../../../src/drift/kept-issues.ts'
import type { LabCall } from '../../../src/lab/github/serve.ts'
import { type LabGitHub, startLabGitHub } from '../../../src/lab/github/start.ts'
import { parseCommand } from '../../../src/language/comment.ts'
import { formatCommand, formatCommandLine } from '../../../src/language/format.ts'
import { offences } from '../../support/app-stage.ts'
import { checkOf, fileSystemId, instanceAt } from '../../support/volume-checks.ts'
import { installationToken } from '../../unit/lab/github/client.ts'

const repository = { owner: 'acme', repo: 'research' }
const saying = { comment: formatCommand, terminal: formatCommandLine }
const openRoute = 'POST /repos/{owner}/{repo}/issues'
const changeRoute = 'PATCH /repos/{owner}/{repo}/issues/{issue_number}'
const sayRoute = 'POST /repos/{owner}/{repo}/issues/{issue_number}/comments'

const night = 24 * 3_600_000

describe('the drift issue of a volume', () => {
  let lab: LabGitHub
  let now: number
  let slept: number[]
  let client: GitHubClient
  const calls: LabCall[] = []
  const clock = {
    now: () => new Date(now),
    sleep: async (milliseconds: number) => {
      slept.push(milliseconds)
      // enough for a list that lags to catch up
      await new Promise((resolve) => setTimeout(resolve, Math.min(milliseconds / 20, 60)))
    },
  }
  beforeEach(async () => {
    // nights of the past: GitHub's own clock is the machine's, and no comment may seem to come from before its night
    now = Date.now() - 20 * night
    slept = []
    lab = await startLabGitHub({ repositories: [{ fullName: 'acme/research', collaborators: { tom: 'triage' } }] })
    const auth = { token: await installationToken(lab, 'acme/research') }
    const octokit = new ProbotOctokit({ baseUrl: lab.url, auth, throttle: { enabled: false } })
    client = { request: (route, parameters) => octokit.request(route, parameters) }
  })
  afterEach(async () => {
    calls.push(...lab.calls())
    await lab.stop()
  })
  afterAll(async () => {
    expect(calls.length).toBeGreaterThan(100)
    expect(await offences({ calls: () => calls })).toEqual([])
  })

  const github = () => composeIssues({ client, clock })
  const keep = (check: VolumeCheck, look: Partial<CheckedVolumes> = {}) =>
    github().then((on) => keepIssues({ github: on, repository, clock, saying }, { checks: [check], ...look }))
  const nextNight = () => {
    now += night
  }
  const ours = () => lab.issues().filter((i) => i.author === 'prism-efs[bot]')
  const issue = () => {
    expect(ours()).toHaveLength(1)
    return ours()[0]!
  }
  const said = () => lab.thread(issue().number).map((c) => c.body.split('\n')[0])
  const remembered = async () => knownPlaces(await keptIssues(await github(), repository)).map((k) => k.instanceId)

  test('a volume that is healthy at the first look leaves a closed issue, which remembers where it is mounted', async () => {
    expect(await keep(checkOf(['healthy', 'healthy']))).toMatchObject([{ kind: 'kept', state: 'healthy', turned: false }])
    expect(issue()).toMatchObject({
      title: `Shared volume research-data (${fileSystemId}): healthy`,
      state: 'closed',
      stateReason: 'completed',
      labels: ['prism-drift'],
    })
    expect(await remembered()).toEqual([instanceAt(1), instanceAt(2)])
    expect(said()).toEqual([])
  })

  test('a volume that is mounted nowhere has no issue', async () => {
    await keep(checkOf([]))
    expect(ours()).toEqual([])
  })

  test('drift opens it and says what differs and how to repair it; the next night is silent; health closes it with a last word', async () => {
    await keep(checkOf(['healthy', 'healthy']))
    nextNight()
    await keep(checkOf(['healthy', 'drifted']))
    expect(issue()).toMatchObject({ state: 'open', title: expect.stringContaining('drifted') })
    expect(issue().body).toContain('`/etc/fstab`')
    expect(issue().body).toMatch(/- \*\*host-2\*\*: holds → ❌ differs/)
    expect(said()).toEqual(['### ❌ `research-data` is not as it should be · **host-2** differs'])
    // the comment that is offered is understood, and means the instance that differs
    const offered = /comment `(\/prism mount [^`]*)`/.exec(issue().body)![1]!
    expect(parseCommand(offered)).toMatchObject({ verb: 'mount', selectors: [{ kind: 'name', name: 'host-2' }] })

    nextNight()
    await keep(checkOf(['healthy', 'drifted']))
    expect(said()).toHaveLength(1)
    expect(issue().body).toContain(`So since ${new Date(now - night).toISOString()} · last looked at ${new Date(now).toISOString()}`)

    nextNight()
    await keep(checkOf(['healthy', 'healthy']))
    expect(issue()).toMatchObject({ state: 'closed', title: expect.stringContaining('healthy') })
    expect(said()).toEqual([
      '### ❌ `research-data` is not as it should be · **host-2** differs',
      '### ✅ `research-data` is as it should be',
    ])

    nextNight()
    await keep(checkOf(['drifted', 'healthy']))
    expect(issue()).toMatchObject({ state: 'open' })
    expect(said()).toHaveLength(3)
  })

  test('what cannot be asked neither opens nor closes it, and is missed all the same', async () => {
    await keep(checkOf(['healthy', 'healthy']))
    nextNight()
    await keep(checkOf(['healthy', 'offline']))
    expect(issue()).toMatchObject({ state: 'closed', title: expect.stringContaining('unknown') })
    nextNight()
    await keep(checkOf(['drifted', 'healthy']))
    nextNight()
    await keep(checkOf(['healthy', 'offline']))
    expect(issue()).toMatchObject({ state: 'open', title: expect.stringContaining('unknown') })
    expect(issue().body).toContain('instance-offline')
    expect(await remembered()).toEqual([instanceAt(1), instanceAt(2)])
  })

  test('an instance that Prism unmounted, or that AWS no longer knows, is not missed', async () => {
    await keep(checkOf(['healthy', 'healthy', 'healthy']))
    nextNight()
    const gone = [{ code: 'instance-not-found' as const, seen: 'host-3 is terminated', why: '', next: '', instanceId: instanceAt(3) }]
    await keep(checkOf(['healthy'], { left: [instanceAt(2)], gone }))
    expect(issue()).toMatchObject({ state: 'closed' })
    expect(issue().body).toContain('Prism unmounted it there')
    expect(issue().body).toContain('host-3 is terminated')
    expect(await remembered()).toEqual([instanceAt(1)])
  })

  test('a volume that is no more closes its issue', async () => {
    await keep(checkOf(['drifted']))
    nextNight()
    await keepIssues({ github: await github(), repository, clock, saying }, { checks: [], wholeRegion: 'eu-west-1' })
    expect(issue()).toMatchObject({ state: 'open' })
    await keepIssues({ github: await github(), repository, clock, saying }, { checks: [], wholeRegion: 'us-east-1' })
    expect(issue()).toMatchObject({ state: 'closed', title: expect.stringContaining('gone') })
  })

  test('two looks at one moment leave one open issue', async () => {
    await Promise.all([keep(checkOf(['drifted'])), keep(checkOf(['drifted']))])
    const open = () => ours().filter((i) => i.state === 'open')
    expect(open().map((i) => i.number)).toEqual([1])
  })

  test('two that could not see each other are made one at the next look', async () => {
    lab.lagIssueLists(true)
    await Promise.all([keep(checkOf(['drifted'])), keep(checkOf(['drifted']))])
    expect(ours().map((i) => i.state)).toEqual(['open', 'open'])
    lab.lagIssueLists(false)
    await keep(checkOf(['drifted']))
    expect(ours().map((i) => [i.number, i.state, i.stateReason])).toEqual([
      [1, 'open', null],
      [2, 'closed', 'not_planned'],
    ])
    expect(lab.thread(2).map((c) => c.body.split('\n')[0])).toEqual(['Duplicate of #1'])
    // and nothing more is said or done about it
    await keep(checkOf(['drifted']))
    expect(lab.thread(2)).toHaveLength(1)
  })

  test.each(['answer-lost', 'dropped', 'unavailable'] as const)('GitHub fails (%s) while it is opened: never two', async (kind) => {
    lab.faults.add({ route: openRoute, kind })
    const [kept] = await keep(checkOf(['drifted']))
    expect(kept!.kind).toBe(kind === 'answer-lost' ? 'kept' : 'failed')
    await keep(checkOf(['drifted']))
    expect(issue()).toMatchObject({ state: 'open' })
  })

  test.each(['answer-lost', 'dropped', 'unavailable'] as const)('GitHub fails (%s) while it is changed: it is changed', async (kind) => {
    await keep(checkOf(['healthy']))
    nextNight()
    lab.faults.add({ route: changeRoute, kind })
    await keep(checkOf(['drifted']))
    expect(issue()).toMatchObject({ state: 'open', title: expect.stringContaining('drifted') })
    expect(said()).toHaveLength(1)
  })

  test('the answer to a comment is lost: the history tells the turn once', async () => {
    await keep(checkOf(['healthy']))
    nextNight()
    lab.faults.add({ route: sayRoute, kind: 'answer-lost' })
    expect(await keep(checkOf(['drifted']))).toMatchObject([{ kind: 'failed' }])
    await keep(checkOf(['drifted']))
    expect(issue()).toMatchObject({ state: 'open' })
    expect(said()).toEqual(['### ❌ `research-data` is not as it should be · **host-1** differs'])
  })

  test('a rate limit is waited for, and what was refused for it is sent again', async () => {
    lab.faults.add({ route: openRoute, kind: { rateLimited: 'secondary', seconds: 7 } })
    expect(await keep(checkOf(['drifted']))).toMatchObject([{ kind: 'kept' }])
    expect(slept).toContain(7_000)
    expect(issue()).toMatchObject({ state: 'open' })
  })

  test('an issue that somebody else opened is nobody’s memory, whatever it says', async () => {
    await keep(checkOf(['healthy']))
    const { title, body } = issue()
    lab.openIssue('mallory', { title, body: body.replace(/prism:record=\S+/, 'prism:record=AAAA'), labels: ['prism-drift'] })
    const before = lab.issues().find((i) => i.author === 'mallory')
    nextNight()
    await keep(checkOf(['drifted']))
    expect(issue()).toMatchObject({ state: 'open' })
    expect(lab.issues().find((i) => i.author === 'mallory')).toEqual(before)
  })

  const edits: readonly (readonly [string, (body: string) => string, boolean])[] = [
    ['the record is cut out', (body) => body.replace(/<!-- prism:record=.*-->\n/, ''), false],
    ['the record is another text', (body) => body.replace(/prism:record=\S+/, 'prism:record=H4sIAAAAAAAAA'), false],
    ['marker and record are gone', (body) => body.split('<!--')[0]!, false],
    ['everything is gone', () => 'nothing here', false],
    ['a command is written into it', (body) => `/prism unmount research-data tag:Name=*\n\n${body}`, true],
  ]
  test.each(edits)('a person edits the body: %s', async (_, edit, remembers) => {
    await keep(checkOf(['healthy', 'healthy']))
    lab.editIssue('tom', issue().number, { body: edit(issue().body) })
    nextNight()
    expect((await remembered()).length > 0).toBe(remembers)
    await keep(checkOf(['drifted', 'healthy']))
    expect(issue()).toMatchObject({ state: 'open' })
    expect(issue().body.includes('could not be read')).toBe(!remembers)
    expect(issue().body).not.toContain('/prism unmount')
    expect(await remembered()).toEqual([instanceAt(1), instanceAt(2)])
  })

  test('a person closes it while the volume has drifted: the next look opens it again', async () => {
    await keep(checkOf(['drifted']))
    lab.editIssue('tom', issue().number, { state: 'closed' })
    nextNight()
    await keep(checkOf(['drifted']))
    expect(issue()).toMatchObject({ state: 'open' })
    expect(said()).toEqual([])
  })

  test('with more issues of the label than one page holds, ours is found', async () => {
    await keep(checkOf(['drifted']))
    for (let i = 0; i < 120; i++) lab.openIssue('tom', { title: `noise ${i}`, labels: ['prism-drift'] })
    nextNight()
    await keep(checkOf(['drifted']))
    expect(issue()).toMatchObject({ state: 'open' })
  })
})
