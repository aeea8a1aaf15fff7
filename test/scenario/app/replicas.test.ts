/** Two replicas on one PostgreSQL database, as processes of their own, with forty runs at once: one is paused past its lease and goes on, then the other is killed. */
import { Client } from 'pg'
import { defaultCreateOptions } from '../../../src/domain/request.ts'
import { type LabGitHub, startLabGitHub } from '../../../src/lab/github/start.ts'
import type { Instance } from '../../../src/lab/instances/instance.ts'
import { startTheApp, type TheApp } from '../../crash/the-app.ts'
import { until } from '../../support/app-stage.ts'
import { onLab, openStage, type Stage } from '../../support/lab-stage.ts'
import { onPostgres, type Postgres, startPostgres } from '../../support/postgres.ts'
import { stagePolicy } from '../../support/rights.ts'

const patience = 600_000
const names = Array.from({ length: 10 }, (_, n) => `r-${n}`)
const rounds = ['mount', 'unmount', 'mount', 'unmount'] as const
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
      await Promise.all(names.map(async (name) => instances.set(name, await stage.instance(name))))
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
    async function eventually(what: string, holds: () => Promise<boolean> | boolean): Promise<void> {
      const end = Date.now() + 240_000
      while (!(await holds())) {
        if (Date.now() > end) throw new Error(`Never so: ${what}.`)
        await new Promise((resolve) => setTimeout(resolve, 50))
      }
    }
    const allIsDone = () =>
      eventually(
        'all is done',
        async () => (await count('deliveries WHERE content IS NOT NULL')) + (await count('runs WHERE ended IS NULL')) === 0,
      )
    /** Delivered to that replica. */
    async function say(app: TheApp, verb: Verb, name: string): Promise<number> {
      github.setWebhookTarget(app.webhook)
      return (await github.comment('wendy', 1, `/prism ${verb} research-data ${name}${verb === 'mount' ? ' --no-sharing-test' : ''}`))
        .commentId
    }
    /** Those that change the instance, in the order in which they began. */
    const jobs = (name: string) =>
      stage.lab.aws
        .executions()
        .filter((e) => e.instanceId === instances.get(name)?.id)
        .flatMap((e) => {
          const said = Buffer.from(/^PRISM_PARAMETERS='(.*)'$/m.exec(e.script)?.[1] ?? '', 'base64').toString()
          const [, key, verb] = /^PRISM_JOB=(\w+\.(mount|unmount)\..*)$/m.exec(said) ?? []
          return key === undefined ? [] : [{ key, verb, ended: e.ended, exitCode: e.exitCode }]
        })
    const isWorking = () => names.some((name) => jobs(name).some(({ ended }) => ended === 'running'))
    const ours = () => github.thread(1).filter((c) => c.author === `${github.app.slug}[bot]`)
    /** As the thread tells them now. */
    const places = () =>
      ours()
        .flatMap((c) => /place (\d+) in the queue/.exec(c.body)?.[1] ?? [])
        .map(Number)
    const upTo = (n: number) => Array.from({ length: n }, (_, i) => i + 1)
    /** Every run that was asked for stands in the line, or has ended. */
    const haveCome = (n: number) =>
      eventually(
        `${n} have come`,
        async () =>
          (await count('runs')) === n &&
          (await count('runs WHERE ended IS NULL AND NOT EXISTS (SELECT FROM prism.line WHERE run = id)')) === 0,
      )

    /** Of each instance what its runs were, from when the first was begun to when it ended, in their order. */
    async function spans(): Promise<ReadonlyMap<string, readonly { readonly from: string; readonly to: string }[]>> {
      const { rows } = await database.query<{ readonly name: string; readonly begun: string; readonly over: string }>(
        `SELECT asked.data::json->'request'->'selectors'->0->>'name' AS name, min(decided.at) AS begun, max(ended.at) AS over
           FROM prism.events asked JOIN prism.events decided ON decided.run = asked.run AND decided.type = 'decided'
           JOIN prism.events ended ON ended.run = asked.run AND ended.type = 'ended'
           WHERE asked.type = 'requested' GROUP BY asked.run, name ORDER BY begun`,
      )
      return new Map(names.map((name) => [name, rows.filter((r) => r.name === name).map((r) => ({ from: r.begun, to: r.over }))]))
    }

    test(
      'nothing is done twice or lost, one run at a time changes a volume on an instance in the order of coming, places are true, and each comment has one answer',
      async () => {
        const [one, other] = [await startTheApp(starting), await startTheApp(starting)]
        apps.push(one, other)
        await eventually('two replicas are up', async () => (await count('replicas')) === 2)

        // the agents take nothing until all have come and the places are told
        const agents = (state: 'online' | 'silent') => {
          for (const { id } of instances.values()) stage.lab.aws.setInstanceState(id, state)
        }
        agents('silent')
        const comments: number[] = []
        for (const [round, verb] of rounds.entries()) {
          for (const [n, name] of names.entries()) comments.push(await say((n + round) % 2 === 0 ? one : other, verb, name))
          await haveCome(comments.length)
        }
        // of two replicas together each place is somebody's, once
        let told: readonly number[] = []
        await eventually('the places are told, each once', () => {
          told = places().toSorted((a, b) => a - b)
          return told.length > names.length && told.join() === upTo(told.length).join()
        })
        agents('online')

        await eventually('an instance works', isWorking)
        one.pause()
        // the lease of the paused one is over, and what it had is the other's: it goes on in the middle of that
        await eventually('one is taken to be dead', async () => (await count('replicas')) === 1)
        await eventually('the other has what it had', async () => (await count(`claims WHERE what LIKE 'delivery %'`)) > 0)
        one.goOn()
        await eventually('it is back', async () => (await count('replicas')) === 2)
        await eventually('the other carries on', () => other.log().includes('carrying on what was begun before'))

        await eventually('an instance works again', isWorking)
        await other.stop()
        await allIsDone()
        expect(one.log()).toContain('carrying on what was begun before')

        // the host answers the same key from what it stored; what was burned it refuses
        for (const name of names) {
          const all = jobs(name)
          const done = new Map(all.flatMap(({ key, verb, exitCode }) => (exitCode === 0 ? [[key, verb]] : [])))
          expect({ name, done: [...done.values()], all }).toEqual({ name, done: [...rounds], all: expect.anything() })
          const { stdout } = await instances.get(name)!.run('grep -c " /mnt/research-data " /proc/self/mountinfo; true')
          expect(stdout.trim()).toBe('0')
        }
        for (const [name, all] of await spans()) {
          expect({ name, runs: all.length }).toEqual({ name, runs: rounds.length })
          for (const [i, { from }] of all.entries()) expect([name, i, i > 0 && from < all[i - 1]!.to]).toEqual([name, i, false])
        }
        const answers = await until(
          () => ours().filter((c) => !c.body.includes('<!-- prism:end-of-run=')),
          (all) => all.length === comments.length && all.every((c) => !c.body.includes('⏳')),
        )
        const markers = answers.map((c) => c.body.trimEnd().split('\n').at(-1))
        expect(new Set(markers).size).toBe(comments.length)
        for (const id of comments) {
          const reactions =
            github
              .thread(1)
              .find((c) => c.id === id)
              ?.reactions.map((r) => r.content) ?? []
          expect({ id, over: reactions.includes('rocket') }).toEqual({ id, over: true })
        }
      },
      patience,
    )
  })
})
