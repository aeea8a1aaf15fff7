/** The shape of `.github/prism.yml`. `schema/prism.schema.json` and docs/policy.md are made from it. */
import { z } from 'zod'
import { patterns } from '../domain/names.ts'
import { regionPattern } from '../domain/region.ts'
import { allowances, changingVerbs, rightVerbs, shownInPublic } from '../domain/rights.ts'

const units = { m: 1, h: 60, d: 1440 } as const
/** `30m`, `24h`, `3d`. */
export const minutesOf = (text: string): number => Number(text.slice(0, -1)) * units[text.slice(-1) as keyof typeof units]

const numericId = z.int().min(1)
const name = z
  .string()
  .regex(/^[A-Za-z0-9](?:[A-Za-z0-9._-]{0,62}[A-Za-z0-9])?$/, 'letters, digits, dots, dashes and underscores, at most 64')
const region = z.string().regex(regionPattern, 'a region looks like eu-central-1')
const fileSystemId = z.string().regex(patterns.fileSystemId, 'an id of a file system looks like fs-0123456789abcdef0')
const tagValue = z.string().regex(patterns.tagValue, 'a value of a tag')

/** Each an exact meaning. */
const onGitHub = {
  permission: z.enum(['write', 'admin']).optional().describe('everybody with at least this permission on the repository'),
  role: z.string().min(1).max(100).optional().describe('everybody with exactly this role: maintain, or a custom role of the organization'),
  team: numericId.optional().describe('everybody in this team of the organization, by its numeric id'),
  actor: numericId.optional().describe('this account, by its numeric id'),
}
const isOne = (who: object): boolean => Object.values(who).filter((v) => v !== undefined).length === 1
const person = z.strictObject(onGitHub).refine(isOne, 'exactly one of permission, role, team, actor')
const people = z.union([person, z.array(person).min(1).max(50)]).describe('whom the rule means; of several, any')
const holder = z
  .strictObject({ ...onGitHub, principal: name.optional().describe('this principal of the REST API, which is nobody’s on GitHub') })
  .refine(isOne, 'exactly one of permission, role, team, actor, principal')
const holders = z.union([holder, z.array(holder).min(1).max(50)]).describe('whom the rule means; of several, any')
const verbList = z.array(z.enum(rightVerbs)).min(1)
const names = z.array(name).min(1).max(200)

export const volumeSchema = z
  .strictObject({
    id: fileSystemId.optional().describe('the file system’s id; with it the name in AWS decides nothing'),
    region: region.optional().describe('only in this region'),
    'mount-point': z.string().regex(patterns.mountPoint, 'an absolute path').optional().describe('the only place where it may be mounted'),
    allow: z.array(z.enum(allowances)).optional().describe('what mounts of it may use beyond the safe defaults'),
  })
  .nullable()

export const instancesSchema = z.strictObject({
  ids: z.array(z.string().regex(patterns.instanceId, 'an i- or mi- id')).optional().describe('these instances'),
  names: z
    .array(z.string().regex(/^[A-Za-z0-9*._-]{1,128}$/))
    .optional()
    .describe('those whose Name tag is this; * stands for any characters'),
  tags: z.record(z.string().regex(patterns.tagKey), tagValue).optional().describe('those with one of these tags'),
})

export const principalSchema = z
  .strictObject({
    actor: numericId.describe('whose account on GitHub it is, by its numeric id'),
    login: z
      .string()
      .regex(/^[A-Za-z0-9](?:[A-Za-z0-9-]{0,38})$/, 'a login on GitHub')
      .describe('the account’s login; where it is another account’s by now, the principal may do nothing'),
  })
  .nullable()

export const grantSchema = z.strictObject({
  who: holders,
  may: verbList.describe('the commands'),
  volumes: names.optional().describe('of the volumes above; left out: all of them'),
  instances: names.optional().describe('of the instances above; left out: all of them'),
})

export const approvalSchema = z.strictObject({
  of: z.array(z.enum(changingVerbs)).min(1).describe('the commands whose plan others have to approve'),
  volumes: names.optional().describe('for these volumes; left out: for all'),
  by: people,
  people: z.int().min(1).max(2).optional().describe('how many, besides the one who asked; default 1'),
  thumbs: z
    .boolean()
    .optional()
    .describe('true: a 👍 on the comment that tells the plan approves it too, as long as it stands; default: a comment or REST alone'),
  within: z
    .string()
    .regex(/^[1-9][0-9]{0,2}[mhd]$/, 'a time such as 30m, 24h or 3d')
    .refine((text) => minutesOf(text) <= 7 * 1440, 'at most a week')
    .optional()
    .describe('how long a plan waits; default 24h'),
})

export const policySchema = z.strictObject({
  version: z.literal(1).describe('the version of this format'),
  volumes: z.record(name, volumeSchema).optional().describe('the volumes, by their Name tags'),
  instances: z.record(name, instancesSchema).optional().describe('sets of instances, by a name that is used in this file alone'),
  principals: z
    .record(name, principalSchema)
    .optional()
    .describe(
      'names of callers of the REST API, by tokens or identities in AWS: each has the rights of its holder on GitHub, or, left empty, those of its own name',
    ),
  rights: z.array(grantSchema).max(200).optional().describe('who may do what; whatever is not said here is not allowed'),
  approvals: z.array(approvalSchema).max(50).optional().describe('what others have to approve first'),
  leaving: z
    .strictObject({
      teams: z
        .array(numericId)
        .min(1)
        .max(50)
        .optional()
        .describe(
          'teams of the organization, by their numeric ids: whoever is taken out of one is proposed to leave the registry of people, as who leaves the organization is',
        ),
      act: z
        .boolean()
        .optional()
        .describe(
          'true: whoever leaves is deprovisioned at once, on the instances of this file, beside the pull request; default: by the pull request alone',
        ),
    })
    .optional()
    .describe('who leaves'),
  public: z
    .array(z.enum(shownInPublic))
    .optional()
    .describe('on a public repository: what everybody may read in the answers; nothing is done there before both are said'),
})

export type PolicyDocument = z.infer<typeof policySchema>
