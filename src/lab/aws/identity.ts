import { z } from 'zod'
import { type Operations, operation } from './wire/operation.ts'
import type { World } from './world.ts'

/** STS: who the lab's one key belongs to. */
export function identityOperations(world: World): Operations {
  return {
    GetCallerIdentity: operation(z.strictObject({}), () => ({
      Arn: `arn:aws:iam::${world.account}:user/prism-lab`,
      UserId: 'AIDALABLABLABLABLAB12',
      Account: world.account,
    })),
  }
}
