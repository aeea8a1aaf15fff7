/** One instance, one repository, one App at a time, with an AWS and stores of its own: what each point is tried on. */
import { createHash } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Instance } from '../../src/lab/instances/instance.ts'
import { chance } from '../support/chance.ts'
import type { Stage } from '../support/lab-stage.ts'
import { type Conversation, openConversation, verbOf, type Way } from './conversation.ts'
import { jobsOn } from './lab-log.ts'
import { cutPower, recording } from './power-cut.ts'
import type { StoreKind, StoreOfATry, Stores } from './stores.ts'
import { startTheApp, type TheApp } from './the-app.ts'
import type { Trouble } from './troubles.ts'
import { later, until } from './waiting.ts'

/** `at`: where it is killed; absent: nowhere. */
export type Try = { readonly way: Way; readonly store: StoreKind; readonly at?: string; readonly trouble?: Trouble }

export type Tried = {
  /** As the thread says it in the end. */
  readonly outcome: string
  /** All that the App wrote there. */
  readonly thread: readonly string[]
  /** Jobs that change the instance and that the lab carried out for this command. */
  readonly changes: number
  readonly twice: boolean
  readonly lost: boolean
  readonly open: boolean
  /** Something was changed before anybody approved it, or what was approved does not stand as it was told. */
  readonly unapproved: boolean
  /** The App never came there, so nothing was tried. */
  readonly missed: boolean
  readonly log: string
}

export type Lane = {
  readonly isMounted: () => Promise<boolean>
  /** The same without a kill or trouble: every point that it passes. */
  readonly trace: (one: Try) => Promise<readonly string[]>
  readonly attempt: (one: Try) => Promise<Tried>
  readonly stop: () => Promise<void>
}

/** Seconds that a replica which was killed is taken to live. */
const lease = 6

export function openLane(stage: Stage, stores: Stores, volume: string, instance: Instance): Lane {
  const folder = mkdtempSync(join(tmpdir(), 'prism-crash-lane-'))
  let tries = 0

  const changesSince = (executions: number): number => jobsOn(instance.id, stage.lab.aws.executions().slice(executions)).length

  async function attempt(one: Try, trace?: string): Promise<Tried> {
    const store = await stores.fresh(one.store)
    const talk = await openConversation(one.way, volume, instance.name)
    const before = stage.lab.aws.executions().length
    const record = join(folder, `record-${++tries}`)
    const { at, trouble } = one
    const apps: TheApp[] = []
    const start = async (how: Partial<Parameters<typeof startTheApp>[0]>): Promise<TheApp> => {
      const app = await startTheApp({ aws: stage.lab.env, github: talk.github, store: store.url, lease, ...how })
      apps.push(app)
      return app
    }
    const begin = (): void => trouble?.begin?.({ github: talk.github, aws: stage.lab.aws })
    let isDone = false
    let again: Promise<void> | undefined

    async function goOn(): Promise<void> {
      if (trouble?.power !== undefined) await powerCut(one, store, record)
      await store.expire()
      begin()
      await start(trouble?.clock === undefined ? {} : { clock: trouble.clock })
      await talk.duplicate()
    }
    /** Nothing is left to do in the store, but for a plan that waits. */
    const isSettled = async (said: () => boolean): Promise<boolean> => {
      await again
      return said() && (await store.open()) === (talk.waits() ? 1 : 0)
    }

    try {
      if (at === undefined) begin()
      if (trouble?.deliveries !== undefined) await talk.ask()
      if (trouble?.deliveries === 'reordered') await talk.askMore()
      const first = await start({ ...firstOf(one, store, record), ...(trace === undefined ? {} : { trace }) })
      void first.ended.then(() => {
        if (isDone) return
        again = goOn()
        // whoever waits for it is told
        again.catch(() => {})
      })
      if (trouble?.deliveries === undefined) await talk.ask()
      if (trouble?.deliveries === 'reordered') await talk.deliverLastFirst()
      if (one.way === 'approve') await until(() => isSettled(talk.isPlanned))
      const early = one.way === 'approve' ? changesSince(before) : 0
      if (one.way === 'approve') await talk.approve()
      await until(() => isSettled(talk.isOver))
      // of the last points one may come behind the answer
      if (at !== undefined && again === undefined) await Promise.race([first.ended, later(1_000)])
      await again
      await talk.duplicate()
      await later(200)
      await until(() => isSettled(talk.isOver))
      const isOver = await isSettled(talk.isOver)
      isDone = true
      const log = apps.map((app) => app.log()).join('\n--- started again ---\n')
      const missed = at !== undefined && again === undefined
      return { ...judged(talk, changesSince(before), isOver), unapproved: early > 0 || !talk.isPlanAsTold(), missed, log }
    } finally {
      isDone = true
      await again?.catch(() => {})
      for (const app of apps) await app.stop()
      stage.lab.aws.faults.clear()
      await talk.stop()
    }
  }

  return {
    isMounted: async () => (await instance.run(`grep -q ' /mnt/${volume} ' /proc/self/mountinfo`)).code === 0,
    attempt: (one) => attempt(one),
    trace: async (one) => {
      const path = join(folder, 'trace')
      const { outcome, lost, open, log } = await attempt(one, path)
      if (lost || open) throw new Error(`a ${one.way} without a crash did not end: ${outcome}\n${log}`)
      const all = readFileSync(path, 'utf8').trim().split('\n')
      rmSync(path)
      return all
    },
    stop: async () => {
      rmSync(folder, { recursive: true, force: true })
      await stores.stop()
      await stage.stop()
    },
  }
}

/** What the first App is started with. A clock that is set where nothing is killed is set in the middle. */
function firstOf({ way, at, trouble }: Try, { url }: StoreOfATry, record: string): Partial<Parameters<typeof startTheApp>[0]> {
  if (trouble?.power !== undefined) return { at: at!, ...(url.startsWith('sqlite:') ? { under: recording(pathIn(url), record) } : {}) }
  if (at !== undefined) return { at }
  if (trouble?.clock === undefined) return {}
  return { clock: trouble.clock, ...(trouble.deliveries ? {} : { at: `after commit dispatching ${verbOf(way)} #1` }) }
}

async function powerCut(one: Try, { url, crash }: StoreOfATry, record: string): Promise<void> {
  const dice = chance(createHash('sha256').update(JSON.stringify(one)).digest().readUInt32LE())
  if (url.startsWith('sqlite:')) cutPower(pathIn(url), record, () => one.trouble?.power === 'some' && dice.often(0.5))
  await crash()
}

const pathIn = (url: string): string => url.replace(/^sqlite:/, '')

function judged(
  talk: Conversation,
  changes: number,
  isOver: boolean,
): Pick<Tried, 'outcome' | 'thread' | 'changes' | 'twice' | 'lost' | 'open'> {
  const answers = talk.answers()
  // what took long is told once more, since edits notify nobody
  const notices = answers.filter((body) => body.includes('<!-- prism:end-of-run=')).length
  const outcome = answers.at(-1)?.split('\n', 1)[0]?.replace(/^#+ /, '') ?? 'silence'
  return {
    outcome,
    thread: answers,
    changes,
    twice: changes > 1 || answers.length - notices > talk.expected(),
    lost: answers.length - notices < talk.expected(),
    open: !isOver || answers.some((body) => body.includes('⏳')),
  }
}
