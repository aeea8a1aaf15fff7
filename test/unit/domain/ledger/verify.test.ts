import { hashOf, pathOf, shortHash } from '../../../../src/domain/ledger/chain.ts'
import { type LedgerFile, verify } from '../../../../src/domain/ledger/verify.ts'
import { chance } from '../../../support/chance.ts'
import { beginning, ledgerOf, runIdOf, sampleLedger } from '../../../support/ledger.ts'
import { fileOf, hostileRuns, linesOf, tamperings } from '../../../support/tamperings.ts'

const whole = verify(sampleLedger())
const witness = { n: whole.head.n, hash: shortHash(whole.head.hash) }

test('a ledger as it was written is consistent, and witnessed only where somebody remembers it', () => {
  expect(whole).toMatchObject({ verdict: 'consistent, not witnessed', head: { n: 17 }, faults: [] })
  expect(verify(sampleLedger(), [witness])).toMatchObject({ verdict: 'consistent, witnessed', witnessedTo: 17 })
})

test('an older witness witnesses to its own line only', () => {
  const older = verify(sampleLedger().slice(0, 3)).head
  expect(verify(sampleLedger(), [older])).toMatchObject({ verdict: 'consistent, witnessed', witnessedTo: 9 })
  expect(verify(sampleLedger(), [older, witness, older])).toMatchObject({ verdict: 'consistent, witnessed', witnessedTo: 17 })
})

test('the files may be given in any order', () => {
  const [a, b, c, d, e] = sampleLedger()
  for (const files of [
    [e!, d!, c!, b!, a!],
    [c!, a!, e!, b!, d!],
  ])
    expect(verify(files)).toMatchObject({ verdict: 'consistent, not witnessed', head: whole.head })
})

test('all lines may be given as one file, which lies where nobody asks', () => {
  const one = { path: 'the file', bytes: Buffer.concat(sampleLedger().map((f) => f.bytes)) }
  expect(verify([one])).toMatchObject({ verdict: 'consistent, not witnessed', head: whole.head })
})

/** The sample with the lines of its last file, 14 to 17, as they are after this. */
const withLast = (change: (lines: string[]) => readonly string[]): LedgerFile[] => {
  const files = sampleLedger()
  return files.with(-1, fileOf(files.at(-1)!.path, change(linesOf(files.at(-1)!))))
}
const other = (line: string, change: object): string => JSON.stringify({ ...JSON.parse(line), ...change })
const lastPath = pathOf(14)
const last = linesOf(sampleLedger().at(-1)!)
const faultsOf = (files: readonly LedgerFile[]) => verify(files).faults.map(({ path, line, what }) => `${path} ${line} ${what}`)

test.each([
  ['is no JSON', 'no', 'is not JSON'],
  ['is JSON in another form', last[3]!.replace('{', '{ '), 'is not in the one form that JSON has here'],
  ['is no entry', '{}', 'is not an entry'],
  ['has another number', last[3]!.replace('"n":17', '"n":19'), 'is number 19 after 16'],
  ['has another hash before it', other(last[3]!, { prev: '0'.repeat(64) }), 'does not carry the hash of the line before'],
  ['is an event that was told', other(last[3]!, { seq: 4 }), `event 4 of run ${runIdOf(4)} after its event 4`],
])('a last line that %s: its file, its number and what is wrong are told, and nothing else', (_, line, what) => {
  expect(faultsOf(withLast((lines) => lines.with(3, line)))).toEqual([`${lastPath} 4 ${what}`])
})

test('where a ledger begins late or begins again is told', () => {
  const [, first] = sampleLedger()
  expect(faultsOf([first!]).slice(0, 4)).toEqual([
    `${pathOf(2)} 0 is not ${pathOf(1)}, where line 1 would be`,
    `${pathOf(2)} 1 is number 2 after 0`,
    `${pathOf(2)} 1 does not carry the hash of the line before`,
    `${pathOf(2)} 1 the ledger does not begin here`,
  ])
  const again = ledgerOf([[beginning], [beginning]])
  expect(faultsOf(again)).toEqual([`${pathOf(2)} 1 the ledger begins again`])
})

test('a file in another place is told with the place where it would be', () => {
  const files = sampleLedger()
  const moved = files.with(-1, { path: pathOf(19), bytes: files.at(-1)!.bytes })
  expect(faultsOf(moved)).toEqual([`${pathOf(19)} 0 is not ${lastPath}, where line 14 would be`])
})

test('a last line without its end is a fault, and is read all the same', () => {
  const files = sampleLedger()
  const cut = files.with(-1, { path: lastPath, bytes: files.at(-1)!.bytes.subarray(0, -1) })
  expect(verify(cut)).toMatchObject({ faults: [{ path: lastPath, line: 0, what: 'does not end with a line end' }], head: whole.head })
})

test('an empty line on top is a line: those after it keep their numbers', () => {
  expect(faultsOf(withLast((lines) => ['', ...lines]))).toEqual([
    `${lastPath} 1 is not JSON`,
    `${lastPath} 2 is number 14 after 14`,
    `${lastPath} 2 does not carry the hash of the line before`,
  ])
  const carriedOn = withLast(([line]) => ['', other(line!, { n: 15, prev: hashOf('') })])
  expect(faultsOf(carriedOn)).toEqual([`${lastPath} 1 is not JSON`])
})

test('a line that cannot be read has a place and a hash all the same, for the line after it and for whoever remembers it', () => {
  const files = withLast((lines) => lines.with(2, 'no').with(3, other(lines[3]!, { prev: hashOf('no') })))
  const asked = verify(files, [{ n: 16, hash: hashOf('no') }])
  expect(asked.faults).toEqual([{ path: lastPath, line: 3, what: 'is not JSON' }])
  expect(asked.head.n).toBe(17)
})

test('whoever remembers another line, or one that is not there, is told what is here', () => {
  const at = (n: number, hash: string) => verify(sampleLedger(), [{ n, hash }]).faults
  expect(at(17, '0'.repeat(12))).toEqual([{ path: 'entries', line: 0, what: `line 17 has the hash ${whole.head.hash}, not 000000000000` }])
  expect(at(18, witness.hash)).toEqual([{ path: 'entries', line: 0, what: 'somebody remembers line 18, and the ledger ends at 17' }])
  expect(verify([]).faults).toEqual([{ path: 'entries', line: 0, what: 'there is no entry' }])
})

test('of many faults the first hundred are told', () => {
  expect(faultsOf(withLast(() => Array.from({ length: 150 }, () => 'no')))).toEqual(
    Array.from({ length: 100 }, (_, i) => `${lastPath} ${i + 1} is not JSON`),
  )
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
