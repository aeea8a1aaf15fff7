/** What a diagnosis is about: what was asked for counts, and so does what the instance itself remembers of its mount. */
import type { HostFacts } from '../../../src/domain/facts.ts'
import { plainSpec } from '../../../src/domain/mount-spec.ts'
import { subjectOf } from '../../../src/engine/subject-of.ts'
import { fileSystemId, healthyFacts, mountPoint } from '../../support/healthy-facts.ts'
import { accountId, operation, rockyId, saying, ubuntuId } from '../../support/operation.ts'

const facts = healthyFacts()
const [line] = facts.fstab
const withLine = (options: string, more: Partial<HostFacts['fstab'][number]> = {}): HostFacts => ({
  ...facts,
  fstab: [{ ...line!, options, ...more }],
})
const noted = (spec: Partial<typeof plainSpec>, shown = facts): HostFacts => ({
  ...shown,
  remembered: [{ kind: 'noted', place: mountPoint, at: 1_800_000_000, spec: { ...plainSpec, ...spec } }],
})

test('it names the volume, the instance, the place, and who is to have it', () => {
  expect(subjectOf(operation, ubuntuId, facts)).toEqual({
    fileSystemId,
    region: 'us-east-1',
    accountId,
    instanceId: ubuntuId,
    mountPoint,
    accounts: ['ubuntu'],
    gid: 3000,
    group: 'prism-shared',
    encrypted: true,
    iam: false,
    readOnly: false,
    adopting: false,
    scan: false,
  })
  expect(subjectOf({ ...operation, oneZone: 'us-east-1a' }, ubuntuId, facts).oneZone).toBe('us-east-1a')
  expect(subjectOf({ ...operation, verb: 'adopt' }, ubuntuId, facts).adopting).toBe(true)
  expect(subjectOf(saying(operation, { scan: true }), ubuntuId, facts).scan).toBe(true)
})

test('what is wanted of one target is not wanted of another; for one that could not be resolved what was said goes', () => {
  const [ubuntu, rocky] = operation.targets
  const of = { ...operation, targets: [ubuntu!, { ...rocky!, spec: { ...plainSpec, readOnly: true, iam: true } }] }
  expect(subjectOf(of, rockyId, undefined)).toMatchObject({ readOnly: true, iam: true })
  expect(subjectOf(of, ubuntuId, undefined)).toMatchObject({ readOnly: false, iam: false })
  const said = { ...operation, targets: [], options: { ...operation.options, iam: true as const } }
  expect(subjectOf(said, ubuntuId, undefined)).toMatchObject({ iam: true, readOnly: false })
})

test('without a look nothing but what was asked for counts', () => {
  expect(subjectOf(operation, ubuntuId, undefined)).toMatchObject({ encrypted: true, iam: false, readOnly: false })
})

test('what Prism’s own line there says counts where nothing was noted', () => {
  expect(subjectOf(operation, ubuntuId, withLine('tls,ro,iam'))).toMatchObject({ encrypted: true, iam: true, readOnly: true })
  expect(subjectOf(operation, ubuntuId, withLine('_netdev', { type: 'nfs4' }))).toMatchObject({
    encrypted: false,
    iam: false,
    readOnly: false,
  })
  expect(subjectOf(operation, ubuntuId, withLine('rootsquash,diamond'))).toMatchObject({ iam: false, readOnly: false })
})

test('a line of somebody else’s, or for another place, does not', () => {
  for (const other of [{ ours: false }, { place: '/srv/other' }])
    expect(subjectOf(operation, ubuntuId, withLine('ro,iam', { type: 'nfs4', ...other }))).toMatchObject({
      encrypted: true,
      iam: false,
      readOnly: false,
    })
})

test('what was noted goes before the line', () => {
  const shown = withLine('ro,iam', { type: 'nfs4' })
  expect(subjectOf(operation, ubuntuId, noted({}, shown))).toMatchObject({ encrypted: true, iam: false, readOnly: false })
  expect(subjectOf(operation, ubuntuId, noted({ encrypted: false, iam: true, readOnly: true }))).toMatchObject({
    encrypted: false,
    iam: true,
    readOnly: true,
  })
})

test('plain NFS that is allowed now needs no encryption, whatever was noted', () => {
  const plain = saying(operation, { client: { kind: 'plain-nfs' } as typeof operation.options.client })
  expect(subjectOf(plain, ubuntuId, noted({ encrypted: true })).encrypted).toBe(false)
})
