/** Bodies → Request. Every name goes through `domain/names.ts`; what comes out of here is inert. Throws the `bad-…` findings. */

import { parseAccessPointName, parseAccessPointPath, parseAccessPointRef } from '../../domain/access-points.ts'
import { fail } from '../../domain/catalogue.ts'
import { parseEnforcement } from '../../domain/enforced-user.ts'
import { parseGroups } from '../../domain/groups.ts'
import { parseAccount, parseMountPoint, parseSelector, parseVolumeName, parseVolumeRef, patterns, quote } from '../../domain/names.ts'
import { defaultCreateOptions, defaultMountOptions, type MountOptions, type ReadOnlyChoice, type Request } from '../../domain/request.ts'
import { clientChoice } from './client-choice.ts'
import type {
  AdoptBody,
  CreateAccessPointBody,
  CreateBody,
  DoctorBody,
  MountBody,
  UnmountBody,
  VerifyAllBody,
  VerifyBody,
} from './schemas/bodies.ts'

export function mountRequest(volume: string, body: MountBody): Request {
  return {
    verb: 'mount',
    ...named(volume, body.instances),
    options: { ...options(body), adopt: body.adopt ?? false, client: clientChoice(body.client) },
  }
}

export function adoptRequest(volume: string, body: AdoptBody): Request {
  const { plan } = body
  if (plan !== undefined && !patterns.planDigest.test(plan))
    throw fail('bad-option', { seen: `plan ${quote(plan)} is not 16 to 64 hex digits` })
  return {
    verb: 'adopt',
    ...named(volume, body.instances),
    options: { ...options(body), client: clientChoice(body.client) },
    ...(plan === undefined ? {} : { plan }),
  }
}

export function doctorRequest(volume: string, body: DoctorBody): Request {
  const client = clientChoice(body.plainNfs ? 'plain-nfs' : undefined)
  const { instances, accounts, mountPoint, scan } = body
  const asked = { ...options({ accounts, mountPoint }), client, ...(scan ? { scan: true as const } : {}) }
  return { verb: 'doctor', ...named(volume, instances), options: asked }
}

export function verifyRequest(volume: string, body: VerifyBody): Request {
  const { instances = [], all = false } = body
  if (all) return { verb: 'verify-all', ...named(volume, instances), options: options(body), known: [] }
  if (instances.length === 0) throw fail('missing-input', { seen: 'neither instances nor all' })
  return { verb: 'verify', ...named(volume, instances), options: options(body) }
}

export const verifyAllRequest = (body: VerifyAllBody): Request => ({
  verb: 'verify-all',
  selectors: [],
  options: options(body),
  known: [],
})

export function unmountRequest(volume: string, body: UnmountBody): Request {
  return { verb: 'unmount', ...named(volume, body.instances), options: { ...mountPoint(body), lazy: body.lazy ?? false } }
}

export function createAccessPointRequest(volume: string, { name, path, user, owner, mode }: CreateAccessPointBody): Request {
  const pair = ({ uid, gid }: { readonly uid: number; readonly gid: number }) => `${uid}:${gid}`
  const enforced = parseEnforcement({
    ...(user ? { user: pair(user) } : {}),
    ...(user?.groups && user.groups.length > 0 ? { gids: user.groups.join(',') } : {}),
    ...(owner ? { owner: pair(owner) } : {}),
    ...(mode === undefined ? {} : { mode }),
  })
  return {
    verb: 'create-access-point',
    volume: parseVolumeRef(volume),
    wanted: {
      name: parseAccessPointName(name),
      path: parseAccessPointPath(path, enforced !== undefined),
      ...(enforced ? { enforced } : {}),
    },
  }
}

export function createRequest(body: CreateBody): Request {
  const { kmsKeyId, provisionedThroughput, infrequentAccessAfterDays } = body
  return {
    verb: 'create',
    name: parseVolumeName(body.name),
    options: {
      performanceMode: body.performanceMode ?? defaultCreateOptions.performanceMode,
      throughputMode: body.throughputMode ?? defaultCreateOptions.throughputMode,
      backups: body.backups ?? defaultCreateOptions.backups,
      tags: tags(body.tags ?? {}),
      subnetIds: body.subnets ?? [],
      securityGroupIds: body.securityGroups ?? [],
      ...(kmsKeyId === undefined ? {} : { kmsKeyId }),
      ...(provisionedThroughput === undefined ? {} : { provisionedThroughput }),
      ...(infrequentAccessAfterDays === undefined ? {} : { infrequentAccessAfterDays }),
    },
  }
}

/** The name a second time, word for word as in the path. */
export function deleteRequest(volume: string, confirm: string | undefined): Request {
  const ref = parseVolumeRef(volume)
  if (confirm === undefined) throw fail('confirm-name', { seen: 'no ?confirm= in the URL' })
  if (confirm !== volume) throw fail('confirm-name', { seen: `${quote(confirm)} is not ${quote(volume)}` })
  return { verb: 'delete', volume: ref, confirm }
}

const named = (volume: string, instances: readonly string[]) => ({
  volume: parseVolumeRef(volume),
  selectors: instances.map(parseSelector),
})

const mountPoint = (body: { readonly mountPoint?: string | undefined }): { mountPoint?: string } =>
  body.mountPoint === undefined ? {} : { mountPoint: parseMountPoint(body.mountPoint) }

function options(body: VerifyAllBody): MountOptions {
  const accounts = [...new Set((body.accounts ?? []).map(parseAccount))]
  // more than that does not fit what SSM returns; see the catalogue
  if (accounts.length > 40) throw fail('too-many-accounts', { seen: `${accounts.length} accounts` })
  const groups = parseGroups(
    (body.groups ?? []).map((g) => ({ ...g, accounts: g.accounts ?? [] })),
    accounts,
  )
  return {
    ...defaultMountOptions,
    ...mountPoint(body),
    people: accounts.map((name) => ({ name })),
    ...(groups.length > 0 ? { groups } : {}),
    sticky: body.sticky ?? defaultMountOptions.sticky,
    privateSpaces: body.privateSpaces ?? defaultMountOptions.privateSpaces,
    ...accessPoint(body),
    ...readOnly(body),
    ...(body.asSaid ? { asSaid: true } : {}),
    sharingTest: body.sharingTest ?? defaultMountOptions.sharingTest,
  }
}

function accessPoint({ accessPoint: point, accessPointOn: some }: VerifyBody): Pick<MountOptions, 'accessPoint' | 'accessPointOn'> {
  if (point === undefined && some !== undefined) throw fail('bad-option', { seen: 'accessPointOn says where; accessPoint says which' })
  return {
    ...(point === undefined ? {} : { accessPoint: parseAccessPointRef(point) }),
    ...(some === undefined ? {} : { accessPointOn: some.map(parseSelector) }),
  }
}

function readOnly({ readOnly: all, readOnlyOn: some }: VerifyBody): { readonly readOnly?: ReadOnlyChoice } {
  if (some === undefined) return all ? { readOnly: { kind: 'all' } } : {}
  if (all) throw fail('bad-option', { seen: 'readOnly means every instance; readOnlyOn names some' })
  return { readOnly: { kind: 'on', selectors: some.map(parseSelector) } }
}

function tags(given: Readonly<Record<string, string>>): Record<string, string> {
  const entries = Object.entries(given)
  if (entries.length > 40) throw fail('bad-option', { seen: `${entries.length} tags; 40 at most` })
  for (const [key, value] of entries)
    if (!patterns.tagKey.test(key) || !patterns.tagValue.test(value))
      throw fail('bad-option', { seen: `the tag ${quote(`${key}=${value}`)}` })
  return Object.fromEntries(entries)
}
