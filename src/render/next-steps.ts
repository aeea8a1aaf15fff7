/** What to do about what differs or is unknown, as data: for JSON, and for annotations. */
import { type Cause, causesOf } from '../domain/next-steps.ts'
import type { Report } from '../domain/report.ts'
import type { Request } from '../domain/request.ts'
import { namesIn } from './view/names.ts'

export type NextStep = {
  readonly causes: readonly string[]
  readonly verdict: 'differs' | 'unknown'
  /** By name; empty: what was asked for, and no instance. */
  readonly instances: readonly string[]
  readonly why: string
  /** In words, where no command of Prism's does it. */
  readonly next?: string
  /** What puts it right, to be said as it is. */
  readonly commands: readonly string[]
  /** What tells why. */
  readonly explain: readonly string[]
}

export function nextStepsOf(reports: readonly Report[], say: (request: Request) => string): NextStep[] {
  return reports.flatMap((report) => {
    const nameOf = namesIn(report)
    return causesOf(report).map((cause) => nextStepOf(cause, nameOf, say))
  })
}

export const nextStepOf = (cause: Cause, nameOf: (instanceId: string) => string, say: (request: Request) => string): NextStep => ({
  causes: cause.names,
  verdict: cause.verdict,
  instances: cause.instanceIds.map(nameOf),
  why: [cause.title, cause.seen, ...cause.why].flatMap((part) => (part === undefined ? [] : [asSentence(part)])).join(' '),
  ...told(cause, say),
  explain: cause.explain.map(say),
})

const asSentence = (text: string): string => (text.endsWith('.') ? text : `${text}.`)

function told({ fix }: Cause, say: (request: Request) => string): Pick<NextStep, 'next' | 'commands'> {
  switch (fix.kind) {
    case 'requests':
      return { commands: fix.requests.map(say) }
    case 'words':
      return { next: fix.words.join(' '), commands: [] }
    case 'steps':
      return { next: fix.steps, commands: fix.afterwards.map(say) }
  }
}
