/** A run as its GitHub comment or step summary, at any stage: verdict first, then the table, then the details. */
import type { Finding } from '../domain/catalogue.ts'
import type { ProvisionStep } from '../domain/ports.ts'
import type { Request } from '../domain/request.ts'
import type { Answer, Run } from '../domain/run.ts'
import { code, markdown } from './escape.ts'
import { layOut } from './lay-out.ts'
import { adoptionParts } from './markdown-adoption.ts'
import { checksParts } from './markdown-checks.ts'
import { causesList, doctorParts } from './markdown-doctor.ts'
import { findingsList } from './markdown-findings.ts'
import { planParts } from './markdown-plan.ts'
import { reportParts } from './markdown-report.ts'
import { table, tableList } from './markdown-table.ts'
import { joined, type Limit, type Parts, whole } from './page.ts'
import { sentByLines } from './sent-by.ts'
import { settingsInWords } from './volume-words.ts'
import { peopleThrough, spoken, stage } from './words.ts'

/** GitHub's limit for a comment is 65,536 characters (facts); the marker and a note need some of them. */
export const commentLimit: Limit = { most: 64_000, size: (text) => text.length }

/** While a run is under way: how many of the instances that are being asked have answered. */
type Live = { readonly answered: number; readonly of: number }

/** `also`: findings of the entry point's own. */
type Besides = { readonly live?: Live | undefined; readonly also?: readonly Finding[]; readonly limit?: Limit }

/** `say`: a request as a comment says it; without options where it is left out. */
export function renderRunMarkdown(run: Run, say: (request: Request) => string = shortly, besides: Besides = {}): string {
  const { live, also = [], limit = commentLimit } = besides
  const { head, first, rest, foot } = run.answer ? answerParts(run.answer, say) : run.endedAt ? made(run.provisioned) : nothing
  const page = {
    head: joined([heading(run, live), head]),
    first: [findingsList(also), findingsList(findingsBeside(run)), ...first],
    rest,
    foot: joined([foot, footer(run, say)]),
    where: `Everything: ${code(`prism volume ${briefly(spoken(run.request))}`)} at a terminal, or its JSON.`,
  }
  return layOut(page, limit)
}

const nothing: Parts = { head: '', first: [], rest: [], foot: '' }

/** The head and the foot are never cut, so what was asked is not said at any length. */
const briefly = (text: string): string => (text.length > 2_000 ? `${text.slice(0, 2_000)}…` : text)

const shortly = (request: Request): string => `/prism ${spoken(request)}`

function heading(run: Run, live?: Live): string {
  if (run.answer?.kind === 'report' || run.answer?.kind === 'checks' || run.answer?.kind === 'doctor') return ''
  const what = code(briefly(spoken(run.request)))
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

function answerParts(answer: Answer, say: (request: Request) => string): Parts {
  switch (answer.kind) {
    case 'doctor':
      return doctorParts(answer.report)
    case 'report':
      return reportParts(answer.report, say)
    case 'checks':
      return checksParts(answer.checks, say)
    case 'plan': {
      const { plan, agree, diagnoses = [] } = answer
      if (!plan.adoptions) return planParts(plan)
      const parts = adoptionParts(plan, plan.adoptions, agree && say(agree))
      return { ...parts, head: '', first: [causesList(diagnoses), whole('what is planned', parts.head), ...parts.first] }
    }
    case 'volumes':
      return tableParts(
        'volumes',
        ['Volume', 'Id', 'State', 'Size'],
        answer.volumes.map((v) => [markdown(v.name), code(v.id), markdown(v.state), `${v.bytes} bytes`]),
      )
    case 'instances':
      return tableParts(
        'instances',
        ['Instance', 'Id', 'Platform', 'Agent'],
        answer.instances.map((i) => [markdown(i.name), code(i.id), markdown(i.platform), i.online ? 'online' : 'offline']),
      )
    case 'status':
      return statusParts(answer)
    case 'access-points':
      return tableParts(
        'access points',
        ['Access point', 'Id', 'Path', 'State', 'People are'],
        answer.points.map((p) => [markdown(p.name), code(p.id), code(p.path), markdown(p.state), peopleThrough(p)]),
      )
    case 'access-point':
    case 'created':
    case 'updated':
    case 'deleted':
      return { ...stepsParts(answer.steps), foot: answer.plan ? `Digest ${code(answer.plan.digest.slice(0, 16))}` : '' }
  }
}

const stepsParts = (steps: readonly ProvisionStep[]): Parts =>
  tableParts(
    'steps',
    ['Step', 'Status', 'Detail'],
    steps.map((s) => [markdown(s.step), s.status, markdown(s.detail)]),
  )

/** What was made by the time a run ended without an answer. */
const made = (steps: readonly ProvisionStep[]): Parts => (steps.length === 0 ? nothing : { ...stepsParts(steps), head: 'Done until then:' })

/** An answer that is one table; without a row it is its head alone. */
function tableParts(what: string, head: readonly string[], rows: readonly (readonly string[])[]): Parts {
  if (rows.length === 0) return { ...nothing, head: table(head, []) }
  return { ...nothing, first: [tableList(what, '', head, rows)] }
}

const mountedOrder = ['unknown', 'mounted', 'not-mounted'] as const

function statusParts({ volume, settings, mounted }: Extract<Answer, { readonly kind: 'status' }>): Parts {
  const zones = volume.targets.map((t) => `${t.availabilityZone} (${t.state})`).join(', ') || 'none'
  const sorted = mounted.toSorted((a, b) => mountedOrder.indexOf(a.state) - mountedOrder.indexOf(b.state))
  const where = sorted.map((m) => [
    `${markdown(m.name)} ${code(m.instanceId)}`,
    { mounted: '✅ mounted', 'not-mounted': 'not mounted', unknown: '❔ unknown' }[m.state],
    markdown(m.detail),
  ])
  return {
    ...tableParts('instances', ['Instance', 'Mounted', 'Where'], where),
    head: joined([
      table(
        ['Volume', 'Id', 'State', 'Size', 'Mount targets'],
        [[markdown(volume.name), code(volume.id), markdown(volume.state), `${volume.bytes} bytes`, markdown(zones)]],
      ),
      table(
        ['Setting', ''],
        settingsInWords(volume, settings).map(([label, text]) => [label, markdown(text)]),
      ),
      where.length === 0 ? table(['Instance', 'Mounted', 'Where'], []) : '',
    ]),
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
    `Understood as ${code(briefly(say(run.request)))}, asked by ${markdown(who)} · run ${code(run.id)}`,
    ...sentByLines(run).map(markdown),
  ]
  return `<sub>${lines.join('<br>')}</sub>`
}
