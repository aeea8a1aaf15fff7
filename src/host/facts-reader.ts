/** Records → HostFacts: what the host printed, typed; no verdicts. */

import { type Finding, finding, isFindingCode } from '../domain/catalogue.ts'
import type { HostFacts, StepFact } from '../domain/facts.ts'
import type { PeopleSeen } from '../domain/people/accounts.ts'
import type { MigrationTold } from '../domain/people/migration.ts'
import type { VolumeSeen } from '../domain/people/spaces.ts'
import { type Draft, some } from './facts/draft.ts'
import { readHost } from './facts/read-host.ts'
import { readMounts } from './facts/read-mounts.ts'
import { readVolume } from './facts/read-volume.ts'
import { migrationReader } from './migration-reader.ts'
import { peopleReader } from './people-reader.ts'
import { probeReader } from './probe-reader.ts'
import { type HostRecord, printable, RecordError } from './records.ts'
import { sharingReader, type ToldOfSharing } from './sharing-reader.ts'
import { spacesReader } from './spaces-reader.ts'

export type Told = ToldOfSharing & {
  readonly steps: readonly StepFact[]
  readonly failures: readonly Finding[]
  readonly burned?: 'done' | 'interrupted' | 'absent'
  /** Undefined when the job did not get to its look. */
  readonly facts?: HostFacts
  /** Of the job people. */
  readonly people?: PeopleSeen
  /** Of the job spaces. */
  readonly volume?: VolumeSeen
  /** Of the job migrate. */
  readonly migration?: MigrationTold
}

/** Throws RecordError on any record that the host program cannot have printed. */
export function readTold(records: readonly HostRecord[], instanceId: string): Told {
  const steps: StepFact[] = []
  const failures: Finding[] = []
  let burned: Told['burned']
  const draft: Draft = {
    group: { members: [] },
    accounts: [],
    mounts: [],
    elsewhere: [],
    inside: [],
    fstab: [],
    paths: [],
    umasks: [],
    behaviours: [],
    staleProcesses: [],
    units: [],
    unmanaged: { managers: [], umaskLines: [], data: [] },
    looked: false,
  }
  const probes = probeReader()
  const sharing = sharingReader(instanceId)
  const people = peopleReader()
  const migration = migrationReader()
  const spaces = spacesReader()
  for (const r of records) {
    switch (r.kind) {
      case 'step':
        steps.push({
          step: r.text('step'),
          status: r.oneOf('status', ['changed', 'unchanged', 'skipped', 'failed']),
          detail: printable(r.text('detail')),
          milliseconds: r.number('ms'),
        })
        break
      case 'burned':
        burned = r.oneOf('state', ['done', 'interrupted', 'absent'] as const)
        break
      case 'failure': {
        const code = r.text('code')
        if (!isFindingCode(code)) throw new RecordError('failure: code')
        failures.push(finding(code, { seen: `${r.text('step')}: ${printable(r.text('seen'))}`, instanceId }))
        break
      }
      default:
        if (![sharing, people, spaces, migration, probes].some((reader) => reader.read(r.kind, r))) readFact(draft, r.kind, r)
    }
  }
  const { looked, host, client, mountPoint, elsewhere, ...rest } = draft
  if (!looked || !host || !client || !mountPoint)
    return { steps, failures, ...sharing.told(), ...people.told(), ...spaces.told(), ...migration.told(), ...(burned ? { burned } : {}) }
  return {
    steps,
    failures,
    ...sharing.told(),
    ...(burned ? { burned } : {}),
    facts: { ...rest, host, client, mountPoint, ...(elsewhere.length > 0 ? { elsewhere } : {}), ...some('probe', probes.probe()) },
  }
}

function readFact(draft: Draft, kind: string, r: HostRecord): void {
  if (kind === 'looked') {
    r.oneOf('depth', ['facts', 'behaviour', 'mount'])
    draft.looked = true
  } else if (!readHost(draft, kind, r) && !readMounts(draft, kind, r) && !readVolume(draft, kind, r))
    throw new RecordError(`an unknown record: ${kind}`)
}
