/** One instance, one repository, one App at a time: what each point is tried on. */

import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { type LabGitHub, startLabGitHub } from '../../src/lab/github/start.ts'
import type { Instance } from '../../src/lab/instances/instance.ts'
import type { Stage } from '../support/lab-stage.ts'
import { stagePolicy } from '../support/rights.ts'
import { startTheApp } from './the-app.ts'

export const ways = ['mount', 'unmount'] as const
export type Way = (typeof ways)[number]
export type Point = { readonly way: Way; readonly at: string }

export type Tried = Point & {
  /** As the thread says it in the end. */
  readonly outcome: string
  /** Jobs that change the instance and that the lab executed for this command. */
  readonly changes: number
  readonly twice: boolean
  readonly lost: boolean
  readonly open: boolean
  /** The App never came there, so nothing was tried. */
  readonly missed: boolean
  readonly log: string
}

export type Lane = {
  /** The command that changes something now. */
  readonly way: () => Promise<Way>
  /** That command without a crash, and every point that it passes. */
  readonly trace: () => Promise<readonly string[]>
  readonly crashAt: (at: string) => Promise<Tried>
  readonly stop: () => Promise<void>
}

const finals = ['rocket', '-1', 'confused']
const patience = 90_000

export async function openLane(stage: Stage, volume: string, instance: Instance): Promise<Lane> {
  const folder = mkdtempSync(join(tmpdir(), 'prism-crash-'))
  let tries = 0

  async function way(): Promise<Way> {
    const { code } = await instance.run(`grep -q ' /mnt/${volume} ' /proc/self/mountinfo`)
    return code === 0 ? 'unmount' : 'mount'
  }

  async function converse(at: string | undefined, trace: string | undefined): Promise<Tried> {
    tries += 1
    const github = await startLabGitHub({
      repositories: [
        {
          fullName: 'acme/research',
          collaborators: { wendy: 'write' },
          files: { '.github/prism.yml': stagePolicy.replace('research-data', volume) },
          issues: [{ number: 1, title: 'Shared data' }],
        },
      ],
    })
    const store = join(folder, `${tries}.db`)
    const starting = { aws: stage.lab.env, github, store }
    const before = stage.lab.aws.executions().length
    const verb = await way()
    let app = await startTheApp({ ...starting, ...(at === undefined ? {} : { at }), ...(trace === undefined ? {} : { trace }) })
    let log = ''
    let missed = false
    try {
      const said = `/prism ${verb} ${volume} ${instance.name}${verb === 'mount' ? ' --no-sharing-test' : ''}`
      const { commentId, payload, delivery } = await github.comment('wendy', 1, said)
      const reactions = () =>
        github
          .thread(1)
          .find((c) => c.id === commentId)
          ?.reactions.map((r) => r.content) ?? []
      const isOver = () => reactions().some((r) => finals.includes(r)) && openIn(store) === 0
      if (at !== undefined) {
        const crashed = await Promise.race([app.ended.then(() => true), until(isOver).then(() => false)])
        missed = !crashed && !(await Promise.race([app.ended.then(() => true), later(1_000)]))
        log = app.log()
        await app.stop()
        app = await startTheApp(starting)
        // as people and GitHub do: the same again, and the same under another id
        await Promise.all([github.redeliver(delivery.id), github.deliver('issue_comment', payload)])
      }
      await until(isOver)
      await github.redeliver(delivery.id)
      await later(200)
      return { ...judged(github, isOver(), before), way: verb, at: at ?? '', missed, log: `${log}${app.log()}` }
    } finally {
      await app.stop()
      await github.stop()
    }
  }

  function judged(github: LabGitHub, isOver: boolean, before: number): Omit<Tried, 'way' | 'at' | 'missed' | 'log'> {
    const jobs = stage.lab.aws
      .executions()
      .slice(before)
      .filter((e) => e.instanceId === instance.id)
      .flatMap((e) => /PRISM_JOB=\w+\.(?:mount|unmount)\.\S+/.exec(parametersIn(e.script)) ?? [])
    const ours = github.thread(1).filter((c) => c.author === `${github.app.slug}[bot]`)
    const outcome = ours.at(-1)?.body.split('\n', 1)[0]?.replace(/^#+ /, '') ?? 'silence'
    return {
      outcome,
      changes: jobs.length,
      twice: jobs.length > 1 || ours.length > 1,
      lost: ours.length === 0,
      open: !isOver || ours.some((c) => c.body.includes('⏳')),
    }
  }

  return {
    way,
    trace: async () => {
      const path = join(folder, 'trace')
      await converse(undefined, path)
      const all = readFileSync(path, 'utf8').trim().split('\n')
      rmSync(path)
      return all
    },
    crashAt: (at) => converse(at, undefined),
    stop: async () => rmSync(folder, { recursive: true, force: true }),
  }
}

const parametersIn = (script: string): string => Buffer.from(/^PRISM_PARAMETERS='(.*)'$/m.exec(script)?.[1] ?? '', 'base64').toString()

/** What the store holds that is not worked off: deliveries and runs. */
function openIn(store: string): number {
  const database = new DatabaseSync(store, { readOnly: true })
  try {
    const count = (table: string, where: string) =>
      Number(database.prepare(`SELECT count(*) AS n FROM ${table} WHERE ${where}`).get()?.n ?? 0)
    return count('deliveries', 'content IS NOT NULL') + count('runs', 'ended IS NULL')
  } finally {
    database.close()
  }
}

const later = (milliseconds: number): Promise<false> => new Promise((resolve) => setTimeout(() => resolve(false), milliseconds))

async function until(what: () => boolean): Promise<void> {
  const deadline = Date.now() + patience
  while (!what() && Date.now() < deadline) await later(25)
}
