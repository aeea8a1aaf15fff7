/** Run → what callers see of it. */
import type { z } from 'zod'
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
  const volume = volumeOf(request)
  return {
    id,
    url: runUrl(id),
    state,
    verb: request.verb,
    ...(volume === undefined ? {} : { volume }),
    instances: 'selectors' in request ? request.selectors.map(formatSelector) : [],
    dryRun,
    requestedBy: { entrypoint: origin.entrypoint, name: origin.actor.name },
    startedAt,
    ...(endedAt === undefined ? {} : { endedAt }),
  }
}

export function runView(run: Run): RunView {
  return {
    ...runSummary(run),
    commands: run.jobs.flatMap(({ job, chunks }) =>
      chunks.flatMap((c) => (c.commandId ? [{ commandId: c.commandId, script: job.script, instanceIds: c.instanceIds }] : [])),
    ),
    sentBy: sentBy(run),
    provisioned: run.provisioned,
    findings: run.findings,
    ...approvalOf(run),
    ...(run.answer ? { answer: run.answer } : {}),
  }
}

/** Of a run that waits for others: the plan that they approve, and what is missing. */
function approvalOf({ plan, offer, applyDecision, approved = [], endedAt }: Run): Pick<RunView, 'plan' | 'approval'> {
  const decision = applyDecision?.decision
  if (!plan || !offer || endedAt !== undefined || decision?.kind !== 'needs-approval') return {}
  const { code, digest, expiresAt } = offer
  return {
    plan,
    approval: { code, digest, expiresAt, from: decision.from, people: decision.count, approvedBy: approved.map((a) => a.by.name) },
  }
}

/** For people: of a run that waits for others it is the plan that counts. */
export function withPlan(run: Run): Run {
  const { plan } = approvalOf(run)
  return plan && run.plan ? { ...run, state: 'done', endedAt: run.startedAt, answer: { kind: 'plan', plan: run.plan } } : run
}

function volumeOf(request: Request): string | undefined {
  if ('volume' in request) return request.volume && formatVolumeRef(request.volume)
  return 'name' in request ? request.name : undefined
}
