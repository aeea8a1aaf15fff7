/** Files in shared/ that got past the umask, as a row. */
import type { HostFacts } from '../../../../src/domain/facts.ts'
import { contentRows } from '../../../../src/domain/rows/contents.ts'
import { healthyFacts } from '../../../support/healthy-facts.ts'
import { linesIn } from '../../../support/rows.ts'

const inWords = linesIn('contents')

type Seen = NonNullable<HostFacts['unwritable']>
const line = (seen: Partial<Seen>) =>
  inWords(contentRows({ ...healthyFacts(), unwritable: { looked: 12, found: 0, reach: 'all', sample: [], ...seen } })).join('\n')
const sample = ['a', 'b', 'c', 'd'].map((path) => ({ path, owner: 'eve', mode: '0644' }))

test.each<[Partial<Seen>, string]>([
  [{}, 'holds: 12 checked, all fine'],
  [{ protected: 2 }, 'holds: 12 checked, all fine, 2 read-only on purpose: their owner may not change them either'],
  [{ looked: 0 }, 'holds: no files there yet'],
  [{ reach: 'sample' }, 'note: the first 12 checked, all fine; there are more'],
  [{ reach: 'cut' }, 'unknown (not-tried): 12 checked, then the look was cut off'],
  [{ found: 1, sample: sample.slice(0, 1) }, 'differs (unwritable-files): 1 of 12 cannot be: a (eve 0644)'],
  [{ found: 4, sample }, 'differs (unwritable-files): 4 of 12 cannot be: a (eve 0644), b (eve 0644), c (eve 0644)'],
  // what was found is known, however far the look came
  [{ found: 1, sample: sample.slice(0, 1), reach: 'cut' }, 'differs (unwritable-files): 1 of 12 cannot be: a (eve 0644)'],
  [{ found: 1, sample: sample.slice(0, 1), reach: 'sample' }, 'differs (unwritable-files): 1 of 12 cannot be: a (eve 0644)'],
])('of %j', (seen, said) => expect(line(seen)).toBe(`files in shared/: ${said}; the group can change them expected`))

test('is unknown where nobody looked', () => {
  const { unwritable: _, ...facts } = healthyFacts()
  for (const seen of [facts, undefined])
    expect(inWords(contentRows(seen))).toEqual(['files in shared/: unknown (not-looked-at): not seen; the group can change them expected'])
  expect(contentRows(healthyFacts()).map((r) => r.section)).toEqual(['contents'])
})
