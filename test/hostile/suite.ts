/** All attacks over a few lanes at once; each lane takes the next. */
import type { Attack, Outcome } from './attack.ts'
import type { Lane } from './lane.ts'

/** What a lane does next: attacks that share a look, or something else that needs two instances. */
export type Turn = (lane: Lane) => Promise<readonly Outcome[]>

/** In any order. `told`: as each ends. */
export async function inLanes(lanes: readonly Lane[], turns: readonly Turn[], told: (outcome: Outcome) => void): Promise<Outcome[]> {
  const waiting = [...turns]
  const outcomes: Outcome[] = []
  await Promise.all(
    lanes.map(async (lane) => {
      for (let next = waiting.shift(); next; next = waiting.shift()) {
        const some = await next(lane)
        some.forEach(told)
        outcomes.push(...some)
      }
      await lane.close()
    }),
  )
  return outcomes
}

/** Each attack by itself, or with those that it can be tried together with. */
export function turnsOf(attacks: readonly Attack[]): Turn[] {
  const shared = Object.entries(Object.groupBy(attacks, (attack, n) => attack.together ?? `at ${n}`))
  return shared.map(
    ([, some = []]) =>
      (lane) =>
        some.length > 1 ? together(lane, some) : Promise.all(some.map((one) => lane.run(one))),
  )
}

/** One look at all of them. Where a canary dies, one after the other tells whose it was; where none does, it was all of them. */
async function together(lane: Lane, attacks: readonly Attack[]): Promise<Outcome[]> {
  const all = await lane.run(merged(attacks))
  const each = (why: string): Outcome[] => attacks.map(({ name, seat }) => ({ name, seat, why, seconds: all.seconds / attacks.length }))
  if (all.why === '') return each('')
  const alone: Outcome[] = []
  for (const attack of attacks) alone.push(await lane.run(attack))
  return alone.some(({ why }) => why !== '') ? alone : each(`together with others: ${all.why}`)
}

/** Throws where their look or what they may touch differs: they would hide one another. */
function merged(attacks: readonly Attack[]): Attack {
  const [one] = attacks
  if (!one) throw new Error('no attacks')
  const same = (a: Attack): string =>
    JSON.stringify([a.seat, a.meanwhile, a.alone, a.limit, `${a.touches}`, `${a.untrue}`, `${a.mayChange}`])
  if (attacks.some((a) => same(a) !== same(one) || a.program)) throw new Error(`${one.together}: not to be tried together`)
  const all = (key: 'scene' | 'sceneThere' | 'first' | 'afterwards' | 'undo') => {
    const texts = attacks.flatMap((a) => (a[key] === undefined ? [] : [`(${a[key]}\n)`]))
    return texts.length > 0 ? { [key]: texts.join('\n') } : {}
  }
  const texts = { ...all('scene'), ...all('sceneThere'), ...all('first'), ...all('afterwards'), ...all('undo') }
  return { ...one, name: attacks.map((a) => a.name).join(' · '), ...texts }
}
