/** A migration of old data: as a plan, and as what was seen afterwards. What differs comes first. */
import { findingsIn } from '../../domain/meaning/answer.ts'
import { causesOfFindings } from '../../domain/next-steps.ts'
import { atLeast, type Counted, isWhole, type MigrationReport, of, staying, words } from '../../domain/people/migration.ts'
import type { Answer } from '../../domain/run.ts'
import { causesItems } from './causes.ts'
import { unreachedTable } from './differing.ts'
import type { NameOf } from './names.ts'
import { commandLine, type Saying } from './say.ts'
import { type Block, counted, emptyView, type Line, listed, sizeWords, table, type View } from './view.ts'

type OfMigration = Extract<Answer, { readonly kind: 'migration' }>

export function migrationView(answer: OfMigration, saying: Saying): View {
  const { plan, report, refusal, agree, unasked } = answer
  const names = new Map(plan.hosts.map((h) => [h.instanceId, h.name]))
  const nameOf: NameOf = (id) => names.get(id) ?? id
  const findings = findingsIn(answer)
  const trouble = [unreachedTable(findings, nameOf), causesItems(causesOfFindings(findings), plan.hosts.length, nameOf, saying)]
  const digest: Line = ['digest ', { code: plan.digest.slice(0, 16) }]
  if (report)
    return {
      ...emptyView,
      mark: markOf(report),
      headline: reportedLine(answer, report),
      first: [...trouble, rowsTable(report), leftTable(report.after)],
      rest: [foldersTable(report.after, 'afterwards')],
      foot: [...undoLine(report, plan.hosts[0]?.name ?? ''), digest],
    }
  return {
    ...emptyView,
    mark: refusal || findings.length > 0 ? 'differs' : 'note',
    headline: ['Plan: ', { code: 'migrate' }, ...planWords(answer), ' · nothing was changed'],
    about: unasked.length > 0 ? [[`Not asked whether somebody has files open there: ${listed(unasked, 8)}`]] : [],
    first: [...trouble, openTable(answer, nameOf), countsTable(answer.counted), leftTable(answer.counted)],
    rest: [foldersTable(answer.counted, 'now')],
    foot: [...(agree && findings.length === 0 ? [['To have exactly this done: ', ...commandLine([agree], saying)]] : []), digest],
  }
}

function planWords({ rule, counted: seen, plan }: OfMigration): Line {
  const [first] = plan.hosts
  const where = first ? `, on ${first.name}` : ''
  if (seen.looked === 0) return [' would give nothing: nothing below ', { code: rule.under }, ` was counted${where}`]
  const many = `${atLeast(seen)}${counted(of(seen, 'move'), 'entry', 'entries')}`
  return [` would give ${many} of uid ${rule.uid} below `, { code: rule.under }, ` to uid ${rule.to.uid}${where}`]
}

function reportedLine({ rule }: OfMigration, { moved, after }: MigrationReport): Line {
  const still = of(after, 'move', ...staying)
  if (moved === 0 && still === 0) return nothingThere(rule, after)
  return [
    `${counted(moved, 'entry', 'entries')} below `,
    { code: rule.under },
    ` went from uid ${rule.uid} to ${rule.to.uid} · `,
    { strong: `${atLeast(after)}${still}` },
    ' still of the old number',
  ]
}

/** As after a number that was mistyped, or where all was done before: which it is, the others that are there tell. */
function nothingThere({ under, uid, to }: OfMigration['rule'], after: Counted): Line {
  const already = of(after, 'already')
  const others = [...new Set(after.folders.map((f) => f.uid))].filter((n) => n !== to.uid).sort((a, b) => a - b)
  return [
    'Nothing ',
    ...(isWhole(after) ? [] : ['that was seen ']),
    'below ',
    { code: under },
    ` has uid ${uid}, so nothing was changed`,
    ...(already > 0 ? [` · ${counted(already, 'entry has', 'entries have')} uid ${to.uid} already`] : []),
    ...(others.length > 0 ? [` · uid ${listed(others.map(String), 6)} ${others.length === 1 ? 'is' : 'are'} there`] : []),
  ]
}

/** Where there was nothing to do and nothing had been done before, nothing is proved either. */
const markOf = ({ moved, after, verdict }: MigrationReport): View['mark'] =>
  verdict === 'holds' && moved === 0 && of(after, 'already') === 0 ? 'note' : verdict

/** All is done by the first instance alone; the others count and look for what is open. */
const undoLine = ({ undo }: MigrationReport, where: string): Line[] =>
  undo === undefined
    ? []
    : [
        [
          `What it was is kept on ${where}: `,
          { code: `/var/lib/prism/migrated/${undo}` },
          '; to take it back: ',
          { code: `--undo ${undo}` },
        ],
      ]

function rowsTable({ rows }: MigrationReport): Block {
  return table(
    'rows',
    ['', 'What', 'Expected', 'Seen'],
    rows.map(({ what, expected, seen, verdict }): Line[] => [[{ mark: verdict }], [what], [expected], [seen]]),
  )
}

function countsTable(seen: Counted): Block {
  const rows = seen.counts.map(({ why, entries, bytes }): Line[] => [[words[why]], [`${entries}`], [sizeWords(bytes)]])
  const total: Line[] = [[`looked at${seen.finished ? '' : ', and there is more'}`], [`${seen.looked}`], ['']]
  return table('counts', ['What', 'Entries', 'Size'], [...rows, total])
}

/** Names in private folders are not told. */
function leftTable(seen: Counted): Block {
  const those = seen.left.filter((l) => l.why !== 'unlisted')
  const rows = those.map(({ path, why, uid }): Line[] => [
    [words[why]],
    path === '' ? ['in a private folder'] : [{ code: path }],
    [`${uid}`],
  ])
  return table('entries that stay', ['Stays', 'Where', 'uid'], rows)
}

function foldersTable(seen: Counted, when: string): Block {
  const rows = seen.folders
    .toSorted((a, b) => b.entries - a.entries)
    .map(({ top, uid, gid, entries }): Line[] => [
      top === '' ? ['in a private folder'] : [{ code: top }],
      [`${uid}`],
      [`${gid}`],
      [`${entries}`],
    ])
  const more: Line[][] = seen.more > 0 ? [[['others'], [''], [''], [`${seen.more}`]]] : []
  return table('folders', ['Folder', 'uid', 'gid', `Entries ${when}`], [...rows, ...more])
}

function openTable({ open }: OfMigration, nameOf: NameOf): Block {
  const rows = open.map(({ instanceId, pid, name, what }): Line[] => [[nameOf(instanceId)], [{ code: name }], [`${pid}`], [what]])
  return table('who has it open', ['Instance', 'Program', 'pid', 'What'], rows)
}
