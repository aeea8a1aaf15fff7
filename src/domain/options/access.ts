/** Through what, and with what access, instances have the volume. */
import { formatAccessPointRef, parseAccessPointRef } from '../access-points.ts'
import { fail } from '../catalogue.ts'
import { pointById } from '../mount-spec.ts'
import { formatSelector, parseMountPoint, parseSelector, patterns, type Selector } from '../names.ts'
import { flagEffect, type MountOption, only } from './option.ts'
import { host, looking, table } from './verbs.ts'

const selectors = (list: string): readonly Selector[] => [...new Set(list.split(','))].map(parseSelector)

export const mountPoint = {
  name: 'mount-point',
  argument: 'PATH',
  verbs: [...host, 'migrate'],
  doc: 'where the volume is, or will be, mounted; default: /mnt/<volume>',
  reads: (said) => {
    const place = only(said, 'mount-point')
    return place === undefined ? {} : { mountPoint: parseMountPoint(place) }
  },
  sets: 'mountPoint',
  words: (o) => (o.mountPoint === undefined ? [] : ['--mount-point', o.mountPoint]),
} as const satisfies MountOption

export const accessPoint = {
  name: 'access-point',
  argument: 'POINT',
  verbs: table,
  doc: 'mount through this access point (its name or fsap- id): only its folder is mounted. With adopt: it is already mounted through it',
  reads: (said) => {
    const point = only(said, 'access-point')
    return point === undefined ? {} : { accessPoint: parseAccessPointRef(point) }
  },
  sets: 'accessPoint',
  words: (o) => (o.accessPoint ? ['--access-point', formatAccessPointRef(o.accessPoint)] : []),
  effect: {
    row: { section: 'mount' },
    // which one it is, and on which targets, is known when it is looked up
    spec: () => ({}),
    word: 'access-point',
    remembered: (spec) => spec.accessPoint?.id,
    recall: (id) => {
      if (!patterns.accessPointId.test(id)) throw fail('bad-access-point', { seen: id })
      return { accessPoint: pointById(id) }
    },
    asks: (spec) => (spec.accessPoint === undefined ? {} : { accessPoint: { kind: 'id', id: spec.accessPoint.id } }),
    merge: (said, noted) => {
      const through = said.accessPoint ?? noted.accessPoint
      return through === undefined ? {} : { accessPoint: through }
    },
    note: (spec) => (spec.accessPoint === undefined ? undefined : `access point ${spec.accessPoint.id}`),
  },
} as const satisfies MountOption

export const accessPointOn = {
  name: 'access-point-on',
  argument: 'INSTANCE,…',
  list: true,
  verbs: ['mount', 'verify'],
  doc: 'with an access point that enforces a user: these instances mount through it; the others mount the whole volume',
  reads: (said, { accessPoint: point }) => {
    const list = only(said, 'access-point-on')
    if (list === undefined) return {}
    if (point === undefined) throw fail('bad-option', { seen: '--access-point-on needs --access-point' })
    return { accessPointOn: selectors(list) }
  },
  words: (o) => (o.accessPointOn ? ['--access-point-on', o.accessPointOn.map(formatSelector).join(',')] : []),
} as const satisfies MountOption

export const readOnly = {
  name: 'read-only',
  verbs: table,
  doc: 'mount read-only on every named instance; nothing is set on the volume from there. With adopt: it is already mounted read-only',
  reads: (said) => (said.has('read-only') ? { readOnly: { kind: 'all' } } : {}),
  sets: 'access',
  words: (o) => (o.readOnly?.kind === 'all' ? ['--read-only'] : []),
  effect: {
    row: { section: 'mount', ends: 'access' },
    spec: (o) => ({ readOnly: o.readOnly?.kind === 'all' }),
    word: 'read-only',
    remembered: (spec) => (spec.readOnly ? '' : undefined),
    recall: () => ({ readOnly: true }),
    asks: (spec) => (spec.readOnly ? { readOnly: { kind: 'all' } } : {}),
    // given for some instances, it means that the others write
    merge: (said, noted, options) => ({ readOnly: options.readOnly ? said.readOnly : noted.readOnly }),
    note: (spec) => (spec.readOnly ? 'read-only access' : undefined),
  },
} as const satisfies MountOption

export const readOnlyOn = {
  name: 'read-only-on',
  argument: 'INSTANCE,…',
  list: true,
  verbs: table,
  doc: 'read-only on these of the instances; the others write',
  reads: (said, { readOnly: all }) => {
    const list = only(said, 'read-only-on')
    if (list === undefined) return {}
    if (all) throw fail('bad-option', { seen: '--read-only and --read-only-on exclude each other' })
    return { readOnly: { kind: 'on', selectors: selectors(list) } }
  },
  words: (o) => (o.readOnly?.kind === 'on' ? ['--read-only-on', o.readOnly.selectors.map(formatSelector).join(',')] : []),
} as const satisfies MountOption

export const iam = {
  name: 'iam',
  verbs: looking,
  doc: 'mount with TLS and the role of the instance, for file-system policies that name who may mount',
  reads: (said, { client }) => {
    if (!said.has('iam')) return {}
    if (client.kind === 'plain-nfs') throw fail('bad-option', { seen: '--iam: a role is shown over TLS alone, not by plain NFS' })
    return { iam: true }
  },
  sets: 'efsOptions',
  words: (o) => (o.iam ? ['--iam'] : []),
  effect: {
    ...flagEffect('iam', 'iam', 'the role of its instance', { section: 'mount', ends: 'identity' }),
    merge: (said, noted) => ({ iam: said.encrypted && (said.iam || noted.iam) }),
  },
} as const satisfies MountOption
