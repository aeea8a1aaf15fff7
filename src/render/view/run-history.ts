/** Everything that a ledger says of one run, entry by entry. */
import type { RunEntry } from '../../domain/ledger/entry.ts'
import { brokenText, type Read } from './history.ts'
import { type Block, counted, emptyView, type Line, listed, table, type View } from './view.ts'

export function runHistoryView(run: string, entries: readonly RunEntry[], read: Read): View {
  const [first] = entries
  const last = entries.at(-1)
  const ended = last?.event === 'ended' ? [` · ${[last.state, last.verdict].filter((w) => w !== undefined).join(', ')}`] : []
  const isMissing = first === undefined
  return {
    ...emptyView,
    mark: read.verdict === 'broken' ? 'differs' : 'note',
    headline: [
      'Run ',
      { code: run },
      `: ${isMissing ? 'the ledger has nothing of it' : counted(entries.length, 'entry', 'entries')}`,
      ...ended,
    ],
    about: [
      ...(first
        ? [
            [
              first.verb,
              ...(first.volume === undefined ? [] : [' ', { code: first.volume }]),
              ', asked for by ',
              { strong: first.actor.login },
              ` (${first.actor.id}, ${first.via})`,
            ] as Line,
          ]
        : []),
      [`ledger #${read.head.n}: ${read.verdict}`, ...(read.from === undefined ? [] : [`, read from #${read.from} on`])],
    ],
    first: [...(read.verdict === 'broken' ? [brokenText(read)] : []), ...(isMissing ? [] : [entriesTable(entries)])],
  }
}

function entriesTable(entries: readonly RunEntry[]): Block {
  const rows = entries.map((e): Line[] => [[`#${e.n}`], [e.at.slice(0, 19).replace('T', ' ')], [e.event], saidIn(e)])
  return table('entries', ['Entry', 'When', 'Event', 'What it says'], rows, ['What the ledger says of it, UTC:'])
}

/** Each member that is there, by its name; the names are those of the entry itself. */
function saidIn(e: RunEntry): Line {
  const parts: (readonly [string, string] | undefined)[] = [
    e.dryRun && ['dry run', 'yes'],
    e.comment && ['comment', `${e.comment.id}${e.comment.sha256 === undefined ? '' : ` (${e.comment.sha256.slice(0, 12)})`}`],
    e.permission && ['permission', e.permission.role],
    e.decision === undefined ? undefined : ['decision', e.code === undefined ? e.decision : `${e.decision} (${e.code})`],
    e.policy === undefined ? undefined : ['policy', e.policy.slice(0, 12)],
    e.plan === undefined ? undefined : ['plan', e.plan.slice(0, 12)],
    e.approvals && [
      'approved by',
      listed(
        e.approvals.map((a) => `${a.by.login} (${a.by.id}${a.reaction === undefined ? '' : `, by the reaction ${a.reaction}`})`),
        5,
      ),
    ],
    e.job === undefined ? undefined : ['job', e.job],
    e.step === undefined ? undefined : ['step', e.step],
    e.accessPoint === undefined ? undefined : ['access point', e.accessPoint],
    e.instances && [
      'on',
      listed(
        e.instances.map((i) => (i.verdict === undefined ? i.name || i.id : `${i.name || i.id}: ${i.verdict}`)),
        10,
      ),
    ],
    e.commands && ['commands', listed(e.commands, 10)],
    e.state === undefined ? undefined : ['state', e.state],
    e.findings && ['findings', listed(e.findings, 10)],
    e.evidence === undefined ? undefined : ['evidence', e.evidence.slice(0, 12)],
  ]
  return parts
    .flatMap((part) => (part ? [part] : []))
    .flatMap(([name, value], i): Line => [`${i === 0 ? '' : ' · '}${name} `, { code: value }])
}
