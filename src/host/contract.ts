/** What a job's contract says, and the parameters that several jobs share. */
import { patterns, unixName } from '../domain/names.ts'
import { regionPattern } from '../domain/region.ts'
import type { Parameter, Parameters } from './parameters.ts'

export type Contract = {
  readonly parameters: Parameters
  /** Seconds that SSM lets it run. */
  readonly executionSeconds: number
}

const list = (item: string): RegExp => new RegExp(`^(?:${item}(?:,${item})*)?$`)
const gid = '[1-9][0-9]{0,9}'
const seconds = /^[1-9][0-9]{0,3}$/

const p = (env: Parameter['env'], pattern: RegExp, doc: string): Parameter => ({ env, pattern, doc })

export const common = {
  fileSystemId: p('PRISM_FILE_SYSTEM', patterns.fileSystemId, 'The EFS file system'),
  region: p('PRISM_REGION', regionPattern, 'The region the file system is in'),
  addresses: p('PRISM_ADDRESSES', list('[0-9]{1,3}(?:\\.[0-9]{1,3}){3}'), 'Its mount targets’ addresses, separated by commas'),
  mountPoint: p('PRISM_MOUNT_POINT', patterns.mountPoint, 'Where it is, or is to be, mounted'),
  accounts: p('PRISM_ACCOUNTS', list(unixName), 'Unix accounts, separated by commas; empty: the login user that is found'),
  groupName: p('PRISM_GROUP', patterns.account, 'The shared group'),
  gid: p('PRISM_GID', /^[1-9][0-9]{0,9}$/, 'Its number'),
  paths: p(
    'PRISM_PATHS',
    list(`(?:\\.|[a-z0-9_][a-z0-9._-]*(?:/${unixName})?):${unixName}:[0-7]{4}(?::${gid})?`),
    'The permission table: path:owner:mode, separated by commas; paths relative to the mount point; :gid where it is not the shared group',
  ),
  groups: p(
    'PRISM_GROUPS',
    list(`${unixName}:${gid}:(?:${unixName}(?:\\+${unixName})*)?`),
    'Groups beside the shared one: name:gid:account+account, separated by commas',
  ),
  enforced: p(
    'PRISM_ENFORCED',
    /^[01]$/,
    '1: behind an access point that enforces a user; there is no layout, and what is made is looked at by number',
  ),
  umask: p('PRISM_UMASK', /^0[0-7]{3}$/, 'The umask that members get'),
  lockSeconds: p('PRISM_LOCK_SECONDS', seconds, 'How long to wait for another Prism job on the host'),
} as const satisfies Parameters

export const numberOfSeconds = seconds
export const flag = /^[01]$/
