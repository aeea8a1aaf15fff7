/** A run as its GitHub comment or step summary, at any stage: verdict first, then the table, then the details. */
import type { Finding } from '../domain/catalogue.ts'
import type { Request } from '../domain/request.ts'
import type { Answer, Run } from '../domain/run.ts'
import { code, markdown } from './escape.ts'
import { adoptionMarkdown } from './markdown-adoption.ts'
import { checksMarkdown } from './markdown-checks.ts'
import { causesMarkdown, doctorMarkdown } from './markdown-doctor.ts'
import { findingsMarkdown } from './markdown-findings.ts'
import { planMarkdown } from './markdown-plan.ts'
import { reportMarkdown } from './markdown-report.ts'
import { table } from './markdown-table.ts'
import { sentByLines } from './sent-by.ts'
import { peopleThrough, spoken, stage } from './words.ts'

/** GitHub's limit for a comment is 65,536 characters (facts); the marker and a note need some of them. */
const commentLimit = 64_000

/** While a run is under way: how many of the instances that are being asked have answered. */
type Live = { readonly answered: number; readonly of: number }

/** `say`: a request as a comment says it; without options where it is left out. */
export function renderRunMarkdown(run: Run, live?: Live, say: (request: Request) => string = shortly): string {
  const body = [
    heading(run, live),
    run.answer ? answerMarkdown(run.answer, say) : '',
    findingsMarkdown(findingsBeside(run)),
    footer(run, say),
  ]
    .filter((part) => part !== '')
    .join('\n\n')
  if (body.length <= commentLimit) return body
  return `${body.slice(0, body.lastIndexOf('\n', commentLimit - 200))}\n\n(cut here: the whole report does not fit a comment)\n\n${footer(run, say)}`
}

const shortly = (request: Request): string => `/prism ${spoken(request)}`

function heading(run: Run, live?: Live): string {
  if (run.answer?.kind === 'report' || run.answer?.kind === 'checks' || run.answer?.kind === 'doctor') return ''
  const what = code(spoken(run.request))
  switch (run.state) {
    case 'done':
      return `### ✅ ${what}`
    case 'failed':
      return `### ❌ ${what} was not done`
    case 'denied':
      return `### ⛔ ${what} is not allowed`
    case 'unknown':
      return `### ❔ ${what}: the outcome is unknown`
    default:
      return `### ⏳ ${what}\n\n${markdown(stage(run))}${live ? counted(live) : ''} …`
  }
}

const counted = ({ answered, of }: Live): string => `: ${answered} of ${of} ${of === 1 ? 'instance' : 'instances'} answered`

function answerMarkdown(answer: Answer, say: (request: Request) => string): string {
  switch (answer.kind) {
    case 'doctor':
      return doctorMarkdown(answer.report)
    case 'report':
      return reportMarkdown(answer.report)
    case 'checks':
      return checksMarkdown(answer.checks, say)
    case 'plan':
      return answer.plan.adoptions
        ? [causesMarkdown(answer.diagnoses ?? []), adoptionMarkdown(answer.plan, answer.plan.adoptions, answer.agree && say(answer.agree))]
            .filter((part) => part !== '')
            .join('\n\n')
        : planMarkdown(answer.plan)
    case 'volumes':
      return table(
        ['Volume', 'Id', 'State', 'Size'],
        answer.volumes.map((v) => [markdown(v.name), code(v.id), markdown(v.state), `${v.bytes} bytes`]),
      )
    case 'instances':
      return table(
        ['Instance', 'Id', 'Platform', 'Agent'],
        answer.instances.map((i) => [markdown(i.name), code(i.id), markdown(i.platform), i.online ? 'online' : 'offline']),
      )
    case 'status': {
      const { volume, mounted } = answer
      const zones = volume.targets.map((t) => `${t.availabilityZone} (${t.state})`).join(', ') || 'none'
      return [
        table(
          ['Volume', 'Id', 'State', 'Size', 'Mount targets'],
          [[markdown(volume.name), code(volume.id), markdown(volume.state), `${volume.bytes} bytes`, markdown(zones)]],
        ),
        table(
          ['Instance', 'Mounted', 'Where'],
          mounted.map((m) => [
            `${markdown(m.name)} ${code(m.instanceId)}`,
            { mounted: '✅ mounted', 'not-mounted': 'not mounted', unknown: '❔ unknown' }[m.state],
            markdown(m.detail),
          ]),
        ),
      ].join('\n\n')
    }
    case 'access-points':
      return table(
        ['Access point', 'Id', 'Path', 'State', 'People are'],
        answer.points.map((p) => [markdown(p.name), code(p.id), code(p.path), markdown(p.state), peopleThrough(p)]),
      )
    case 'access-point':
    case 'created':
    case 'deleted':
      return table(
        ['Step', 'Status', 'Detail'],
        answer.steps.map((s) => [markdown(s.step), s.status, markdown(s.detail)]),
      )
  }
}

/** Reports and an adoption show their findings at the instances; everything else shows them here. */
function findingsBeside({ answer, findings }: Run): readonly Finding[] {
  if (answer?.kind === 'report' || answer?.kind === 'checks' || answer?.kind === 'doctor') return []
  if (answer?.kind !== 'plan') return findings
  // what an adoption has to settle stands at its instance, with the commands
  const told = new Set(answer.plan.adoptions?.flatMap((a) => a.conflicts.map((c) => `${a.instanceId} ${c.code} ${c.seen}`)))
  return findings.filter((f) => !told.has(`${f.instanceId} ${f.code} ${f.seen}`))
}

/** Whoever asked sees the command as it was understood, its options too, from the first stage on. */
function footer(run: Run, say: (request: Request) => string): string {
  const who = run.origin.actor.name
  const lines = [
    `Understood as ${code(say(run.request))}, asked by ${markdown(who)} · run ${code(run.id)}`,
    ...sentByLines(run).map(markdown),
  ]
  return `<sub>${lines.join('<br>')}</sub>`
}
