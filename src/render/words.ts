/** The words and marks that every rendering shares. A mark never stands without its word. */

import type { AccessPoint, WantedAccessPoint } from '../domain/access-points.ts'
import { batchWords } from '../domain/batches.ts'
import { formatUser } from '../domain/enforced-user.ts'
import { caveatsOf } from '../domain/options/spec.ts'
import type { ClientPlan, Operation } from '../domain/plan.ts'
import type { Request } from '../domain/request.ts'
import type { Run, RunState } from '../domain/run.ts'
import { nameOf, wordsAfter } from '../domain/verbs.ts'

/** The request as somebody would type it, after `prism volume` or `/prism`. */
export function spoken(request: Request): string {
  const said = [nameOf(request.verb), ...wordsAfter(request)].join(' ')
  return request.verb === 'create-access-point' ? `${said} ${wherePoint(request.wanted)}` : said
}

const wherePoint = ({ path, enforced }: WantedAccessPoint): string =>
  `--path ${path}${enforced ? ` --user ${enforced.user.uid}:${enforced.user.gid}` : ''}`

/** Who the people are to EFS that come through an access point. */
export const peopleThrough = ({ user }: AccessPoint): string => (user ? `all ${formatUser(user)}` : 'as they are')

/** `repository, else distributor`: where the client comes from, with what is tried next. */
export const clientSource = ({ source, otherwise }: ClientPlan): string => (otherwise ? `${source}, else ${otherwise}` : source)

/** What whoever reads the verdict is to know beside it, because somebody chose so. */
export const caveats = ({ verb, options, targets, replica }: Operation): string[] =>
  verb === 'unmount'
    ? []
    : [
        ...(replica ? ['the volume is a replica, to which EFS alone writes'] : []),
        ...(options.sharingTest ? [] : ['the sharing was not tested, by choice']),
        ...caveatsOf(targets.map((t) => t.spec)),
      ]

/** What a run is doing, for the sticky comment and the progress lines. */
export function stage(run: Run): string {
  const count = subjectOf(run)
  const words: Record<RunState, string> = {
    requested: 'checking who may do this',
    allowed: 'looking up the volume and the instances',
    resolved: `looking at ${count}`,
    inspected: 'planning',
    planned: `about to change ${count}`,
    applying: `working on ${count}${run.batch ? `, ${batchWords(run.batch)}` : ''}`,
    verifying: 'proving the sharing between users',
    done: 'done',
    failed: 'failed',
    denied: 'denied',
    unknown: 'outcome unknown',
  }
  return words[run.state]
}

/** What a run looks at or changes, as far as it is known. */
function subjectOf({ operation, peoplePlan, volumePlan }: Run): string {
  const hosts = operation?.targets.length ?? peoplePlan?.hosts.length
  if (hosts !== undefined) return hosts === 1 ? '1 instance' : `${hosts} instances`
  return volumePlan?.verb.endsWith('access-point') ? 'the access point' : 'the volume'
}

export function seconds(from: string, to: string): string {
  return `${((Date.parse(to) - Date.parse(from)) / 1000).toFixed(1)} s`
}
