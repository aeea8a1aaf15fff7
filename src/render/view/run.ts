/** A run at any stage, as a view: what is under way, how it ended, its answer, and who asked. */
import type { Finding } from '../../domain/catalogue.ts'
import { findingsIn, sameFinding } from '../../domain/meaning/answer.ts'
import { causesOfFindings } from '../../domain/next-steps.ts'
import type { Answer, Run } from '../../domain/run.ts'
import { sentByLines } from '../sent-by.ts'
import { spoken, stage } from '../words.ts'
import { accountsView } from './accounts.ts'
import { adoptionView } from './adoption.ts'
import { causesItems } from './causes.ts'
import { checksView } from './checks.ts'
import { unreachedTable } from './differing.ts'
import { doctorView } from './doctor.ts'
import { accessPointsView, accessPointView, deletedView, instancesView, madeView, statusView, stepsTable, volumesView } from './lists.ts'
import { locksView } from './locks.ts'
import { migrationView } from './migration.ts'
import { planView } from './plan.ts'
import { reportView } from './report.ts'
import type { Saying } from './say.ts'
import { type Block, emptyView, type Line, type View } from './view.ts'

/** While a run is under way: how many of the instances that are being asked have answered. */
export type Live = { readonly answered: number; readonly of: number }

/** `also`: findings of the entry point's own. */
export type Besides = { readonly live?: Live | undefined; readonly also?: readonly Finding[] }

export function runView(run: Run, saying: Saying, { live, also = [] }: Besides = {}): View {
  const answered = run.answer && answerView(run.answer, saying)
  const view = answered ?? { ...emptyView, first: run.endedAt ? [stepsTable(run.provisioned, ['Done until then:'])] : [] }
  const shown = run.answer ? findingsIn(run.answer) : []
  const beside = [...also, ...run.findings.filter((f) => !shown.some((s) => sameFinding(s, f)))]
  return {
    ...view,
    ...(answered && run.endedAt ? {} : heading(run, saying, live)),
    first: [...findingsBlocks(beside, run, saying), ...view.first],
    foot: [...view.foot, ...footer(run, saying)],
  }
}

export function answerView(answer: Answer, saying: Saying): View {
  switch (answer.kind) {
    case 'doctor':
      return doctorView(answer.report, saying)
    case 'report':
      return reportView(answer.report, saying)
    case 'checks':
      return checksView(answer.checks, saying)
    case 'plan': {
      const { plan, agree, diagnoses = [] } = answer
      const findings = findingsIn(answer)
      return plan.adoptions
        ? adoptionView({ plan, adoptions: plan.adoptions, findings, diagnoses, agree }, saying)
        : planView(plan, findings, saying)
    }
    case 'people':
      return accountsView(answer, saying)
    case 'migration':
      return migrationView(answer, saying)
    case 'volumes':
      return volumesView(answer)
    case 'instances':
      return instancesView(answer, saying)
    case 'status':
      return statusView(answer)
    case 'locks':
      return locksView(answer, saying)
    case 'access-points':
      return accessPointsView(answer)
    case 'access-point':
      return accessPointView(answer)
    case 'created':
    case 'updated':
      return madeView(answer)
    case 'deleted':
      return deletedView(answer)
  }
}

function heading(run: Run, { say }: Saying, live: Live | undefined): Pick<View, 'mark' | 'headline' | 'about'> {
  const what: Line = [{ code: spoken(run.request) }]
  switch (run.state) {
    case 'done':
      return { mark: 'holds', headline: what, about: [] }
    case 'failed':
      return { mark: 'differs', headline: [...what, ' was not done'], about: [] }
    case 'denied':
      return denied(run, what, say)
    case 'unknown':
      return { mark: 'unknown', headline: [...what, ': the outcome is unknown'], about: [] }
    default:
      return { mark: 'running', headline: what, about: [[`${stage(run)}${live ? answeredWords(live) : ''} …`]] }
  }
}

/** Too late, or approved in vain, is not the same as forbidden: it may be asked for again. */
function denied({ findings, request, agreed }: Run, what: Line, say: Saying['say']): Pick<View, 'mark' | 'headline' | 'about'> {
  const why = findings.some((f) => f.code === 'too-late')
    ? ' was not begun in time'
    : findings.some((f) => f.code === 'approval-void')
      ? ': its approval does not hold any more'
      : undefined
  if (why === undefined) return { mark: 'denied', headline: [...what, ' is not allowed'], about: [] }
  const anew = agreed ? '. Its plan is made anew, and waits for an approval of its own: the one that was given is used up' : ''
  return {
    mark: 'denied',
    headline: [...what, `${why} · `, { strong: 'nothing was done' }],
    about: [['If it is still wanted, ask again: ', { code: say(request) }, anew]],
  }
}

const answeredWords = ({ answered, of }: Live): string => `: ${answered} of ${of} ${of === 1 ? 'instance' : 'instances'} answered`

/** Of findings that are in no answer. */
export function findingsBlocks(findings: readonly Finding[], run: Pick<Run, 'operation'>, saying: Saying): Block[] {
  const names = new Map(run.operation?.targets.map((t) => [t.instanceId, t.name]))
  const nameOf = (id: string): string => names.get(id) ?? id
  return [unreachedTable(findings, nameOf), causesItems(causesOfFindings(findings), 0, nameOf, saying)]
}

/** Whoever asked sees the command as it was understood, its options too, from the first stage on. */
function footer(run: Run, { say }: Saying): Line[] {
  return [
    ['Understood as ', { code: say(run.request) }, `, asked by ${run.origin.actor.name} · run `, { code: run.id }],
    ...sentByLines(run).map((line): Line => [line]),
  ]
}

/** Of what a person is told where there is no run, or none that can be shown. */
export const findingsView = (mark: View['mark'], headline: string, findings: readonly Finding[], saying: Saying): View => ({
  ...emptyView,
  mark,
  headline: [headline],
  first: findingsBlocks(findings, {}, saying),
})
