import type { FileSystemDescription } from '@aws-sdk/client-efs'
import { settingsThatDiffer } from '../../../src/aws/same-settings.ts'
import { defaultCreateOptions } from '../../../src/domain/request.ts'

const key = '0123abcd-0000-1111-2222-333344445555'
const found = {
  Encrypted: true,
  PerformanceMode: 'generalPurpose',
  ThroughputMode: 'elastic',
  KmsKeyId: `arn:aws:kms:eu-west-1:123456789012:key/${key}`,
} as FileSystemDescription
const differs = (more: Partial<FileSystemDescription>, options = {}) =>
  settingsThatDiffer({ ...found, ...more }, 'data', 'data', { ...defaultCreateOptions, ...options })

describe('a file system of the same name', () => {
  test('is the one asked for when what cannot be changed agrees', () => {
    expect(differs({})).toEqual([])
    expect(differs({}, { kmsKeyId: key, backups: true, tags: { a: 'b' } })).toEqual([])
  })

  test.each<[string, Partial<FileSystemDescription>, object]>([
    ['encrypted asked true, is false', { Encrypted: false }, {}],
    [
      'performance mode asked maxIO, is generalPurpose',
      { ThroughputMode: 'bursting' },
      { performanceMode: 'maxIO', throughputMode: 'bursting' },
    ],
    ['throughput mode asked bursting, is elastic', {}, { throughputMode: 'bursting' }],
    [
      'MiB/s asked 64, is 32',
      { ThroughputMode: 'provisioned', ProvisionedThroughputInMibps: 32 },
      { throughputMode: 'provisioned', provisionedThroughput: 64 },
    ],
    [`KMS key asked alias/other, is ${found.KmsKeyId}`, {}, { kmsKeyId: 'alias/other' }],
  ])('%s', (words, more, options) => expect(differs(more, options)).toEqual([words]))
})
