/** verify --all: finds where each volume is mounted now, then verifies it there. One volume's failure does not stop the others. */
import { fail, PrismError } from '../domain/catalogue.ts'
import { formatVolumeRef, patterns } from '../domain/names.ts'
import { specOf } from '../domain/options/spec.ts'
import type { Operation, Target } from '../domain/plan.ts'
import type { FileSystem, Instance } from '../domain/ports.ts'
import { instanceArn } from '../domain/region.ts'
import type { Request } from '../domain/request.ts'
import type { Answer } from '../domain/run.ts'
import type { CheckedPlace, VolumeCheck } from '../domain/volume-check.ts'
import { checkPlace } from './check-place.ts'
import type { EngineContext } from './context.ts'
import { expectedInstances } from './expected-instances.ts'
import { look } from './inspect.ts'
import { type MountedInstance, mountedInstancesOf } from './mounted-instances.ts'
import { addressesOf, isReplica, mountPointOf } from './resolve.ts'

type VerifyAll = Extract<Request, { readonly verb: 'verify-all' }>

type Round = {
  readonly request: VerifyAll
  readonly instances: readonly Instance[]
  /** The next free range of job numbers: a run has one for each look at all instances, and one for each place. */
  readonly offset: () => number
  readonly ctx: EngineContext
}

export async function verifyAll(request: VerifyAll, ctx: EngineContext): Promise<Answer> {
  if (request.options.readOnly?.kind === 'on')
    throw fail('bad-option', {
      seen: '--read-only-on belongs to one volume; with --all each instance’s own fstab line decides',
    })
  const [volumes, managed] = await Promise.all([volumesOf(request, ctx), ctx.cloud.instances.list()])
  const instances = managed.filter((i) => !i.platform.toLowerCase().includes('windows'))
  let ranges = 0
  const round: Round = { request, instances, offset: () => 10_000 * ranges++, ctx }
  const checks: VolumeCheck[] = []
  for (const volume of volumes) checks.push(await checkVolume(volume, round))
  return { kind: 'checks', region: ctx.cloud.region, checks }
}

type Named = { readonly fileSystem: FileSystem; readonly called: string }

/** A name that two volumes share says neither; then the id does. */
async function volumesOf(request: VerifyAll, ctx: EngineContext): Promise<Named[]> {
  if (request.volume) return [{ fileSystem: await ctx.cloud.fileSystems.find(request.volume), called: formatVolumeRef(request.volume) }]
  const all = await ctx.cloud.fileSystems.list()
  return all.map((fileSystem) => {
    const { id, name } = fileSystem
    const tells = patterns.volumeName.test(name) && !name.startsWith('fs-') && all.filter((v) => v.name === name).length === 1
    return { fileSystem, called: tells ? name : id }
  })
}

async function checkVolume({ fileSystem, called }: Named, round: Round): Promise<VolumeCheck> {
  const { request, ctx } = round
  const about = { volume: called, fileSystemId: fileSystem.id, region: ctx.cloud.region }
  try {
    // a list has no mount targets
    const whole = request.volume ? fileSystem : await ctx.cloud.fileSystems.find({ kind: 'id', id: fileSystem.id })
    return { ...about, ...(await findAndCheck(whole, called, round)) }
  } catch (error) {
    if (!(error instanceof PrismError)) throw error
    return { ...about, places: [], unasked: [], gone: [], left: [], findings: [error.finding, ...error.others] }
  }
}

async function findAndCheck(
  fileSystem: FileSystem,
  called: string,
  { request, instances, offset, ctx }: Round,
): Promise<Pick<VolumeCheck, 'places' | 'findings' | 'unasked' | 'gone' | 'left'>> {
  const known = request.known.filter((k) => k.fileSystemId === fileSystem.id)
  const remembered = known.map((k) => k.instanceId)
  const { named, unfit, gone, ...expected } = await expectedInstances(request.selectors, remembered, instances, ctx)
  const { mountPoint } = request.options
  const usual = mountPoint ?? mountPointOf(called, fileSystem)
  const operation = operationOf(fileSystem, called, usual, request, ctx)
  const all = [...instances, ...expected.instances].filter((i) => !gone.some((f) => f.instanceId === i.id))
  const spec = specOf(request.options)
  const targetOn = ({ instanceId, name }: Pick<Target, 'instanceId' | 'name'>): Target => ({
    instanceId,
    arn: instanceArn(instanceId, operation.region, operation.accountId),
    name,
    spec,
  })
  const targets = all.filter((i) => i.online).map((i) => targetOn({ instanceId: i.id, name: i.name }))
  const seen = await look({ ...operation, targets }, 'facts', offset(), ctx)
  const wanted = { fileSystemId: fileSystem.id, usual, named, unfit, known, ...(mountPoint ? { mountPoint } : {}) }
  const { mounted, findings, unasked, ...found } = mountedInstancesOf(wanted, all, seen)
  const left = [...found.left]
  const places: CheckedPlace[] = []
  for (const [place, there] of byPlace(mounted)) {
    const targetsThere = there.map(targetOn)
    const at = { ...operation, mountPoint: place, targets: targetsThere }
    const { checked, left: meanwhile } = await checkPlace(at, place === usual ? seen : undefined, offset(), ctx, named)
    if (checked) places.push(checked)
    left.push(...meanwhile)
  }
  return { places, findings, unasked, gone, left }
}

function byPlace(instances: readonly MountedInstance[]): ReadonlyMap<string, readonly MountedInstance[]> {
  const places = new Map<string, MountedInstance[]>()
  for (const instance of instances) places.set(instance.mountPoint, [...(places.get(instance.mountPoint) ?? []), instance])
  return places
}

function operationOf(fileSystem: FileSystem, called: string, mountPoint: string, request: VerifyAll, ctx: EngineContext): Operation {
  return {
    verb: 'verify',
    volume: called,
    fileSystemId: fileSystem.id,
    region: ctx.cloud.region,
    accountId: fileSystem.accountId,
    mountPoint,
    addresses: addressesOf(fileSystem),
    zones: fileSystem.targets.filter((t) => t.state === 'available').map((t) => t.availabilityZone),
    ...(fileSystem.oneZone === undefined ? {} : { oneZone: fileSystem.oneZone }),
    ...(isReplica(fileSystem) ? { replica: true as const } : {}),
    targets: [],
    options: request.options,
    lazy: false,
    unresolved: [],
  }
}
