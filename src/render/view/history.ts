/** A ledger's history: who had a volume where and when, then what was done. What it cannot know is said beside it. */
import type { Deed, Span as Had, History, Question } from '../../domain/ledger/history.ts'
import type { Verified } from '../../domain/ledger/verify.ts'
import { type Block, counted, emptyView, type Line, listed, type Mark, table, text, type View } from './view.ts'

/** `from`: the first entry that was read, where that is not the ledger's first. */
export type Read = Pick<Verified, 'verdict' | 'head' | 'faults'> & { readonly from?: number }

export function historyView({ deeds, spans }: History, asked: Question, read: Read): View {
  const had = spans.filter((s) => s.to === undefined)
  return {
    ...emptyView,
    mark: read.verdict === 'broken' ? 'differs' : 'note',
    headline: [
      'History',
      ...(asked.volume === undefined ? [] : [' of ', { code: asked.volume }]),
      ...(asked.instance === undefined ? [] : [' on ', { code: asked.instance }]),
      `: ${counted(deeds.length, 'change')}`,
      ...(had.length > 0 ? [' · not unmounted: ', { strong: listed([...new Set(had.map((s) => s.name || s.instance))]) }] : []),
    ],
    about: [[`ledger #${read.head.n}: ${read.verdict}`, ...(read.from === undefined ? [] : [`, read from #${read.from} on`])]],
    first: [...(read.verdict === 'broken' ? [brokenText(read)] : []), spansTable(spans), deedsTable(deeds)],
    foot: [
      [
        'It knows what Prism was asked for. A mount by hand, a change in AWS, and what root of an instance does are not in it, nor who of the accounts used the volume; whether it is mounted now, verify says.',
      ],
    ],
  }
}

export const brokenText = ({ faults }: Read): Block =>
  text('faults', [
    [{ mark: 'differs' }, ' The ledger is broken, so nothing below is proved.'],
    ...faults.slice(0, maxFaults).map((f): Line => [{ code: f.path }, ` ${f.what}`]),
    ...(faults.length > maxFaults ? [[`… and ${faults.length - maxFaults} more`]] : []),
  ])

const maxFaults = 3

function spansTable(spans: readonly Had[]): Block {
  const when = (at: string): string => at.slice(0, 16).replace('T', ' ')
  const rows = spans.map((s): Line[] => [
    [{ mark: markOf(s) }],
    [{ code: s.volume || s.fileSystem }],
    [{ strong: s.name || s.instance }],
    [{ code: s.mountPoint }],
    [s.people.length > 0 ? s.people.join(', ') : 'its login user', ...(s.readOnly ? [' (read-only)'] : [])],
    [`${when(s.from.at)} by ${s.from.by} (#${s.from.n})`],
    [s.to ? `${when(s.to.at)} by ${s.to.by} (#${s.to.n})` : s.doubtful ? 'in doubt from the start' : 'not unmounted'],
  ])
  return table('times', ['', 'Volume', 'Instance', 'Mount point', 'Who', 'From', 'To'], rows, ['Who had it where, UTC:'])
}

const markOf = (s: Had): Mark => (s.to ? 'none' : s.doubtful ? 'unknown' : 'note')

function deedsTable(deeds: readonly Deed[]): Block {
  const rows = deeds.map((d): Line[] => [
    [`#${d.n}`],
    [d.at.slice(0, 16).replace('T', ' ')],
    [d.verb, ...[d.volume, d.accessPoint].flatMap((what) => (what ? [' ', { code: what }] : []))],
    [listed(d.instances.map((i) => i.name || i.id))],
    [`${d.by.login} (${d.by.id}, ${d.via})`, ...(d.approvedBy.length > 0 ? [`, approved by ${listed(d.approvedBy)}`] : [])],
    [d.state === undefined ? 'no end of it is here' : d.verdict === undefined ? d.state : `${d.state}, ${d.verdict}`],
  ])
  return table('changes', ['Entry', 'When', 'What', 'On', 'Asked by', 'Ended'], rows, ['What was done:'])
}
