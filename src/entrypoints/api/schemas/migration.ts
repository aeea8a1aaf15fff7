/** A migration of old data: its plan, what was counted, and what was seen afterwards. */
import { z } from 'zod'
import { whys } from '../../../domain/people/migration.ts'
import { findingSchema } from './finding.ts'
import { peoplePlanSchema } from './people.ts'

const list = <T extends z.ZodType>(item: T) => z.array(item).readonly()
const why = z.enum(whys)

const countedSchema = z
  .object({
    counts: list(z.object({ why, entries: z.int(), bytes: z.int() })),
    folders: list(z.object({ top: z.string().describe('Empty: names are private there'), uid: z.int(), gid: z.int(), entries: z.int() })),
    left: list(z.object({ path: z.string().describe('Empty: names are private there'), why, uid: z.int() })),
    looked: z.int(),
    more: z.int().describe('Entries whose folders are not told'),
    finished: z.boolean().describe('False: there may be more'),
  })
  .meta({ id: 'Counted' })

const verdict = z.enum(['holds', 'differs', 'unknown'])

export const migrationSchema = z.object({
  kind: z.literal('migration'),
  plan: peoplePlanSchema,
  rule: z.object({
    under: z.string(),
    uid: z.int(),
    gid: z.int(),
    to: z.object({ uid: z.int(), gid: z.int() }),
    itself: z.boolean().describe('Whether the folder itself is changed too'),
  }),
  counted: countedSchema,
  open: list(z.object({ pid: z.int(), name: z.string(), what: z.string(), instanceId: z.string() })),
  unasked: list(z.string()).describe('Instances that could not be asked whether they have the volume mounted'),
  report: z
    .object({
      runId: z.string(),
      rows: list(z.object({ what: z.string(), expected: z.string(), seen: z.string(), verdict })),
      after: countedSchema,
      moved: z.int(),
      undo: z.string().optional().describe('The list on the instance by which it is taken back'),
      findings: list(findingSchema),
      verdict,
      startedAt: z.string(),
      endedAt: z.string(),
    })
    .meta({ id: 'MigrationReport' })
    .optional()
    .describe('Absent: a plan alone, nothing of which was done'),
  refusal: findingSchema.optional(),
})
