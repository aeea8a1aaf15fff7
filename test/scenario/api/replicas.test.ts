/** Two replicas of the REST API on one PostgreSQL database, as processes of their own; one is stopped or killed while a run waits at it. */
import { Client } from 'pg'
import type { FileSystem } from '../../../src/domain/ports.ts'
import { jobsOn } from '../../crash/lab-log.ts'
import { apiToken, type Server, startTheApi } from '../../crash/the-app.ts'
import { onLab, openStage, type Stage } from '../../support/lab-stage.ts'
import { onPostgres, type Postgres, startPostgres } from '../../support/postgres.ts'

type Seen = { readonly id: string; readonly state: string; readonly place?: number; readonly endedAt?: string }

onLab('on instances', () => {
  onPostgres('two replicas of the REST API', () => {
    let server: Postgres
    let stage: Stage
    let volume: FileSystem
    const open: Server[] = []
    beforeAll(async () => {
      ;[server, stage] = await Promise.all([startPostgres(), openStage('api-replicas')])
      volume = await stage.volume()
    }, 120_000)
    afterEach(async () => {
      for (const one of open.splice(0)) await one.stop()
      await stage.clear()
    })
    afterAll(() => Promise.all([stage.stop(), server.stop()]))

    async function ask(replica: Server, method: 'GET' | 'POST', path: string, body?: object): Promise<Seen> {
      const headers = { authorization: `Bearer ${apiToken}`, 'content-type': 'application/json' }
      const answer = await fetch(`${replica.url}/api/v1${path}`, { method, headers, ...(body ? { body: JSON.stringify(body) } : {}) })
      return (await answer.json()) as Seen
    }
    const change = (replica: Server, verb: 'mount' | 'unmount') =>
      ask(replica, 'POST', `/volumes/${volume.name}/${verb}`, { instances: ['web-1'], ...(verb === 'mount' ? { sharingTest: false } : {}) })
    async function seen(replica: Server, id: string, until: (run: Seen) => boolean): Promise<Seen> {
      for (;;) {
        const run = await ask(replica, 'GET', `/runs/${id}`)
        if (until(run)) return run
        await new Promise((resolve) => setTimeout(resolve, 50))
      }
    }

    test.each(['SIGKILL', 'SIGTERM'] as const)('what waits at one that ends by %s another carries on, in its turn', async (signal) => {
      const host = await stage.instance('web-1')
      const store = await server.database()
      const start = async (): Promise<Server> => {
        const one = await startTheApi({ aws: stage.lab.env, store, lease: 60 })
        open.push(one)
        return one
      }
      const [one, other] = [await start(), await start()]
      const database = new Client({ connectionString: store })
      await database.connect()
      // what nobody of them works on, and what therefore nobody ends before the test does
      await database.query(
        `INSERT INTO prism.replicas (id, until) VALUES ('a third', clock_timestamp() + interval '1 hour');
         INSERT INTO prism.line (run, held, asker, round, replica, has_turn) VALUES ('another', '{"volume":"${volume.name}","selectors":["web-1"]}', '', 1, 'a third', true)`,
      )
      const runs: Seen[] = []
      // a request is answered before it stands in the queue
      for (const [n, replica] of [one, other, one].entries()) {
        const { id } = await change(replica, n === 1 ? 'unmount' : 'mount')
        runs.push(await seen(replica, id, (run) => run.place === n + 1))
      }
      await one.end(signal)
      // one that stops gives its places back; of one that was killed they stand
      const isOrdered = signal === 'SIGKILL'
      for (const [n, { id }] of runs.entries()) await seen(other, id, ({ place }) => (isOrdered ? place === n + 1 : place !== undefined))
      const before = stage.lab.aws.executions().length
      await database.query("DELETE FROM prism.line WHERE run = 'another'")
      for (const { id } of runs) expect((await seen(other, id, (run) => run.endedAt !== undefined)).state).toBe('done')
      const jobs = jobsOn(host.id, stage.lab.aws.executions().slice(before))
      const verbs = jobs.map((job) => job.split('.')[1] ?? '')
      expect(isOrdered ? verbs : verbs.sort()).toEqual(isOrdered ? ['mount', 'unmount', 'mount'] : ['mount', 'mount', 'unmount'])
      // it is given back behind the end
      while ((await database.query('SELECT 1 FROM prism.line')).rows.length > 0) await new Promise((resolve) => setTimeout(resolve, 50))
      await database.end()
    })
  })
})
