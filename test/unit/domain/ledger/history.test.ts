import { isOfRun, type Said } from '../../../../src/domain/ledger/entry.ts'
import { entriesOf, type History, historyOf, type Question } from '../../../../src/domain/ledger/history.ts'
import { sinceIn } from '../../../../src/domain/ledger/since.ts'
import { verify } from '../../../../src/domain/ledger/verify.ts'
import { plainSpec } from '../../../../src/domain/mount-spec.ts'
import type { HostJob, Operation } from '../../../../src/domain/plan.ts'
import type { Report } from '../../../../src/domain/report.ts'
import type { Request } from '../../../../src/domain/request.ts'
import type { EventBody, RunEnd } from '../../../../src/domain/run.ts'
import {
  renderHistoryMarkdown,
  renderHistoryTerminal,
  renderRunHistoryMarkdown,
  renderRunHistoryTerminal,
} from '../../../../src/render/history.ts'
import { beginning, ledgerOf, origin, request, runIdOf, saidOfAll } from '../../../support/ledger.ts'
import { operation, rockyId, ubuntuId } from '../../../support/operation.ts'

type Doing = {
  readonly verb: 'mount' | 'unmount'
  readonly on: readonly string[]
  readonly day: number
  readonly by?: string
  readonly people?: readonly string[]
  /** Absent: the App died before the end. */
  readonly ended?: RunEnd
  readonly sent?: false
}

/** A run as the journal has it. */
function doing(number: number, { verb, on, day, by = 'ada', people = [], ended, sent }: Doing) {
  const spec = { ...plainSpec, people: people.map((name) => ({ name })) }
  const targets = operation.targets.filter((t) => on.includes(t.instanceId)).map((t) => ({ ...t, spec }))
  const what: Operation = { ...operation, verb, targets }
  const job: HostJob = { key: `k${number}`, script: verb, scriptSha: '', params: {}, instanceIds: on, executionSeconds: 60, changes: true }
  const verdict = ended === 'done' ? 'holds' : ended === 'failed' ? 'differs' : 'unknown'
  const report = {
    operation: what,
    verdict,
    instances: targets.map(({ instanceId, name }) => ({ instanceId, name, about: '', verdict, steps: [], rows: [], findings: [] })),
  } as unknown as Report
  const bodies: EventBody[] = [
    {
      type: 'requested',
      data: { request: { ...request, verb } as typeof request, origin: { ...origin, actor: { id: '7', name: by } }, dryRun: false },
    },
    { type: 'resolved', data: what },
    ...(sent === false
      ? []
      : [
          {
            type: 'dispatching' as const,
            data: { job, chunk: 0, instanceIds: on, comment: '', notAfter: '', transport: { kind: 'run-shell-script' as const } },
          },
        ]),
    ...(ended
      ? [
          {
            type: 'ended' as const,
            data: { state: ended, findings: [], ...(sent === false ? {} : { answer: { kind: 'report' as const, report } }) },
          },
        ]
      : []),
  ]
  const at = (i: number): string => `2026-11-${String(day).padStart(2, '0')}T12:00:0${i}.000Z`
  return saidOfAll(bodies.map((body, i) => ({ ...body, runId: runIdOf(number), seq: i + 1, at: at(i) })))
}

const told = (...all: readonly Doing[]) => verify(ledgerOf([[beginning], ...all.map((d, i) => doing(i + 1, d))]))
const historyIn = (asked: Question, ...all: readonly Doing[]): History => historyOf(told(...all).entries, asked)

test('from a mount to its unmount, who asked for each, and which entries say so', () => {
  const { spans, deeds } = historyIn(
    {},
    { verb: 'mount', on: [ubuntuId, rockyId], day: 1, people: ['grace'], ended: 'done' },
    { verb: 'unmount', on: [rockyId], day: 5, by: 'ben', ended: 'done' },
  )
  expect(spans).toMatchObject([
    { name: 'ubuntu-instance', people: ['grace'], from: { by: 'ada', n: 4 }, doubtful: false },
    { name: 'rocky-instance', from: { by: 'ada' }, to: { by: 'ben', at: '2026-11-05T12:00:03.000Z', n: 7 } },
  ])
  expect(spans[0]).not.toHaveProperty('to')
  expect(deeds.map((d) => [d.verb, d.by.login, d.state, d.verdict])).toEqual([
    ['mount', 'ada', 'done', 'holds'],
    ['unmount', 'ben', 'done', 'holds'],
  ])
})

test('a second mount adds people and takes nobody away', () => {
  const { spans } = historyIn(
    {},
    { verb: 'mount', on: [ubuntuId], day: 1, people: ['ada'], ended: 'done' },
    { verb: 'mount', on: [ubuntuId], day: 2, people: ['grace'], ended: 'failed' },
  )
  expect(spans).toMatchObject([{ people: ['ada', 'grace'], doubtful: false }])
})

test('what failed or never ended is in doubt, and what was refused before anything was sent is no access', () => {
  const { spans, deeds } = historyIn(
    {},
    { verb: 'mount', on: [ubuntuId], day: 1, ended: 'denied', sent: false },
    { verb: 'mount', on: [ubuntuId], day: 2 },
    { verb: 'mount', on: [rockyId], day: 3, ended: 'failed' },
  )
  expect(spans.map((s) => [s.name, s.doubtful])).toEqual([
    ['ubuntu-instance', true],
    ['rocky-instance', true],
  ])
  expect(deeds.map((d) => d.state)).toEqual(['denied', undefined, 'failed'])
})

test('an unmount that failed ends nothing', () => {
  const { spans } = historyIn(
    {},
    { verb: 'mount', on: [ubuntuId], day: 1, ended: 'done' },
    { verb: 'unmount', on: [ubuntuId], day: 2, ended: 'failed' },
  )
  expect(spans[0]).not.toHaveProperty('to')
})

test('by volume, instance and time', () => {
  const all: Doing[] = [
    { verb: 'mount', on: [ubuntuId, rockyId], day: 1, ended: 'done' },
    { verb: 'unmount', on: [rockyId], day: 5, ended: 'done' },
  ]
  expect(historyIn({ volume: 'other' }, ...all)).toEqual({ deeds: [], spans: [] })
  expect(historyIn({ volume: operation.fileSystemId }, ...all).spans).toHaveLength(2)
  expect(historyIn({ instance: 'rocky-instance' }, ...all)).toMatchObject({
    spans: [{ instance: rockyId }],
    deeds: [{ verb: 'mount' }, { verb: 'unmount' }],
  })
  expect(historyIn({ since: '2026-11-06' }, ...all)).toMatchObject({ spans: [{ name: 'ubuntu-instance' }], deeds: [] })
  expect([sinceIn('2026-11-06'), sinceIn('2026-11-06T08:00Z'), sinceIn('yesterday'), sinceIn('2026-99-99')]).toEqual([
    '2026-11-06',
    '2026-11-06T08:00Z',
    undefined,
    undefined,
  ])
})

test('it is shown with what it cannot know, and names draw nothing', () => {
  const verified = told({ verb: 'mount', on: [ubuntuId], day: 1, by: '@ops|<b>x</b>', ended: 'done' })
  const history = historyOf(verified.entries)
  const markdown = renderHistoryMarkdown(history, {}, verified)
  expect(markdown).toContain('not unmounted')
  expect(markdown).toContain('A mount by hand')
  expect(markdown).toContain('consistent, not witnessed')
  expect(markdown).not.toMatch(/<b>x|[^\\]\|<b|@ops/)
  expect(renderHistoryTerminal(history, { volume: 'research-data' }, verified, { color: false, width: 100 })).toContain(
    'History of research-data',
  )
  expect(verified.entries.filter(isOfRun)).toHaveLength(3)
})

test('of one run everything is told, by its id, and nothing of another', () => {
  const verified = told(
    { verb: 'mount', on: [ubuntuId, rockyId], day: 1, ended: 'done' },
    { verb: 'unmount', on: [rockyId], day: 5, by: 'ben', ended: 'failed' },
  )
  const run = runIdOf(2)
  const entries = entriesOf(verified.entries, run)
  expect(entries.map(({ n, event }) => [n, event])).toEqual([
    [5, 'requested'],
    [6, 'dispatching'],
    [7, 'ended'],
  ])
  expect(entriesOf(verified.entries, run, 'acme/other')).toEqual([])
  const shown = renderRunHistoryMarkdown(run, entries, verified)
  expect(shown).toMatch(/^### ℹ️ Run `01JDB000000000000000000002`: 3 entries · failed, differs/)
  expect(shown).toContain('unmount `research-data`, asked for by **ben** (7, github)')
  expect(shown).toMatch(/dispatching \| job `k2` · on `rocky-instance`/)
  expect(shown).toMatch(/ended \|.* on `rocky-instance: differs` · state `failed` · evidence `[0-9a-f]{12}`/)
  const look = { colour: false, columns: 100 } as unknown as Parameters<typeof renderRunHistoryTerminal>[3]
  expect(renderRunHistoryTerminal(run, entries, verified, look)).toMatch(/Run 01JDB000000000000000000002: 3 entries/)
  expect(renderRunHistoryMarkdown('01JDB000000000000000000009', [], verified)).toMatch(/: the ledger has nothing of it/)
})

test('a plan that others approved is no change: the run that carries it out is', () => {
  const planning = saidOfAll(
    [
      { type: 'requested', data: { request, origin, dryRun: false } } as const,
      { type: 'released', data: { runId: runIdOf(2) } } as const,
      { type: 'ended', data: { state: 'done', findings: [] } } as const,
    ].map((body, i) => ({ ...body, runId: runIdOf(1), seq: i + 1, at: `2026-11-01T12:00:0${i}.000Z` })),
  )
  const carrying = doing(2, { verb: 'mount', on: [ubuntuId], day: 1, ended: 'done' })
  const { entries } = verify(ledgerOf([[beginning], planning, carrying]))
  expect(historyOf(entries).deeds.map((d) => d.run)).toEqual([runIdOf(2)])
  expect(entriesOf(entries, runIdOf(1)).map((e) => e.event)).toEqual(['requested', 'released', 'ended'])
})

/** Entries of a run that changes AWS, or old data, and has no operation. */
function other(number: number, asked: Request, bodies: readonly EventBody[]) {
  const all: EventBody[] = [
    { type: 'requested', data: { request: asked, origin, dryRun: false } },
    ...bodies,
    { type: 'ended', data: { state: 'done', findings: [] } },
  ]
  return saidOfAll(all.map((body, i) => ({ ...body, runId: runIdOf(number), seq: i + 1, at: `2026-11-0${number}T12:00:0${i}.000Z` })))
}
const byId = { kind: 'id', id: operation.fileSystemId } as const
const planOf = (verb: 'delete' | 'delete-access-point', parameters: object): EventBody => ({
  type: 'volume-planned',
  data: { verb, region: 'us-east-1', parameters: { fileSystemId: byId.id, name: 'research-data', ...parameters }, steps: [], digest: 'd' },
})

test('what was made, deleted or given away stands in it by the volume’s name and by its id, with the access point and the instances', () => {
  const point = { accessPointId: 'fsap-0123456789abcdef0', accessPoint: { name: 'genomics', path: '/g' } }
  const host = { instanceId: rockyId, name: 'rocky-instance', changes: [] }
  const volume = { id: byId.id, name: 'research-data', region: 'us-east-1' }
  const migrating = { verb: 'migrate', region: 'us-east-1', volume, hosts: [host], jobs: [], refused: [], digest: 'd' } as const
  const job = { key: 'k', script: 'migrate', scriptSha: '', params: {}, executionSeconds: 60, changes: true } as const
  const sent = { job, chunk: 0, instanceIds: [rockyId], comment: '', notAfter: '', transport: { kind: 'run-shell-script' } } as const
  const move = { kind: 'move', uid: 1000, under: 'users/ubuntu', to: 'ada' } as const
  const { entries } = verify(
    ledgerOf([
      [beginning],
      other(1, { verb: 'migrate', volume: byId, selectors: [], what: move }, [
        { type: 'people-planned', data: migrating },
        { type: 'dispatching', data: sent },
      ]),
      other(2, { verb: 'delete-access-point', volume: byId, point: { kind: 'name', name: 'genomics' } }, [
        planOf('delete-access-point', point),
      ]),
      other(3, { verb: 'delete', volume: byId, confirm: byId.id }, [planOf('delete', {})]),
    ]),
  )
  for (const volume of ['research-data', byId.id])
    expect(historyOf(entries, { volume }).deeds).toMatchObject([
      { verb: 'migrate', instances: [{ id: rockyId, name: 'rocky-instance' }] },
      { verb: 'delete-access-point', accessPoint: point.accessPointId },
      { verb: 'delete', volume: 'research-data', fileSystem: byId.id },
    ])
  expect(historyOf(entries, { instance: 'rocky-instance' }).deeds.map((d) => d.verb)).toEqual(['migrate'])
  const verified = verify(ledgerOf([[beginning]]))
  expect(renderHistoryMarkdown(historyOf(entries), {}, verified)).toMatch(/delete-access-point `research-data` `fsap-0123456789abcdef0`/)
  expect(renderRunHistoryMarkdown(runIdOf(2), entriesOf(entries, runIdOf(2)), verified)).toMatch(/access point `fsap-0123456789abcdef0`/)
})

/** A run of one verb on instances, as its entries are; whatever is given stands in its end. */
function deed(number: number, verb: string, on: readonly string[], end: Partial<Said> = {}): Said[] {
  const about = { run: runIdOf(number), actor: { id: '7', login: 'ada' }, via: 'github', repository: 'acme/research', verb }
  const volume = { volume: 'research-data', fileSystem: operation.fileSystemId, mountPoint: '/mnt/data' }
  const at = (second: number) => `2026-11-0${number}T12:00:0${second}.000Z`
  const instances = on.map((name) => ({ id: `i-${name}`, name }))
  return [
    { ...about, ...volume, at: at(1), event: 'requested', seq: 1 },
    { ...about, ...volume, at: at(2), event: 'dispatching', seq: 2, job: 'k', instances },
    {
      ...about,
      ...volume,
      at: at(3),
      event: 'ended',
      seq: 3,
      state: 'done',
      verdict: 'holds',
      instances: instances.map((i) => ({ ...i, verdict: 'holds' })),
      ...end,
    },
  ]
}
const entriesIn = (...batches: readonly (readonly Said[])[]) => verify(ledgerOf([[beginning], ...batches])).entries
const spansIn = (...batches: readonly (readonly Said[])[]) => historyOf(entriesIn(...batches)).spans

test('a time of access has its access point, whether it was read-only, and its place', () => {
  const instances = [{ id: 'i-calc', name: 'calc', verdict: 'holds', readOnly: true as const, accessPoint: 'fsap-1' }]
  expect(spansIn(deed(1, 'mount', ['calc'], { instances }))).toMatchObject([
    { instance: 'i-calc', mountPoint: '/mnt/data', readOnly: true, accessPoint: 'fsap-1', people: [], doubtful: false },
  ])
  const [plain] = spansIn(deed(1, 'mount', ['calc']))
  expect(plain).toMatchObject({ readOnly: false })
  expect(plain).not.toHaveProperty('accessPoint')
})

test('doubt goes with the first mount that was proved, and comes by none after it', () => {
  const mounted = (number: number, verdict: string) =>
    deed(number, 'mount', ['calc'], { verdict, instances: [{ id: 'i-calc', name: 'calc', verdict }] })
  const doubtful = (...verdicts: readonly string[]) => spansIn(...verdicts.map((v, i) => mounted(i + 1, v))).map((s) => s.doubtful)
  expect(doubtful('unknown')).toEqual([true])
  expect(doubtful('unknown', 'holds')).toEqual([false])
  expect(doubtful('unknown', 'differs')).toEqual([true])
  expect(doubtful('holds', 'unknown')).toEqual([false])
})

test('only a mount begins a time and only an unmount that was proved ends one; a mount after it is another', () => {
  expect(spansIn(deed(1, 'unmount', ['calc']), deed(2, 'lock', ['calc']), deed(3, 'update', ['calc']))).toEqual([])
  const adopted = spansIn(deed(1, 'adopt', ['calc']), deed(2, 'lock', ['calc']), deed(3, 'migrate', ['calc']))
  expect(adopted).toMatchObject([{ from: { n: 4 } }])
  expect(adopted[0]).not.toHaveProperty('to')
  const times = spansIn(deed(1, 'mount', ['calc']), deed(2, 'unmount', ['calc']), deed(3, 'unmount', ['calc']), deed(4, 'mount', ['calc']))
  expect(times.map((s) => [s.from.n, s.to?.n])).toEqual([
    [4, 7],
    [13, undefined],
  ])
  const elsewhere = deed(2, 'unmount', ['calc'], { mountPoint: '/mnt/other' })
  expect(spansIn(deed(1, 'mount', ['calc']), elsewhere)).toMatchObject([{ mountPoint: '/mnt/data' }])
  expect(spansIn(deed(1, 'mount', ['calc']), elsewhere)[0]).not.toHaveProperty('to')
})

test('of runs at once the one that ended last has the last word, whichever began first', () => {
  const [asked, sent, ended] = deed(1, 'mount', ['calc'])
  const entries = entriesIn([asked!, sent!], deed(2, 'unmount', ['calc']), [ended!])
  expect(historyOf(entries).deeds.map((d) => d.verb)).toEqual(['unmount', 'mount'])
  expect(historyOf(entries).spans).toMatchObject([{ from: { n: 7 } }])
  expect(historyOf(entries).spans[0]).not.toHaveProperty('to')
})

test('two runs at once are told by their ends also where they ended as they began', () => {
  const [asked, sent, ended] = deed(1, 'mount', ['calc'])
  const [askedNext, sentNext, endedNext] = deed(2, 'unmount', ['calc'])
  const { deeds, spans } = historyOf(entriesIn([asked!, sent!], [askedNext!, sentNext!], [ended!], [endedNext!]))
  expect(deeds.map((d) => [d.verb, d.n])).toEqual([
    ['mount', 6],
    ['unmount', 7],
  ])
  expect(spans).toMatchObject([{ from: { n: 6 }, to: { n: 7 } }])
})

test('what changes nothing of a volume is not told: looks, and syncs of people', () => {
  expect(historyOf(entriesIn(deed(1, 'status', ['calc']), deed(2, 'sync-people', ['calc'])))).toEqual({ deeds: [], spans: [] })
})

test('each instance has the people and the doubt that the end says of it, and only those that were sent to have any', () => {
  const both = [
    { id: 'i-calc', name: 'calc', verdict: 'differs', people: ['ada'] },
    { id: 'i-lab', name: 'lab', verdict: 'holds', people: ['grace'] },
  ]
  const whole = spansIn(deed(1, 'mount', ['calc', 'lab'], { verdict: 'differs', instances: both }))
  expect(whole.map((s) => [s.name, s.people, s.doubtful])).toEqual([
    ['calc', ['ada'], true],
    ['lab', ['grace'], false],
  ])
  const [asked, sent, ended] = deed(1, 'mount', ['calc'])
  const planned = { ...asked!, event: 'planned', instances: both.map(({ id, name }) => ({ id, name })) }
  const cut = historyOf(entriesIn([planned, { ...sent!, seq: 2 }]))
  expect([cut.deeds[0]!.instances, cut.spans.map((s) => s.name)]).toEqual([[{ id: 'i-calc', name: 'calc' }], ['calc']])
  expect(spansIn([planned, sent!, { ...ended!, instances: both }]).map((s) => s.name)).toEqual(['calc'])
})

test('a step of AWS that ended is not the end of the run; an end that says no state and no verdict has none', () => {
  const [asked, sent, ended] = deed(1, 'create', [])
  const step = { ...asked!, event: 'provisioned', seq: 3, step: 'file-system', state: 'done' }
  const { state: _, verdict: __, ...bare } = ended!
  for (const last of [step, bare]) {
    const [told] = historyOf(entriesIn([asked!, sent!, last])).deeds
    expect(told).toMatchObject({ n: 4, verb: 'create' })
    expect(told).not.toHaveProperty('state')
    expect(told).not.toHaveProperty('verdict')
  }
})

test('what the entries do not name is empty, and what was sent to no instance gave nobody anything', () => {
  const [asked, sent, ended] = deed(1, 'mount', ['calc']).map(({ volume: _, fileSystem: __, mountPoint: ___, ...bare }) => bare)
  const { deeds, spans } = historyOf(entriesIn([asked!, sent!, ended!]))
  expect([deeds, spans]).toMatchObject([[{ volume: '' }], [{ volume: '', fileSystem: '', mountPoint: '', instance: 'i-calc' }]])
  const { instances: ____, ...nowhere } = sent!
  expect(historyOf(entriesIn([asked!, nowhere]))).toMatchObject({ deeds: [{ instances: [] }], spans: [] })
})

test('a run without an end is told with where it was sent, and without a state; a dry run is not told', () => {
  const [asked, sent] = deed(1, 'mount', ['calc', 'lab'])
  const { deeds, spans } = historyOf(entriesIn([asked!, sent!, { ...sent!, seq: 3 }], deed(2, 'mount', ['x'], { dryRun: true }).slice(2)))
  expect(deeds).toEqual([
    {
      n: 4,
      run: runIdOf(1),
      at: '2026-11-01T12:00:02.000Z',
      verb: 'mount',
      by: { id: '7', login: 'ada' },
      via: 'github',
      volume: 'research-data',
      fileSystem: operation.fileSystemId,
      instances: [
        { id: 'i-calc', name: 'calc' },
        { id: 'i-lab', name: 'lab' },
      ],
      approvedBy: [],
    },
  ])
  expect(spans.map((s) => [s.name, s.doubtful, s.people])).toEqual([
    ['calc', true, []],
    ['lab', true, []],
  ])
})

test('who approved is told once each; what names no file system or place has none', () => {
  const by = (login: string) => ({ by: { id: login, login }, digest: 'd'.repeat(64) })
  const [asked, sent, ended] = deed(1, 'create', [])
  const { fileSystem: _, mountPoint: __, ...bare } = ended!
  const { deeds } = historyOf(entriesIn([{ ...asked!, approvals: [by('mary')] }, sent!, { ...bare, approvals: [by('mary'), by('max')] }]))
  expect(deeds).toMatchObject([{ approvedBy: ['mary', 'max'], instances: [], state: 'done' }])
  expect(deeds[0]).not.toHaveProperty('fileSystem')
  expect(deeds[0]).not.toHaveProperty('accessPoint')
})

test('by an instance’s id or name, by a day and its first moment, and by the repository', () => {
  const entries = entriesIn(deed(1, 'mount', ['calc', 'lab']), deed(2, 'unmount', ['lab']))
  const names = (asked: Question) => [historyOf(entries, asked).spans.map((s) => s.name), historyOf(entries, asked).deeds.map((d) => d.n)]
  expect(names({ instance: 'calc' })).toEqual([['calc'], [4]])
  expect(names({ instance: 'i-lab' })).toEqual([['lab'], [4, 7]])
  expect(names({ instance: 'other' })).toEqual([[], []])
  // what ended at that moment was not over before it
  expect(names({ since: '2026-11-02T12:00:03.000Z' })).toEqual([['calc', 'lab'], [7]])
  expect(names({ since: '2026-11-02T12:00:04Z' })).toEqual([['calc'], []])
  expect(names({ repository: 'acme/other' })).toEqual([[], []])
  expect(names({ repository: 'acme/research', volume: 'research-data' })).toEqual([
    ['calc', 'lab'],
    [4, 7],
  ])
})
