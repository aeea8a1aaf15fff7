/** Two replicas on one PostgreSQL database, as processes of their own: one is paused past its lease and goes on, then the other is killed. */
import { Client } from 'pg'
import { defaultCreateOptions } from '../../../src/domain/request.ts'
import { type LabGitHub, startLabGitHub } from '../../../src/lab/github/start.ts'
import type { Instance } from '../../../src/lab/instances/instance.ts'
import { startTheApp, type TheApp } from '../../crash/the-app.ts'
import { until } from '../../support/app-stage.ts'
import { onLab, openStage, type Stage } from '../../support/lab-stage.ts'
import { onPostgres, type Postgres, startPostgres } from '../../support/postgres.ts'
import { stagePolicy } from '../../support/rights.ts'

const patience = 180_000
const names = ['r-0', 'r-1', 'r-2', 'r-3'] as const
type Verb = 'mount' | 'unmount'

onLab('on instances', () => {
  onPostgres('two replicas', () => {
    let server: Postgres
    let stage: Stage
    let github: LabGitHub
    let database: Client
    let starting: Parameters<typeof startTheApp>[0]
    const instances = new Map<string, Instance>()
    const apps: TheApp[] = []

    beforeAll(async () => {
      ;[server, stage] = await Promise.all([startPostgres(), openStage('replicas', 1)])
      await stage.ask({ verb: 'create', name: 'research-data', options: defaultCreateOptions })
      for (const name of names) instances.set(name, await stage.instance(name))
      const store = await server.database()
      database = new Client({ connectionString: store })
      await database.connect()
      github = await startLabGitHub({
        repositories: [
          {
            fullName: 'acme/research',
            collaborators: { wendy: 'write' },
            files: { '.github/prism.yml': stagePolicy },
            issues: [{ number: 1, title: 'Shared data' }],
          },
        ],
      })
      starting = { aws: stage.lab.env, github, store, lease: 4 }
    }, patience)

    afterAll(async () => {
      for (const app of apps) await app.stop()
      await database.end()
      await Promise.all([github.stop(), stage.stop(), server.stop()])
    }, patience)

    const count = async (from: string): Promise<number> =>
      Number((await database.query(`SELECT count(*) AS n FROM prism.${from}`)).rows[0]?.n)
    async function eventually(what: () => Promise<boolean> | boolean): Promise<void> {
      while (!(await what())) await new Promise((resolve) => setTimeout(resolve, 50))
    }
    const allIsDone = () =>
      eventually(async () => (await count('deliveries WHERE content IS NOT NULL')) + (await count('runs WHERE ended IS NULL')) === 0)
    /** Delivered to that replica. */
    async function say(app: TheApp, verb: Verb, name: string): Promise<number> {
      github.setWebhookTarget(app.webhook)
      return (await github.comment('wendy', 1, `/prism ${verb} research-data ${name}${verb === 'mount' ? ' --no-sharing-test' : ''}`))
        .commentId
    }
    const jobs = (verb: Verb, name: string) =>
      stage.lab.aws
        .executions()
        .filter((e) => e.instanceId === instances.get(name)?.id)
        .flatMap((e) => {
          const said = Buffer.from(/^PRISM_PARAMETERS='(.*)'$/m.exec(e.script)?.[1] ?? '', 'base64').toString()
          const key = new RegExp(`PRISM_JOB=(\\w+\\.${verb}\\.\\S+)`).exec(said)?.[1]
          return key === undefined ? [] : [{ key, ended: e.ended, exitCode: e.exitCode }]
        })
    const isWorking = (verb: Verb, name: string) => jobs(verb, name).some(({ ended }) => ended === 'running')

    /** Each instance changed once, each comment answered once, and nothing said that is not over. */
    async function judge(verb: Verb, comments: readonly number[]): Promise<void> {
      for (const name of names) {
        // the host answers the same key from what it stored; what was burned it refuses
        const done = new Set(jobs(verb, name).flatMap(({ key, exitCode }) => (exitCode === 0 ? [key] : [])))
        expect({ name, done: done.size }).toEqual({ name, done: 1 })
        const { stdout } = await instances.get(name)!.run('grep -c " /mnt/research-data " /proc/self/mountinfo; true')
        expect(stdout.trim()).toBe(verb === 'mount' ? '1' : '0')
      }
      const thread = github.thread(1)
      const ours = thread.filter((c) => c.author === `${github.app.slug}[bot]`)
      for (const name of names) {
        const about = ours.filter((c) => new RegExp(`${name}\\b`).test(c.body) && new RegExp(`is ${verb}ed|${verb}`).test(c.body))
        expect({ name, answers: about.length > 0 }).toEqual({ name, answers: true })
      }
      expect(ours.filter((c) => c.body.includes('⏳'))).toEqual([])
      const markers = ours.map((c) => c.body.trimEnd().split('\n').at(-1))
      expect(new Set(markers).size).toBe(markers.length)
      for (const id of comments) {
        const reactions = thread.find((c) => c.id === id)?.reactions.map((r) => r.content) ?? []
        expect({ id, over: reactions.includes('rocket') }).toEqual({ id, over: true })
      }
    }

    test(
      'nothing is done twice, nothing is lost, and each comment has one answer',
      async () => {
        const [one, other] = [await startTheApp(starting), await startTheApp(starting)]
        apps.push(one, other)
        await eventually(async () => (await count('replicas')) === 2)

        const mounts = [
          await say(one, 'mount', 'r-0'),
          await say(one, 'mount', 'r-1'),
          await say(other, 'mount', 'r-2'),
          await say(other, 'mount', 'r-3'),
        ]
        await eventually(() => isWorking('mount', 'r-0') || isWorking('mount', 'r-1'))
        one.pause()
        // the lease of the paused one is over, and what it had is the other's: it goes on in the middle of that
        await eventually(async () => (await count('replicas')) === 1)
        await eventually(
          async () =>
            (await count(`claims WHERE what LIKE 'delivery %'`)) > 0 || (await count('deliveries WHERE content IS NOT NULL')) === 0,
        )
        one.goOn()
        await allIsDone()
        await eventually(async () => (await count('replicas')) === 2)
        expect(other.log()).toContain('carrying on what was begun before')
        await judge('mount', mounts)

        const unmounts = [
          await say(other, 'unmount', 'r-0'),
          await say(other, 'unmount', 'r-1'),
          await say(one, 'unmount', 'r-2'),
          await say(one, 'unmount', 'r-3'),
        ]
        await eventually(() => isWorking('unmount', 'r-0') || isWorking('unmount', 'r-1'))
        await other.stop()
        await allIsDone()
        expect(one.log()).toContain('carrying on what was begun before')
        await judge('unmount', [...mounts, ...unmounts])
        expect(
          await until(
            () => github.thread(1).filter((c) => c.author === `${github.app.slug}[bot]`).length,
            (n) => n === 8,
          ),
        ).toBe(8)
      },
      patience,
    )
  })
})
