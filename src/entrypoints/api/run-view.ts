/** Run → what callers see of it. */
import type { z } from 'zod'
import { answerOf } from '../../domain/answer-of-plan.ts'
import { formatSelector, formatVolumeRef } from '../../domain/names.ts'
import type { Request } from '../../domain/request.ts'
import type { Run } from '../../domain/run.ts'
import type { RunSummary as Summary } from '../../domain/run-summary.ts'
import { sentBy } from '../../domain/sent-by.ts'
import type { runSchema, runSummarySchema } from './schemas/run.ts'

export type RunSummary = z.input<typeof runSummarySchema>
export type RunView = z.input<typeof runSchema>

export const runUrl = (runId: string): string => `/api/v1/runs/${runId}`

export function runSummary(run: Summary): RunSummary {
  const { id, state, request, dryRun, startedAt, endedAt, origin } = run
  const [volume, person] = [volumeOf(request), personOf(request)]
  return {
    id,
    url: runUrl(id),
    state,
    verb: request.verb,
    ...(volume === undefined ? {} : { volume }),
    ...(person === undefined ? {} : { person }),
    instances: 'selectors' in request ? request.selectors.map(formatSelector) : [],
    dryRun,
    requestedBy: { entrypoint: origin.entrypoint, name: origin.actor.name },
    startedAt,
    ...(endedAt === undefined ? {} : { endedAt }),
  }
}

/** `place`: of one that waits for its turn. */
export function runView(run: Run, place?: number): RunView {
  // what lies out of reach is not named to whoever reads a run
  const told = { ...run, jobs: run.jobs.filter(({ job }) => !job.beyond) }
  return {
    ...runSummary(run),
    ...(place === undefined ? {} : { place }),
    commands: told.jobs.flatMap(({ job, chunks }) =>
      chunks.flatMap((c) => (c.commandId ? [{ commandId: c.commandId, script: job.script, instanceIds: c.instanceIds }] : [])),
    ),
    sentBy: sentBy(told),
    provisioned: run.provisioned,
    findings: run.findings,
    ...approvalOf(run),
    ...(run.answer ? { answer: run.answer } : {}),
  }
}

/** Of a run that waits for others: the plan that they approve, and what is missing. */
function approvalOf(run: Run): Pick<RunView, 'plan' | 'peoplePlan' | 'volumePlan' | 'approval'> {
  const { plan, peoplePlan, volumePlan, offer, applyDecision, approved = [], endedAt } = run
  const decision = applyDecision?.decision
  if (!offer || endedAt !== undefined || decision?.kind !== 'needs-approval') return {}
  const { code, digest, expiresAt } = offer
  return {
    ...(plan ? { plan } : {}),
    ...(peoplePlan ? { peoplePlan } : {}),
    ...(volumePlan ? { volumePlan } : {}),
    approval: { code, digest, expiresAt, from: decision.from, people: decision.count, approvedBy: approved.map((a) => a.by.name) },
  }
}

/** For people: of a run that waits for others it is the plan that counts. */
export function withPlan(run: Run): Run {
  return approvalOf(run).approval ? { ...run, state: 'done', endedAt: run.startedAt, ...answerOf(run) } : run
}

function volumeOf(request: Request): string | undefined {
  if ('volume' in request) return request.volume && formatVolumeRef(request.volume)
  return request.verb === 'create' ? request.name : undefined
}

function personOf(request: Request): string | undefined {
  if (request.verb === 'sync-people') return request.person
  return request.verb === 'deprovision' || request.verb === 'person-status' ? request.name : undefined
}
