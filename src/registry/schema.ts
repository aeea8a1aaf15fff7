/** The shape of `.github/prism/people.yml`. `schema/people.schema.json` and the reference in docs/people.md are made from it. */
import { z } from 'zod'
import { patterns } from '../domain/names.ts'
import { usualNumbers } from '../domain/people/registry.ts'
import { regionPattern } from '../domain/region.ts'

/** Lower case, and without dots: sudo skips files whose names have one. */
export const personName = /^[a-z][a-z0-9_-]{0,30}$/
export const nameRule = 'a name has lower-case letters, digits, _ and -, begins with a letter, and has 31 at most'
const name = z.string().regex(personName, nameRule)
const number = z.int().min(1).max(2_147_483_647)
const date = z.iso.date('a day such as 2027-01-31')
const region = z.string().regex(regionPattern, 'a region such as eu-central-1')

export const hostPattern = /^[A-Za-z0-9*?._-]{1,128}$/
const host = z
  .string()
  .refine(
    (text) => patterns.instanceId.test(text) || /^tag:[^=]+=.+$/.test(text) || (hostPattern.test(text) && !text.startsWith('tag:')),
    'an instance’s id, a Name (* stands for any characters), or tag:KEY=VALUE',
  )

export const personSchema = z.strictObject({
  uid: number.describe('the number of the account and of its own group, on every machine; never changed and never given again'),
  github: z
    .strictObject({
      id: number.describe('GitHub’s number of the account: gh api users/LOGIN --jq .id'),
      login: z.string().regex(/^[A-Za-z0-9](?:-?[A-Za-z0-9]){0,38}$/, 'a login on GitHub'),
    })
    .optional()
    .describe('the account on GitHub; the number is the person, a login can be taken over'),
  groups: z.array(name).max(100).optional().describe('groups of this file'),
  hosts: z
    .array(host)
    .max(100)
    .optional()
    .describe('the machines with an account for them: ids, Names with *, tag:KEY=VALUE; none: nowhere'),
  until: date.optional().describe('the last day of the account'),
  since: date
    .optional()
    .describe(
      'back since that day: who was deprovisioned as they left (leaving: act, in the policy) has no account before the file says so',
    ),
  shell: z
    .string()
    .regex(/^(?:\/[A-Za-z0-9._-]+){1,6}$/, 'an absolute path')
    .optional()
    .describe('default: /bin/bash'),
  sudo: z.boolean().optional().describe('whether they may become root there; default: false'),
  keys: z
    .union([z.literal('follow', 'a list of public SSH keys, or the word follow'), z.array(z.string().max(4_000)).max(20)])
    .optional()
    .describe(
      'public SSH keys, type and body, without options; follow: those of the account on GitHub, where the policy says `keys: follow`',
    ),
})

export const groupSchema = z.strictObject({
  gid: number.describe('its number on every machine; never changed and never given again'),
  directory: name.optional().describe('its directory on the volume, below groups/'),
  description: z.string().max(200).optional(),
})

export const registrySchema = z.strictObject({
  version: z.literal(1).describe('the version of this format'),
  numbers: z
    .strictObject({ first: number, last: number })
    .optional()
    .describe(
      `the numbers that are given out; default: ${usualNumbers.first} to ${usualNumbers.last}, which nothing else on a host gives out`,
    ),
  spaces: z
    .enum(['private', 'readable'])
    .optional()
    .describe(
      'users/NAME on a volume: private, 0700 (default), or readable by everybody who has the volume, 0755; the person alone writes',
    ),
  people: z.record(name, personSchema).nullish().describe('by the name of the account'),
  groups: z.record(name, groupSchema).nullish().describe('by name; who is in them stands with the people'),
  retired: z
    .array(
      z.strictObject({
        number,
        name,
        since: date,
        hosts: z.array(host).max(100).optional().describe('where they had an account'),
        regions: z.array(region).max(50).optional().describe('where those instances were looked up; written by Prism'),
      }),
    )
    .nullish()
    .describe('numbers that somebody had; they stay here, for ever'),
  owed: z
    .array(z.strictObject({ name, number, instance: z.string().regex(patterns.instanceId), region, since: date }))
    .nullish()
    .describe('instances on which nobody has yet seen that a person is gone; written by Prism, and taken out by a look'),
})

export type RegistryDocument = z.infer<typeof registrySchema>
