/** Names → exact values. What cannot be resolved is a finding of its own; the rest goes on. */
import { type AccessPoint, findAccessPoint } from '../domain/access-points.ts'
import { fail } from '../domain/catalogue.ts'
import { formatUser } from '../domain/enforced-user.ts'
import type { PointOfMount } from '../domain/mount-spec.ts'
import { defaultMountPoint, formatSelector } from '../domain/names.ts'
import { specOf } from '../domain/options/spec.ts'
import type { Operation, Target } from '../domain/plan.ts'
import type { FileSystem, Resolution } from '../domain/ports.ts'
import { instanceArn } from '../domain/region.ts'
import { defaultMountOptions, type HostVerb, type Request } from '../domain/request.ts'
import type { EngineContext } from './context.ts'

export type HostRequest = Extract<Request, { readonly verb: HostVerb }>

/** Throws the volume's findings, and `no-instances` where no selector was given. Idempotent: a resolved run keeps its operation. */
export async function resolveOperation(request: HostRequest, ctx: EngineContext): Promise<Operation> {
  const known = ctx.run().operation
  if (known) return known
  if (request.selectors.length === 0) throw fail('missing-input', { seen: 'no instance is given' })
  const readOnly = request.verb === 'unmount' ? undefined : request.options.readOnly
  const through = request.verb === 'unmount' ? undefined : request.options.accessPointOn
  const [fileSystem, resolutions, readers, comers] = await Promise.all([
    ctx.cloud.fileSystems.find(request.volume),
    ctx.cloud.instances.resolve(request.selectors),
    readOnly?.kind === 'on' ? ctx.cloud.instances.resolve(readOnly.selectors) : [],
    through ? ctx.cloud.instances.resolve(through) : [],
  ])
  if (request.verb === 'mount' || request.verb === 'adopt') refuseUnavailable(fileSystem)
  if (request.verb === 'mount') refuseUnreachable(fileSystem)
  const named = new Map(resolutions.flatMap((r) => r.instances).map(({ id, name }) => [id, name || id]))
  const { name: volume } = fileSystem
  const { mountPoint } = request.options
  const options =
    request.verb === 'unmount' ? { ...defaultMountOptions, ...(mountPoint === undefined ? {} : { mountPoint }) } : request.options
  const accessPoint = await accessPointFor(request, fileSystem, ctx)
  const comes = through ? singledOut(request, '--access-point-on', comers, named) : undefined
  const reads = readOnly?.kind === 'on' ? singledOut(request, '--read-only-on', readers, named) : undefined
  const target = ([instanceId, name]: readonly [string, string]): Target => {
    const isReadOnly = reads ? reads.has(instanceId) : readOnly !== undefined
    const comesThrough = accessPoint !== undefined && (comes?.has(instanceId) ?? true)
    const spec = specOf(options, { readOnly: isReadOnly, ...(comesThrough ? { accessPoint } : {}) })
    return { instanceId, arn: instanceArn(instanceId, ctx.cloud.region, fileSystem.accountId), name, spec }
  }
  const operation: Operation = {
    verb: request.verb,
    volume,
    fileSystemId: fileSystem.id,
    region: ctx.cloud.region,
    accountId: fileSystem.accountId,
    mountPoint: mountPoint ?? mountPointOf(volume, fileSystem),
    zones: fileSystem.targets.filter((t) => t.state === 'available').map((t) => t.availabilityZone),
    ...(fileSystem.oneZone === undefined ? {} : { oneZone: fileSystem.oneZone }),
    ...(isReplica(fileSystem) ? { replica: true as const } : {}),
    addresses: addressesOf(fileSystem),
    targets: [...named].map(target).sort((a, b) => a.name.localeCompare(b.name)),
    ...tagOf(resolutions),
    options,
    lazy: request.verb === 'unmount' && request.options.lazy,
    unresolved: resolutions.flatMap((r) => r.findings),
  }
  refuseWriting(operation)
  await ctx.emit({ type: 'resolved', data: operation })
  return operation
}

function tagOf([one, ...more]: readonly Resolution[]): Pick<Operation, 'tag'> {
  if (!one || more.length > 0 || one.withheld || one.selector.kind !== 'tag') return {}
  const { key, value } = one.selector
  return { tag: { key, value } }
}

export const isReplica = ({ overwriteProtection }: FileSystem): boolean => overwriteProtection === 'replicating'

/** What would be laid out and written on a replica is refused before anything is touched. */
function refuseWriting({ verb, replica, targets, fileSystemId, volume }: Operation): void {
  if (!replica || (verb !== 'mount' && verb !== 'adopt')) return
  const writers = targets.filter((t) => !t.spec.readOnly)
  if (writers.length > 0)
    throw fail('volume-is-replica', {
      seen: `${fileSystemId} (${volume}) is a replica; to be mounted for writing on ${writers.map((t) => t.name).join(', ')}`,
    })
}

async function accessPointFor(request: HostRequest, { id }: FileSystem, ctx: EngineContext): Promise<PointOfMount | undefined> {
  if (request.verb === 'unmount' || !request.options.accessPoint) return undefined
  if (request.options.client.kind === 'plain-nfs')
    throw fail('bad-option', { seen: 'an access point needs TLS and cannot be mounted by plain NFS' })
  const point = findAccessPoint(await ctx.cloud.fileSystems.accessPoints(id), request.options.accessPoint, id)
  refuseUnfitting(request, point)
  if (request.verb !== 'verify' && point.state !== 'available')
    throw fail('volume-not-available', { seen: `${point.id} (${point.name}) is ${point.state}` })
  const { name, path, user } = point
  return { id: point.id, name, path, ...(user ? { user } : {}) }
}

/** Behind an enforced user there is no layout to set; behind any other there is one of its own, which is not the volume's. */
function refuseUnfitting({ verb, options }: Exclude<HostRequest, { readonly verb: 'unmount' }>, { id, name, user }: AccessPoint): void {
  if (!user) {
    if (options.accessPointOn)
      throw fail('bad-option', {
        seen: `--access-point-on: ${id} (${name}) does not enforce a user and has its own layout; mount through it in a separate command`,
      })
    return
  }
  if (user.uid === 0) throw fail('bad-access-point-user', { seen: `${id} (${name}) makes everybody root` })
  const layout = { '--group': options.groups, '--private': options.privateSpaces, '--sticky': options.sticky, '--adopt': options.adopt }
  const unfit = Object.entries(layout).flatMap(([option, asked]) => (asked ? [option] : []))
  if (verb === 'adopt') unfit.push('adopt')
  if (unfit.length > 0)
    throw fail('access-point-enforces-user', {
      seen: `${id} (${name}) makes everybody ${formatUser(user)}; it cannot be combined with ${unfit.join(', ')}`,
    })
}

/**
 * The targets that were singled out. Whoever cannot be matched is refused as a whole: mounting it otherwise because of a slip would
 * give away what was to be withheld. A tag may mean others besides; an instance that cannot be reached is no target, and among the findings already.
 */
function singledOut(request: HostRequest, option: string, found: readonly Resolution[], targets: ReadonlyMap<string, string>): Set<string> {
  const asked = new Set(request.selectors.map(formatSelector))
  const strangers = found.flatMap(({ selector, instances, findings }) => {
    const said = formatSelector(selector)
    const outside = instances.filter((i) => !targets.has(i.id))
    const lost = findings.filter((f) => (f.instanceId === undefined ? !asked.has(said) : targets.has(f.instanceId)))
    const missed = selector.kind === 'tag' ? outside.length === instances.length && !asked.has(said) : outside.length > 0
    return [...lost.map((f) => `${said}: ${f.seen}`), ...(missed && lost.length === 0 ? [`${said} is not among the instances`] : [])]
  })
  if (strangers.length > 0) throw fail('not-among-instances', { seen: `${option}: ${strangers.join('; ')}` })
  return new Set(found.flatMap((r) => r.instances.filter((i) => targets.has(i.id)).map((i) => i.id)))
}
/** Also of targets that are not available: a client may still have a mount through one. */
export const addressesOf = (fileSystem: FileSystem): string[] =>
  fileSystem.targets
    .map((t) => t.ipAddress)
    .filter((a) => a !== '')
    .sort()

function refuseUnavailable(fileSystem: FileSystem): void {
  const seen = `${fileSystem.id} (${fileSystem.name}) is ${fileSystem.state}`
  if (fileSystem.state !== 'available' && fileSystem.state !== 'updating') throw fail('volume-not-available', { seen })
}

/** For adopt each instance says so: what is mounted there tells more. */
function refuseUnreachable(fileSystem: FileSystem): void {
  if (!fileSystem.targets.some((t) => t.state === 'available'))
    throw fail('no-mount-target', { seen: `${fileSystem.id} has no available mount target` })
}

/** A volume asked for by id whose Name tag is not one of ours' grammar is mounted under its id. */
export function mountPointOf(volume: string, fileSystem: FileSystem): string {
  return /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/.test(volume) ? defaultMountPoint(volume) : defaultMountPoint(fileSystem.id)
}
