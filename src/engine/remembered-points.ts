/** Access points that instances remember and nobody said: where they lead and whom they enforce, EFS tells. */
import { PrismError } from '../domain/catalogue.ts'
import type { Operation } from '../domain/plan.ts'
import type { EngineContext } from './context.ts'
import { sightLost } from './sight-lost.ts'

export async function withPoints(operation: Operation, ctx: EngineContext): Promise<Operation> {
  const ids = new Set(Object.values(operation.asked ?? {}).flatMap((a) => a.accessPoint ?? []))
  if (operation.accessPoint) ids.delete(operation.accessPoint.id)
  if (ids.size === 0) return operation
  try {
    const found = (await ctx.fileSystems.accessPoints(operation.fileSystemId)).filter((p) => ids.has(p.id))
    return { ...operation, points: found.map(({ id, name, path, user }) => ({ id, name, path, ...(user ? { user } : {}) })) }
  } catch (error) {
    // the hosts were looked at by now, and that is to be told
    if (!(error instanceof PrismError)) throw error
    return { ...operation, unresolved: [...operation.unresolved, sightLost(error.finding)] }
  }
}
