/**
 * What is tried. Of the points that a way passes, those at which a crash is another one than at the rest: a poll is the same poll the tenth time.
 * On SQLite all of them; on PostgreSQL behind each kind of commit and of what is done outside, since what the App makes of a crash does not differ
 * by store. Troubles and power cuts come where they can do most: where something was sent, or is about to be.
 */
import { verbOf, type Way, ways } from './conversation.ts'
import type { Try } from './lane.ts'
import type { StoreKind } from './stores.ts'
import { powerCuts, type Trouble, troubles } from './troubles.ts'

/** What comes again and again, as often as the machine is slow. */
const polls = /ListCommandInvocations|PATCH |GET \/issues\/N\/comments/
/** Behind it the command is worked off; what comes then are the duplicates. */
const end: Readonly<Record<Way, string>> = {
  mount: 'after commit settled #1',
  unmount: 'after commit settled #1',
  approve: 'after commit settled #2',
}
/** Where an unmount is not what a mount is: what goes to the host, and what comes back. */
const ofUnmount = /unmount|SendCommand #2|commit ended|commit settled/
/** Where an approval is not what an unmount is: behind the plan's being told, and what is said of it. */
const ofApproval = /offered|approved|released|apply-decided|delivery #2|requested|unmount|ended|settled|POST .*comments #/

/** What is only read leaves nothing behind: a crash after it is the one before what comes next. */
const read = /(?:GET|Describe\w*|List\w*|Get\w*) /
export const isReadAgain = (point: string): boolean => read.test(point) && (point.startsWith('after ') || !point.endsWith(' #1'))
const isDone = (point: string): boolean => /^after (?:commit|SendCommand|POST .*(?:comments|reactions))/.test(point)

const worth: Readonly<Record<StoreKind, Readonly<Record<Way, (point: string) => boolean>>>> = {
  sqlite: {
    mount: (point) => !isReadAgain(point),
    unmount: (point) => !isReadAgain(point) && ofUnmount.test(point),
    approve: (point) => isDone(point) && ofApproval.test(point),
  },
  postgres: {
    mount: isDone,
    unmount: () => false,
    approve: (point) => isDone(point) && /offered|approved|released/.test(point),
  },
}

export type Passed = (way: Way, store: StoreKind) => readonly string[]
export type Selected = { readonly tries: readonly Try[]; readonly leftOut: readonly string[] }

/** `full`: every point of every way on both stores, all troubles on both, and a power cut at each commit. */
export function select(passed: Passed, stores: readonly StoreKind[], full: boolean, canCutPower: boolean): Selected {
  const tries: Try[] = []
  const leftOut: string[] = []
  const take = (name: string, all: readonly Try[], some: readonly Try[]): void => {
    tries.push(...some)
    if (some.length < all.length) leftOut.push(`${all.length - some.length} of ${all.length} ${name}`)
  }

  for (const store of stores) {
    for (const way of ways) {
      const all = pointsOf(way, passed(way, store)).map((at) => ({ way, store, at }))
      const some = all.filter(({ at }) => full || worth[store][way](at))
      take(`points of ${way} on ${store}`, all, full || store === 'sqlite' ? some : firstOfEachKind(some))
    }
  }
  const troubled = troubles.map((trouble, n) => stores.flatMap((store) => tryings(trouble, n, store)))
  // each by itself on one store, and with a kill on the other
  const twoOf = (tries: readonly Try[], n: number): Try[] => {
    const alone = tries.filter(({ at }) => at === undefined)
    const killed = tries.filter(({ at }) => at !== undefined)
    return [alone[n % alone.length]!, killed[(n * 3 + 2) % killed.length]!]
  }
  take('tries with a trouble', troubled.flat(), full ? troubled.flat() : troubled.flatMap(twoOf))
  const cuts = powerCuts.flatMap((trouble) =>
    stores
      .filter((store) => store === 'postgres' || canCutPower)
      // what PostgreSQL makes of a torn page is its own affair
      .filter((store) => store === 'sqlite' || trouble.power === 'nothing')
      .flatMap((store) => firstOfEachKind(commitsOf(passed('mount', store)).map((at) => ({ way: 'mount' as const, store, at, trouble })))),
  )
  // what is acknowledged may not be lost, and what is torn in the middle of a commit may not be believed
  const when = ({ at, trouble }: (typeof cuts)[number]): boolean => at.startsWith(trouble.power === 'nothing' ? 'after' : 'before')
  take('power cuts', cuts, full ? cuts : cuts.filter(when).filter((_, n) => n % 3 === 0))
  return { tries, leftOut }
}

/** Of a trouble alone, and of one that comes with a kill: behind the intent, or behind the command whose id was not kept. */
function tryings(trouble: Trouble, n: number, store: StoreKind): Try[] {
  const way = ways[n % ways.length]!
  const sending = [`after commit dispatching ${verbOf(way)} #1`, 'after SendCommand #2']
  return [{ way, store, trouble }, ...sending.map((at) => ({ way, store, at, trouble }))]
}

function pointsOf(way: Way, passed: readonly string[]): string[] {
  const points = [...new Set(passed.slice(0, passed.indexOf(end[way]) + 1))]
  return points.filter((point) => !polls.test(point) || point.endsWith(' #1'))
}

const commitsOf = (passed: readonly string[]): string[] => pointsOf('mount', passed).filter((point) => point.includes(' commit '))

const firstOfEachKind = <T extends { readonly at: string }>(tries: readonly T[]): T[] =>
  [...new Map(tries.toReversed().map((one) => [one.at.replace(/ #\d+$/, ''), one])).values()].toReversed()
