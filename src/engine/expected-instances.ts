/** Who should have a volume mounted whatever the hosts show: instances that were named, and those that are remembered. */
import type { Finding } from '../domain/catalogue.ts'
import type { Selector } from '../domain/names.ts'
import type { Instance } from '../domain/ports.ts'
import type { EngineContext } from './context.ts'

export type Expected = {
  /** Those that SSM's list does not hold. */
  readonly instances: readonly Instance[]
  readonly named: ReadonlySet<string>
  /** Why some of them cannot be asked, or what was named and is not there. */
  readonly unfit: readonly Finding[]
  /** Remembered, and AWS itself no longer knows them: not a fault of the volume. */
  readonly gone: readonly Finding[]
}

/** `listed`: what SSM manages; a remembered instance that is online there needs no further question. */
export async function expectedInstances(
  selectors: readonly Selector[],
  remembered: readonly string[],
  listed: readonly Instance[],
  ctx: Pick<EngineContext, 'cloud'>,
): Promise<Expected> {
  const silent = remembered.filter((id) => !listed.some((i) => i.id === id && i.online)).map((id) => ({ kind: 'id' as const, id }))
  const named = selectors.length > 0 ? await ctx.cloud.instances.resolve(selectors) : []
  const asked = silent.length > 0 ? await ctx.cloud.instances.resolve(silent) : []
  const ids = named.flatMap((r) => [...r.instances.map((i) => i.id), ...r.findings.flatMap((f) => f.instanceId ?? [])])
  const gone = asked.flatMap((r) => r.findings).filter((f) => f.code === 'instance-not-found' && !ids.includes(f.instanceId ?? ''))
  const found = [...named, ...asked].flatMap((r) => r.instances).filter((i) => !listed.some((l) => l.id === i.id))
  return {
    instances: [...new Map(found.map((i) => [i.id, i])).values()],
    named: new Set(ids),
    unfit: [...named, ...asked].flatMap((r) => r.findings).filter((f) => !gone.includes(f)),
    gone,
  }
}
