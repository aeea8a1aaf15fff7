/** Of the points that a way passes, those at which a crash is another one than at the rest: a poll is the same poll the tenth time. */
import type { Way } from './lane.ts'

/** What comes again and again, as often as the machine is slow. */
const polls = /ListCommandInvocations|PATCH |GET \/issues\/N\/comments/
/** Behind it the command is worked off; what comes then are the duplicates. */
const end = 'after commit settled #1'
/** Where an unmount is not what a mount is: what goes to the host, and what comes back. */
const ofItsOwn = /unmount|SendCommand #2|commit ended|commit settled/

/** What is only read leaves nothing behind: a crash after it is the one before what comes next. */
const read = /(?:GET|Describe\w*|List\w*|Get\w*) /
const isReadAgain = (point: string): boolean => read.test(point) && (point.startsWith('after ') || !point.endsWith(' #1'))

/** `full`: of both ways all. */
export function worthTrying(way: Way, passed: readonly string[], full: boolean): string[] {
  const points = [...new Set(passed.slice(0, passed.indexOf(end) + 1))]
  return points.filter(
    (point) =>
      (!polls.test(point) || point.endsWith(' #1')) && (full || (!isReadAgain(point) && (way === 'mount' || ofItsOwn.test(point)))),
  )
}
