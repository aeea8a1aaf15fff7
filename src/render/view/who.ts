/** Whose account was where, and who could reach a volume, by a ledger. What it cannot know is said beside it. */
import type { AccountMoment, AccountQuestion, AccountSpan, Accounts } from '../../domain/ledger/accounts.ts'
import type { Time } from '../../domain/ledger/time.ts'
import type { Access, WhoCould } from '../../domain/ledger/who-could.ts'
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

export function couldView(all: readonly Access[], { volume, instance, at }: WhoCould, read: Read): View {
  return {
    ...emptyView,
    mark: read.verdict === 'broken' ? 'differs' : 'note',
    headline: [
      'Who could reach ',
      { code: volume },
      ...(instance === undefined ? [] : [' on ', { code: instance }]),
      ...(at === undefined ? [] : [` at ${at}`]),
      `: ${counted(new Set(all.map((a) => a.person || a.instance)).size, 'account')} on ${counted(new Set(all.map((a) => a.instance)).size, 'instance')}`,
    ],
    about: [[`ledger #${read.head.n}: ${read.verdict}`, ...(read.from === undefined ? [] : [`, read from #${read.from} on`])]],
    first: [...(read.verdict === 'broken' ? [brokenText(read)] : []), accessTable(all)],
    foot: [
      [
        'It knows the mounts and syncs that the App was asked for. Who is root on an instance, whose account Prism did not make, what a terminal did, and whom somebody let in on the volume itself are not in it; whose space is open to whom now, verify says.',
      ],
    ],
  }
}

function accessTable(all: readonly Access[]): Block {
  const rows = all.map((a): Line[] => [
    [{ mark: a.doubtful ? 'unknown' : a.to ? 'none' : 'note' }],
    [a.person === '' ? 'the login user' : { strong: a.person }],
    [a.number || 'not seen'],
    [a.groups.length > 0 ? a.groups.join(', ') : 'not seen'],
    [a.name || a.instance],
    [{ code: a.mountPoint }, ...(a.accessPoint === undefined ? [] : [' through ', { code: a.accessPoint }])],
    [a.may === 'change' ? 'read and change' : 'read'],
    [moment(a.from)],
    [a.to ? moment(a.to) : a.doubtful ? 'in doubt' : 'not ended'],
  ])
  const head = ['', 'Account', 'Number', 'Groups', 'Instance', 'At', 'Could', 'From', 'To']
  return table('access', head, rows, ['What is shared, and what others may read; UTC:'])
}

const moment = ({ at, n, by }: Time): string => `${at.slice(0, 16).replace('T', ' ')} by ${by} (#${n})`

/** When, by whose word, and by which version of the registry. */
const said = ({ approvedBy, registry, ...time }: AccountMoment): string =>
  [
    moment(time),
    ...(approvedBy.length > 0 ? [`approved by ${listed(approvedBy)}`] : []),
    ...(registry === undefined ? [] : [`registry ${registry.slice(0, 12)}`]),
  ].join(', ')
