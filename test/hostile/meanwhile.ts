/** What Prism is made to do while it is attacked; the run that shows what it says. */
import type { Run } from '../../src/domain/run.ts'
import type { Stage } from '../support/lab-stage.ts'
import type { Attack } from './attack.ts'
import type { Hosts } from './hosts.ts'
import { race } from './rounds.ts'
import { racedSoFar } from './seats.ts'

export async function work(stage: Stage, at: Hosts, { meanwhile, alone }: Attack, rounds: number): Promise<Run> {
  const { volume, attacked, other } = at
  const say = async (words: string): Promise<Run> => (await stage.say(words)).run
  const look = `verify ${volume.name} ${attacked.name}${alone ? '' : ` ${other.name}`} --no-sharing-test`
  if (typeof meanwhile === 'object') {
    await untilRaced(at, meanwhile.races, rounds)
    return say(look)
  }
  if (meanwhile === 'unmount') return say(`unmount ${volume.name} ${attacked.name}`)
  // a repeated mount asks for the same people, who are not the same on both
  if (meanwhile === 'mount') {
    await say(`mount ${volume.name} ${attacked.name} --users mallory,ada --no-sharing-test`)
    await say(`mount ${volume.name} ${other.name} --users ben,bea --group ml:3001:ben --no-sharing-test`)
  }
  return say(meanwhile === 'verify' ? `verify ${volume.name} ${attacked.name} ${other.name}` : look)
}

/** As many rounds as were asked for: an attacker who counts has to have been there in each of them. */
async function untilRaced(at: Hosts, what: 'write' | 'behaviour', rounds: number): Promise<void> {
  let raced = 0
  for (let tries = 0; tries < 4; tries++) {
    await race(at, what, rounds - raced)
    raced = (await racedSoFar(at.attacked)) ?? rounds
    if (raced >= rounds) return
  }
  throw new Error(`only ${raced} of ${rounds} rounds were raced`)
}
