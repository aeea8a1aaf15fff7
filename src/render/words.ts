/** The words and marks that every rendering shares. A mark never stands without its word. */
import type { AccessPoint, WantedAccessPoint } from '../domain/access-points.ts'
import { formatUser } from '../domain/enforced-user.ts'
import { caveatsOf } from '../domain/options/spec.ts'
import type { ClientPlan, Operation } from '../domain/plan.ts'
import type { Report, RowVerdict } from '../domain/report.ts'
import type { Request } from '../domain/request.ts'
import type { Run, RunState } from '../domain/run.ts'
import { nameOf, wordsAfter } from '../domain/verbs.ts'
import type { CheckVerdict, VolumeCheck } from '../domain/volume-check.ts'

export const rowMarks: Record<RowVerdict, { readonly mark: string; readonly word: string }> = {
  holds: { mark: '✅', word: 'holds' },
  differs: { mark: '❌', word: 'differs' },
  unknown: { mark: '❔', word: 'unknown' },
  note: { mark: 'ℹ️', word: 'note' },
}

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

/** The first line of an answer: what holds, in one sentence. */
export function headline(report: Report): { readonly mark: string; readonly text: string } {
  const { operation, instances, sharing } = report
  const total = instances.length + report.findings.length
  const held = instances.filter((i) => i.verdict === 'holds').length
  const on = `${held} of ${total} ${total === 1 ? 'instance' : 'instances'}`
  const what = { mount: 'mounted', adopt: 'brought in', verify: 'as it should be', unmount: 'unmounted' }[operation.verb]
  const proven = operation.verb !== 'unmount' && sharing.verdict === 'holds' ? ', and sharing between different users is proven' : ''
  const shared = [proven, ...caveats(operation).map((c) => `⚠️ ${c}`)].join('; ')
  switch (report.verdict) {
    case 'holds':
      return { mark: '✅', text: `${operation.volume} is ${what} on ${on}${shared}` }
    case 'differs':
      return {
        mark: '❌',
        text: `${operation.volume} is ${what} on ${on}${sharing.verdict === 'differs' ? ', and sharing does not work' : ''}`,
      }
    case 'unknown':
      return { mark: '❔', text: `${operation.volume}: ${what} on ${on} as far as seen; the rest is unknown` }
  }
}

/** A volume's check in one sentence, by what counts. */
export function checkHeadline(
  { volume, fileSystemId, places, findings }: VolumeCheck,
  verdict: CheckVerdict,
): { readonly mark: string; readonly text: string } {
  const instances = places.flatMap((p) => p.report.instances)
  const missing = new Set(findings.flatMap((f) => f.instanceId ?? [])).size
  const total = instances.length + missing
  const held = instances.filter((i) => i.verdict === 'holds').length
  const what = volume === fileSystemId ? volume : `${volume} (${fileSystemId})`
  const on = `${held} of ${total} ${total === 1 ? 'instance' : 'instances'}`
  switch (verdict) {
    case 'holds':
      return { mark: '✅', text: `${what} is as it should be on ${on}` }
    case 'differs':
      return { mark: '❌', text: `${what} is as it should be on ${on}; something differs` }
    case 'unknown':
      return { mark: '❔', text: `${what} is as it should be on ${on} as far as seen; the rest is unknown` }
    case 'unused':
      return { mark: 'ℹ️', text: `${what} is carried by no instance` }
  }
}

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
