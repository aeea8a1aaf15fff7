/** Access points that instances remember and nobody said: where they lead and whom they enforce, EFS tells. */
import type { Operation } from '../domain/plan.ts'
import type { EngineContext } from './context.ts'

export async function withPoints(operation: Operation, ctx: EngineContext): Promise<Operation> {
  const ids = new Set(Object.values(operation.asked ?? {}).flatMap((a) => a.accessPoint ?? []))
  if (operation.accessPoint) ids.delete(operation.accessPoint.id)
  if (ids.size === 0) return operation
  const found = (await ctx.fileSystems.accessPoints(operation.fileSystemId)).filter((p) => ids.has(p.id))
  return { ...operation, points: found.map(({ id, name, path, user }) => ({ id, name, path, ...(user ? { user } : {}) })) }
}
