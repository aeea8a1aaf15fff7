/** mount: the document's eight steps, then the look. */
import type { ClientSource } from '../../domain/client/choose.ts'
import type { PathFact } from '../../domain/facts.ts'
import type { MountSpec } from '../../domain/mount-spec.ts'
import { patterns } from '../../domain/names.ts'
import { formatSpec } from '../../domain/options/spec.ts'
import { type Contract, common, flag, numberOfSeconds } from '../contract.ts'
import { type LookParameters, lookParams } from '../inspect/contract.ts'

const words = /^(?:[a-z0-9_-]+(?:,[a-z0-9_-]+)*)?$/
const options = /^[a-z0-9_.=-]+(?:,[a-z0-9_.=-]+)*$/

const seen = '(?:\\.|[a-z0-9_][a-z0-9._/-]{0,64}):(?:-|[0-9]{1,10}:[0-9]{1,10}:[0-7]{4}(?:=[0-9]{1,20})?)'

export const mount = {
  parameters: {
    ...common,
    client: {
      env: 'PRISM_CLIENT',
      pattern: /^(?:present|repository|distributor|installer|package|plain-nfs)$/,
      doc: 'The source of a missing client; present and distributor: it is already installed',
    },
    clientPackages: { env: 'PRISM_CLIENT_PACKAGES', pattern: words, doc: 'The packages to ask the repositories for, in this order' },
    packageManager: { env: 'PRISM_MANAGER', pattern: /^(?:apt-get|dnf|yum|zypper)?$/, doc: 'The package manager of the host' },
    clientUrl: {
      env: 'PRISM_CLIENT_URL',
      pattern: new RegExp(`^$|${patterns.packageUrl.source}`),
      doc: 'The URL of the package or the script',
    },
    clientSha256: { env: 'PRISM_CLIENT_SHA256', pattern: /^(?:[0-9a-f]{64})?$/, doc: 'Its SHA-256' },
    clientArchitectures: { env: 'PRISM_CLIENT_ARCHS', pattern: words, doc: 'The architectures that the package may have' },
    adopt: { env: 'PRISM_ADOPT', pattern: flag, doc: '1: a root with existing data may get the layout' },
    access: { env: 'PRISM_ACCESS', pattern: /^r[wo]$/, doc: 'rw, or ro: mounted read-only, and nothing is set on the volume' },
    takeOver: {
      env: 'PRISM_TAKE_OVER',
      pattern: /^(?:[0-9a-f]{64})?$/,
      doc: 'Digest of the foreign fstab lines for the mount point that ours replaces; empty: there may be none',
    },
    keepMount: { env: 'PRISM_KEEP_MOUNT', pattern: flag, doc: '1: mounts stay as they are, and nothing is mounted' },
    before: {
      env: 'PRISM_BEFORE',
      pattern: new RegExp(`^(?:${seen}(?:,${seen})*)?$`),
      doc: 'How the plan saw the paths: path:uid:gid:mode=inode, or path:- for none, separated by commas; empty: do not compare',
    },
    accessPoint: {
      env: 'PRISM_ACCESS_POINT',
      pattern: /^(?:fsap-[0-9a-f]{17})?$/,
      doc: 'The access point that it is mounted through; empty: none',
    },
    asked: {
      env: 'PRISM_ASKED',
      pattern: /^1(?:~[a-z-]+(?:=[a-z0-9._,:+-]+)?)*$/,
      doc: 'The mount’s options, noted on the instance for later looks',
    },
    nfsServer: { env: 'PRISM_NFS_SERVER', pattern: /^[A-Za-z0-9][A-Za-z0-9.-]{0,252}$/, doc: 'The host that plain NFS mounts from' },
    efsOptions: { env: 'PRISM_EFS_OPTIONS', pattern: options, doc: 'Mount options for the EFS client' },
    nfsOptions: { env: 'PRISM_NFS_OPTIONS', pattern: options, doc: 'Mount options for plain NFS' },
    packageSeconds: { env: 'PRISM_PACKAGE_SECONDS', pattern: numberOfSeconds, doc: 'How long to wait for the package manager’s lock' },
    mountSeconds: { env: 'PRISM_MOUNT_SECONDS', pattern: numberOfSeconds, doc: 'How long the mount command may take' },
  },
  executionSeconds: 1800,
} as const satisfies Contract

export type Agreed = {
  /** SHA-256 of the foreign fstab lines for the place, which ours replaces; absent: there are none. */
  readonly fstabLines?: string
  readonly paths: readonly PathFact[]
}

export type Mount = LookParameters & {
  readonly client: ClientSource
  readonly adopt: boolean
  /** Noted on the instance, for later looks. */
  readonly spec: MountSpec
  /** Goes with `accesspoint=` among the options. */
  readonly accessPoint?: string
  /** Goes with `ro` among the options; read-write when left out. */
  readonly readOnly?: boolean
  /** What a plan saw that was agreed to; the job refuses where the host is otherwise by then. */
  readonly agreed?: Agreed
  /** E.g. `fs-….efs.us-east-1.amazonaws.com`. */
  readonly nfsServer: string
  /** As for `mount -o`; the fstab line adds `nofail` and the marker `x-prism`. */
  readonly efsOptions: string
  readonly nfsOptions: string
  /** 180 when left out. */
  readonly packageSeconds?: number
  /** 90 when left out. */
  readonly mountSeconds?: number
}

export function mountParams(v: Mount): Record<string, string> {
  return {
    ...lookParams(v),
    client: v.client.kind,
    clientPackages: v.client.packages.join(','),
    packageManager: v.client.manager,
    clientUrl: v.client.url,
    clientSha256: v.client.sha256,
    clientArchitectures: v.client.architectures.join(','),
    adopt: v.adopt ? '1' : '0',
    access: v.readOnly ? 'ro' : 'rw',
    takeOver: v.agreed?.fstabLines ?? '',
    keepMount: v.agreed ? '1' : '0',
    before: (v.agreed?.paths ?? []).map((p) => `${p.path}:${p.exists ? stateOf(p) : '-'}`).join(','),
    accessPoint: v.accessPoint ?? '',
    asked: formatSpec(v.spec),
    nfsServer: v.nfsServer,
    efsOptions: v.efsOptions,
    nfsOptions: v.nfsOptions,
    packageSeconds: String(v.packageSeconds ?? 180),
    mountSeconds: String(v.mountSeconds ?? 90),
  }
}

const stateOf = ({ uid, gid, mode, inode }: PathFact): string => `${uid}:${gid}:${mode}${inode === undefined ? '' : `=${inode}`}`
