/** Gathers the evidence about instances: what AWS says about their surroundings, and what their hosts find when they try the path to the volume. */

import { accessPointIn } from '../domain/access-points.ts'
import { numbersSeen } from '../domain/account-numbers.ts'
import { type Finding, finding } from '../domain/catalogue.ts'
import { driftedRows } from '../domain/compare.ts'
import { desiredFor } from '../domain/desired.ts'
import { type InstanceDiagnosis, judgeEvidence } from '../domain/doctor-report.ts'
import type { Evidence } from '../domain/evidence.ts'
import type { HostFacts, Observation } from '../domain/facts.ts'
import { isHybrid } from '../domain/names.ts'
import type { Operation } from '../domain/plan.ts'
import type { Surveyor } from '../domain/ports.ts'
import { fileSystemName } from '../domain/region.ts'
import type { JobResult } from '../domain/run.ts'
import type { Looked, Surroundings } from '../domain/surroundings.ts'
import { topmostAt } from '../domain/topmost.ts'
import { doctorParams } from '../host/job.ts'
import type { EngineContext } from './context.ts'
import { groupJobs } from './jobs.ts'
import { withMemory } from './remember.ts'
import { withPoints } from './remembered-points.ts'
import { subjectOf, targetOrSaid } from './subject-of.ts'

export type Patient = {
  readonly instanceId: string
  readonly name: string
  readonly failures: readonly Finding[]
  readonly agent?: Evidence['agent']
  /** Whether anything may be sent to it: an instance that took no command is not asked again. */
  readonly reachable: boolean
  /** What an earlier look of this run saw. */
  readonly facts?: HostFacts
}

type Survey = Awaited<ReturnType<Surveyor['survey']>>

/** Never throws for what AWS or a host refuses: it is then not looked at. One answer for every patient, in their order. `looks`: what this run saw before, of whichever instance. */
export async function examine(
  operation: Operation,
  patients: readonly Patient[],
  ctx: EngineContext,
  looks: readonly Observation[] = [],
): Promise<InstanceDiagnosis[]> {
  const ids = patients.map((p) => p.instanceId)
  const [volume, survey] = await Promise.all([volumeOf(operation, ctx), ctx.cloud.surveyor.survey(operation.fileSystemId, ids)])
  const results = await probe(operation, patients, survey, ctx)
  const expected = await expectedOf(operation, patients, results, ctx)
  const numbers = numbersSeen([...looks, ...results.map(observationIn), ...operation.unresolved.flatMap(unseenIn)])
  return Promise.all(
    patients.map(async (patient) => {
      const result = results.find((r) => r.instanceId === patient.instanceId)
      const observation = result?.kind === 'transcript' ? result.observation : undefined
      const facts = observation?.kind === 'observed' ? observation.facts : patient.facts
      const around = survey.get(patient.instanceId)
      const surroundings = around && { ...around, accessPoints: await accessPointsOf(operation, facts, ctx) }
      const clock = clockOf(result, ctx)
      return judgeEvidence(patient.name, {
        about: subjectOf(operation, patient.instanceId, facts),
        failures: [...patient.failures, ...(result?.kind === 'none' ? [result.finding] : [])],
        ...agentOf(patient, result),
        ...(volume ? { volume } : {}),
        ...(surroundings ? { surroundings } : {}),
        ...(facts ? { facts } : {}),
        ...(facts?.probe ? { probe: facts.probe } : {}),
        ...(clock ? { clock } : {}),
        ...driftOf(expected, patient.instanceId, observation),
        numbers,
      })
    }),
  )
}

/** What a verify would expect of the instances that nothing failed on: asked once for all. */
async function expectedOf(
  operation: Operation,
  patients: readonly Patient[],
  results: readonly JobResult[],
  ctx: EngineContext,
): Promise<Operation | undefined> {
  if (operation.verb === 'adopt') return undefined
  const well = new Set(patients.filter((p) => p.failures.length === 0).map((p) => p.instanceId))
  const targets = operation.targets.filter((t) => well.has(t.instanceId))
  if (targets.length === 0) return undefined
  return withPoints(withMemory({ ...operation, targets }, results.map(observationIn), { byLine: true }), ctx)
}

/** Without a failure to explain, what differs from the table around a mounted volume is what there is to tell. */
function driftOf(expected: Operation | undefined, instanceId: string, observation: Observation | undefined): Pick<Evidence, 'drifted'> {
  const target = expected?.targets.find((t) => t.instanceId === instanceId)
  if (!expected || !target || observation?.kind !== 'observed') return {}
  const { facts } = observation
  // where an access point leads was not to be learnt
  if (topmostAt(facts, expected.mountPoint)?.fileSystemId !== expected.fileSystemId || target.spec.accessPoint?.path === '') return {}
  return { drifted: driftedRows(desiredFor(expected, target, facts), facts) }
}

function observationIn(result: JobResult): Observation {
  if (result.kind === 'transcript' && result.observation) return result.observation
  const { instanceId } = result
  return { kind: 'unobserved', instanceId, finding: finding('not-looked-at', { seen: 'no facts were returned', instanceId }) }
}

const unseenIn = (f: Finding): Observation[] =>
  f.instanceId === undefined ? [] : [{ kind: 'unobserved', instanceId: f.instanceId, finding: f }]

/** An agent that ran something was online. */
function agentOf({ agent, facts }: Patient, result: JobResult | undefined): Pick<Evidence, 'agent'> {
  if (agent) return { agent }
  return result?.kind === 'transcript' || facts ? { agent: { online: true, version: '' } } : {}
}

async function volumeOf(operation: Operation, ctx: EngineContext): Promise<Evidence['volume']> {
  const found = await ctx.cloud.fileSystems.find({ kind: 'id', id: operation.fileSystemId }).catch(() => undefined)
  if (!found) return undefined
  return {
    state: found.state,
    replica: found.overwriteProtection === 'replicating',
    ageSeconds: (ctx.now().getTime() - Date.parse(found.createdAt)) / 1000,
  }
}

async function probe(operation: Operation, patients: readonly Patient[], survey: Survey, ctx: EngineContext): Promise<JobResult[]> {
  const perInstance = patients
    .filter((p) => p.reachable)
    .map(({ instanceId }) => ({
      instanceId,
      params: paramsFor(operation, instanceId, targetAddress(instanceId, survey.get(instanceId), operation.oneZone)),
    }))
  const jobs = groupJobs(ctx.runId, 'doctor', perInstance)
  return (await Promise.all(jobs.map((job) => ctx.dispatch(job)))).flat()
}

/** The target in the instance's zone; a hybrid node has none and may use any. */
function targetAddress(instanceId: string, around: Omit<Surroundings, 'accessPoints'> | undefined, oneZone?: string): string {
  if (isHybrid(instanceId) && around?.targets.kind === 'seen')
    return around.targets.value.find((t) => t.state === 'available' && t.address !== '')?.address ?? ''
  if (around?.instance.kind !== 'seen' || around.targets.kind !== 'seen') return ''
  const zone = oneZone ?? around.instance.value.zone
  return around.targets.value.find((t) => t.zone === zone)?.address ?? ''
}

function paramsFor(operation: Operation, instanceId: string, target: string): Record<string, string> {
  const desired = desiredFor(operation, targetOrSaid(operation, instanceId), undefined)
  return doctorParams({
    fileSystemId: operation.fileSystemId,
    region: operation.region,
    addresses: operation.addresses,
    mountPoint: operation.mountPoint,
    accounts: desired.accounts,
    groupName: desired.group.name,
    gid: desired.group.gid,
    paths: desired.paths,
    umask: desired.umask,
    name: fileSystemName(operation.fileSystemId, operation.region, operation.oneZone),
    target,
    scan: operation.options.scan === true,
  })
}

/** Those that the host itself names: in fstab for that place, or in what is mounted there. */
async function accessPointsOf(
  operation: Operation,
  facts: HostFacts | undefined,
  ctx: EngineContext,
): Promise<Looked<Surroundings['accessPoints'] extends Looked<infer T> ? T : never>> {
  if (!facts) return { kind: 'unseen', why: 'the host was not looked at' }
  const options = [...facts.fstab, ...facts.mounts].filter((l) => l.place === operation.mountPoint).map((l) => l.options)
  const ids = [...new Set(options.flatMap((o) => accessPointIn(o) ?? []))]
  return ids.length > 0 ? ctx.cloud.surveyor.accessPoints(ids) : { kind: 'seen', value: [] }
}

/** The host told its time between our sending and our hearing: only what lies outside of that is a difference. */
function clockOf(result: JobResult | undefined, ctx: EngineContext): Evidence['clock'] {
  if (result?.kind !== 'transcript' || result.observation?.kind !== 'observed') return undefined
  const told = result.observation.facts.probe?.clock
  const sent = ctx
    .run()
    .jobs.filter((j) => j.job.script === 'doctor')
    .flatMap((j) => j.chunks.filter((c) => c.instanceIds.includes(result.instanceId)).map((c) => Date.parse(c.at)))[0]
  if (told === undefined || sent === undefined) return undefined
  const heard = Date.parse(result.observation.at)
  const off = told < sent ? told - sent : told > heard ? told - heard : 0
  return { skewSeconds: off / 1000 }
}
