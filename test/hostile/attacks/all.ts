/** Every attack that runs on instances. */
import type { Attack } from '../attack.ts'
import { linkAttacks } from './links.ts'
import { nameAttacks } from './names.ts'
import { raceAttacks } from './races.ts'
import { sessionAttacks } from './sessions.ts'

export const attacks: readonly Attack[] = [...raceAttacks, ...nameAttacks, ...linkAttacks, ...sessionAttacks]
