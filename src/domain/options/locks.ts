/** What is said with a lock. */
import { reasonPattern, untilPattern } from '../lock.ts'
import type { OptionSpec } from './option.ts'

export const ofLocks = [
  {
    name: 'reason',
    argument: 'TEXT',
    text: true,
    pattern: reasonPattern,
    verbs: ['lock'],
    doc: 'why, in one line of at most 200 characters, for whoever is refused; in quotes, without quotes of its own',
  },
  {
    name: 'until',
    argument: 'TIME',
    pattern: untilPattern,
    verbs: ['lock'],
    doc: 'how long the lock holds: 45m, 8h, 3d, or the last day in UTC, 2027-06-30; default: until somebody unlocks the volume',
  },
] as const satisfies readonly OptionSpec[]
