/** The two lists: volumes of the region, instances that SSM manages. */

import type { Selector } from '../domain/names.ts'
import type { Answer } from '../domain/run.ts'
import type { EngineContext } from './context.ts'

export async function listVolumes(ctx: EngineContext): Promise<Answer> {
  return { kind: 'volumes', volumes: await ctx.cloud.fileSystems.list() }
}

export async function listInstances(selectors: readonly Selector[], ctx: EngineContext): Promise<Answer> {
  if (selectors.length === 0) return { kind: 'instances', instances: await ctx.cloud.instances.list(), findings: [] }
  const resolutions = await ctx.cloud.instances.resolve(selectors)
  return { kind: 'instances', instances: resolutions.flatMap((r) => r.instances), findings: resolutions.flatMap((r) => r.findings) }
}
