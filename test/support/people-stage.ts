/** `prism user sync` on a stage: a registry as text, and what came of it. */
import type { PeoplePlan, PeopleReport } from '../../src/domain/people/sync.ts'
import type { Answer } from '../../src/domain/run.ts'
import type { Instance } from '../../src/lab/instances/instance.ts'
import { openStage, type Said, type Saying, type Stage } from './lab-stage.ts'
import { registryOf } from './registered.ts'

export { registryOf }

export type SyncSaying = Saying & { readonly confirmRemovals?: boolean; readonly plan?: string; readonly on?: readonly string[] }
export type People = {
  readonly stage: Stage
  /** On calc-1, unless `on` says otherwise. */
  readonly sync: (text: string, saying?: SyncSaying) => Promise<Said>
}

export async function openPeople(file: string): Promise<People> {
  const stage = await openStage(file)
  return {
    stage,
    sync: (text, { confirmRemovals = false, plan, on = ['calc-1'], ...saying } = {}) =>
      stage.ask(
        {
          verb: 'sync-people',
          selectors: on.map((name) => ({ kind: 'name', name })),
          registry: registryOf(text),
          confirmRemovals,
          ...(plan === undefined ? {} : { plan }),
        },
        saying,
      ),
  }
}

type OfPeople = Extract<Answer, { readonly kind: 'people' }>

function answerOf({ run }: Said): OfPeople {
  if (run.answer?.kind !== 'people') throw new Error(`no people, but ${run.state}: ${JSON.stringify(run.findings)}`)
  return run.answer
}

export const planOf = (done: Said): PeoplePlan => answerOf(done).plan

export const notesOf = (done: Said): readonly string[] => answerOf(done).notes ?? []

export function reportOf(done: Said): PeopleReport {
  const { report, refusal } = answerOf(done)
  if (!report) throw new Error(`a plan alone: ${JSON.stringify(refusal)}`)
  return report
}

/** The codes of all that the report finds. */
export const findings = (done: Said): string[] => {
  const report = reportOf(done)
  return [...report.findings, ...report.hosts.flatMap((h) => h.findings)].map((f) => f.code)
}

/** An account's cells as a reader is told them, by what they are of. */
export function cells(done: Said, host: string, name: string): Record<string, string> {
  const row = reportOf(done)
    .hosts.find((h) => h.name === host)
    ?.rows.find((r) => r.name === name)
  return Object.fromEntries((row?.cells ?? []).map((c) => [c.what, c.holds ? c.seen : `${c.seen}, not ${c.expected}`]))
}

export const said = async (host: Instance, script: string): Promise<string> => (await host.run(script)).stdout.trimEnd()
