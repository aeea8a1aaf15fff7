/**
 * The catalogue of causes, nearest to the root first: of several that the evidence identifies, the first is the cause. Nothing behind
 * a broken link of this chain can be right by itself.
 */
import { access } from './access.ts'
import { adopting } from './adopting.ts'
import { agent } from './agent.ts'
import { behind } from './behind.ts'
import { boot } from './boot.ts'
import type { Cause } from './cause.ts'
import { clients } from './client.ts'
import { drift } from './drifted.ts'
import { host } from './host.ts'
import { identity } from './identity.ts'
import { installing } from './installing.ts'
import { machine } from './machine.ts'
import { mounted } from './mounted.ts'
import { name } from './name.ts'
import { port } from './port.ts'
import { tls } from './tls.ts'
import { volume } from './volume.ts'
import { warnings } from './warnings.ts'
import { withheld } from './withheld.ts'

export const causes = {
  ...agent,
  ...machine,
  ...volume,
  ...name,
  ...port,
  ...tls,
  ...installing,
  ...clients,
  ...access,
  ...identity,
  ...host,
  ...mounted,
  ...boot,
  ...adopting,
  ...withheld,
  ...behind,
  ...drift,
  ...warnings,
} as const satisfies Record<string, Cause>

export type CauseId = keyof typeof causes

export const causeIds = Object.keys(causes) as readonly CauseId[]
