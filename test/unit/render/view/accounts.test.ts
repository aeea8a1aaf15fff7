/** What a comment says of a sync of people: the plan, and afterwards each account as it was seen. */
import { finding } from '../../../../src/domain/catalogue.ts'
import type { AccountCell, AccountRow, CellName } from '../../../../src/domain/people/compare.ts'
import type { HostPeople, PeoplePlan, PeopleReport } from '../../../../src/domain/people/sync.ts'
import type { Answer } from '../../../../src/domain/run.ts'
import { accountsView } from '../../../../src/render/view/accounts.ts'
import { inComment } from '../../../../src/render/view/say.ts'
import { asComment, leftOutOf } from '../../../support/as-comment.ts'
import { manyId } from '../../../support/many.ts'

type OfPeople = Extract<Answer, { readonly kind: 'people' }>
type Change = PeoplePlan['hosts'][number]['changes'][number]

const change = (kind: Change['kind'], name: string, detail: string): Change => ({ kind, name, detail })
const planOf = (hosts: readonly (readonly Change[])[], more: Partial<PeoplePlan> = {}): PeoplePlan => ({
  verb: 'sync-people',
  region: 'us-east-1',
  hosts: hosts.map((changes, n) => ({ instanceId: manyId(n + 1), name: `calc-${n + 1}`, changes })),
  jobs: [],
  refused: [],
  digest: '0123456789abcdef'.repeat(4),
  ...more,
})

const is = (what: CellName, seen: string, expected = seen): AccountCell => ({ what, seen, expected, holds: seen === expected })
const unseen = (what: CellName, seen: string): AccountCell => ({ what, seen, expected: 'something', holds: undefined as never })
/** As the registry has it. */
const right: readonly AccountCell[] = [
  is('account', 'made by Prism'),
  is('number', '65536'),
  is('own group', '65536'),
  is('groups', 'genomics'),
  is('shell', '/bin/bash'),
  is('last day', 'no end'),
  is('password', 'none'),
  is('tried', 'uid 65536, gid 65536'),
  is('keys', '1 key'),
  is('sudo', 'none'),
]
const but = (...cells: readonly AccountCell[]): AccountCell[] => [...right.filter((r) => !cells.some((c) => c.what === r.what)), ...cells]
const account = (name: string, more: Partial<AccountRow> = {}): AccountRow => ({
  name,
  uid: 65_536,
  kind: 'listed',
  cells: right,
  verdict: 'holds',
  ...more,
})
const hostOf = (n: number, rows: readonly AccountRow[], more: Partial<HostPeople> = {}): HostPeople => ({
  instanceId: manyId(n),
  name: `calc-${n}`,
  rows,
  did: [],
  data: [],
  findings: [],
  verdict: rows.some((r) => r.verdict === 'differs') ? 'differs' : rows.some((r) => r.verdict === 'unknown') ? 'unknown' : 'holds',
  ...more,
})
const reportOf = (hosts: readonly HostPeople[], more: Partial<PeopleReport> = {}): PeopleReport => ({
  runId: 'r',
  region: 'us-east-1',
  hosts,
  findings: [],
  verdict: hosts.some((h) => h.verdict === 'differs') ? 'differs' : hosts.some((h) => h.verdict === 'unknown') ? 'unknown' : 'holds',
  startedAt: '2026-11-23T12:00:00.000Z',
  endedAt: '2026-11-23T12:00:09.000Z',
  ...more,
})
const answer = (more: Partial<OfPeople>): OfPeople => ({ kind: 'people', plan: planOf([[]]), ...more })
const shown = (more: Partial<OfPeople>) => asComment(accountsView(answer(more), inComment))
const reported = (...hosts: readonly HostPeople[]) => shown({ report: reportOf(hosts) })

describe('a plan', () => {
  test('says what would be done, where, and that nothing was', () => {
    const plan = planOf([
      [change('make', 'ada', 'uid 65536, genomics'), change('close', 'eve', 'shell: /bin/bash → /sbin/nologin')],
      [change('group', 'genomics', 'gid 70000')],
      [],
    ])
    expect(shown({ plan })).toEqual([
      '### ℹ️ Plan: `user sync` would change 3 things on calc-1 and calc-2 · nothing was changed',
      '| Instance | Would | Name | How |',
      '| - | - | - | - |',
      '| calc-1 | make | `ada` | uid 65536, genomics |',
      '| calc-1 | close | `eve` | shell: /bin/bash → /sbin/nologin |',
      '| calc-2 | make the group | `genomics` | gid 70000 |',
      '<sub>digest `0123456789abcdef`</sub>',
    ])
  })

  test('has a word for each kind of change', () => {
    const kinds = ['record', 'close', 'group', 'make', 'change', 'sshd', 'sudo', 'move'] as const
    expect(shown({ plan: planOf([kinds.map((kind) => change(kind, 'ada', 'x'))]) }).slice(3, -1)).toEqual([
      '| calc-1 | take over the record of | `ada` | x |',
      '| calc-1 | close | `ada` | x |',
      '| calc-1 | make the group | `ada` | x |',
      '| calc-1 | make | `ada` | x |',
      '| calc-1 | change | `ada` | x |',
      '| calc-1 | tell sshd of | `ada` | x |',
      '| calc-1 | take sudo away that is | `ada` | x |',
      '| calc-1 | give to a person what lies below | `ada` | x |',
    ])
  })

  test('that changes nothing says so', () => {
    expect(shown({ plan: planOf([[], []]) })).toEqual([
      '### ℹ️ Plan: `user sync` would change nothing · nothing was changed',
      '<sub>digest `0123456789abcdef`</sub>',
    ])
  })

  test('says how to agree where an account that somebody made by hand would become Prism’s', () => {
    expect(shown({ plan: planOf([[change('adopt', 'ada', 'x')], [change('make', 'ben', 'x')]]) }).at(-1)).toContain('repeat the command')
    expect(shown({ plan: planOf([[change('adopt', 'ada', 'groups: none → genomics')]]) })).toEqual([
      '### ℹ️ Plan: `user sync` would change 1 thing on calc-1 · nothing was changed',
      '| Instance | Would | Name | How |',
      '| - | - | - | - |',
      '| calc-1 | take over | `ada` | groups: none → genomics |',
      '<sub>digest `0123456789abcdef`<br>An account that somebody made by hand becomes Prism’s: repeat the command with `--plan 0123456789abcdef`</sub>',
    ])
  })

  test('begins with what stands in its way', () => {
    const refusal = finding('uid-taken', { seen: '65536, which is ada in the registry, is mallory there', instanceId: manyId(1) })
    const text = shown({ plan: planOf([[change('make', 'ben', 'uid 65537')]], { refused: [refusal] }) })
    expect(text).toEqual([
      '### ❌ Plan: `user sync` would change 1 thing on calc-1 · nothing was changed',
      '| Instance · What | Seen |',
      '| - | - |',
      '| ❌ calc-1 · `uid-taken` | 65536, which is ada in the registry, is mallory there |',
      '- **uid-taken** on calc-1: Somebody else has that number there, so the files of both would be one person’s. **Next:** Give that account another number there, or remove it; a number of the registry never changes.',
      '| Instance | Would | Name | How |',
      '| - | - | - | - |',
      '| calc-1 | make | `ben` | uid 65537 |',
      '<sub>digest `0123456789abcdef`</sub>',
    ])
    expect(shown({ refusal: finding('policy-denied', { seen: 'x' }) })[0]).toEqual(
      '### ❌ Plan: `user sync` would change nothing · nothing was changed',
    )
    const absent = finding('instance-not-found', { seen: 'calc-9 in us-east-1' })
    expect(shown({ plan: planOf([]), refusal: absent })[0]).toEqual(
      '### ❌ Plan: `user sync` could look at no instance · nothing was changed',
    )
  })
})

describe('afterwards', () => {
  test('who is the same everywhere is one row, and that all hold is the first line', () => {
    expect(reported(hostOf(1, [account('ada')]), hostOf(2, [account('ada')]))).toEqual([
      '### ✅ 2 of 2 accounts on 2 instances hold · nothing was changed',
      '| Account | Instances | Number | Groups | Shell | Last day | Password | Sudo | Tried |',
      '| - | - | - | - | - | - | - | - | - |',
      '| ✅ **ada** | calc-1 and calc-2 | 65536 | genomics | /bin/bash | no end | none | none | yes |',
      '<sub>digest `0123456789abcdef`</sub>',
    ])
  })

  test('what differs comes first, then what is unknown, with what it should be', () => {
    const rows = [
      account('ada'),
      account('ben', {
        verdict: 'unknown',
        cells: but(unseen('tried', 'not tried'), unseen('number', 'the name service does not say')),
      }),
      account('eve', { verdict: 'differs', cells: but(is('shell', '/bin/zsh', '/bin/bash'), is('own group', '100', '65536')) }),
      account('max', { verdict: 'differs', cells: [is('account', 'there is none', 'made by Prism')] }),
      account('joe', {
        verdict: 'differs',
        cells: but(is('account', 'made by somebody else', 'made by Prism'), is('number', '7', '65536')),
      }),
    ]
    expect(reported(hostOf(1, rows), hostOf(2, [account('ada')]))).toEqual([
      '### ❌ 2 of 6 accounts on 2 instances hold · not all on **calc-1** · nothing was changed',
      '| Account | Instances | Number | Groups | Shell | Last day | Password | Sudo | Tried |',
      '| - | - | - | - | - | - | - | - | - |',
      '| ❌ **eve** | calc-1 | 65536, own group 100, not 65536 | genomics | /bin/zsh, not /bin/bash | no end | none | none | yes |',
      '| ❌ **max** | calc-1 | 65536, there is none | | | | | | |',
      '| ❌ **joe** | calc-1 | 7, not 65536, made by somebody else | genomics | /bin/bash | no end | none | none | yes |',
      '| ❔ **ben** | calc-1 | the name service does not say | genomics | /bin/bash | no end | none | none | not tried |',
      '| ✅ **ada** | calc-1 and calc-2 | 65536 | genomics | /bin/bash | no end | none | none | yes |',
      '<sub>digest `0123456789abcdef`</sub>',
    ])
  })

  test('what keeps an account from being known is told, whatever it is', () => {
    const rows = [
      account('ada', { verdict: 'unknown', cells: but(unseen('keys', 'not looked at'), unseen('login', 'sshd could not be asked')) }),
      account('ben', { verdict: 'differs', cells: but(is('shared group', 'none', 'prism-shared')) }),
    ]
    expect(reported(hostOf(1, rows)).slice(1)).toEqual([
      '| Account | Instances | Number | Groups | Shell | Last day | Password | Sudo | Tried | Else |',
      '| - | - | - | - | - | - | - | - | - | - |',
      '| ❌ **ben** | calc-1 | 65536 | genomics | /bin/bash | no end | none | none | yes | shared group: none (to be: prism-shared) |',
      '| ❔ **ada** | calc-1 | 65536 | genomics | /bin/bash | no end | none | none | yes | keys: not looked at; login: sshd could not be asked |',
      '<sub>digest `0123456789abcdef`</sub>',
    ])
  })

  test('an account whose change failed differs, whatever was seen of it', () => {
    const did = [{ kind: 'account', name: 'ada', status: 'failed', detail: 'usermod: 1' }] as unknown as HostPeople['did']
    expect(reported(hostOf(1, [account('ada'), account('ben')], { did, verdict: 'differs' })).slice(0, 5)).toEqual([
      '### ❌ 1 of 2 accounts on 1 instance hold · not all on **calc-1** · nothing was changed',
      '| Account | Instances | Number | Groups | Shell | Last day | Password | Sudo | Tried |',
      '| - | - | - | - | - | - | - | - | - |',
      '| ❌ **ada** | calc-1 | 65536 | genomics | /bin/bash | no end | none | none | yes |',
      '| ✅ **ben** | calc-1 | 65536 | genomics | /bin/bash | no end | none | none | yes |',
    ])
  })

  test('what was changed is counted', () => {
    const did = [
      { name: 'ada', status: 'changed' },
      { name: 'ben', status: 'changed' },
      { name: 'eve', status: 'unchanged' },
    ].map((step) => ({ kind: 'account', detail: '', ...step }))
    const text = (n: number) => reported(hostOf(1, [account('ada')], { did: did.slice(0, n) as unknown as HostPeople['did'] }))[0]
    expect([text(1), text(3)]).toEqual([
      '### ✅ 1 of 1 account on 1 instance holds · 1 change, not planned',
      '### ✅ 1 of 1 account on 1 instance holds · 2 changes, not planned',
    ])
  })

  test('sudo is told by what differs of it, else by what they can do', () => {
    const sudo = (...cells: readonly AccountCell[]) =>
      reported(hostOf(1, [account('ada', { cells: but(...cells) })]))
        .find((line) => line.includes('**ada**'))
        ?.split('|')
        .at(-3)
    expect(sudo(is('sudo', 'all'), is('root by sudo', 'yes'))).toEqual(' yes ')
    expect(sudo(is('sudo', 'all', 'none'), is('root by sudo', 'yes'))).toEqual(' all, not none ')
    expect(sudo(is('other sudo', 'in /etc/sudoers', 'none'))).toEqual(' in /etc/sudoers, not none ')
  })

  test('who has no key is said, each once, with how to give them one', () => {
    const keyless = but(is('keys', 'none'))
    const left = account('joe', { kind: 'left', cells: keyless })
    const rows = [account('eve', { cells: keyless }), account('ada', { cells: keyless }), account('ben'), left]
    expect(reported(hostOf(1, rows), hostOf(2, [account('ada', { cells: keyless })])).filter((l) => l.includes('No key'))).toEqual([
      '⚠️ No key in the registry, so no login by SSH yet: ada and eve. `prism user modify NAME --key FILE`',
    ])
  })

  test('of whom nobody could be asked nothing holds', () => {
    const findings = [finding('instance-offline', { seen: 'calc-1: offline', instanceId: manyId(1) })]
    expect(shown({ report: reportOf([], { findings, verdict: 'differs' }) })).toEqual([
      '### ❌ 0 of 0 accounts on 0 instances hold · not reached: **calc-1** · nothing was changed',
      '| Instance · What | Seen |',
      '| - | - |',
      '| ❌ calc-1 · `instance-offline` | calc-1: offline |',
      '- **instance-offline** on calc-1: The instance’s SSM agent does not answer, so nothing can be run or seen there. **Next:** Check that the agent runs and reaches the SSM endpoints, then run the same command again.',
      '<sub>digest `0123456789abcdef`</sub>',
    ])
  })

  test('an instance that was not reached is named beside those that were', () => {
    const findings = [
      finding('instance-offline', { seen: 'offline', instanceId: manyId(2) }),
      finding('account-differs', { seen: 'x', instanceId: manyId(1) }),
    ]
    const report = reportOf([hostOf(1, [account('ada')])], { findings, verdict: 'differs' })
    expect(shown({ plan: planOf([[], []]), report })[0]).toEqual(
      '### ❌ 1 of 1 account on 1 instance holds · not reached: **calc-2** · nothing was changed',
    )
  })

  test('the plan that was carried out stands below', () => {
    const plan = planOf([[change('make', 'ada', 'uid 65536')]])
    expect(shown({ plan, report: reportOf([hostOf(1, [account('ada')])]) }).slice(-4)).toEqual([
      '| Instance | Planned | Name | How |',
      '| - | - | - | - |',
      '| calc-1 | make | `ada` | uid 65536 |',
      '<sub>digest `0123456789abcdef`</sub>',
    ])
    expect(shown({ plan: { ...planOf([[]]), verb: 'person-status' }, report: reportOf([hostOf(1, [account('ada')])]) }).at(-1)).toMatch(
      /^\| ✅/,
    )
  })
})

describe('who left', () => {
  const gone: readonly AccountCell[] = [
    is('account', 'closed'),
    is('processes', 'none'),
    is('runs again', 'none'),
    is('named in', 'none'),
    is('their keys', 'in no file'),
    is('comes in', 'no'),
    is('set-id files', 'none'),
    is('root there', 'never'),
  ]
  const left = (cells: readonly AccountCell[], verdict: AccountRow['verdict'] = 'holds') =>
    account('eve', { kind: 'left', uid: 65_540, cells, verdict })

  test('is told with what of them runs, would run again, or lets them in', () => {
    const cells = [...gone.filter((c) => c.what !== 'processes'), is('processes', '2 (python3, bash)', 'none')]
    expect(reported(hostOf(1, [account('ada'), left(cells, 'differs')]), hostOf(2, [left(gone)]))).toEqual([
      '### ❌ 2 of 3 accounts on 2 instances hold · not all on **calc-1** · nothing was changed',
      '| Account | Instances | Number | Groups | Shell | Last day | Password | Sudo | Tried |',
      '| - | - | - | - | - | - | - | - | - |',
      '| ❌ **eve** (left) | calc-1 | 65540, closed | | | | | | |',
      '| ✅ **ada** | calc-1 | 65536 | genomics | /bin/bash | no end | none | none | yes |',
      '| ✅ **eve** (left) | calc-2 | 65540, closed | | | | | | |',
      '| Who left | Instance | Runs | Runs again | Named in | Their keys | Comes in | Set-id files | Root there |',
      '| - | - | - | - | - | - | - | - | - |',
      '| ❌ **eve** | calc-1 | 2 (python3, bash) | none | none | in no file | no | none | never |',
      '| ✅ **eve** | calc-2 | none | none | none | in no file | no | none | never |',
      '<sub>digest `0123456789abcdef`</sub>',
    ])
  })

  test('is in doubt where their files that run as others were not looked for, and that is told', () => {
    const cells = [...gone.filter((c) => c.what !== 'set-id files'), unseen('set-id files', 'not every place was looked at')]
    expect(reported(hostOf(1, [left(cells, 'unknown')])).join('\n')).toContain('not every place was looked at')
  })

  test('comes in by the name where a directory service has it', () => {
    const cells = [is('still open', 'of a directory service, with 700', 'no account'), is('keys', 'none')]
    expect(reported(hostOf(1, [left(cells, 'differs')]))).toEqual([
      '### ❌ 0 of 1 account on 1 instance holds · not all on **calc-1** · nothing was changed',
      '| Account | Instances | Number | Groups | Shell | Last day | Password | Sudo | Tried | Else |',
      '| - | - | - | - | - | - | - | - | - | - |',
      '| ❌ **eve** (left) | calc-1 | 65540 | | | | | | | still open: of a directory service, with 700 (to be: no account) |',
      '<sub>digest `0123456789abcdef`</sub>',
    ])
  })

  test('a leaving is told as a leaving: from where they are gone, and from where not', () => {
    const leaving = (...hosts: readonly HostPeople[]) =>
      shown({ plan: { ...planOf([[]]), verb: 'deprovision' }, report: reportOf(hosts) })[0]
    expect(leaving(hostOf(1, [left(gone)]), hostOf(2, [left(gone)]))).toBe('### ✅ **eve** is gone from 2 instances · nothing was changed')
    const stays = hostOf(1, [left(gone, 'differs')], { verdict: 'differs' })
    const doubt = hostOf(2, [left(gone, 'unknown')], { verdict: 'unknown' })
    expect(leaving(stays, doubt, hostOf(3, [left(gone)]))).toMatch(
      /\*\*eve\*\* is gone from 1 of 3 instances · not gone from \*\*calc-1\*\* · not proved gone from \*\*calc-2\*\*/,
    )
  })

  test('has data that stays, by place', () => {
    const data = [
      { name: 'eve', place: '/home/eve', entries: 12, bytes: 4096, whole: true },
      { name: 'eve', place: '/data', entries: 1000, bytes: 1_000_000, whole: false },
    ]
    expect(
      reported(hostOf(1, [left(gone)], { data })).filter((l) => l.startsWith('| Whose') || l.includes('/home') || l.includes('/data')),
    ).toEqual([
      '| Whose | Instance | Place | Entries | Size |',
      '| **eve** | calc-1 | `/home/eve` | 12 | 4 KiB |',
      '| **eve** | calc-1 | `/data` | at least 1000 | at least 976.6 KiB |',
    ])
  })

  test('is owed where that was not yet seen, and paid where it was seen now', () => {
    const owed = { name: 'eve', number: 65_540, region: 'us-east-1', since: '2026-10-01' }
    const debts: OfPeople['debts'] = {
      open: [
        { ...owed, instance: manyId(2), called: 'gpu-1' },
        { ...owed, instance: manyId(3), called: manyId(3), why: 'agent offline' },
        { ...owed, instance: manyId(1), why: 'they are not gone there' },
        { ...owed, name: 'joe', number: 65_541, instance: manyId(1) },
      ],
      paid: [{ ...owed, instance: manyId(4) }],
      asked: [],
      region: 'us-east-1',
    }
    expect(shown({ report: reportOf([hostOf(1, [account('ada')])]), debts }).slice(0, 8)).toEqual([
      '### ✅ 1 of 1 account on 1 instance holds · nothing was changed · ⚠️ eve and joe not yet seen gone from 3 instances',
      '| Owed | Number | Instance | Left | Why |',
      '| - | - | - | - | - |',
      '| ❔ **eve** | 65540 | gpu-1 (i-00000000000000002) | 2026-10-01 | not asked, in us-east-1 |',
      '| ❔ **eve** | 65540 | i-00000000000000003 | 2026-10-01 | agent offline |',
      '| ❔ **eve** | 65540 | calc-1 | 2026-10-01 | they are not gone there |',
      '| ❔ **joe** | 65541 | calc-1 | 2026-10-01 | not asked, in us-east-1 |',
      '| ✅ **eve** | 65540 | i-00000000000000004 | 2026-10-01 | seen gone now |',
    ])
    expect(shown({ report: reportOf([hostOf(1, [account('ada')])]), debts: { ...debts, open: [] } })[0]).not.toContain('not yet seen gone')
    expect(shown({ plan: planOf([[]]), debts: { ...debts, open: [] } })).toEqual([
      '### ℹ️ Plan: `user sync` would change nothing · nothing was changed',
      '| Owed | Number | Instance | Left | Why |',
      '| - | - | - | - | - |',
      '| ✅ **eve** | 65540 | i-00000000000000004 | 2026-10-01 | seen gone now |',
      '<sub>digest `0123456789abcdef`</sub>',
    ])
  })

  test('what has no room is named', () => {
    const data = [{ name: 'eve', place: '/home/eve', entries: 12, bytes: 4096, whole: true }]
    const debts = { open: [{ name: 'eve', number: 1, region: 'r', since: 's', instance: 'i' }], paid: [], asked: [], region: 'r' }
    const view = accountsView(
      answer({
        plan: planOf([[change('make', 'ada', 'x')]], { refused: [finding('uid-taken', { seen: 'x' })] }),
        report: reportOf([hostOf(1, [account('ada', { cells: but(is('keys', 'none')) }), left(gone)], { data })]),
        debts,
      }),
      inComment,
    )
    expect(leftOutOf(view)).toEqual('1 who left and is owed; 2 accounts; 1 who left; 1 data that stays; 1 changes; who has no key')
  })
})
