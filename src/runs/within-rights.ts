/** The ports as whoever asks sees them: a volume or an instance that their rights do not reach is not there. */
import { type Finding, fail, finding } from '../domain/catalogue.ts'
import { didYouMean } from '../domain/did-you-mean.ts'
import { formatSelector, formatVolumeRef, patterns, type Selector, type VolumeRef } from '../domain/names.ts'
import type { Cloud, FileSystem, FileSystems, Instance, Instances, Resolution } from '../domain/ports.ts'
import type { Request } from '../domain/request.ts'
import type { NamedVolume, Node } from '../domain/rights.ts'
import type { Reach } from '../policy/reach.ts'

/** Where nothing is bounded the cloud itself comes back, and nothing more is asked of AWS. */
export function withinRights(cloud: Cloud, reach: Reach, request: Request): Cloud {
  if (!reach.isBounded) return cloud
  const { fileSystems, instances, region } = cloud
  const named = ({ id, name }: FileSystem): NamedVolume => ({ id, name, region })
  const seen = (all: readonly FileSystem[]): FileSystem[] => all.filter((f) => reach.volume(named(f)))
  const narrow: FileSystems = { ...fileSystems, find, list: async () => seen(await fileSystems.list()) }
  return { ...cloud, fileSystems: narrow, instances: withinInstances(instances, about, reach, region) }

  async function find(ref: VolumeRef): Promise<FileSystem> {
    const missing = (meant = '') => fail('volume-not-found', { seen: `${formatVolumeRef(ref)} in ${region}${meant}` })
    if (ref.kind === 'id') {
      const found = await fileSystems.find(ref)
      if (!reach.volume(named(found))) throw missing()
      return found
    }
    // by name the lists are compared here, so that what is out of reach neither is found nor makes a name ambiguous
    const there = seen(await fileSystems.list())
    const those = there.filter((f) => f.name === ref.name)
    const staying = those.filter((f) => f.state !== 'deleting')
    const [only, ...more] = staying.length > 0 ? staying : those
    if (!only)
      throw missing(
        didYouMean(
          ref.name,
          there.map((f) => f.name).filter((name) => patterns.volumeName.test(name)),
        ),
      )
    if (more.length > 0)
      throw fail('volume-ambiguous', { seen: `${ref.name} in ${region}: ${[only, ...more].map((f) => f.id).join(', ')}` })
    return fileSystems.find({ kind: 'id', id: only.id })
  }

  /** What instances are asked for: grants may name instances for one volume and not for another. */
  async function about(): Promise<NamedVolume | undefined> {
    return 'volume' in request && request.volume ? named(await find(request.volume)) : undefined
  }
}

function withinInstances(instances: Instances, about: () => Promise<NamedVolume | undefined>, reach: Reach, region: string): Instances {
  let volume: Promise<NamedVolume | undefined> | undefined
  const onVolume = (): Promise<NamedVolume | undefined> => {
    volume ??= about()
    return volume
  }
  const inReach = async (ids: readonly string[]): Promise<ReadonlySet<string>> => {
    if (ids.length === 0) return new Set()
    const [known, on] = await Promise.all([instances.nodes(ids), onVolume()])
    return new Set(known.filter((node: Node) => reach.instance(node, on)).map(({ id }) => id))
  }
  return {
    nodes: instances.nodes,
    list: async () => {
      const all = await instances.list()
      const seen = await inReach(all.map((i) => i.id))
      return all.filter((i) => seen.has(i.id))
    },
    resolve: async (selectors) => {
      const found = await Promise.all((await instances.resolve(selectors)).map(unambiguous))
      const seen = await inReach([
        ...new Set(found.flatMap((r) => [...r.instances.map((i) => i.id), ...r.findings.flatMap((f) => f.instanceId ?? [])])),
      ])
      const narrow = found.map((r) => narrowed(r, (id) => seen.has(id), region))
      return Promise.all(narrow.map(async (r) => ((await mayOthersHave(r)) ? { ...r, withheld: true as const } : r)))
    },
  }

  /** Whether somebody out of reach can get the tag from one moment to the next: nothing that is known of who has it lets all of them in. */
  async function mayOthersHave({ selector, instances: some }: Resolution): Promise<boolean> {
    if (selector.kind !== 'tag' || some.length === 0) return false
    return !reach.instance({ id: '', tags: { [selector.key]: selector.value } }, await onVolume())
  }

  /** Of several instances of a name those in reach are the ones that are there. */
  async function unambiguous(resolution: Resolution): Promise<Resolution> {
    const { selector, findings } = resolution
    if (selector.kind !== 'name' || !findings.some((f) => f.code === 'instance-ambiguous')) return resolution
    const called = (await instances.list()).filter((i) => i.name === selector.name).map((i) => i.id)
    const seen = await inReach(called)
    const [only, ...more] = called.filter((id) => seen.has(id))
    if (only === undefined) return { selector, instances: [], findings: [absent(selector, region)] }
    if (more.length > 0)
      return {
        selector,
        instances: [],
        findings: [finding('instance-ambiguous', { seen: `${selector.name} in ${region}: ${[only, ...more].join(', ')}` })],
      }
    const [byId] = await instances.resolve([{ kind: 'id', id: only }])
    return { selector, instances: (byId?.instances ?? []).map((i) => ({ ...i, name: selector.name })), findings: byId?.findings ?? [] }
  }
}

/** A name that is there and out of reach is answered as one that is not there at all. */
function narrowed({ selector, instances, findings }: Resolution, seen: (id: string) => boolean, region: string): Resolution {
  const kept = instances.filter((i: Instance) => seen(i.id))
  // one that nobody has may be told with names that are meant, of instances out of reach
  const said = findings.filter((f: Finding) => (f.instanceId === undefined ? f.code !== 'instance-not-found' : seen(f.instanceId)))
  const lost = kept.length < instances.length || said.length < findings.length
  const all = { selector, instances: kept, findings: lost && kept.length + said.length === 0 ? [absent(selector, region)] : said }
  return lost ? { ...all, withheld: true } : all
}

function absent(selector: Selector, region: string): Finding {
  if (selector.kind === 'tag') return finding('no-instances', { seen: `${formatSelector(selector)} in ${region}` })
  return finding('instance-not-found', {
    seen: `${formatSelector(selector)} in ${region}`,
    ...(selector.kind === 'id' ? { instanceId: selector.id } : {}),
  })
}
