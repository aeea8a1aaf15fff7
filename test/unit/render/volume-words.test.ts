/** A volume's settings in words. */
import type { FileSystem, VolumeSettings } from '../../../src/domain/ports.ts'
import { settingsInWords } from '../../../src/render/volume-words.ts'
import { volume } from '../../support/engine-stage.ts'

const settings: VolumeSettings = {
  lifeCycle: { kind: 'seen', value: { infrequentAccessAfterDays: 30, backOnAccess: true } },
  backups: { kind: 'seen', value: true },
  replication: { kind: 'seen', value: [] },
}
const words = (more: Partial<VolumeSettings> = {}, of: Partial<FileSystem> = {}) =>
  settingsInWords({ ...volume, ...of }, { ...settings, ...more }).map(([label, text]) => `${label}: ${text}`)

test('as they are, each under its name', () => {
  expect(words()).toEqual([
    'modes: generalPurpose, elastic',
    'life cycle: to Infrequent Access after 30 days, back when they are read',
    'backups: on',
    'replication: none',
  ])
})

test('what EFS did not say is not known, and why', () => {
  const unseen = { kind: 'unseen', why: 'AccessDenied' } as const
  expect(words({ lifeCycle: unseen, backups: unseen, replication: unseen }).slice(1)).toEqual([
    'life cycle: not known: AccessDenied',
    'backups: not known: AccessDenied',
    'replication: not known: AccessDenied',
  ])
})

test('without backups, and with throughput that is paid for', () => {
  const text = words({ backups: { kind: 'seen', value: false } }, { throughputMode: 'provisioned', provisionedThroughput: 64 })
  expect([text[0], text[2]]).toEqual(['modes: generalPurpose, provisioned, 64 MiB/s', 'backups: off'])
})

test('of a replication it is said which way it goes, and that a replica is read-only', () => {
  const [here, there] = [
    { fileSystemId: volume.id, region: 'us-east-1' },
    { fileSystemId: 'fs-other', region: 'eu-west-1' },
  ]
  const value = [
    { from: here, to: there, state: 'ENABLED', syncedAt: '2026-11-23T12:00:00Z' },
    { from: there, to: here, state: 'PAUSED' },
  ]
  expect(words({ replication: { kind: 'seen', value } })[3]).toEqual(
    'replication: replicated to fs-other in eu-west-1 (enabled, synchronised until 2026-11-23T12:00:00Z); a replica of fs-other in eu-west-1, so read-only: EFS alone writes to it (paused)',
  )
})

test('what protects it from being overwritten', () => {
  const states = ['enabled', 'disabled', 'replicating'] as const
  expect(states.map((overwriteProtection) => words({}, { overwriteProtection }).at(-1))).toEqual([
    'overwrite protection: on',
    'overwrite protection: off: it can be made the destination of a replication, which overwrites it',
    'overwrite protection: it is the destination of a replication',
  ])
})
