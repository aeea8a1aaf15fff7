/** Jobs with the values that most scenarios share, and short ways to read what came of them. */

import type { ClientSource } from '../../src/domain/client/choose.ts'
import type { HostFacts, Identity } from '../../src/domain/facts.ts'
import { permissionTable } from '../../src/domain/layout.ts'
import { plainSpec } from '../../src/domain/mount-spec.ts'
import type { ScriptJob } from '../../src/domain/plan.ts'
import type { JobResult } from '../../src/domain/run.ts'
import { identitiesText, inspectParams, makeJob, mountParams, sharingTestParams, unmountParams } from '../../src/host/job.ts'
import type { Mount } from '../../src/host/mount/contract.ts'
import type { Ran } from './host-node.ts'

export const volume = 'fs-0123456789abcdef0'
export const otherVolume = 'fs-0fedcba9876543210'
export const place = '/mnt/research-data'

let n = 0
const job = (script: ScriptJob['script'], params: Readonly<Record<string, string>>): ScriptJob =>
  makeJob({ runId: '01JTEST', n: ++n, script, params, instanceIds: ['i-0123456789abcdef0'] })

/** As `chooseClient` says it for an Ubuntu. */
export const comesFrom = (kind: ClientSource['kind'], more: Partial<ClientSource> = {}): ClientSource => ({
  kind,
  manager: 'apt-get',
  packages: [],
  url: '',
  sha256: '',
  architectures: ['all', 'amd64'],
  ...more,
})

function values(more: Partial<Mount>): Mount {
  const accounts = more.accounts ?? ['ubuntu']
  return {
    fileSystemId: volume,
    region: 'us-east-1',
    addresses: ['10.0.0.5'],
    mountPoint: place,
    accounts,
    groupName: 'prism-shared',
    gid: 3000,
    paths: permissionTable(accounts, plainSpec),
    umask: '0002',
    client: comesFrom('repository', { packages: ['amazon-efs-utils'] }),
    adopt: false,
    spec: plainSpec,
    nfsServer: `${volume}.efs.us-east-1.amazonaws.com`,
    efsOptions: '_netdev,noresvport,tls,nosuid,nodev',
    nfsOptions: 'nfsvers=4.1,hard,noresvport,_netdev,nosuid,nodev',
    packageSeconds: 3,
    mountSeconds: 4,
    lockSeconds: 2,
    ...more,
  }
}

export const mountJob = (more: Partial<Mount> = {}): ScriptJob => job('mount', mountParams(values(more)))
export const inspectJob = (depth: 'facts' | 'behaviour' = 'facts', more: Partial<Mount> = {}): ScriptJob =>
  job('inspect', inspectParams({ ...values(more), depth }))
export const unmountJob = (more: { lazy?: boolean; fileSystemId?: string } = {}): ScriptJob =>
  job('unmount', unmountParams({ fileSystemId: volume, addresses: [], mountPoint: place, lazy: false, lockSeconds: 2, ...more }))
export const sharingJob = (phase: 'write' | 'exchange' | 'clean', identities: readonly Identity[], instanceId?: string): ScriptJob =>
  job(
    'sharing-test',
    sharingTestParams({
      fileSystemId: volume,
      mountPoint: place,
      gid: 3000,
      addresses: [],
      phase,
      token: 'abcdefgh01234567',
      identities: identitiesText(identities),
      ...(instanceId ? { instanceId } : {}),
    }),
  )

export type Transcript = Extract<JobResult, { kind: 'transcript' }>
export function told(ran: Ran): Transcript {
  if (ran.result.kind !== 'transcript') throw new Error(`${JSON.stringify(ran.result)}\n${ran.stdout.slice(0, 300)}\n${ran.stderr}`)
  return ran.result
}
export const codes = (ran: Ran) => told(ran).failures.map((f) => f.code)
export const seen = (ran: Ran) =>
  told(ran)
    .failures.map((f) => f.seen)
    .join('; ')
/** `client=unchanged group=changed …` */
export const steps = (ran: Ran) =>
  told(ran)
    .steps.map((s) => `${s.step}=${s.status}`)
    .join(' ')
export const detail = (ran: Ran, step: string) => told(ran).steps.find((s) => s.step === step)?.detail
export function facts(ran: Ran): HostFacts {
  const observation = told(ran).observation
  if (observation?.kind !== 'observed') throw new Error('nothing was observed')
  return observation.facts
}
/** Why there is no transcript. */
export const refusal = (ran: Ran) => (ran.result.kind === 'none' ? ran.result.finding.code : 'a transcript')
