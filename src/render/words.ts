/** The words that every rendering shares. */
import { type AccessPoint, formatAccessPointRef, type WantedAccessPoint } from '../domain/access-points.ts'
import { formatUser } from '../domain/enforced-user.ts'
import { formatSelector, formatVolumeRef } from '../domain/names.ts'
import { caveatsOf } from '../domain/options/spec.ts'
import type { ClientPlan, Operation } from '../domain/plan.ts'
import type { Request } from '../domain/request.ts'
import type { Run, RunState } from '../domain/run.ts'

/** The request as somebody would type it, after `prism volume` or `/prism`. */
export function spoken(request: Request): string {
  switch (request.verb) {
    case 'mount':
    case 'adopt':
    case 'verify':
    case 'doctor':
    case 'unmount':
      return [request.verb, formatVolumeRef(request.volume), ...request.selectors.map(formatSelector)].join(' ')
    case 'verify-all':
      return [
        'verify',
        ...(request.volume ? [formatVolumeRef(request.volume)] : []),
        ...request.selectors.map(formatSelector),
        '--all',
      ].join(' ')
    case 'status':
    case 'delete':
      return `${request.verb} ${formatVolumeRef(request.volume)}`
    case 'create':
      return `create ${request.name}`
    case 'access-points':
      return `access-point list ${formatVolumeRef(request.volume)}`
    case 'create-access-point':
      return `access-point create ${formatVolumeRef(request.volume)} ${wantedPoint(request.wanted)}`
    case 'delete-access-point':
      return `access-point delete ${formatVolumeRef(request.volume)} ${formatAccessPointRef(request.point)}`
    case 'volumes':
      return 'list'
    case 'instances':
      return ['instance list', ...request.selectors.map(formatSelector)].join(' ')
  }
}

function wantedPoint({ name, path, enforced }: WantedAccessPoint): string {
  return `${name} --path ${path}${enforced ? ` --user ${enforced.user.uid}:${enforced.user.gid}` : ''}`
}

/** Who the people are to EFS that come through an access point. */
export const peopleThrough = ({ user }: AccessPoint): string => (user ? `all ${formatUser(user)}` : 'as they are')

/** `repository, else distributor`: where the client comes from, with what is tried next. */
export const clientSource = ({ source, otherwise }: ClientPlan): string => (otherwise ? `${source}, else ${otherwise}` : source)

/** What whoever reads the verdict is to know beside it, because somebody chose so. */
export const caveats = ({ verb, options, targets }: Operation): string[] =>
  verb === 'unmount'
    ? []
    : [...(options.sharingTest ? [] : ['the sharing was not tested, by choice']), ...caveatsOf(targets.map((t) => t.spec))]

/** What a run is doing, for the sticky comment and the progress lines. */
export function stage(run: Run): string {
  const count = run.operation ? `${run.operation.targets.length} instance(s)` : ''
  const words: Record<RunState, string> = {
    requested: 'checking who may do this',
    allowed: 'looking up the volume and the instances',
    resolved: `looking at ${count}`,
    inspected: 'planning',
    planned: `about to change ${count}`,
    applying: `working on ${count}`,
    verifying: 'proving the sharing between users',
    done: 'done',
    failed: 'failed',
    denied: 'denied',
    unknown: 'outcome unknown',
  }
  return words[run.state]
}

export function seconds(from: string, to: string): string {
  return `${((Date.parse(to) - Date.parse(from)) / 1000).toFixed(1)} s`
}
