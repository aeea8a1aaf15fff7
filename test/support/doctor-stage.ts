/** A doctor at work on the lab: something is really broken, the doctor is asked, and it is fixed again. */
import { type CauseId, causes } from '../../src/domain/causes/all.ts'
import type { Cause } from '../../src/domain/causes/cause.ts'
import type { InstanceDiagnosis } from '../../src/domain/doctor-report.ts'
import type { Said, Saying, Stage } from './lab-stage.ts'

export type Breakage = {
  /** The doctor's words; without them the plain `doctor VOLUME INSTANCE`. */
  readonly words?: string
  readonly saying?: Saying
  readonly break: () => Promise<unknown>
  /** Absent: nothing of it stays behind. */
  readonly fix?: () => Promise<unknown>
}

/** What the doctor said of the one instance; throws where it gave no answer. */
export function diagnosisOf({ run }: Pick<Said, 'run'>): InstanceDiagnosis {
  if (run.answer?.kind !== 'doctor') throw new Error(`no diagnosis, but ${run.state}: ${JSON.stringify(run.findings)}`)
  const [only] = run.answer.report.instances
  if (!only) throw new Error('a diagnosis of nobody')
  return only
}

/** The name that the catalogue gives to the test of a cause; throws where it is not said to be provoked. */
export function titleOf(id: CauseId): string {
  const { tried } = causes[id]
  if (tried.kind !== 'provoked') throw new Error(`${id} is not said to be provoked`)
  return `${tried.test}: ${id}`
}

/** One test for a cause. */
export function provoking(id: CauseId, stage: () => Stage, words: () => string, breakage: () => Breakage): void {
  const { area, warning }: Cause = causes[id]
  test(titleOf(id), async () => {
    const fault = breakage()
    await fault.break()
    try {
      const said = await stage().say(fault.words ?? words(), fault.saying)
      const diagnosis = diagnosisOf(said)
      expect(diagnosis.cause?.cause).toBe(id)
      expect(diagnosis.checks.find((c) => c.area === area)?.state).toBe(warning ? 'warning' : 'wrong')
      expect(said.run.state).toBe('failed')
      expect(said.executed.filter((e) => !e.startsWith('doctor '))).toEqual([])
    } finally {
      await fault.fix?.()
    }
  })
}
