/** A sync of people: its plan, and what was seen of each account. */
import { z } from 'zod'
import { findingSchema } from './finding.ts'

const list = <T extends z.ZodType>(item: T) => z.array(item).readonly()
const verdict = z.enum(['holds', 'differs', 'unknown'])

export const peoplePlanSchema = z
  .object({
    verb: z.enum(['sync-people', 'deprovision', 'person-status', 'migrate']),
    region: z.string(),
    volume: z.object({ id: z.string(), name: z.string(), region: z.string() }).optional().describe('Of a migration'),
    hosts: list(
      z.object({
        instanceId: z.string(),
        name: z.string(),
        changes: list(
          z.object({
            kind: z.enum(['group', 'make', 'change', 'adopt', 'close', 'record', 'sshd', 'sudo', 'move']),
            name: z.string(),
            detail: z.string(),
          }),
        ),
        keyNews: list(z.object({ name: z.string(), uid: z.int(), fingerprint: z.string(), kind: z.enum(['new', 'gone']) }))
          .optional()
          .describe('Keys that come or go there because they follow GitHub'),
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
        what: z.enum([
          'account',
          'number',
          'own group',
          'groups',
          'shared group',
          'shell',
          'last day',
          'password',
          'tried',
          'keys',
          'sshd',
          'other keys',
          'other passwords',
          'login',
          'sudo',
          'root by sudo',
          'other sudo',
          'other root',
          'processes',
          'runs again',
          'named in',
          'number alone',
          'their keys',
          'comes in',
          'set-id files',
          'still open',
          'root there',
        ]),
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
            kind: z.enum(['group', 'person', 'leaver', 'ending', 'keys', 'sshd', 'sudo']),
            name: z.string(),
            status: z.enum(['changed', 'unchanged', 'failed']),
            detail: z.string(),
            code: z.string().optional(),
          }),
        ),
        data: list(z.object({ name: z.string(), place: z.string(), entries: z.int(), bytes: z.int(), whole: z.boolean() })).describe(
          'What those who were ended have there; it stays',
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

const debt = { name: z.string(), number: z.int(), instance: z.string(), region: z.string(), since: z.string() }

export const debtsSchema = z
  .object({
    open: list(
      z.object({
        ...debt,
        called: z.string().optional(),
        why: z.string().optional().describe('What kept it from being looked at now; absent: nobody asked it'),
      }),
    ),
    paid: list(z.object(debt)),
    asked: list(z.int()).describe('Numbers whose instances were looked up in this region'),
    region: z.string(),
  })
  .meta({ id: 'Debts' })
