/** doctor: checks everything from AWS to the mount point, and names one cause for each instance. Changes nothing. */

import type { Finding } from '../domain/catalogue.ts'
import { judgeDoctor } from '../domain/doctor-report.ts'
import type { Operation } from '../domain/plan.ts'
import type { Request } from '../domain/request.ts'
import type { Answer } from '../domain/run.ts'
import type { EngineContext } from './context.ts'
import { examine, type Patient } from './examine.ts'
import { resolveOperation } from './resolve.ts'

export async function doctor(request: Extract<Request, { readonly verb: 'doctor' }>, ctx: EngineContext): Promise<Answer> {
  // it looks at what a verify would look at
  const operation = await resolveOperation({ ...request, verb: 'verify' }, ctx)
  const patients = await patientsOf(operation, ctx)
  const instances = await examine(operation, patients, ctx)
  const parts = { instances, findings: operation.unresolved.filter((f) => f.instanceId === undefined) }
  const { volume, fileSystemId, region, mountPoint } = operation
  return {
    kind: 'doctor',
    report: {
      runId: ctx.runId,
      volume,
      fileSystemId,
      region,
      mountPoint,
      ...parts,
      verdict: judgeDoctor(parts),
      startedAt: ctx.run().startedAt,
      endedAt: ctx.now().toISOString(),
    },
  }
}

async function patientsOf(operation: Operation, ctx: EngineContext): Promise<Patient[]> {
  const ids = operation.targets.map((t) => t.instanceId)
  const known = new Map(
    ids.length > 0
      ? (await ctx.cloud.instances.resolve(ids.map((id) => ({ kind: 'id', id })))).flatMap((r) =>
          r.instances.map((i) => [i.id, i] as const),
        )
      : [],
  )
  const reached = operation.targets.map(({ instanceId, name }): Patient => {
    const instance = known.get(instanceId)
    const agent = instance ? { agent: { online: instance.online, version: instance.agentVersion } } : {}
    return { instanceId, name, failures: [], ...agent, reachable: true }
  })
  return [...reached, ...unreached(operation.unresolved)]
}

/** Instances that were named and cannot be asked: what SSM and EC2 said of them is the evidence. */
export const unreached = (findings: readonly Finding[]): Patient[] =>
  findings.flatMap((f) =>
    f.instanceId === undefined ? [] : [{ instanceId: f.instanceId, name: f.instanceId, failures: [f], reachable: false }],
  )
