import { z } from 'zod'
import { AwsError } from '../wire/errors.ts'

/** The `Filter.N.Name`, `Filter.N.Value.M` of every Describe call. */
export const filters = z.array(z.strictObject({ Name: z.string(), Value: z.array(z.string()).min(1).max(200) })).default([])
export type Filters = z.output<typeof filters>

/** The paging members. Numbers arrive as text. */
export const paging = { MaxResults: z.coerce.number().int().min(5).max(1000).optional(), NextToken: z.string().optional() }

/** What a resource has under each filter name. */
export type Attributes = Readonly<Record<string, readonly string[]>>

/** All filters must match, one value of each is enough; `*` and `?` are wildcards. A name that the resource lacks is an error. */
export function matches(wanted: Filters, attributes: Attributes, tags: Readonly<Record<string, string>>): boolean {
  return wanted.every(({ Name, Value }) => {
    const have = valuesOf(Name, attributes, tags)
    return Value.some((pattern) => have.some((value) => like(pattern, value)))
  })
}

function valuesOf(name: string, attributes: Attributes, tags: Readonly<Record<string, string>>): readonly string[] {
  if (name.startsWith('tag:')) {
    const value = tags[name.slice(4)]
    return value === undefined ? [] : [value]
  }
  if (name === 'tag-key') return Object.keys(tags)
  const values = Object.hasOwn(attributes, name) ? attributes[name] : undefined
  if (values === undefined) throw new AwsError('InvalidParameterValue', `The filter '${name}' is invalid`)
  return values
}

function like(pattern: string, value: string): boolean {
  const expression = pattern
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replaceAll('*', '.*')
    .replaceAll('?', '.')
  return new RegExp(`^${expression}$`, 's').test(value)
}

/** A page in EC2's manner: without MaxResults everything comes at once. */
export function ec2Page<T>(
  all: readonly T[],
  size: number | undefined,
  token: string | undefined,
): { readonly items: readonly T[]; readonly next: string | undefined } {
  const start = token === undefined ? 0 : Number(Buffer.from(token, 'base64').toString())
  if (!Number.isInteger(start)) throw new AwsError('InvalidParameterValue', 'The token is not valid.')
  const end = start + (size ?? all.length)
  return { items: all.slice(start, end), next: end < all.length ? Buffer.from(String(end)).toString('base64') : undefined }
}

export function tagSet(tags: Readonly<Record<string, string>>): readonly object[] {
  return Object.entries(tags).map(([key, value]) => ({ key, value }))
}
