/** One verb in one try: asked of a server that is killed at a point and started again on the same store; then judged by the lab's own log. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Instance } from '../../src/lab/instances/instance.ts'
import type { Stage } from '../support/lab-stage.ts'
import { changesAtAws, jobsOn } from './lab-log.ts'
import type { StoreKind, Stores } from './stores.ts'
import type { Server } from './the-app.ts'
import { type Begun, beginnings, type Verb } from './verbs.ts'
import { later, until } from './waiting.ts'

/** `at`: where the server is killed; absent: nowhere. */
export type VerbTry = { readonly verb: Verb; readonly store: StoreKind; readonly at?: string }

export type VerbTried = {
  readonly outcome: string
  readonly thread: readonly string[]
  readonly changes: number
  /** In words: what the lab's log has that it may not have, and what is missing at the end. */
  readonly wrong: readonly string[]
  readonly twice: boolean
  readonly lost: boolean
  readonly open: boolean
  readonly missed: boolean
  readonly log: string
}

export type VerbLane = {
  readonly attempt: (one: VerbTry) => Promise<VerbTried>
  /** The same without a kill: every point that it passes. */
  readonly trace: (one: VerbTry) => Promise<readonly string[]>
}

/** Seconds that a replica which was killed is taken to live. */
const lease = 6

export function openVerbLane(stage: Stage, stores: Stores, instance: Instance): VerbLane {
  const { aws } = stage.lab
  let n = 0

  async function attempt({ verb, store: kind, at }: VerbTry, trace?: string): Promise<VerbTried> {
    const store = await stores.fresh(kind)
    const begun = await beginnings[verb]({ stage, instance, n: ++n })
    const { asked } = begun
    const servers: Server[] = []
    const start = async (how: { readonly at?: string; readonly trace?: string }): Promise<Server> => {
      const server = await asked.start({ aws: stage.lab.env, store: store.url, lease, ...how })
      servers.push(server)
      return server
    }
    const since = { calls: aws.calls().length, executions: aws.executions().length }
    let others = { from: 0, to: 0 }
    let isDone = false
    let again: Promise<void> | undefined
    const isSettled = async (): Promise<boolean> => {
      await again
      return (await asked.isOver()) && (await store.open()) === 0
    }

    async function goOn(): Promise<void> {
      others = { from: aws.calls().length, to: aws.calls().length }
      await begun.meanwhile?.()
      others = { ...others, to: aws.calls().length }
      await store.expire()
      await start({})
      await asked.again()
    }

    try {
      const first = await start({ ...(at === undefined ? {} : { at }), ...(trace === undefined ? {} : { trace }) })
      void first.ended.then(() => {
        if (isDone) return
        again = goOn()
        // whoever waits for it is told
        again.catch(() => {})
      })
      await asked.ask()
      await until(isSettled)
      // of the last points one may come behind the answer
      if (at !== undefined && again === undefined) await Promise.race([first.ended, later(1_000)])
      await again
      await asked.again()
      await later(200)
      await until(isSettled)
      const isOver = await isSettled()
      isDone = true
      const calls = aws.calls().filter((_, i) => i >= since.calls && !(i >= others.from && i < others.to))
      const jobs = jobsOn(instance.id, aws.executions().slice(since.executions))
      const answers = await asked.answers()
      const log = servers.map((server) => server.log()).join('\n--- started again ---\n')
      return { ...(await judged(begun, changesAtAws(calls), jobs, answers, isOver)), missed: at !== undefined && again === undefined, log }
    } finally {
      isDone = true
      await again?.catch(() => {})
      for (const server of servers) await server.stop()
      await asked.stop()
    }
  }

  return {
    attempt: (one) => attempt(one),
    trace: async (one) => {
      const folder = mkdtempSync(join(tmpdir(), 'prism-crash-trace-'))
      try {
        const path = join(folder, 'trace')
        const { outcome, lost, open, wrong, log } = await attempt(one, path)
        if (lost || open || wrong.length > 0) throw new Error(`${one.verb} without a crash: ${outcome}: ${wrong.join('; ')}\n${log}`)
        return readFileSync(path, 'utf8').trim().split('\n')
      } finally {
        rmSync(folder, { recursive: true })
      }
    },
  }
}

async function judged(
  { deletes, jobs: wanted, lacks, asked, ...begun }: Begun,
  changes: ReturnType<typeof changesAtAws>,
  jobs: readonly string[],
  answers: readonly string[],
  isOver: boolean,
): Promise<Omit<VerbTried, 'missed' | 'log'>> {
  const atAws = begun.atAws()
  // of one and the same resource a delete is one, however often it was asked for
  const done = [...new Map(changes.map((c, i) => [c.operation.startsWith('Delete') ? `${c.operation} ${c.about}` : i, c])).values()]
  const times = (operation: string): number => done.filter((c) => c.operation === operation).length
  const operations = [...new Set([...Object.keys(atAws), ...done.map((c) => c.operation)])]
  const more = operations.filter((operation) => times(operation) > (atAws[operation] ?? 0)).map((o) => `${o} ${times(o)} times`)
  const less = operations.filter((operation) => times(operation) < (atAws[operation] ?? 0)).map((o) => `${o} only ${times(o)} times`)
  const foreign = done.filter((c) => c.operation.startsWith('Delete') && deletes && !deletes.includes(c.about))
  const lack = await lacks?.()
  // what took long is told once more, since edits notify nobody
  const notices = answers.filter((body) => body.includes('<!-- prism:end-of-run=')).length
  const said = answers.length - notices
  return {
    outcome: answers.at(-1)?.split('\n', 1)[0]?.replace(/^#+ /, '') ?? 'silence',
    thread: answers,
    changes: done.length + jobs.length,
    wrong: [
      ...more,
      ...less,
      ...foreign.map((c) => `${c.operation} ${c.about}, which is another’s`),
      ...(lack === undefined ? [] : [`there is not ${lack}`]),
      ...(jobs.length === wanted ? [] : [`${jobs.length} jobs changed the instance: ${jobs.join(', ')}`]),
    ],
    twice: more.length > 0 || jobs.length > wanted || said > asked.expected,
    lost: said < asked.expected,
    open: !isOver || answers.some((body) => body.includes('⏳')),
  }
}
