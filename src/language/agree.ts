/** The request that says a plan back: what whoever read the plan asks next. */
import type { Request } from '../domain/request.ts'
import type { Run } from '../domain/run.ts'

/** Undefined where the run did not end in a plan that can be agreed to. */
export function agreeingRequest({ request, answer }: Run): Request | undefined {
  if (request.verb !== 'adopt' || answer?.kind !== 'plan' || answer.plan.jobs.length === 0) return undefined
  return { ...request, plan: answer.plan.digest.slice(0, 16) }
}
