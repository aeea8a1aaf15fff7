/** Changes of the registry as REST is told them. What a name, a host or a key is, the registry's own schema says, when the file is made. */
import { z } from 'zod'
import { spoken } from './shapes.ts'

const words = z.array(spoken).max(100)
const dryRun = z.boolean().optional().describe('Only shows what it would change; nothing is written or proposed')
const github = z
  .strictObject({
    login: spoken,
    id: z.int().min(1).max(999_999_999_999_999).optional().describe('Of a server with a repository GitHub is asked for it'),
  })
  .optional()
  .describe('The account on GitHub')

const ofPerson = {
  github,
  groups: words.optional().describe('Groups of the registry'),
  hosts: words.optional().describe('Where they have an account: ids, Names with *, tag:KEY=VALUE'),
  shell: spoken.optional(),
  sudo: z.boolean().optional().describe('Whether they may become root there'),
  keys: z
    .union([z.literal('follow'), z.array(z.string().max(4_000)).max(20)])
    .optional()
    .describe('Public SSH keys, type and body; follow: those of the account on GitHub, where the policy lets keys follow'),
  dryRun,
}
const day = 'The last day of the account, such as 2027-01-31'

export const addPersonBody = z
  .strictObject({
    name: spoken.optional().describe('Left out: the login, in lower case'),
    ...ofPerson,
    until: spoken.optional().describe(day),
  })
  .meta({ id: 'AddUserRequest' })
export const changePersonBody = z
  .strictObject({
    ...ofPerson,
    until: spoken.nullable().optional().describe(`${day}; null: no end`),
    since: spoken
      .nullable()
      .optional()
      .describe('The day since which they are back, after they left and were deprovisioned at once; null: none'),
  })
  .meta({ id: 'ChangeUserRequest' })

const directory = 'Its directory on the volume, below groups/'
export const addGroupBody = z
  .strictObject({ name: spoken, directory: spoken.optional().describe(directory), description: spoken.optional(), dryRun })
  .meta({ id: 'AddGroupRequest' })
export const changeGroupBody = z
  .strictObject({ directory: spoken.nullable().optional().describe(directory), description: spoken.nullable().optional(), dryRun })
  .meta({ id: 'ChangeGroupRequest' })

export const dryRunQuery = z.strictObject({
  dryRun: z.enum(['true', 'false']).optional().describe('true: only shows what it would change'),
})

const list = <T extends z.ZodType>(item: T) => z.array(item).readonly()
export const changedSchema = z
  .object({
    changed: z.boolean().describe('false: the registry says so already; with dryRun, whether it would change'),
    proposed: z
      .object({ number: z.int(), url: z.string() })
      .optional()
      .describe('The pull request: it counts once somebody else approved and merged it'),
    blob: z.string().optional().describe('The version of the file that was written, as git names it'),
    changes: list(
      z.object({
        name: z.string(),
        uid: z.int(),
        kind: z.enum(['joins', 'leaves', 'changes']),
        gains: list(z.string()),
        loses: list(z.string()),
      }),
    ).describe('By person: what they would have, and no longer have, once it is applied'),
  })
  .meta({ id: 'RegistryChange' })
