/** Access points that instances remember and nobody said: where they lead and whom they enforce, EFS tells. */
import type { Operation, Target } from '../domain/plan.ts'
import type { EngineContext } from './context.ts'

export async function withPoints(operation: Operation, ctx: EngineContext): Promise<Operation> {
  if (!operation.targets.some(isUnknown)) return operation
  const found = new Map((await ctx.fileSystems.accessPoints(operation.fileSystemId)).map((p) => [p.id, p]))
  const targets = operation.targets.map((target): Target => {
    const point = isUnknown(target) ? found.get(target.spec.accessPoint?.id ?? '') : undefined
    if (!point) return target
    const { id, name, path, user } = point
    return { ...target, spec: { ...target.spec, accessPoint: { id, name, path, ...(user ? { user } : {}) } } }
  })
  return { ...operation, targets }
}

const isUnknown = ({ spec }: Target): boolean => spec.accessPoint?.path === ''
