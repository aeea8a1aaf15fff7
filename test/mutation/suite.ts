/** All faults over a few hosts at once: each lane takes the next fault that its distribution can hold. */

import { poses } from '../../src/lab/instances/poses.ts'
import type { Distribution } from '../../src/lab/ports.ts'
import type { Stage } from '../support/lab-stage.ts'
import type { Fault } from './fault.ts'
import { type Outcome, openLane } from './lane.ts'

const distributions: readonly Distribution[] = ['ubuntu', 'rocky', 'debian', 'amazon']

/** In the order of the table. */
export async function inflictAll(stage: Stage, faults: readonly Fault[]): Promise<Outcome[]> {
  const waiting = [...faults]
  const outcomes: Outcome[] = []
  await Promise.all(
    distributions.map(async (distribution) => {
      const lane = openLane(stage, distribution)
      for (let fault = next(distribution); fault; fault = next(distribution)) outcomes.push(await lane.run(fault))
    }),
  )
  return outcomes.sort((a, b) => faults.indexOf(a.fault) - faults.indexOf(b.fault))

  function next(distribution: Distribution): Fault | undefined {
    const at = waiting.findIndex((fault) => fault.needs === undefined || fault.needs === poses[distribution].family)
    return at < 0 ? undefined : waiting.splice(at, 1)[0]
  }
}

/** Whether the fault was seen, under its own name. */
export const isSeen = ({ verdict, cause, fault }: Outcome): boolean => verdict !== 'holds' && cause !== '' && fault.says.includes(cause)

/** Whether the repeated mount did what is right: repaired, or kept its hands off. */
export const isRight = ({ fault, repaired }: Outcome): boolean => repaired === (fault.mount === 'repairs')
