/** A plan as what its run answers with, where nothing of it was done. Pure. */
import type { VolumePlan } from './plan.ts'
import type { Answer, Run } from './run.ts'

/** Empty of a run that has no plan. */
export function answerOf({ plan, peoplePlan, volumePlan }: Pick<Run, 'plan' | 'peoplePlan' | 'volumePlan'>): { readonly answer?: Answer } {
  if (plan) return { answer: { kind: 'plan', plan } }
  if (peoplePlan) return { answer: { kind: 'people', plan: peoplePlan } }
  return volumePlan ? { answer: answerOfVolume(volumePlan) } : {}
}

function answerOfVolume(plan: VolumePlan): Answer {
  const { steps, parameters } = plan
  switch (plan.verb) {
    case 'create':
      return { kind: 'created', steps, plan }
    case 'update':
      return { kind: 'updated', steps, plan }
    case 'delete':
      return { kind: 'deleted', volume: String(parameters.name), fileSystemId: String(parameters.fileSystemId), steps, plan }
    case 'create-access-point':
    case 'delete-access-point':
      return { kind: 'access-point', steps, plan }
  }
}
