/** Instances that share exact values share one job: one SendCommand for up to 50 of them. */
import type { ScriptJob, ScriptName } from '../domain/plan.ts'
import { makeJob } from '../host/job.ts'

export type PerInstance = { readonly instanceId: string; readonly params: Readonly<Record<string, string>> }

/** `first` numbers the jobs of one script within a run; keys are stable as long as the input is. */
export function groupJobs(
  runId: string,
  script: ScriptName,
  perInstance: readonly PerInstance[],
  executionSeconds?: number,
  first = 1,
): ScriptJob[] {
  const groups = new Map<string, PerInstance[]>()
  const texts = new Map<PerInstance['params'], string>()
  for (const one of perInstance) {
    const same = texts.get(one.params) ?? JSON.stringify(Object.entries(one.params).sort(([a], [b]) => (a < b ? -1 : 1)))
    texts.set(one.params, same)
    const members = groups.get(same)
    if (members) members.push(one)
    else groups.set(same, [one])
  }
  return [...groups.values()].map((members, i) =>
    makeJob({
      runId,
      n: first + i,
      script,
      params: members[0]!.params,
      instanceIds: members.map((m) => m.instanceId),
      ...(executionSeconds ? { executionSeconds } : {}),
    }),
  )
}
