/** Findings as `application/problem+json` (RFC 9457): which HTTP status each kind has, and the few things only HTTP can get wrong. */
import { z } from 'zod'
import { type Finding, type FindingCode, kindOf, type PrismError } from '../../domain/catalogue.ts'
import { findingSchema } from './schemas/finding.ts'

export const problemType = 'application/problem+json'

export const problemSchema = z
  .object({
    type: z.string().describe('urn:prism:problem:<code>'),
    title: z.string().describe('Why this is a problem'),
    status: z.int(),
    detail: z.string().describe('What was seen'),
    code: z.string(),
    next: z.string().describe('What to do'),
    requestId: z.string(),
    findings: z.array(findingSchema).readonly().optional().describe('Further findings, e.g. one per instance'),
  })
  .meta({ id: 'Problem' })

export type Problem = z.output<typeof problemSchema>
export type ProblemBody = Omit<Problem, 'requestId'>

/** A refusal that only a request over HTTP can meet. */
export class HttpProblem extends Error {
  readonly body: ProblemBody
  constructor(status: number, code: string, words: { readonly title: string; readonly detail: string; readonly next: string }) {
    super(`${code}: ${words.detail}`)
    this.name = 'HttpProblem'
    this.body = { type: `urn:prism:problem:${code}`, status, code, ...words }
  }
}

export function problemOf(finding: Finding, others: readonly Finding[] = []): ProblemBody {
  return {
    type: `urn:prism:problem:${finding.code}`,
    title: finding.why,
    status: statusOfFinding(finding.code),
    detail: finding.seen,
    code: finding.code,
    next: finding.next,
    ...(others.length > 0 ? { findings: others } : {}),
  }
}

export const problemOfError = (error: PrismError): ProblemBody => problemOf(error.finding, error.others)

/** 400: not understood · 422: understood and refused · 404: not there · 409: there and not fit · 502: AWS or a host said no. */
export function statusOfFinding(code: FindingCode): number {
  switch (code) {
    case 'unauthorised':
      return 401
    case 'too-large':
      return 413
    case 'bad-option':
    case 'missing-input':
    case 'bad-command':
      return 400
    case 'volume-not-found':
    case 'access-point-not-found':
    case 'instance-not-found':
    case 'no-instances':
      return 404
    case 'too-many-accounts':
      return 422
    case 'aws-throttled':
    case 'sts-silent':
      return 503
    // a delete that was refused: nothing is in doubt about the request itself
    case 'volume-use-unknown':
    case 'access-point-use-unknown':
      return 409
  }
  switch (kindOf(code)) {
    case 'input':
      return 422
    case 'denied':
      return 403
    case 'lookup':
      return 409
    case 'host':
    case 'aws':
      return 502
    case 'doubt':
      return 504
  }
}
