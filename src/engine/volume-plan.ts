/** Volumes and access points, made and deleted: planned by what AWS shows, then done step by step and told of each. */
import { PrismError } from '../domain/catalogue.ts'
import { digestOf } from '../domain/digest.ts'
import type { VolumeRef } from '../domain/names.ts'
import type { VolumePlan } from '../domain/plan.ts'
import type { ProvisionStep } from '../domain/ports.ts'
import type { Run } from '../domain/run.ts'
import type { EngineContext } from './context.ts'

export type Tell = (step: ProvisionStep) => void

export const sealVolume = (plan: Omit<VolumePlan, 'digest'>): VolumePlan => ({ ...plan, digest: digestOf(plan) })

/** Of a run that has a plan the volume with the plan's id: by the time that it is taken up again another one may have the name. */
export function volumeMeant(asked: VolumeRef, { volumePlan }: Run): VolumeRef {
  const id = volumePlan?.parameters.fileSystemId
  return typeof id === 'string' ? { kind: 'id', id } : asked
}

/** The plan that an earlier worker of the run was let carry out: some of it, or all, may be done. */
export const letBegin = ({ volumePlan, applyDecision }: Run): VolumePlan | undefined =>
  applyDecision?.decision.kind === 'allowed' && applyDecision.digest === volumePlan?.digest ? volumePlan : undefined

/** What a dry run of the adapter's would do. */
export async function stepsOf(dryRun: (tell: Tell) => Promise<unknown>): Promise<readonly ProvisionStep[]> {
  const steps: ProvisionStep[] = []
  await dryRun((step) => steps.push(step))
  return steps
}

type Done<T> = { readonly made?: T; readonly steps: readonly ProvisionStep[]; readonly plan?: VolumePlan }

/** Does it, unless the plan is all that was asked for: then that comes back. Throws where policy refuses it. */
export async function provision<T>(plan: VolumePlan, ctx: EngineContext, act: (tell: Tell) => Promise<T>): Promise<Done<T>> {
  const proposal = await ctx.propose(plan)
  const { steps, tell, told } = telling(ctx)
  if (proposal.kind === 'show') {
    if (proposal.refusal) throw new PrismError(proposal.refusal)
    for (const step of plan.steps) tell(step)
    await told()
    return { steps, plan }
  }
  const made = await act(tell)
  await told()
  return { made, steps }
}

/** Each step becomes an event while the next one is done; what could not be written is thrown at the end, and is no stray rejection before. */
function telling(ctx: EngineContext) {
  const steps: ProvisionStep[] = []
  const pending: Promise<void>[] = []
  return {
    steps,
    told: () => Promise.all(pending),
    tell: (step: ProvisionStep) => {
      steps.push(step)
      const telling = ctx.emit({ type: 'provisioned', data: step })
      telling.catch(() => undefined)
      pending.push(telling)
    },
  }
}
