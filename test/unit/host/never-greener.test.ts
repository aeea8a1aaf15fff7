/**
 * The way from records to the verdict, attacked: what is left out of a healthy host's transcript, or told otherwise, is never green,
 * but for what is named here as no evidence of sharing. And of a transcript that was tampered with on its way nothing is believed.
 */

import { createHash } from 'node:crypto'
import { gzipSync } from 'node:zlib'
import { mountedRows } from '../../../src/domain/compare.ts'
import { desiredFor } from '../../../src/domain/desired.ts'
import type { HostFacts } from '../../../src/domain/facts.ts'
import { judgeInstance } from '../../../src/domain/judge.ts'
import { targetOf } from '../../../src/domain/plan.ts'
import { readTold } from '../../../src/host/facts-reader.ts'
import { inspectParams, makeJob, readTranscript } from '../../../src/host/job.ts'
import { RecordError, readRecord } from '../../../src/host/records.ts'
import { chance } from '../../support/chance.ts'
import { fileSystemId, mountPoint } from '../../support/healthy-facts.ts'
import { healthyRecords } from '../../support/healthy-records.ts'
import { operation, ubuntuId } from '../../support/operation.ts'

const verdictOf = (records: readonly string[]): string => {
  try {
    const { facts } = readTold(records.map(readRecord), ubuntuId)
    return judged(facts)
  } catch (error) {
    if (error instanceof RecordError) return 'unknown'
    throw error
  }
}
const judged = (facts: HostFacts | undefined): string =>
  judgeInstance(mountedRows(desiredFor(operation, targetOf(operation, ubuntuId), facts), facts), [])

/** `account.uid`, `behaviour(create-file).mode`: each field, with its record's place and its own. */
const fields = healthyRecords.flatMap((record, at) => {
  const [kind = '', ...words] = record.split(' ')
  const which = /(?: try| session| path)=(\S+)/.exec(record)?.[1]
  const of = which && kind !== 'fstab' ? `${kind}(${which})` : kind
  return words.map((word, i) => ({ name: `${of}.${word.split('=')[0]}`, value: word.slice(word.indexOf('=') + 1), at, i }))
})
type Field = (typeof fields)[number]

function withField({ at, i }: Field, value: string | undefined): string[] {
  return healthyRecords.map((record, n) => {
    if (n !== at) return record
    const [kind = '', ...words] = record.split(' ')
    const changed = words.flatMap((word, k) => (k !== i ? [word] : value === undefined ? [] : [`${word.split('=')[0]}=${value}`]))
    return [kind, ...changed].join(' ')
  })
}

test('a healthy host is green', () => {
  expect(verdictOf(healthyRecords)).toBe('holds')
})

/** What a report shows, or passes on, without drawing anything from it. */
const noEvidence = [
  'host.distribution',
  'host.version',
  'host.hostname',
  'host.kernel',
  'host.architecture',
  'host.systemd',
  'zone.az',
  'zone.region',
  'zone.id',
  'root.entries',
  'place.exists',
  'place.type',
  'unwritable.looked',
  'client.efs',
  'client.nfs',
  'client.stunnel',
  'client.manager',
  // numbers decide, these are what the host calls them
  ...['.', 'shared', 'users', 'users/ubuntu'].flatMap((path) => [`path(${path}).owner`, `path(${path}).group`]),
  // which directory it is counts for the plan of an adoption
  ...['.', 'shared', 'users', 'users/ubuntu'].map((path) => `path(${path}).inode`),
  'group.holder',
  'group.members',
  'account.gid',
  // which file system it is, the client's state tells, and whether it is written to, the mount's flag
  'mount.source',
  'mount.type',
  'mount.options',
  'fstab.line',
  'fstab.volume',
  'fstab.dump',
  'fstab.pass',
  'fstab.options',
  'fstab.text',
  // how the mount came up, once it is there; a line that systemd has not read is read at the next boot
  ...['unit', 'file', 'active', 'result', 'entered', 'since'].map((it) => `boot.${it}`),
  // of whose space is whose, the report speaks apart
  'spaces.found',
  'space.name',
  'space.uid',
  'space.gid',
  'space.mode',
  'space-tries.account',
  'space-tries.tried',
  ...['create-file', 'create-folder', 'write-own-space', 'write-other-space', 'outsider-write'].map((it) => `behaviour(${it}).path`),
  'behaviour(write-own-space).group',
  'behaviour(write-own-space).mode',
  'behaviour(create-file).mode',
  'behaviour(outsider-write).account',
  'behaviour(write-other-space).account',
]

test('without a record it is not, but for what is no evidence', () => {
  const green = healthyRecords.filter((_, at) => verdictOf(healthyRecords.filter((_r, n) => n !== at)) === 'holds')
  expect([...new Set(green.map((record) => record.split(' ')[0]))]).toEqual(['zone', 'root', 'space', 'behaviour', 'space-tries'])
  // whether there is another's space, nobody knows beforehand; every other try is missed
  expect(green.filter((record) => record.startsWith('behaviour'))).toEqual([expect.stringContaining('try=write-other-space')])
})

test('without a field it is not, but for what is no evidence', () => {
  const green = fields.filter((field) => verdictOf(withField(field, undefined)) === 'holds').map((field) => field.name)
  expect(green.filter((name) => !noEvidence.includes(name))).toEqual([])
})

test('with a field told otherwise it is not, but for what is no evidence', () => {
  const dice = chance(20261123)
  const green = fields.flatMap((field) =>
    otherwise(field.value, dice.below(1000)).flatMap((value) =>
      verdictOf(withField(field, value)) === 'holds' && !noEvidence.includes(field.name) ? [`${field.name}=${value}`] : [],
    ),
  )
  expect(green).toEqual([])
})

test('what is called no evidence is that', () => {
  const dice = chance(1)
  const green = (field: Field) => otherwise(field.value, dice.below(1000)).some((value) => verdictOf(withField(field, value)) === 'holds')
  expect(noEvidence.filter((name) => !fields.some((field) => field.name === name && green(field)))).toEqual([])
})

/** Values of the field's kind that mean something else. */
function otherwise(value: string, n: number): string[] {
  if (value === '0' || value === '1') return [value === '0' ? '1' : '0']
  if (/^[0-7]{4}$/.test(value)) return ['0000', '0700', '0744', '4755', '0022', '1777', '2705']
  if (/^\d+$/.test(value)) return [String(Number(value) + 1 + n), '0']
  return ['', '-', 'x', `x${n}`, `${value}x`, '%0a', `..%2F${value}`]
}

describe('of a transcript that was tampered with', () => {
  const job = makeJob({
    runId: '01JTEST',
    n: 1,
    script: 'inspect',
    params: inspectParams({
      fileSystemId,
      region: 'us-east-1',
      addresses: [],
      mountPoint,
      accounts: ['ubuntu'],
      groupName: 'prism-shared',
      gid: 3000,
      paths: [],
      umask: '0002',
      depth: 'behaviour',
      unmanaged: false,
    }),
    instanceIds: [ubuntuId],
  })
  const body = healthyRecords.map((record) => `${record}\n`).join('')
  const sum = createHash('sha256').update(body).digest('hex')
  const whole = (packed: string) =>
    `PRISM/1 job=${job.key} script=inspect sha=${job.scriptSha} state=done records=${healthyRecords.length} sha256=${sum} packed=${packed}\n${body}PRISM/1 end job=${job.key} records=${healthyRecords.length}\n`
  const told = (text: string) => readTranscript(job, ubuntuId, 'now', text, 'full')

  test.each([
    ['plain', whole('-')],
    ['packed', whole(gzipSync(body).toString('base64'))],
  ])('nothing is believed that the host did not say (%s)', (_, text) => {
    const honest = told(text)
    expect(honest).toHaveProperty('observation')
    const dice = chance(3)
    for (let i = 0; i < 400; i++) {
      const at = dice.below(text.length)
      const to = at + 1 + dice.below(60)
      const spoiled = dice.one([
        text.slice(0, at) + text.slice(to),
        text.slice(0, at) + String.fromCharCode(33 + dice.below(90)) + text.slice(at + 1),
        text.slice(0, to) + text.slice(at),
        text.slice(0, at),
        text
          .split('\n')
          .filter((_line, n, all) => n !== at % all.length)
          .join('\n'),
      ])
      const result = told(spoiled)
      if (result.kind === 'transcript') expect(result).toEqual(honest)
    }
  })
})
