import { shortHash } from '../../../../src/domain/ledger/chain.ts'
import { verify } from '../../../../src/domain/ledger/verify.ts'
import { chance } from '../../../support/chance.ts'
import { beginning, ledgerOf, sampleLedger } from '../../../support/ledger.ts'
import { hostileRuns, tamperings } from '../../../support/tamperings.ts'

const whole = verify(sampleLedger())
const witness = { n: whole.head.n, hash: shortHash(whole.head.hash) }

test('a ledger as it was written is consistent, and witnessed only where somebody remembers it', () => {
  expect(whole).toMatchObject({ verdict: 'consistent, not witnessed', head: { n: 17 }, faults: [] })
  expect(verify(sampleLedger(), [witness])).toMatchObject({ verdict: 'consistent, witnessed', witnessedTo: 17 })
})

test('an older witness witnesses to its own line only', () => {
  const older = verify(sampleLedger().slice(0, 3)).head
  expect(verify(sampleLedger(), [older])).toMatchObject({ verdict: 'consistent, witnessed', witnessedTo: 9 })
})

test('there are twenty tamperings and more', () => {
  expect(tamperings.length).toBeGreaterThanOrEqual(20)
})

describe.each(tamperings)('tampered with: $what', ({ witness: takesWitness, files }) => {
  test('it is found', () => {
    expect(verify(files(), takesWitness ? [witness] : []).verdict).toBe('broken')
  })

  test(takesWitness ? 'without a witness no more than consistency is claimed' : 'no witness is needed', () => {
    expect(verify(files()).verdict).toBe(takesWitness ? 'consistent, not witnessed' : 'broken')
  })
})

test.each([1, 2, 3, 4, 5])('no name forges an entry, whatever it is made of (seed %i)', (seed) => {
  const runs = hostileRuns(seed)
  const files = ledgerOf([[beginning], ...runs])
  const verified = verify(files)
  expect(verified).toMatchObject({ verdict: 'consistent, not witnessed', head: { n: 1 + runs.flat().length } })
  expect(verified.entries.map(({ v: _, n: __, prev: ___, ...said }) => said)).toEqual([beginning, ...runs.flat()])
})

test.each([1, 2, 3])('whatever byte is changed, lost or added, a witness of the last line finds it (seed %i)', (seed) => {
  const dice = chance(seed)
  for (let round = 0; round < 200; round++) {
    const files = sampleLedger()
    const which = dice.below(files.length)
    const bytes = [...files[which]!.bytes]
    const at = dice.below(bytes.length)
    const byte = dice.below(256)
    if (bytes[at] === byte) continue
    bytes.splice(at, dice.below(3) === 0 ? 0 : 1, ...(dice.below(3) === 0 ? [] : [byte]))
    const changed = files.with(which, { path: files[which]!.path, bytes: Buffer.from(bytes) })
    if (changed[which]!.bytes.equals(files[which]!.bytes)) continue
    expect(verify(changed, [witness]).verdict).toBe('broken')
  }
})
