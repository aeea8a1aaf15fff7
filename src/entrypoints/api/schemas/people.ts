/** A sync of people: its plan, and what was seen of each account. Only a terminal asks for one; a run of it can be read here. */
import { z } from 'zod'
import { findingSchema } from './finding.ts'

const list = <T extends z.ZodType>(item: T) => z.array(item).readonly()
const verdict = z.enum(['holds', 'differs', 'unknown'])

export const peoplePlanSchema = z
  .object({
    verb: z.literal('sync-people'),
    region: z.string(),
    hosts: list(
      z.object({
        instanceId: z.string(),
        name: z.string(),
        changes: list(
          z.object({
            kind: z.enum(['group', 'make', 'change', 'adopt', 'close', 'record']),
            name: z.string(),
            detail: z.string(),
          }),
        ),
      }),
    ),
    jobs: list(
      z.object({ key: z.string(), script: z.string(), scriptSha: z.string(), instanceIds: list(z.string()), changes: z.boolean() }),
    ),
    refused: list(findingSchema),
    digest: z.string(),
  })
  .meta({ id: 'PeoplePlan' })

const accountRowSchema = z
  .object({
    name: z.string(),
    uid: z.int(),
    kind: z.enum(['listed', 'left']),
    cells: list(
      z.object({
        what: z.enum(['account', 'number', 'own group', 'groups', 'shell', 'last day', 'password', 'tried']),
        expected: z.string(),
        seen: z.string(),
        holds: z.boolean().optional().describe('Absent: it was not seen'),
      }),
    ),
    blocked: z.object({ code: z.string(), seen: z.string() }).optional().describe('Why nothing of it is changed'),
    verdict,
  })
  .meta({ id: 'AccountRow' })

export const peopleReportSchema = z
  .object({
    runId: z.string(),
    region: z.string(),
    hosts: list(
      z.object({
        instanceId: z.string(),
        name: z.string(),
        rows: list(accountRowSchema),
        did: list(
          z.object({
            kind: z.enum(['group', 'person', 'leaver']),
            name: z.string(),
            status: z.enum(['changed', 'unchanged', 'failed']),
            detail: z.string(),
            code: z.string().optional(),
          }),
        ),
        findings: list(findingSchema),
        verdict,
      }),
    ),
    findings: list(findingSchema),
    verdict,
    startedAt: z.string(),
    endedAt: z.string(),
  })
  .meta({ id: 'PeopleReport' })
