/** Access points that instances remember and nobody said: where they lead and whom they enforce, EFS tells. */
import { PrismError } from '../domain/catalogue.ts'
import type { Operation, Target } from '../domain/plan.ts'
import type { EngineContext } from './context.ts'
import { sightLost } from './sight-lost.ts'

export async function withPoints(operation: Operation, ctx: EngineContext): Promise<Operation> {
  if (!operation.targets.some(isUnknown)) return operation
  try {
    const found = new Map((await ctx.cloud.fileSystems.accessPoints(operation.fileSystemId)).map((p) => [p.id, p]))
    const targets = operation.targets.map((target): Target => {
      const point = isUnknown(target) ? found.get(target.spec.accessPoint?.id ?? '') : undefined
      if (!point) return target
      const { id, name, path, user } = point
      return { ...target, spec: { ...target.spec, accessPoint: { id, name, path, ...(user ? { user } : {}) } } }
    })
    return { ...operation, targets }
  } catch (error) {
    // the hosts were looked at by now, and that is to be told
    if (!(error instanceof PrismError)) throw error
    return { ...operation, unresolved: [...operation.unresolved, sightLost(error.finding)] }
  }
}

const isUnknown = ({ spec }: Target): boolean => spec.accessPoint?.path === ''
