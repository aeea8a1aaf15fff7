/**
 * The catalogue of causes, nearest to the root first: of several that the evidence identifies, the first is the cause. Nothing behind
 * a broken link of this chain can be right by itself.
 */
import { access } from './access.ts'
import { adopting } from './adopting.ts'
import { agent } from './agent.ts'
import type { Cause } from './cause.ts'
import { clients } from './client.ts'
import { host } from './host.ts'
import { installing } from './installing.ts'
import { mounted } from './mounted.ts'
import { name } from './name.ts'
import { port } from './port.ts'
import { tls } from './tls.ts'
import { volume } from './volume.ts'

const { 'botocore-absent': botocoreAbsent, ...names } = name
const { 'clock-wrong': clockWrong, ...handshake } = tls
const {
  'policy-withholds-root': policyWithholdsRoot,
  'policy-read-only': policyReadOnly,
  'root-squashed': rootSquashed,
  'volume-read-only': volumeReadOnly,
  'access-denied': accessDenied,
  ...refusals
} = access
const { 'disk-full': diskFull, 'disk-read-only': diskReadOnly, 'inodes-used-up': inodesUsedUp, ...inTheWay } = host
const { 'client-install-failed': installFailed, ...notInstalled } = installing
const { 'client-half-installed': halfInstalled, 'client-broken': clientBroken, ...clientLacks } = clients
const { 'mounted-elsewhere': mountedElsewhere, ...toSettle } = adopting

export const causes = {
  ...agent,
  'clock-wrong': clockWrong,
  // a full disk breaks everything that comes after it, and says so in many words
  'disk-read-only': diskReadOnly,
  'inodes-used-up': inodesUsedUp,
  'disk-full': diskFull,
  ...volume,
  ...names,
  ...port,
  ...handshake,
  ...notInstalled,
  'client-half-installed': halfInstalled,
  'client-broken': clientBroken,
  'client-install-failed': installFailed,
  ...clientLacks,
  ...refusals,
  'mounted-elsewhere': mountedElsewhere,
  ...inTheWay,
  ...mounted,
  // adopt refuses these, and nothing is broken where they are all that was found
  ...toSettle,
  'policy-withholds-root': policyWithholdsRoot,
  'policy-read-only': policyReadOnly,
  // what only repeats that it failed comes last
  'root-squashed': rootSquashed,
  'volume-read-only': volumeReadOnly,
  'access-denied': accessDenied,
  'botocore-absent': botocoreAbsent,
} as const satisfies Record<string, Cause>

export type CauseId = keyof typeof causes

export const causeIds = Object.keys(causes) as readonly CauseId[]
