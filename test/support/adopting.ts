/** What is asked of an adoption, on a host that is healthy but for what a test says. */
import { numbersSeen } from '../../src/domain/account-numbers.ts'
import type { AdoptionInput } from '../../src/domain/adoption/parts.ts'
import { type Desired, desiredFor } from '../../src/domain/desired.ts'
import type { FstabFact, HostFacts } from '../../src/domain/facts.ts'
import type { MountSpec } from '../../src/domain/mount-spec.ts'
import { type Operation, targetOf } from '../../src/domain/plan.ts'
import { fileSystemId, healthyFacts, mountPoint } from './healthy-facts.ts'
import { operation, saying, ubuntuId } from './operation.ts'

export const ownLine = `${fileSystemId}:/ ${mountPoint} efs _netdev,noresvport,tls,nosuid,nodev,nofail,x-prism 0 0`

export const askedFor = (more: Partial<AdoptionInput> = {}): AdoptionInput => ({
  elsewhere: 'prism volume adopt v i',
  withoutPoint: 'prism volume adopt v i --mount-point M',
  command: 'prism volume adopt v i --mount-point M --access-point P',
  mountCommand: 'prism volume mount v i',
  volume: operation.volume,
  privateSpaces: false,
  fstabLine: ownLine,
  numbers: numbersSeen([]),
  ...more,
})

export const wantedOf = (spec: Partial<MountSpec> = {}, facts: HostFacts = healthyFacts(), more: Partial<Operation> = {}): Desired => {
  const asked = saying({ ...operation, ...more }, {}, spec)
  return desiredFor(asked, targetOf(asked, ubuntuId), facts)
}

/** A line of somebody's for this volume at its place. */
export function fstabLine(options: string, more: Partial<FstabFact> = {}): FstabFact {
  const { type = 'efs', spec = `${fileSystemId}:/`, place = mountPoint } = more
  const text = `${spec} ${place} ${type} ${options}`
  return { line: 3, spec, place, type, options, dump: '0', pass: '0', ours: false, volume: true, text, ...more }
}

export const withLines = (...fstab: FstabFact[]): HostFacts => ({
  ...healthyFacts(),
  fstab,
  foreignFstab: { lines: fstab.filter((l) => !l.ours && l.place === mountPoint).length, sha256: 'a'.repeat(64) },
})
