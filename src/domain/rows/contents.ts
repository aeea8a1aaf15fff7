/** Files that are already in shared/ and got past the umask. */
import type { HostFacts } from '../facts.ts'
import type { Row } from '../report.ts'
import { noteRow, seenRow, unknownRow } from './row.ts'

export function contentRows(facts: HostFacts | undefined): Row[] {
  const expected = 'the group can change them'
  const seen = facts?.unwritable
  if (!seen) return [unknownRow('contents', 'files in shared/', expected)]
  if (seen.found === 0 && seen.reach === 'cut')
    return [unknownRow('contents', 'files in shared/', expected, `${seen.looked} checked, then the look was cut off`, 'not-tried')]
  if (seen.found === 0 && seen.reach === 'sample')
    return [noteRow('contents', 'files in shared/', expected, `the first ${seen.looked} checked, all fine; there are more`)]
  if (seen.found === 0)
    return [
      seenRow(
        'contents',
        'files in shared/',
        expected,
        seen.looked === 0 ? 'no files there yet' : `${seen.looked} checked, all fine${onPurpose(seen.protected)}`,
        true,
        'unwritable-files',
      ),
    ]
  const sample = seen.sample.slice(0, 3).map((f) => `${f.path} (${f.owner} ${f.mode})`)
  return [
    seenRow(
      'contents',
      'files in shared/',
      expected,
      `${seen.found} of ${seen.looked} cannot be: ${sample.join(', ')}`,
      false,
      'unwritable-files',
    ),
  ]
}

const onPurpose = (count = 0): string => (count === 0 ? '' : `, ${count} read-only on purpose: their owner may not change them either`)
