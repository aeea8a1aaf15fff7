/** The plan of an adoption: what is to be settled by hand, what would change line by line, what stays, and how to agree. */
import type { Adoption } from '../../domain/adoption/parts.ts'
import type { Finding } from '../../domain/catalogue.ts'
import type { InstanceDiagnosis } from '../../domain/doctor-report.ts'
import { causesOfFindings } from '../../domain/next-steps.ts'
import type { Plan } from '../../domain/plan.ts'
import type { Request } from '../../domain/request.ts'
import { causesItems } from './causes.ts'
import { diagnosesItems } from './diagnoses.ts'
import { unreachedTable } from './differing.ts'
import type { NameOf } from './names.ts'
import { plannedNames } from './plan.ts'
import type { Saying } from './say.ts'
import { type Block, emptyView, type Item, items, type Line, listed, table, text, type View, verbatim } from './view.ts'

type Answered = {
  readonly plan: Plan
  readonly adoptions: readonly Adoption[]
  readonly findings: readonly Finding[]
  readonly diagnoses: readonly InstanceDiagnosis[]
  readonly agree: Request | undefined
}

export function adoptionView({ plan, adoptions, findings, diagnoses, agree }: Answered, saying: Saying): View {
  const { operation, jobs, digest } = plan
  const nameOf = plannedNames(plan)
  const unsettled = adoptions.filter((a) => a.conflicts.length > 0)
  const ready = adoptions.filter((a) => a.conflicts.length === 0)
  // what has to be settled stands at its instance, with the commands
  const told = new Set(adoptions.flatMap((a) => a.conflicts.map((c) => `${a.instanceId} ${c.code} ${c.seen}`)))
  const others = findings.filter((f) => !told.has(`${f.instanceId} ${f.code} ${f.seen}`))
  const short = digest.slice(0, 16)
  return {
    ...emptyView,
    mark: unsettled.length + others.length > 0 ? 'differs' : 'note',
    headline: [
      'Plan: import ',
      { code: operation.volume },
      ...(ready.length > 0 ? [` on ${listed(ready.map((a) => nameOf(a.instanceId)))}`] : []),
      ...(unsettled.length > 0
        ? [' · ', { strong: listed(unsettled.map((a) => nameOf(a.instanceId))) }, ' to be settled by hand first']
        : []),
      ' · nothing was changed',
    ],
    first: [
      unreachedTable(others, nameOf),
      causesItems(causesOfFindings(others), operation.targets.length, nameOf, saying),
      diagnosesItems(diagnoses),
      items(
        'instances with something to settle by hand first',
        unsettled.flatMap((a) => settleItems(a, nameOf)),
      ),
    ],
    rest: [
      text('what is left alone', [['No data is moved or re-owned; nothing is mounted or unmounted.']]),
      ...adoptions.flatMap((a) => adoptionBlocks(a, nameOf)),
      ...(jobs.length > 0
        ? [
            verbatim('how to agree', [agree ? saying.say(agree) : `plan ${short}`], ['To have exactly this done, say the plan back:']),
            text('what then', [['If anything is otherwise by then, nothing is done and the new plan is shown.']]),
          ]
        : [text('that there is nothing to agree to', [['There is nothing that could be agreed to yet.']])]),
    ],
    foot: [[{ code: operation.fileSystemId }, ' at ', { code: operation.mountPoint }, ' · digest ', { code: short }]],
  }
}

const settleItems = ({ instanceId, conflicts }: Adoption, nameOf: NameOf): Item[] =>
  conflicts.map(({ code, seen, settle }) => ({
    line: [
      { mark: 'differs' },
      ' ',
      { strong: nameOf(instanceId) },
      ': ',
      { code },
      `: ${seen}; settle it by hand, until then nothing is changed there:`,
    ],
    below: [],
    copy: settle,
  }))

function adoptionBlocks({ instanceId, changes, kept, conflicts }: Adoption, nameOf: NameOf): Block[] {
  const name: Line = [{ strong: nameOf(instanceId) }, ' ', { code: instanceId }]
  const rows = changes.map((c): Line[] => [
    [{ code: c.what }],
    [{ code: c.before }],
    [{ code: c.after }, ...(c.note ? [' ', { mark: 'warning' as const }, ` ${c.note}`] : [])],
  ])
  const nothing: Line[] = conflicts.length === 0 ? [[...name, ': nothing is to be changed: it is as Prism would have made it']] : []
  return [
    rows.length > 0
      ? table('changes', ['What', 'Before', 'After'], rows, [
          ...name,
          conflicts.length > 0 ? ': would change after that' : ': would change',
        ])
      : text('that nothing changes', nothing),
    items(
      'what stays',
      kept.map((k) => ({ line: ['stays: ', { code: k.what }, `: ${k.why}`], below: [] })),
      rows.length > 0 ? undefined : name,
    ),
  ]
}
