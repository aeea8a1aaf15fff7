/** Every attack that runs on instances. */
import type { Attack } from '../attack.ts'
import { groupAttacks } from './groups.ts'
import { liarAttacks } from './liars.ts'
import { linkAttacks } from './links.ts'
import { nameAttacks } from './names.ts'
import { raceAttacks } from './races.ts'
import { rootAttacks } from './roots.ts'
import { sessionAttacks } from './sessions.ts'
import { strangerAttacks } from './strangers.ts'

const all: readonly Attack[] = [
  ...raceAttacks,
  ...nameAttacks,
  ...linkAttacks,
  ...groupAttacks,
  ...sessionAttacks,
  ...strangerAttacks,
  ...rootAttacks,
  ...liarAttacks,
]

/** Those that may take long first: lanes end at the same time. */
export const attacks: readonly Attack[] = all.toSorted((one, other) => (other.limit ?? 0) - (one.limit ?? 0))
