/** Checks of a volume as the engine makes them, from hosts that are described and not run. */

import { finding } from '../../src/domain/catalogue.ts'
import type { HostFacts } from '../../src/domain/facts.ts'
import { plainSpec } from '../../src/domain/mount-spec.ts'
import type { Operation } from '../../src/domain/plan.ts'
import type { VolumeCheck } from '../../src/domain/volume-check.ts'
import { planMount } from '../../src/engine/plan.ts'
import { buildReport } from '../../src/engine/report.ts'
import { fileSystemId, healthyFacts, mountPoint } from './healthy-facts.ts'
import { arnOf, observed, operation } from './operation.ts'

export const runId = '01JDQ3N5T8V1WY2XZ4A6B7C8D9'
export const instanceAt = (n: number): string => `i-${n.toString(16).padStart(17, '0')}`

/** A host on which somebody changed shared/ and took the line out of fstab. */
export function driftedFacts(): HostFacts {
  const facts = healthyFacts()
  return { ...facts, fstab: [], paths: facts.paths.map((p) => (p.path === 'shared' ? { ...p, mode: '0775' } : p)) }
}

/** One instance for each; `offline`: expected, and not to be asked. */
export function checkOf(hosts: readonly ('healthy' | 'drifted' | 'offline')[], more: Partial<VolumeCheck> = {}): VolumeCheck {
  const named = hosts.map((host, n) => ({ host, instanceId: instanceAt(n + 1), name: `host-${n + 1}` }))
  const seen = named.filter((h) => h.host !== 'offline')
  const targets = seen.map(({ instanceId, name }) => ({ instanceId, arn: arnOf(instanceId), name, spec: plainSpec }))
  const verifying: Operation = { ...operation, verb: 'verify', targets }
  const before = seen.map((h) => observed(h.instanceId, h.host === 'drifted' ? driftedFacts() : healthyFacts()))
  const sharing = { verdict: 'holds' as const, cells: [], notes: [] }
  const times = { startedAt: '2026-11-23T03:17:00.000Z', endedAt: '2026-11-23T03:17:09.000Z' }
  const report = buildReport({ runId, operation: verifying, before, after: before, results: [], refused: [], sharing, ...times })
  const plan = planMount(runId, { ...verifying, verb: 'mount' }, before)
  const offline = named.filter((h) => h.host === 'offline')
  return {
    volume: 'research-data',
    fileSystemId,
    region: 'us-east-1',
    places: seen.length > 0 ? [{ report, plan }] : [],
    findings: offline.map((h) => finding('instance-offline', { seen: `${h.name}: agent offline`, instanceId: h.instanceId })),
    unasked: [],
    gone: [],
    left: [],
    ...more,
  }
}

export { fileSystemId, mountPoint }
