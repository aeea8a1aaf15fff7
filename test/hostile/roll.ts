/** Every attack that has a row of its own, whoever tries it: all but a stranger's on the network and what chance makes. */
import type { Known } from './attack.ts'
import { attacks } from './attacks/all.ts'
import { leavers } from './attacks/leavers.ts'
import { oldData } from './attacks/old-data.ts'
import { ownSudo } from './attacks/own-sudo.ts'
import { lies } from './transcripts.ts'

export const roll: readonly Known[] = [
  ...attacks,
  ...leavers.map((one) => ({ ...one, seat: 'leaver' as const })),
  ...oldData.map((one) => ({ ...one, seat: 'old data' as const })),
  ...ownSudo.map((one) => ({ ...one, seat: 'sudo' as const })),
  ...lies.map(([name]) => ({ name: `a transcript: ${name}`, seat: 'liar' as const })),
]
