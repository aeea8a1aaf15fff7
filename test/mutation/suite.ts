/** All faults over a few hosts at once: each lane takes the next fault that its distribution can hold. */

import type { Distribution } from '../../src/lab/ports.ts'
import type { Stage } from '../support/lab-stage.ts'
import type { Fault } from './fault.ts'
import { type Outcome, openLane } from './lane.ts'

const distributions: readonly Distribution[] = ['ubuntu', 'rocky', 'debian', 'amazon']

/** In the order of the table. */
export async function inflictAll(stage: Stage, faults: readonly Fault[]): Promise<Outcome[]> {
  const outcomes: Outcome[] = []
  await Promise.all(
    [...shares(faults)].map(async ([distribution, share]) => {
      const lane = openLane(stage, distribution)
      for (const fault of share) outcomes.push(await lane.run(fault))
    }),
  )
  return outcomes.sort((a, b) => faults.indexOf(a.fault) - faults.indexOf(b.fault))
}

/** Which fault goes where is the same every time; who has least so far, and can hold it, takes the next. */
function shares(faults: readonly Fault[]): Map<Distribution, Fault[]> {
  const lanes = distributions.map((distribution) => [distribution, [] as Fault[]] as const)
  for (const fault of faults) {
    const fit = lanes.filter(([distribution]) => fault.needs?.includes(distribution) ?? true)
    fit.sort(([, a], [, b]) => a.length - b.length)[0]?.[1].push(fault)
  }
  return new Map(lanes)
}

/** Whether the fault was seen, under its own name. */
export const isSeen = ({ verdict, cause, fault }: Outcome): boolean => verdict !== 'holds' && cause !== '' && fault.says.includes(cause)

/** Whether the repeated mount did what is right: repaired, or kept its hands off. */
export const isRight = ({ fault, repaired }: Outcome): boolean => repaired === (fault.mount === 'repairs')
