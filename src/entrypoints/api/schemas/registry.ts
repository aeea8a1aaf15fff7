/** The registry as REST tells it: keys by their fingerprints, groups with their people. */
import { z } from 'zod'
import { hostText, type RegisteredGroup, type RegisteredPerson, type Registry } from '../../../domain/people/registry.ts'

const list = <T extends z.ZodType>(item: T) => z.array(item).readonly()
const blob = z.string().describe('The version of the file, as git names it')

export const personSchema = z
  .object({
    name: z.string(),
    uid: z.int(),
    github: z.object({ id: z.int(), login: z.string() }).optional(),
    groups: list(z.string()),
    hosts: list(z.string()),
    until: z.string().optional().describe('The last day of the account'),
    since: z.string().optional().describe('The day since which they are back, after they left and were deprovisioned at once'),
    shell: z.string(),
    sudo: z.boolean(),
    keys: list(z.object({ type: z.string(), fingerprint: z.string() })),
    follows: z.literal(true).optional().describe('Their keys follow their account on GitHub, where the policy lets keys follow'),
  })
  .meta({ id: 'User' })
export const peopleSchema = z.object({ blob, users: list(personSchema) }).meta({ id: 'Users' })

const groupSchema = z
  .object({
    name: z.string(),
    gid: z.int(),
    directory: z.string().optional(),
    description: z.string().optional(),
    members: list(z.string()),
  })
  .meta({ id: 'Group' })
export const groupsSchema = z.object({ blob, groups: list(groupSchema) }).meta({ id: 'Groups' })

export const toPerson = ({ hosts, keys, ...person }: RegisteredPerson): z.output<typeof personSchema> => ({
  ...person,
  hosts: hosts.map(hostText),
  keys: keys.map(({ type, fingerprint }) => ({ type, fingerprint })),
})

export const toGroup = (group: RegisteredGroup, { people }: Registry): z.output<typeof groupSchema> => ({
  ...group,
  members: people.filter((p) => p.groups.includes(group.name)).map((p) => p.name),
})
