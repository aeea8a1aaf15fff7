/** The schedule from end to end: real instances on the lab's AWS, the lab's GitHub, the App's scheduled run and the App's answer to the comment it offers. */

import type { Prism } from '../../../src/compose/prism.ts'
import type { FileSystem } from '../../../src/domain/ports.ts'
import { makeLog } from '../../../src/entrypoints/app/log.ts'
import { type RunningApp, startApp } from '../../../src/entrypoints/app/start.ts'
import { webhookPath } from '../../../src/entrypoints/app/webhook-server.ts'
import { language, render } from '../../../src/entrypoints/app/wiring.ts'
import { type LabGitHub, startLabGitHub } from '../../../src/lab/github/start.ts'
import type { IssueEntry } from '../../../src/lab/github/thread.ts'
import type { Instance } from '../../../src/lab/instances/instance.ts'
import { parseCommand } from '../../../src/language/comment.ts'
import { memoryInbox } from '../../../src/runs/stores/memory-inbox.ts'
import { impatientClock, offences, until } from '../../support/app-stage.ts'
import { on, onLab, openStage, type Stage } from '../../support/lab-stage.ts'
import { stagePolicy } from '../../support/rights.ts'

onLab('drift', () => {
  let stage: Stage
  let github: LabGitHub
  let app: RunningApp
  let volume: FileSystem
  let ubuntu: Instance
  let rocky: Instance
  let place: string
  let log = ''
  let scheduledRuns = 0

  beforeAll(async () => {
    stage = await openStage('drift')
    ;[volume, ubuntu, rocky] = await Promise.all([
      stage.volume(),
      stage.instance('ubuntu'),
      stage.instance('rocky', { distribution: 'rocky' }),
    ])
    place = `/mnt/${volume.name}`
    const files = { '.github/prism.yml': stagePolicy.replace('research-data', volume.name) }
    const collaborators = { ada: 'maintain', tom: 'triage' } as const
    github = await startLabGitHub({ repositories: [{ fullName: 'acme/research', collaborators, files }] })
    await stage.say(`mount ${volume.name} ubuntu rocky --no-sharing-test`)
    const request = parseCommand('/prism verify --all')
    if (!('verb' in request) || request.verb !== 'verify-all') throw new Error('not a look at everything')
    app = await startApp({
      inbox: memoryInbox(),
      config: {
        appId: github.app.id,
        privateKey: github.app.privateKey,
        webhookSecret: github.app.webhookSecret,
        baseUrl: github.url,
        host: '127.0.0.1',
        port: 0,
        logLevel: 'info',
        paced: false,
        shutdownSeconds: 5,
        runsAtOnce: 8,
        // every second: the next scheduled run begins soon after the one before has ended
        verify: { cron: '* * * * * *', timezone: 'UTC', repository: { owner: 'acme', repo: 'research' }, requests: [request] },
      },
      prism: counted(stage.prism),
      language,
      render,
      log: makeLog({ write: (line) => (log += line), secrets: [github.app.webhookSecret], level: 'info' }),
      every: 40,
      clock: impatientClock,
    })
    github.setWebhookTarget(`${app.url}${webhookPath}`)
  })
  afterAll(async () => {
    await app?.stop()
    await stage?.stop()
    await github?.stop()
  })

  /** Counts the looks of the schedule as they end. */
  function counted(prism: Prism): Prism {
    return {
      ...prism,
      execute: async (runId, options) => {
        const result = await prism.execute(runId, options)
        if (result.run.origin.entrypoint === 'schedule') scheduledRuns++
        return result
      },
    }
  }

  const issues = (): readonly IssueEntry[] => github.issues().filter((i) => i.author === 'prism-efs[bot]')
  const issue = (): IssueEntry => {
    expect(issues()).toHaveLength(1)
    return issues()[0]!
  }
  const titled = (word: string) =>
    until(
      () => issues()[0]?.title ?? '',
      (title) => title.endsWith(`: ${word}`),
      60_000,
    )
  /** A look that began after this moment has been written down. */
  async function nextBeat(): Promise<void> {
    const now = scheduledRuns
    const written = issue().history.length
    await until(
      () => [scheduledRuns, issue().history.length] as const,
      ([b, h]) => b >= now + 2 && h > written,
      60_000,
    )
  }
  const said = () => github.thread(issue().number).filter((c) => c.author === 'prism-efs[bot]' && c.body.includes('prism:turn='))

  test('a volume that is healthy has a closed issue, which remembers where it is mounted', async () => {
    await titled('healthy')
    await until(issue, (i) => i.state === 'closed')
    for (const name of ['ubuntu', 'rocky']) expect(issue().body).toContain(name)
  }, 90_000)

  test('somebody changes a mode, takes the line out of fstab and adds a umask: the issue opens and says what and how to repair it', async () => {
    await on(ubuntu, `chmod 00775 ${place}/shared; sed -i /${volume.id}/d /etc/fstab; echo 'umask 077' >>/home/ubuntu/.profile`)
    await titled('drifted')
    expect(issue().state).toBe('open')
    for (const what of [`\`${place}/shared/\``, '`/etc/fstab`', 'ubuntu · su -']) expect(issue().body).toContain(`| ${what} |`)
    // the directory is one for all; the line is ubuntu's own
    expect(issue().body).toContain(`comment \`/prism mount ${volume.name} ubuntu\``)
    expect(said()).toHaveLength(1)
    // it looked, and did nothing else
    expect(await on(ubuntu, `stat -c %a ${place}/shared; grep -c ${volume.id} /etc/fstab || :`)).toBe('775\n0')
  }, 90_000)

  test('nothing changes in the night: the text is new, the history is not', async () => {
    await nextBeat()
    expect(said()).toHaveLength(1)
  }, 90_000)

  test('GitHub is away for a while: no second issue, no second word', async () => {
    github.faults.add({ route: 'PATCH /repos/{owner}/{repo}/issues/{issue_number}', kind: 'unavailable', times: 3 })
    github.faults.add({ route: 'GET /repos/{owner}/{repo}/issues', kind: 'unavailable', times: 5 })
    await nextBeat()
    expect(issue().state).toBe('open')
    expect(said()).toHaveLength(1)
  }, 90_000)

  test('an instance goes offline: unknown, and neither closed nor forgotten', async () => {
    await on(ubuntu, "sed -i '/umask 077/d' /home/ubuntu/.profile")
    await stage.say(`mount ${volume.name} ubuntu --no-sharing-test`)
    stage.lab.aws.setInstanceState(rocky.id, 'offline')
    await titled('unknown')
    stage.lab.aws.setInstanceState(rocky.id, 'online')
    await titled('healthy')
    expect(issue().state).toBe('closed')
  }, 120_000)

  test('it loses mount and line at once, is missed, and is repaired by the comment that the issue offers', async () => {
    await on(rocky, `umount ${place}; sed -i /${volume.id}/d /etc/fstab`)
    await titled('drifted')
    expect(issue().body).toContain('nothing mounted')
    const offered = /comment `(\/prism mount [^`]*)`/.exec(issue().body)![1]!
    expect(offered).toBe(`/prism mount ${volume.name} rocky`)
    const { commentId } = await github.comment('ada', issue().number, offered)
    await until(
      () =>
        github
          .thread(issue().number)
          .find((c) => c.id === commentId)!
          .reactions.map((r) => r.content),
      (r) => r.includes('rocket'),
      60_000,
    )
    await titled('healthy')
    expect(issue().state).toBe('closed')
    expect(await on(rocky, `mountpoint -q ${place} && grep -c ${volume.id} /etc/fstab`)).toBe('1')
  }, 180_000)

  test('what Prism unmounts because somebody asked for it is not missed', async () => {
    const before = said().length
    await stage.say(`unmount ${volume.name} rocky`)
    await until(issue, (i) => i.body.includes('holds on 1 of 1 instance'), 60_000)
    expect(issue()).toMatchObject({ state: 'closed', title: expect.stringContaining('healthy') })
    expect(said()).toHaveLength(before)
  }, 90_000)

  test('a person writes somebody else’s commands and machines into the issue: the schedule still only looks', async () => {
    const asked = stage.lab.aws.calls().length
    github.editIssue('tom', issue().number, { body: `/prism unmount ${volume.name} ubuntu\n\n${issue().body}` })
    await nextBeat()
    expect(issue().body).not.toContain('/prism unmount')
    const sent = stage.lab.aws
      .calls()
      .slice(asked)
      .filter((c) => c.operation === 'SendCommand')
    const scripts = new Set(
      sent.map(({ params }) => /\.([a-z-]+)\.\d+\.[0-9a-f]+ /.exec((params as { readonly Comment: string }).Comment)?.[1]),
    )
    expect(scripts).toEqual(new Set(['inspect', 'sharing-test']))
    expect(await on(ubuntu, `mountpoint -q ${place} && echo there`)).toBe('there')
  }, 90_000)

  test('at the end of the app the schedule ends, and everything that was asked of GitHub is in its description', async () => {
    await app.stop()
    const now = scheduledRuns
    // one look failed, when GitHub was away, and the others went on
    expect(log.match(/a scheduled run failed/g)).toHaveLength(1)
    // longer than the schedule's second
    await stage.say(`verify ${volume.name} ubuntu`)
    expect(scheduledRuns).toBe(now)
    expect(await offences(github)).toEqual([])
  }, 60_000)
})
