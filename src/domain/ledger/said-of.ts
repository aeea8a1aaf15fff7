/** What the ledger says of a run's events. What was seen on hosts stays in the store; the ledger has its digest, and what was decided and done. */
import { standing } from '../approval.ts'
import type { Judged } from '../decision.ts'
import type { Lock } from '../lock.ts'
import { verdictOf } from '../meaning/answer.ts'
import { formatVolumeRef } from '../names.ts'
import type { AccountRow } from '../people/compare.ts'
import { namesOf } from '../person.ts'
import type { Operation } from '../plan.ts'
import type { Origin, Request } from '../request.ts'
import { type ApplyDecision, foldRun, type Run, type RunEvent } from '../run.ts'
import { canonical, wellFormed } from './canonical.ts'
import { hashOf } from './chain.ts'
import type { Said } from './entry.ts'

/** Of the last of these events, which are a run's first ones; undefined where the ledger passes over such an event. */
export function saidOf(events: readonly RunEvent[]): Said | undefined {
  const event = events.at(-1)
  if (!event) return undefined
  const run = foldRun(events)
  const more = about(run, event, events)
  if (!more) return undefined
  const { at, type, runId, seq } = event
  const { origin, request, dryRun } = run
  const said: Said = {
    at,
    event: type,
    run: runId,
    seq,
    actor: { id: short(origin.actor.id), login: short(origin.actor.name) },
    via: origin.entrypoint,
    ...placeOf(origin),
    verb: request.verb,
    ...(dryRun ? { dryRun } : {}),
    ...volumeOf(run),
    ...more,
  }
  return wellFormed(said) as Said
}

function about(run: Run, event: RunEvent, events: readonly RunEvent[]): Partial<Said> | undefined {
  switch (event.type) {
    case 'requested':
      return askedBy(run.origin)
    case 'decided':
      return decided(event.data)
    case 'planned':
      return { plan: event.data.digest, ...targetsOf(event.data.operation) }
    case 'volume-planned':
    case 'people-planned':
      return { plan: event.data.digest }
    case 'registry-read':
      return { registry: short(event.data.blob) }
    case 'apply-decided':
      return { ...appliedAs(event.data), ...agreedTo(run) }
    case 'dispatching':
      return event.data.job.changes ? sentTo(run, event.data.job.key, event.data.instanceIds) : undefined
    case 'dispatched':
      return { job: event.data.key, commands: [event.data.commandId] }
    case 'cancelling':
      return { job: event.data.key }
    case 'provisioned':
      return { step: short(event.data.step), state: event.data.status }
    case 'ended':
      return ended(run, events)
    case 'locked':
    case 'unlocking':
      return lockOf(event.data)
    case 'registry-applied':
    case 'resolved':
    case 'observed':
    case 'returned':
    case 'reported':
    case 'batch-begun':
      return undefined
    case 'offered':
      return { plan: event.data.digest }
    case 'approved':
    case 'released':
      return agreedTo(run)
  }
}

/** All in one entry, so that the end of a run can be read by itself. */
function ended(run: Run, events: readonly RunEvent[]): Partial<Said> {
  const plan = run.plan?.digest ?? run.volumePlan?.digest ?? run.peoplePlan?.digest
  const verdict = verdictOf(run.answer)
  const commands = run.jobs.flatMap((j) => j.chunks.flatMap((c) => c.commandId ?? []))
  return {
    ...askedBy(run.origin),
    ...(run.operation ? targetsOf(run.operation, run) : {}),
    ...(plan === undefined ? {} : { plan }),
    ...(run.registryRead ? { registry: short(run.registryRead.blob) } : {}),
    ...accountsOf(run),
    ...agreedTo(run),
    ...(commands.length > 0 ? { commands } : {}),
    state: run.state,
    ...(verdict === undefined ? {} : { verdict }),
    ...(run.findings.length > 0 ? { findings: [...new Set(run.findings.map((f) => f.code))] } : {}),
    evidence: evidenceOf(events),
  }
}

/** By which policy it was let in, and who approved its plan. */
function agreedTo({ decision, approved = [], released, agreed }: Run): Partial<Said> {
  const approvals = [...(agreed?.approvals ?? []), ...standing(approved, released)].map(({ by, digest, reactionId }) => ({
    by: { id: short(by.id), login: short(by.name) },
    digest: short(digest),
    ...(reactionId === undefined ? {} : { reaction: reactionId }),
  }))
  return {
    ...(decision?.policy === undefined ? {} : { policy: short(decision.policy) }),
    ...(approvals.length > 0 ? { approvals } : {}),
  }
}

/** SHA-256 of the run's events as the store holds them. */
export const evidenceOf = (events: readonly RunEvent[]): string =>
  hashOf(events.map((event) => `${canonical(wellFormed(event))}\n`).join(''))

function placeOf(origin: Origin): Partial<Said> {
  return {
    ...('repository' in origin ? { repository: short(origin.repository) } : {}),
    ...(origin.entrypoint === 'github' ? { issue: origin.issue } : {}),
  }
}

function askedBy(origin: Origin): Partial<Said> {
  if (origin.entrypoint !== 'github') return {}
  const { commentId, commentSha256, permission } = origin
  const teams = permission.teams?.map((t) => t.id)
  return {
    comment: { id: commentId, ...(commentSha256 === undefined ? {} : { sha256: commentSha256 }) },
    permission: { base: permission.base, role: short(permission.roleName), ...(teams ? { teams } : {}) },
  }
}

function volumeOf({ request, operation, volumePlan, peoplePlan, answer }: Run): Partial<Said> {
  if (operation) return { volume: short(operation.volume), fileSystem: operation.fileSystemId, region: operation.region }
  const [fileSystemId, name, accessPointId] = ['fileSystemId', 'name', 'accessPointId'].map((what) => {
    const said = volumePlan?.parameters[what]
    return typeof said === 'string' ? said : undefined
  })
  // what was asked for by its id has a name as soon as it was looked for
  const volume = peoplePlan?.volume?.name ?? name ?? askedVolume(request)
  const id = peoplePlan?.volume?.id ?? fileSystemId ?? (answer?.kind === 'created' ? answer.volume?.id : undefined)
  const point = accessPointId ?? (answer?.kind === 'access-point' ? answer.point?.id : undefined)
  return {
    ...(volume === undefined ? {} : { volume: short(volume) }),
    ...(id === undefined ? {} : { fileSystem: short(id) }),
    ...(point === undefined ? {} : { accessPoint: short(point) }),
    ...(volumePlan ? { region: volumePlan.region } : {}),
  }
}

function askedVolume(request: Request): string | undefined {
  if ('volume' in request && request.volume) return formatVolumeRef(request.volume)
  return request.verb === 'create' ? request.name : undefined
}

/** With a run, what its report says of each instance. */
function targetsOf(operation: Operation, run?: Run): Partial<Said> {
  const reported = run?.answer?.kind === 'report' ? run.answer.report.instances : []
  const verdicts = new Map(reported.map((i) => [i.instanceId, i.verdict]))
  return {
    mountPoint: short(operation.mountPoint),
    instances: operation.targets.map(({ instanceId, name, spec }) => {
      const verdict = verdicts.get(instanceId)
      return {
        id: short(instanceId),
        name: short(name),
        ...(verdict === undefined ? {} : { verdict }),
        ...(spec.people.length > 0 ? { people: namesOf(spec.people).map(short) } : {}),
        ...(spec.readOnly ? { readOnly: true as const } : {}),
        ...(spec.accessPoint ? { accessPoint: spec.accessPoint.id } : {}),
      }
    }),
  }
}

/** What a sync of people did, by instance: whose account it made or opened, and whose it closed. Who stayed as they were is in earlier entries. */
function accountsOf({ answer }: Run): Partial<Said> {
  if (answer?.kind !== 'people' || !answer.report) return {}
  const planned = new Map(answer.plan.hosts.map((h) => [h.instanceId, h.changes]))
  return {
    region: answer.report.region,
    instances: answer.report.hosts.map(({ instanceId, name, verdict, rows, did }) => {
      const failed = new Set(did.flatMap((d) => (d.status === 'failed' ? [d.name] : [])))
      const changes = (planned.get(instanceId) ?? []).filter((c) => !failed.has(c.name))
      const opened = changes.filter((c) => ['make', 'adopt', 'change'].includes(c.kind)).map((c) => accountText(c.name, rows))
      const closed = changes.filter((c) => c.kind === 'close').map((c) => accountText(c.name, rows))
      return {
        id: short(instanceId),
        name: short(name),
        verdict,
        ...(opened.length > 0 ? { opened } : {}),
        ...(closed.length > 0 ? { closed } : {}),
        ...(failed.size > 0 ? { failed: [...failed].map(short) } : {}),
      }
    }),
  }
}

/** `ada 65536 genomics,imaging`: the name, the number, and what the account's groups are seen to be. */
function accountText(name: string, rows: readonly AccountRow[]): string {
  const row = rows.find((r) => r.name === name)
  const groups = row?.cells.find((c) => c.what === 'groups')?.seen ?? 'none'
  return short([name, `${row?.uid ?? ''}`, ...(groups === 'none' ? [] : [groups.replaceAll(', ', ',')])].join(' '))
}

const lockOf = ({ fileSystemId, region, by, since, until, reason, runId }: Lock): Partial<Said> => ({
  fileSystem: fileSystemId,
  region,
  lock: {
    run: runId,
    by: { id: short(by.id), login: short(by.name) },
    since,
    ...(until === undefined ? {} : { until }),
    ...(reason === undefined ? {} : { reason: short(reason) }),
  },
})

const sentTo = (run: Run, job: string, instanceIds: readonly string[]): Partial<Said> => ({
  job,
  ...(run.operation ? { mountPoint: short(run.operation.mountPoint) } : {}),
  instances: instanceIds.map((id) => ({ id: short(id), name: nameOf(run, id) })),
})

const nameOf = ({ operation, peoplePlan }: Run, id: string): string =>
  short([...(operation?.targets ?? []), ...(peoplePlan?.hosts ?? [])].find((t) => t.instanceId === id)?.name ?? '')

const decided = (decision: Judged): Partial<Said> => ({
  ...(decision.policy === undefined ? {} : { policy: short(decision.policy) }),
  decision: decision.kind,
  ...(decision.kind === 'denied' ? { code: decision.finding.code } : {}),
})

const appliedAs = ({ digest, decision }: ApplyDecision): Partial<Said> => ({ plan: digest, ...decided(decision) })

/** Names come from hosts and people: no entry gets long by one. */
const short = (text: string): string => {
  const whole = text.toWellFormed()
  return whole.length > 200 ? `${whole.slice(0, 199).toWellFormed()}…` : whole
}
