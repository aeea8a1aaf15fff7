/**
 * migrate: count → a plan, which is confirmed → change on one instance, in as many jobs as it takes → count again. An undo is the same by the
 * list that the first one left.
 */
import { type Finding, fail, finding, kindOf } from '../domain/catalogue.ts'
import { digestOf } from '../domain/digest.ts'
import { group } from '../domain/layout.ts'
import {
  bytesOf,
  type Counted,
  findingsOf,
  isWhole,
  type MigrationReport,
  type MigrationRule,
  type MigrationTold,
  migrationRows,
  nothingCounted,
  of,
  withTold,
  worstOf,
} from '../domain/people/migration.ts'
import type { PeoplePlan } from '../domain/people/sync.ts'
import { unregistered } from '../domain/people/unregistered.ts'
import type { ScriptJob } from '../domain/plan.ts'
import type { FileSystem } from '../domain/ports.ts'
import type { Request } from '../domain/request.ts'
import type { Answer } from '../domain/run.ts'
import { type MigrationJob, makeJob, migrateParams } from '../host/job.ts'
import type { EngineContext } from './context.ts'
import { failuresOf } from './failures-of.ts'
import { addressesOf, mountPointOf } from './resolve.ts'
import { lawful } from './sync-people.ts'
import { mountedBeyond, outside, whereMounted } from './where-mounted.ts'

type MigrateRequest = Extract<Request, { readonly verb: 'migrate' }>
type MigrationAnswer = Extract<Answer, { readonly kind: 'migration' }>
type Instance = { readonly id: string; readonly name: string }

/** Bounds of one job, and how many of them a walk may take. */
const entries = 50_000
const seconds = 240
const mostJobs = 400
/** Numbers of the jobs: of the first count, of the others' open files, of the change, of the last count. */
const at = { count: 1, others: 1000, move: 2000, after: 3000 } as const

type Migration = {
  readonly volume: FileSystem
  readonly worker: Instance
  readonly others: readonly Instance[]
  readonly job: Omit<MigrationJob, 'do' | 'after'>
}

/** Throws `missing-input`, `bad-option`, `registry-unread`, `bad-registry`, and what a volume or an instance is refused for. */
export async function migrate(request: MigrateRequest, ctx: EngineContext): Promise<Answer> {
  const migration = await resolved(request, ctx)
  const { volume, worker, others } = migration
  const [first, mounted] = await Promise.all([walked(migration, 'look', at.count, ctx), whereMounted(volume, ctx)])
  const beyond = await mountedBeyond(volume, ctx)
  const elsewhere = await openOn(migration, first.told?.rule, ctx)
  const named = new Set([worker, ...others].map((i) => i.id))
  const also = mounted.filter((m) => !named.has(m.instanceId))
  const unasked = [
    ...also.filter((m) => m.state === 'unknown').map((m) => m.name || m.instanceId),
    ...(beyond.unknown > 0 ? [outside(beyond.unknown)] : []),
  ]
  const refused = [
    ...first.failures,
    ...openFinding(first.told, worker),
    ...elsewhere.flatMap(({ told, failures, instance }) => [...failures, ...openFinding(told, instance)]),
    ...also.filter((m) => m.state === 'mounted').map((m) => finding('migrate-unasked', { seen: m.detail, instanceId: m.instanceId })),
    ...(beyond.mounted > 0 ? [finding('migrate-unasked', { seen: outside(beyond.mounted) })] : []),
    ...(unasked.length > 0 && !request.acceptUnasked ? [finding('migrate-unknown', { seen: unasked.join(', ') })] : []),
  ]
  const rule = ruleOf(request, first.told?.rule ?? givenRule(migration))
  const plan = planOf(request, migration, { rule, counted: first.counted, refused, unasked }, ctx)
  const answer: MigrationAnswer = {
    kind: 'migration',
    plan,
    rule,
    counted: first.counted,
    unasked,
    open: [{ told: first.told, instance: worker }, ...elsewhere].flatMap(({ told, instance }) =>
      (told?.open ?? []).map((o) => ({ ...o, instanceId: instance.id })),
    ),
  }
  if (refused.length > 0) return answer
  if (plan.jobs.length === 0) return { ...answer, report: reportOf(rule, migration, first, nothingDone, ctx) }
  const proposal = await ctx.propose(plan)
  if (proposal.kind === 'show')
    return { ...answer, agree: { ...request, plan: plan.digest.slice(0, 16) }, ...(proposal.refusal ? { refusal: proposal.refusal } : {}) }
  const done = await walked(migration, 'move', at.move, ctx)
  const after = await walked(migration, 'look', at.after, ctx)
  return { ...answer, report: reportOf(rule, migration, after, done, ctx) }
}

async function resolved(request: MigrateRequest, ctx: EngineContext): Promise<Migration> {
  if (request.selectors.length === 0) throw fail('missing-input', { seen: 'no instance is given' })
  const [volume, found] = await Promise.all([ctx.cloud.fileSystems.find(request.volume), ctx.cloud.instances.resolve(request.selectors)])
  const [missing] = found.flatMap((r) => r.findings)
  if (missing) throw fail(missing.code, { seen: missing.seen, ...(missing.instanceId ? { instanceId: missing.instanceId } : {}) })
  const [worker, ...others] = new Map(found.flatMap((r) => r.instances).map(({ id, name }) => [id, { id, name: name || id }])).values()
  if (!worker) throw fail('no-instances', { seen: 'nothing has that tag' })
  const { id, what } = await whatOf(request, volume, ctx)
  const name = request.volume.kind === 'name' ? request.volume.name : volume.name || volume.id
  const place = request.mountPoint ?? mountPointOf(name, volume)
  const job = { fileSystemId: volume.id, addresses: addressesOf(volume), mountPoint: place, gid: group.gid, id, what, entries, seconds }
  return { volume, worker, others, job }
}

/** The id names the list on the instance: asked again, it goes on in the same one. */
async function whatOf({ what, registry: given }: MigrateRequest, { id: fileSystemId }: FileSystem, ctx: EngineContext) {
  if (what.kind === 'undo') return { id: what.id, what: { kind: 'undo' as const } }
  const { uid, under } = what
  const registry = lawful(given ?? (await ctx.registry()))
  const person = registry.people.find((p) => p.name === what.to)
  if (!person) throw unregistered(what.to, registry)
  const holder = registry.people.find((p) => p.uid === uid) ?? registry.groups.find((g) => g.gid === uid)
  if (holder) throw fail('bad-option', { seen: `${uid} is ${holder.name}’s, who stays in the registry` })
  if (uid === group.gid) throw fail('bad-option', { seen: `${uid} is the shared group’s number, which is nobody’s private group` })
  const rule: MigrationRule = { under, uid, gid: uid, to: { uid: person.uid, gid: person.uid }, itself: !isOfLayout(under) }
  return { id: digestOf({ fileSystemId, rule }).slice(0, 16), what: { kind: 'move' as const, rule } }
}

/** What a mount gives its owner and mode, and would again. */
const isOfLayout = (under: string): boolean => /^(?:shared|(?:users|groups)(?:\/[^/]+)?)$/.test(under)

/** Of an undo nothing is known before its list was read. */
const givenRule = ({ job: { what, id } }: Migration): MigrationRule =>
  what.kind === 'move' ? what.rule : { under: id, uid: 0, gid: 0, to: { uid: 0, gid: 0 }, itself: false }

/** An undo goes the other way. */
const ruleOf = ({ what }: MigrateRequest, rule: MigrationRule): MigrationRule =>
  what.kind === 'move' ? rule : { ...rule, uid: rule.to.uid, gid: rule.to.gid, to: { uid: rule.uid, gid: rule.gid } }

const jobOf = ({ job }: Migration, { id }: Instance, doing: MigrationJob['do'], after: string, n: number, ctx: EngineContext): ScriptJob =>
  makeJob({ runId: ctx.runId, n, script: 'migrate', params: migrateParams({ ...job, do: doing, after }), instanceIds: [id] })

type Walked = { readonly counted: Counted; readonly told?: MigrationTold; readonly failures: readonly Finding[] }
const nothingDone: Walked = { counted: nothingCounted, failures: [] }

/** `told`: what the first job did. A walk that is not finished says so. */
async function walked(migration: Migration, doing: 'look' | 'move', from: number, ctx: EngineContext): Promise<Walked> {
  let counted = nothingCounted
  let first: MigrationTold | undefined
  let after = ''
  for (let n = 0; n < mostJobs; n++) {
    const { told, failures } = await one(migration, migration.worker, doing, after, from + n, ctx)
    if (told) counted = withTold(counted, told)
    first ??= told
    const walk = told?.walk
    if (!walk || failures.length > 0) return { counted: { ...counted, finished: false }, ...(first ? { told: first } : {}), failures }
    if (walk.finished || walk.at === after) break
    after = walk.at
  }
  return { counted, ...(first ? { told: first } : {}), failures: [] }
}

async function one(migration: Migration, instance: Instance, doing: MigrationJob['do'], after: string, n: number, ctx: EngineContext) {
  const results = await ctx.dispatch(jobOf(migration, instance, doing, after, n, ctx))
  const told = results.flatMap((r) => (r.kind === 'transcript' && r.migration ? [r.migration] : []))[0]
  const failures = results.flatMap(failuresOf)
  const silent = !told && failures.length === 0 ? [finding('not-looked-at', { seen: 'it returned nothing', instanceId: instance.id })] : []
  return { ...(told ? { told } : {}), failures: [...failures, ...silent] }
}

/** The list of an undo is on the first instance alone: the others are told the folder. */
async function openOn(migration: Migration, rule: MigrationRule | undefined, ctx: EngineContext) {
  if (!rule) return []
  const asking: Migration = { ...migration, job: { ...migration.job, what: { kind: 'move', rule } } }
  return Promise.all(
    migration.others.map(async (instance, i) => ({ instance, ...(await one(asking, instance, 'open', '', at.others + i, ctx)) })),
  )
}

function openFinding(told: MigrationTold | undefined, { id }: Instance): Finding[] {
  const { found, whole } = told?.opened ?? { found: 0, whole: true }
  if (found === 0 && whole) return []
  const names = (told?.open ?? []).map((o) => `${o.name} (${o.pid})`).join(', ')
  const seen = `${found} processes${names === '' ? '' : `: ${names}`}${whole ? '' : '; not all could be asked'}`
  return [finding('files-open', { seen, instanceId: id })]
}

type Seen = {
  readonly rule: MigrationRule
  readonly counted: Counted
  readonly refused: readonly Finding[]
  readonly unasked: readonly string[]
}

function planOf(request: MigrateRequest, migration: Migration, { rule, counted, refused, unasked }: Seen, ctx: EngineContext): PeoplePlan {
  const { volume, worker, others, job } = migration
  const { region } = ctx.cloud
  const moves = of(counted, 'move')
  const to = request.what.kind === 'move' ? `${request.what.to} (${rule.to.uid})` : `uid ${rule.to.uid}`
  const detail = `${moves} entries, ${bytesOf(counted, 'move')} bytes: uid ${rule.uid} → ${to}, gid ${rule.gid} → ${rule.to.gid}`
  const changes = moves > 0 ? [{ kind: 'move' as const, name: rule.under, detail }] : []
  const hosts = [
    { instanceId: worker.id, name: worker.name, changes },
    ...others.map(({ id, name }) => ({ instanceId: id, name, changes: [] })),
  ]
  const jobs = moves > 0 && refused.length === 0 ? [jobOf(migration, worker, 'move', '', at.move, ctx)] : []
  const agreed = {
    region,
    volume: volume.id,
    hosts: hosts.map(({ instanceId }) => instanceId),
    what: job.what,
    id: job.id,
    rule,
    jobs: jobs.map(({ script, params }) => ({ script, params })),
    // what was not seen whole is another number each time; that it was not is agreed to
    counted: isWhole(counted)
      ? { counts: counted.counts, folders: [...counted.folders].map((f) => JSON.stringify(f)).sort() }
      : 'not whole',
    unasked: [...unasked].sort(),
    refused: refused.map(({ code, instanceId }) => ({ code, instanceId })),
  }
  const about = { id: volume.id, name: volume.name, region }
  return { verb: 'migrate', region, volume: about, hosts, jobs, refused, digest: digestOf(agreed) }
}

function reportOf(rule: MigrationRule, { worker, job }: Migration, after: Walked, done: Walked, ctx: EngineContext): MigrationReport {
  const rows = migrationRows(rule, after.counted, job.what.kind === 'undo')
  const moved = of(done.counted, 'moved')
  const failures = [...done.failures, ...after.failures]
  const findings = [...failures, ...findingsOf(after.counted, done.counted, worker.id)]
  return {
    runId: ctx.runId,
    rows,
    after: after.counted,
    moved,
    // also where nobody knows how far it came: what was changed is in the list
    ...(done !== nothingDone && job.what.kind === 'move' ? { undo: job.id } : {}),
    findings,
    verdict: worstOf([...rows.map((r) => r.verdict), ...failures.map((f) => (kindOf(f.code) === 'doubt' ? 'unknown' : 'differs'))]),
    startedAt: ctx.run().startedAt,
    endedAt: ctx.now().toISOString(),
  }
}
