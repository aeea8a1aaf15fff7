import { RecordError, readRecord } from '../../../src/host/records.ts'
import { sharingReader } from '../../../src/host/sharing-reader.ts'

const one = 'i-0123456789abcdef0'
const two = 'i-0123456789abcdef1'
const sha = 'a1b2c3d4e5f6'.padEnd(64, '0')

function toldBy(instance: string, ...lines: string[]) {
  const reader = sharingReader(instance)
  for (const record of lines.map(readRecord))
    if (!reader.read(record.kind, record)) throw new Error(`not of a sharing test: ${record.kind}`)
  return reader.told()
}

const told = (...lines: string[]) => toldBy(/reader=i-0123456789abcdef1/.test(lines.join()) ? two : one, ...lines)

test('an instance tells what its own identities did, and nobody else’s', () => {
  const cell = `sharing writer=${one}:ada:2001:p reader=${two}:cy:2003:p read=done append=done detail= saw=${sha}`
  expect(toldBy(two, cell).sharing).toHaveLength(1)
  for (const forged of [
    cell,
    `wrote writer=${two}:cy:2003:p digest=${sha} uid=2003`,
    `sharing-cover reader=${two}:cy:2003:p cells=${one}=ada:2001:dd:a1b2c3d4e5f6`,
  ])
    expect(() => toldBy(one, forged)).toThrow(RecordError)
})

test('who wrote what, and with which umask', () => {
  expect(
    told(`wrote writer=${one}:ada:2001:p digest=${sha} uid=2001`, `wrote writer=${one}:bob:2002:p digest=${sha} uid=2002 umask=unknown`)
      .wrote,
  ).toMatchObject([
    { writer: { account: 'ada', uid: 2001 }, sha256: sha, umask: 'known' },
    { writer: { account: 'bob' }, umask: 'unknown' },
  ])
})

test('cells of readers by cover, and whether they are all', () => {
  const { cover } = told(
    `sharing-cover reader=${two}:cy:2003:p cells=${one}=ada:2001:dd:a1b2c3d4e5f6,bob:2002:rt/${two}=dee:2004:me detail=no%20such%20thing`,
    'sharing-covered writers=3 complete=1',
  )
  expect(cover?.complete).toBe(true)
  expect(
    cover?.cells.map(
      (c) => `${c.writer.instanceId === one ? 1 : 2} ${c.writer.account} ${c.uid} ${c.read} ${c.append} ${c.saw} ${c.detail}`,
    ),
  ).toEqual([
    '1 ada 2001 done done a1b2c3d4e5f6 undefined',
    '1 bob 2002 refused timeout undefined no such thing',
    '2 dee 2004 missing error undefined no such thing',
  ])
})

test('a test that did not come to its end is not complete, and one of pairs has no cover', () => {
  expect(told(`sharing-cover reader=${two}:cy:2003:p cells=${one}=ada:2001:dd detail=`).cover?.complete).toBe(false)
  expect(told()).toEqual({ sharing: [] })
})

test('records that no program of ours prints', () => {
  for (const line of [
    `wrote writer=${one}:ada:2001:p digest=${sha} uid=2002`,
    `wrote writer=${one}:ada:2001:p digest=abc uid=2001`,
    `wrote writer=${one}:ada:2001:p digest=${sha} uid=2001 umask=known`,
    `sharing writer=${one}:ada:2001:p reader=${two}:cy:2003:p read=done append=done detail= saw=abc`,
    `sharing-cover reader=${two}:cy:2003:p cells= detail=`,
    `sharing-cover reader=${two}:cy:2003:p cells=${one}=ada:2001:dx detail=`,
    `sharing-cover reader=${two}:cy:2003:p cells=${one}=ada:2001:dd:a1b2c3d4e5 detail=`,
    `sharing-cover reader=${two}:cy:2003:p cells=${one}= detail=`,
    `sharing-cover reader=${two}:cy:2003:p cells=here=ada:2001:dd detail=`,
    'sharing-covered writers=3 complete=2',
  ])
    expect(() => told(line)).toThrow(RecordError)
  expect(() => told('sharing-covered writers=3 complete=1', 'sharing-covered writers=3 complete=1')).toThrow(RecordError)
})
