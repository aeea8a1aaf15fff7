/** Repeatable random requests for property tests. */
import { installerUrl } from '../../../src/domain/client/sources.ts'
import { patterns, type Selector, type VolumeRef } from '../../../src/domain/names.ts'
import type { MountOptions, Request } from '../../../src/domain/request.ts'

export type Random = {
  readonly below: (limit: number) => number
  readonly pick: <T>(from: readonly T[]) => T
  readonly chance: () => boolean
}

/** mulberry32: small, and the same sequence for the same seed. */
export function randomFrom(seed: number): Random {
  let state = seed
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
  const below = (limit: number): number => Math.floor(next() * limit)
  return { below, pick: (from) => from[below(from.length)]!, chance: () => next() < 0.5 }
}

/** A request that can be said in a comment. */
export function anyRequest(random: Random): Request {
  const verb = random.pick(['mount', 'adopt', 'verify', 'verify-all', 'unmount', 'status'] as const)
  const volume = anyVolume(random)
  switch (verb) {
    case 'mount':
    case 'verify':
      return { verb, volume, selectors: anySelectors(random), options: { ...anyMountOptions(random, verb), ...anyBatch(random) } }
    case 'adopt': {
      const plan = random.chance() ? {} : { plan: hex(random, random.pick([16, 40, 64])) }
      return { verb, volume, selectors: anySelectors(random), options: anyMountOptions(random, verb), ...plan }
    }
    case 'verify-all':
      return random.chance()
        ? { verb, selectors: [], options: anyMountOptions(random, 'verify'), known: [] }
        : {
            verb,
            volume,
            selectors: random.chance() ? [] : anySelectors(random),
            options: anyMountOptions(random, 'verify'),
            known: [],
          }
    case 'unmount':
      return { verb, volume, selectors: anySelectors(random), options: { ...anyMountPoint(random), lazy: random.chance() } }
    case 'status':
      return { verb, volume }
  }
}

const hex = (random: Random, length: number): string => Array.from({ length }, () => random.pick('0123456789abcdef'.split(''))).join('')

const name = (random: Random): string =>
  `${random.pick('abcXYZ019'.split(''))}${Array.from({ length: random.below(9) }, () => random.pick('ab0._-'.split(''))).join('')}z`

const anyVolume = (random: Random): VolumeRef =>
  random.chance() ? { kind: 'name', name: name(random) } : { kind: 'id', id: `fs-${hex(random, random.pick([8, 17]))}` }

function anySelectors(random: Random): Selector[] {
  const selectors = Array.from({ length: 1 + random.below(4) }, (_, i): Selector => {
    switch (random.below(3)) {
      case 0:
        return { kind: 'id', id: `i-${hex(random, 17)}` }
      case 1:
        return { kind: 'tag', key: `K${i}`, value: `${name(random)}:/=+@` }
      default:
        return { kind: 'name', name: `${i}${name(random)}` }
    }
  })
  return selectors.filter((s) => s.kind !== 'name' || !patterns.instanceId.test(s.name))
}

const anyMountPoint = (random: Random): { readonly mountPoint?: string } => (random.chance() ? { mountPoint: `/srv/${name(random)}` } : {})

function anyMountOptions(random: Random, verb: 'mount' | 'adopt' | 'verify'): MountOptions {
  const clients: MountOptions['client'][] = [{ kind: 'auto' }, { kind: 'plain-nfs' }]
  const pinned = (suffix: string) => ({ url: `https://example.org/${name(random)}${suffix}`, sha256: hex(random, 64) })
  if (verb !== 'verify')
    clients.push(
      { kind: 'repository' },
      { kind: 'distributor' },
      { kind: 'installer', ...pinned('.sh') },
      { kind: 'installer', ...pinned('.sh'), url: installerUrl },
      { kind: 'package', packages: [pinned('.rpm')] },
      {
        kind: 'package',
        packages: [pinned('.deb'), { ...pinned('.rpm'), architecture: 'x86_64' }, { ...pinned('.rpm'), architecture: 'aarch64' }],
      },
    )
  return {
    ...anyMountPoint(random),
    people: random.chance() ? [] : Array.from({ length: 1 + random.below(5) }, (_, i) => ({ name: `u${i}` })),
    client: random.pick(clients),
    adopt: verb === 'mount' && random.chance(),
    ...(random.chance() ? { sticky: true } : {}),
    ...(random.chance() ? { privateSpaces: true } : {}),
    ...(random.chance() ? { suid: true } : {}),
    ...anyMore(random, verb),
    ...(verb === 'verify' && random.chance() ? { asSaid: true } : {}),
    sharingTest: random.chance(),
  }
}

function anyBatch(random: Random): Pick<MountOptions, 'batch' | 'maxErrors'> {
  if (random.chance()) return {}
  const unit = random.pick(['instances', 'percent'] as const)
  return { batch: { unit, size: 1 + random.below(100) }, ...(random.chance() ? { maxErrors: random.below(10) } : {}) }
}

function anyMore(
  random: Random,
  verb: 'mount' | 'adopt' | 'verify',
): Pick<MountOptions, 'accessPoint' | 'accessPointOn' | 'groups' | 'readOnly'> {
  return {
    ...random.pick<Pick<MountOptions, 'accessPoint' | 'accessPointOn'>>([
      {},
      { accessPoint: { kind: 'id', id: `fsap-${hex(random, 17)}` } },
      // what was made by hand is brought in whole
      ...(verb === 'adopt'
        ? []
        : [{ accessPoint: { kind: 'name' as const, name: 'pipeline' }, accessPointOn: [{ kind: 'name' as const, name: name(random) }] }]),
    ]),
    ...random.pick<Pick<MountOptions, 'groups'>>([{}, { groups: [{ name: 'lab_1', gid: 3100, accounts: [] }] }]),
    ...random.pick<Pick<MountOptions, 'readOnly'>>([
      {},
      { readOnly: { kind: 'all' } },
      {
        readOnly: {
          kind: 'on',
          selectors: [
            { kind: 'name', name: name(random) },
            { kind: 'tag', key: 'K', value: 'v' },
          ],
        },
      },
    ]),
  }
}
