/** All attacks over a few lanes at once; each lane takes the next. */
import type { Stage } from '../support/lab-stage.ts'
import type { Attack, Outcome } from './attack.ts'
import { openLane } from './lane.ts'

/** In the order of the table. `told`: as each ends. */
export async function attackAll(
  stage: Stage,
  attacks: readonly Attack[],
  options: { readonly lanes: number; readonly rounds: number; readonly told: (outcome: Outcome) => void },
): Promise<Outcome[]> {
  const waiting = [...attacks.entries()]
  const outcomes: Outcome[] = []
  await Promise.all(
    Array.from({ length: Math.min(options.lanes, attacks.length) }, async (_, n) => {
      const lane = openLane(stage, n + 1, options.rounds)
      for (let next = waiting.shift(); next; next = waiting.shift()) {
        const outcome = await lane.run(next[1])
        outcomes[next[0]] = outcome
        options.told(outcome)
      }
      await lane.close()
    }),
  )
  return outcomes
}
