/** Whether an attack succeeded: each canary that died, in words. */
import type { Run } from '../../src/domain/run.ts'
import type { Attack } from './attack.ts'
import { changes, type Snapshot } from './canaries.ts'
import type { Hosts } from './hosts.ts'
import { lies, rowsOf } from './rows.ts'
import { notInert } from './shown.ts'

export const defaultLimit = 60
/** So many rounds of a race have the time that every attack has. */
export const roundsInLimit = 20

export type Seen = {
  readonly before: readonly Snapshot[]
  readonly after: readonly Snapshot[]
  readonly run: Run
  readonly seconds: number
  /** Of a race. */
  readonly rounds: number
  /** Who ran what was planted, a line each: `0 pay`. */
  readonly ran: string
  /** What the attack's `keeps` found, before and after. */
  readonly kept: readonly [string, string]
}

export function judge(at: Hosts, attack: Attack, { before, after, run, seconds, rounds, ran, kept }: Seen): string[] {
  const dead: string[] = []
  // whoever is root on an instance may change what they like there
  const own = attack.seat === 'root' || attack.seat === 'liar'
  ;[at.attacked, at.other].forEach((instance, n) => {
    if (own && n === 0) return
    for (const change of changes(before[n]!, after[n]!, attack.mayChange)) dead.push(`changed on ${instance.name}: ${change}`)
  })
  const planted = ran.split('\n').find((line) => line.startsWith('0 '))
  if (planted !== undefined) dead.push(`ran as root: ${planted}`)
  if (kept[0] !== kept[1]) dead.push(`not kept: ${kept[0]} → ${kept[1]}`)
  const limit = (attack.limit ?? defaultLimit) * (typeof attack.meanwhile === 'object' ? Math.max(1, rounds / roundsInLimit) : 1)
  if (seconds > limit) dead.push(`took ${Math.round(seconds)} s of ${limit}`)
  const touches = own ? new RegExp(`^attacked · |${attack.touches?.source ?? '^$'}`) : attack.touches
  if (run.answer?.kind === 'report' && attack.meanwhile !== 'unmount')
    dead.push(...lies(expected(at, attack), rowsOf(run, at.lane), touches, attack.untrue))
  else if (attack.meanwhile !== 'unmount') dead.push(`no report: ${run.findings.map((f) => `${f.code} ${f.seen}`).join(', ')}`)
  return [...dead, ...notInert(run)]
}

/** The honest rows, as far as what Prism did looks at them. */
function expected({ honest }: Hosts, { meanwhile, alone }: Attack) {
  const looked = (key: string): boolean =>
    (meanwhile === 'verify' || !key.includes(' · sharing · ')) && !(alone && meanwhile !== 'verify' && key.startsWith('other · '))
  return new Map([...honest.rows].filter(([key]) => looked(key)))
}
