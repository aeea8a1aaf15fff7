/** The operator's own file: which repositories this Prism works for, how far each may reach, and what always needs others. Pure. */
import { z } from 'zod'
import { finding, PrismError } from '../domain/catalogue.ts'
import { patterns } from '../domain/names.ts'
import { regionPattern } from '../domain/region.ts'
import type { Bounds } from '../domain/rights.ts'
import { readYaml } from '../files/read-yaml.ts'
import { toApproval } from './parse.ts'
import { approvalSchema } from './schema.ts'

/** `owner/name`, or `owner/*` for all of an owner's. */
const repositoryName = z.string().regex(/^[A-Za-z0-9-]{1,39}\/(?:\*|[A-Za-z0-9._-]{1,100})$/, 'owner/name or owner/*')
const volume = z.string().refine((text) => patterns.fileSystemId.test(text) || patterns.volumeName.test(text), 'a name or an fs- id')

const rolePattern = /^arn:aws[a-z-]*:iam::\d{12}:role\/[\w+=,.@/-]{1,512}$/

export const operatorSchema = z.strictObject({
  version: z.literal(1),
  repositories: z.record(
    repositoryName,
    z
      .strictObject({
        regions: z.array(z.string().regex(regionPattern)).min(1).optional(),
        volumes: z.array(volume).min(1).optional(),
        tags: z.record(z.string().regex(patterns.tagKey), z.string().regex(patterns.tagValue)).optional(),
        role: z.string().regex(rolePattern, 'a role’s ARN: arn:aws:iam::123456789012:role/NAME').optional(),
        keys: z.enum(['pinned', 'follow']).optional(),
        'policy-review': z.enum(['required', 'waived']).optional(),
      })
      .nullable(),
  ),
  approvals: z.array(approvalSchema).optional(),
})

export type Operated = { readonly bounds: Bounds; readonly reviewWaived: boolean }

/**
 * By a repository's full name; undefined where the file does not name it. Without a file every repository of the App is named, and bounded by nothing.
 * Throws `operator-file`, with every error at once.
 */
export function operatorOf(text: string | undefined, reviewWaived: boolean): (repository: string) => Operated | undefined {
  if (text === undefined) return () => ({ bounds: { approvals: [] }, reviewWaived })
  const read = readYaml(text, operatorSchema)
  if (read.kind === 'wrong') {
    const [first, ...others] = read.errors.map(({ line, message }) => finding('operator-file', { seen: `line ${line}: ${message}` }))
    throw new PrismError(first ?? finding('operator-file', { seen: 'not understood' }), { others })
  }
  const approvals = (read.value.approvals ?? []).map(toApproval)
  // GitHub's names are the same in any case
  const named = new Map(Object.entries(read.value.repositories).map(([name, bounds]) => [name.toLowerCase(), bounds ?? {}]))
  return (repository) => {
    const name = repository.toLowerCase()
    const found = named.get(name) ?? named.get(name.replace(/\/.*/, '/*'))
    if (!found) return undefined
    const { regions, volumes, tags, role, keys, 'policy-review': review } = found
    return {
      bounds: {
        approvals,
        ...(regions === undefined ? {} : { regions }),
        ...(volumes === undefined ? {} : { volumes }),
        ...(tags === undefined ? {} : { tags }),
        ...(role === undefined ? {} : { role }),
        ...(keys === undefined ? {} : { keys }),
      },
      reviewWaived: review === undefined ? reviewWaived : review === 'waived',
    }
  }
}
