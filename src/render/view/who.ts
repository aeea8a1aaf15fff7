/** Whose account was where, by a ledger. What it cannot know is said beside it. */
import type { AccountMoment, AccountQuestion, AccountSpan, Accounts } from '../../domain/ledger/accounts.ts'
import { brokenText, type Read } from './history.ts'
import { type Block, counted, emptyView, type Line, listed, table, text, type View } from './view.ts'

export function whoView({ spans, unended }: Accounts, { person, instance, at }: AccountQuestion, read: Read): View {
  return {
    ...emptyView,
    mark: read.verdict === 'broken' ? 'differs' : 'note',
    headline: [
      'Accounts',
      ...(person === undefined ? [] : [' of ', { code: person }]),
      ...(instance === undefined ? [] : [' on ', { code: instance }]),
      ...(at === undefined ? [] : [` at ${at}`]),
      `: ${counted(new Set(spans.map((s) => s.person)).size, 'person', 'people')} on ${counted(new Set(spans.map((s) => s.instance)).size, 'instance')}`,
    ],
    about: [[`ledger #${read.head.n}: ${read.verdict}`, ...(read.from === undefined ? [] : [`, read from #${read.from} on`])]],
    first: [...(read.verdict === 'broken' ? [brokenText(read)] : []), ...unendedText(unended), spansTable(spans)],
    foot: [
      [
        'It knows the syncs that the App was asked for. What a terminal did, what root of an instance does, and accounts that ended by their last day alone are not in it; how an account is now, ',
        { code: 'prism user sync --dry-run' },
        ' says.',
      ],
    ],
  }
}

const unendedText = (runs: readonly string[]): Block[] =>
  runs.length === 0
    ? []
    : [
        text('unended', [
          [
            { mark: 'unknown' },
            ` ${runs.length === 1 ? '1 sync sent something and has' : `${runs.length} syncs sent something and have`} no end here, so what that changed is not known: `,
            listed(runs),
          ],
        ]),
      ]

function spansTable(spans: readonly AccountSpan[]): Block {
  const rows = spans.map((s): Line[] => [
    [{ mark: s.doubtful ? 'unknown' : s.to ? 'none' : 'note' }],
    [{ strong: s.person }],
    [s.number || 'not seen'],
    [s.groups.length > 0 ? s.groups.join(', ') : 'none'],
    [s.name || s.instance],
    [s.from ? said(s.from) : 'before this ledger'],
    [s.to ? said(s.to) : s.doubtful ? 'in doubt' : 'not closed'],
  ])
  return table('accounts', ['', 'Person', 'Number', 'Groups', 'Instance', 'From', 'To'], rows, ['Whose account was where, UTC:'])
}

/** When, by whose word, and by which version of the registry. */
const said = ({ at, n, by, approvedBy, registry }: AccountMoment): string =>
  [
    `${at.slice(0, 16).replace('T', ' ')} by ${by} (#${n})`,
    ...(approvedBy.length > 0 ? [`approved by ${listed(approvedBy)}`] : []),
    ...(registry === undefined ? [] : [`registry ${registry.slice(0, 12)}`]),
  ].join(', ')
