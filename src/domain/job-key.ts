/** What a job is kept under, in the run's events and on the host: there it is the name of a folder. */
import { digestOf } from './digest.ts'
import type { HostJob } from './plan.ts'

type Named = Pick<HostJob, 'script' | 'params'>

/**
 * `<runId>.<job>.<n>.<digest of the parameters>`. A run that is taken up again may number its jobs otherwise, as the list that it asked is
 * otherwise by then: with the digest, what is stored of a job is never taken for another's.
 */
export const jobKey = (runId: string, n: number, { script, params }: Named): string =>
  `${runId}.${script}.${n}.${digestOf(params).slice(0, 16)}`

/** Whether what is stored of the one is an answer to the other, on the instances that both have. */
export const isSameWork = (one: Named, other: Named): boolean =>
  one.script === other.script && digestOf(one.params) === digestOf(other.params)
