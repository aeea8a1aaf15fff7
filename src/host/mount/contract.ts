/** mount: the document's eight steps, then the look. */
import type { ClientSource } from '../../domain/client/choose.ts'
import { patterns } from '../../domain/names.ts'
import { type Contract, common, core, flag, looking, numberOfSeconds } from '../contract.ts'
import { type Look, lookParams } from '../inspect/contract.ts'

const words = /^(?:[a-z0-9_-]+(?:,[a-z0-9_-]+)*)?$/
const options = /^[a-z0-9_.=-]+(?:,[a-z0-9_.=-]+)*$/

export const mount = {
  parameters: {
    ...common,
    client: {
      env: 'PRISM_CLIENT',
      pattern: /^(?:present|repository|distributor|installer|package|plain-nfs)$/,
      doc: 'Where a missing client comes from; present and distributor: it is there by now',
    },
    clientPackages: { env: 'PRISM_CLIENT_PACKAGES', pattern: words, doc: 'What to ask the repositories for, in this order' },
    packageManager: { env: 'PRISM_MANAGER', pattern: /^(?:apt-get|dnf|yum|zypper)?$/, doc: 'What installs packages there' },
    clientUrl: {
      env: 'PRISM_CLIENT_URL',
      pattern: new RegExp(`^$|${patterns.packageUrl.source}`),
      doc: 'The package or the script to fetch',
    },
    clientSha256: { env: 'PRISM_CLIENT_SHA256', pattern: /^(?:[0-9a-f]{64})?$/, doc: 'Its SHA-256' },
    clientArchitectures: { env: 'PRISM_CLIENT_ARCHS', pattern: words, doc: 'What the package may say of its architecture' },
    adopt: { env: 'PRISM_ADOPT', pattern: flag, doc: '1: a root with somebody’s data may be given the layout' },
    nfsServer: { env: 'PRISM_NFS_SERVER', pattern: /^[A-Za-z0-9][A-Za-z0-9.-]{0,252}$/, doc: 'The host that plain NFS mounts from' },
    efsOptions: { env: 'PRISM_EFS_OPTIONS', pattern: options, doc: 'Mount options for the EFS client' },
    nfsOptions: { env: 'PRISM_NFS_OPTIONS', pattern: options, doc: 'Mount options for plain NFS' },
    packageSeconds: { env: 'PRISM_PACKAGE_SECONDS', pattern: numberOfSeconds, doc: 'How long to wait for the package manager’s lock' },
    mountSeconds: { env: 'PRISM_MOUNT_SECONDS', pattern: numberOfSeconds, doc: 'How long the mount command may take' },
  },
  libraries: [...core, ...looking, 'packages', 'install-client', 'preflight', 'layout', 'pam-umask'],
  executionSeconds: 1800,
} as const satisfies Contract

export type Mount = Look & {
  readonly client: ClientSource
  readonly adopt: boolean
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
    client: v.client.way,
    clientPackages: v.client.packages.join(','),
    packageManager: v.client.manager,
    clientUrl: v.client.url,
    clientSha256: v.client.sha256,
    clientArchitectures: v.client.architectures.join(','),
    adopt: v.adopt ? '1' : '0',
    nfsServer: v.nfsServer,
    efsOptions: v.efsOptions,
    nfsOptions: v.nfsOptions,
    packageSeconds: String(v.packageSeconds ?? 180),
    mountSeconds: String(v.mountSeconds ?? 90),
  }
}
