/** migrate: what a user is told before anything is changed, what stops it, what is sent, and what is told afterwards. */
import { type FindingCode, finding } from '../../../src/domain/catalogue.ts'
import type { MigrationTold, Why } from '../../../src/domain/people/migration.ts'
import type { ScriptJob } from '../../../src/domain/plan.ts'
import type { Request } from '../../../src/domain/request.ts'
import type { Answer } from '../../../src/domain/run.ts'
import { migrate } from '../../../src/engine/migrate.ts'
import { type Answering, answering, began, ended, type HostAnswer, type Known, known, volume } from '../../support/answering-hosts.ts'
import { fileSystemId, healthyFacts } from '../../support/healthy-facts.ts'
import { observed } from '../../support/operation.ts'
import { registered, registryWith } from '../../support/registered.ts'

type Asked = Extract<Request, { readonly verb: 'migrate' }>
type Answered = Extract<Answer, { readonly kind: 'migration' }>

const [one, two, three] = ['i-00000000000000001', 'i-00000000000000002', 'i-00000000000000003'] as const
const registry = registryWith([registered('ada', 65_536), registered('ben', 65_537)], { groups: [{ name: 'genomics', gid: 65_540 }] })
const asked: Asked = {
  verb: 'migrate',
  volume: { kind: 'name', name: 'research-data' },
  selectors: [{ kind: 'id', id: one }],
  what: { kind: 'move', under: 'users/ubuntu', uid: 1000, to: 'ada' },
  registry,
}
const both: Asked = { ...asked, selectors: [...asked.selectors, { kind: 'id', id: two }] }
const undo: Asked = { ...asked, what: { kind: 'undo', id: '0123456789abcdef' } }
const moving = { under: 'users/ubuntu', uid: 1000, gid: 1000, to: { uid: 65_536, gid: 65_536 }, itself: false }

const counts = (...those: readonly (readonly [Why, number])[]) => those.map(([why, entries]) => ({ why, entries, bytes: entries * 2 }))
const told = (more: Partial<MigrationTold> = {}): MigrationTold => ({
  rule: moving,
  counts: [],
  folders: [],
  left: [],
  open: [],
  opened: { found: 0, whole: true },
  walk: { looked: 3, at: '', more: 0, finished: true },
  ...more,
})
const idle = told()
const toMove = told({ counts: counts(['move', 3], ['other', 1]) })
const moved = told({ counts: counts(['moved', 3], ['other', 1]) })
const after = told({ counts: counts(['already', 3], ['other', 1]) })

type HostSays = {
  readonly look?: MigrationTold
  readonly move?: MigrationTold
  readonly after?: MigrationTold
  readonly open?: MigrationTold
}
/** A host whose data becomes another's by a move, as it tells it. */
function host({ look = toMove, move = moved, after: then = after, open = idle }: HostSays = {}) {
  let isMoved = false
  return (job: ScriptJob, id: string): HostAnswer => {
    if (job.script === 'inspect') return { observation: observed(id, { ...healthyFacts(), mounts: [], fstab: [] }) }
    const { do: doing } = job.params
    if (doing === 'open') return { migration: open }
    if (doing === 'move') {
      isMoved = true
      return { migration: move }
    }
    return { migration: isMoved ? then : look }
  }
}

type Told = Parameters<typeof answering>[0]
async function asking(request: Asked, more: Told = {}): Promise<{ answer: Answered; seen: Answering }> {
  const seen = answering({ instances: [known(one, 'calc-1'), known(two, 'calc-2')], volume, host: host(), ...more })
  const answer = await migrate(request, seen.ctx)
  if (answer.kind !== 'migration') throw new Error(answer.kind)
  return { answer, seen }
}
const refused = (code: FindingCode, seen: string) =>
  expect.objectContaining({ finding: expect.objectContaining({ code, seen }) as object }) as Error
const doings = ({ sent }: Answering) =>
  sent.flatMap(({ script, params, instanceIds }) => (script === 'migrate' ? [`${params.do} ${instanceIds.join(',')}`] : []))

test('what was counted is planned, changed on the first instance, and counted again', async () => {
  const { answer, seen } = await asking(both)
  expect(doings(seen)).toEqual([`look ${one}`, `open ${two}`, `move ${one}`, `look ${one}`])
  expect(seen.plans).toEqual([answer.plan])
  expect(answer.plan).toMatchObject({
    verb: 'migrate',
    region: 'us-east-1',
    volume: { id: fileSystemId, name: 'research-data', region: 'us-east-1' },
    hosts: [
      {
        instanceId: one,
        name: 'calc-1',
        changes: [{ kind: 'move', name: 'users/ubuntu', detail: '3 entries, 6 bytes: uid 1000 → ada (65536), gid 1000 → 65536' }],
      },
      { instanceId: two, name: 'calc-2', changes: [] },
    ],
    refused: [],
  })
  expect(answer).toMatchObject({ rule: moving, unasked: [], open: [], counted: { finished: true, looked: 3 } })
  expect(answer.report).toMatchObject({ moved: 3, verdict: 'holds', findings: [], startedAt: began, endedAt: ended })
  expect(answer.report?.rows.map((r) => [r.seen, r.verdict])).toEqual([['0', 'holds']])
  expect(answer.report?.after.counts).toEqual(after.counts)
})

test('the host is told the volume, where it is mounted, whose it was and whose it becomes, and the list that takes it back', async () => {
  const { answer, seen } = await asking(asked)
  const [look, move] = [seen.sent.find((j) => j.params.do === 'look'), seen.sent.find((j) => j.params.do === 'move')]
  expect(look?.params).toMatchObject({
    fileSystemId,
    addresses: '10.0.0.5',
    mountPoint: '/mnt/research-data',
    gid: '3000',
    under: 'users/ubuntu',
    from: '1000',
    fromGid: '1000',
    to: '65536',
    toGid: '65536',
    itself: '0',
    undo: '0',
    after: '',
    entries: '50000',
    seconds: '240',
  })
  expect(move?.params).toEqual({ ...look?.params, do: 'move' })
  expect(answer.plan.jobs).toEqual([move])
  expect(answer.report?.undo).toBe(look?.params.id)
})

test.each([
  ['shared', '0'],
  ['users', '0'],
  ['users/ubuntu', '0'],
  ['groups/genomics', '0'],
  ['users/ubuntu/thesis', '1'],
  ['old', '1'],
  ['sharedold', '1'],
  ['old/shared', '1'],
])('the folder %s itself is changed too only where no mount sets its owner', async (under, itself) => {
  const { seen } = await asking({ ...asked, what: { kind: 'move', under, uid: 1000, to: 'ada' } })
  expect(seen.sent.find((j) => j.params.do === 'look')?.params.itself).toBe(itself)
})

test('the mount point that is given counts; a volume named by its id is where its name puts it', async () => {
  const place = async (request: Asked, of = volume) => {
    const { seen } = await asking(request, { volume: of })
    return seen.sent.find((j) => j.params.do === 'look')?.params.mountPoint
  }
  expect(await place({ ...asked, mountPoint: '/srv/data' })).toBe('/srv/data')
  const byId: Asked = { ...asked, volume: { kind: 'id', id: fileSystemId } }
  expect(await place(byId)).toBe('/mnt/research-data')
  expect(await place(byId, { ...volume, name: '' })).toBe(`/mnt/${fileSystemId}`)
  expect(await place({ ...asked, volume: { kind: 'name', name: 'by-name' } })).toBe('/mnt/by-name')
})

describe('is refused before any host is asked', () => {
  test.each<[string, Asked, FindingCode, string]>([
    ['no instance', { ...asked, selectors: [] }, 'missing-input', 'no instance is given'],
    [
      'nobody of the registry',
      { ...asked, what: { kind: 'move', under: 'old', uid: 1000, to: 'eve' } },
      'unregistered',
      '"eve" is no person of the registry',
    ],
    [
      'the number of a person who stays',
      { ...asked, what: { kind: 'move', under: 'old', uid: 65_537, to: 'ada' } },
      'bad-option',
      '65537 is ben’s, who stays in the registry',
    ],
    [
      'the number of a group',
      { ...asked, what: { kind: 'move', under: 'old', uid: 65_540, to: 'ada' } },
      'bad-option',
      '65540 is genomics’s, who stays in the registry',
    ],
    [
      'the shared group’s number',
      { ...asked, what: { kind: 'move', under: 'old', uid: 3000, to: 'ada' } },
      'bad-option',
      '3000 is the shared group’s number, which is nobody’s private group',
    ],
    ['a tag that nothing has', { ...asked, selectors: [{ kind: 'tag', key: 'team', value: 'x' }] }, 'no-instances', 'tag:team=x'],
  ])('%s', async (_, request, code, seen) => {
    const here = answering({ instances: [known(one, 'calc-1')], volume, host: host() })
    await expect(migrate(request, here.ctx)).rejects.toEqual(refused(code, seen))
    expect(here.sent).toEqual([])
  })

  test('one of the instances, which is off: the data could be open there', async () => {
    const here = answering({ instances: [known(one, 'calc-1'), known(two, 'calc-2', { off: 'instance-stopped' })], volume, host: host() })
    const why = expect.objectContaining({ code: 'instance-stopped', instanceId: two }) as object
    await expect(migrate(both, here.ctx)).rejects.toEqual(expect.objectContaining({ finding: why }))
    expect(here.sent).toEqual([])
  })

  test('a selection that resolves to nothing at all', async () => {
    const here = answering({ volume, host: host() })
    const nothing = { ...here.ctx.cloud.instances, resolve: async () => [] }
    const ctx = { ...here.ctx, cloud: { ...here.ctx.cloud, instances: nothing } }
    await expect(migrate(asked, ctx)).rejects.toEqual(refused('no-instances', 'nothing has that tag'))
  })
})

test('without a registry in the request the recorded one counts; an undo needs none', async () => {
  const { registry: _, ...without } = asked
  expect((await asking(without, { registry })).answer.report?.verdict).toBe('holds')
  const { registry: __, ...taking } = undo
  expect((await asking(taking)).answer.report?.verdict).toBe('holds')
})

test('an instance that is named twice is one, and one without a Name is called by its id', async () => {
  const twice: Asked = { ...asked, selectors: [...asked.selectors, { kind: 'tag', key: 'team', value: 'calc' }] }
  const { answer } = await asking(twice, { instances: [known(one, '', { tags: { team: 'calc' } })] })
  expect(answer.plan.hosts.map((h) => h.name)).toEqual([one])
})

describe('a plan alone', () => {
  test('changes nothing, and says how it is confirmed', async () => {
    const { answer, seen } = await asking(asked, { proposal: { kind: 'show' } })
    expect(doings(seen)).toEqual([`look ${one}`])
    expect(answer.report).toBeUndefined()
    expect(answer.refusal).toBeUndefined()
    expect(answer.agree).toEqual({ ...asked, plan: answer.plan.digest.slice(0, 16) })
  })
  test('that may not be done says why', async () => {
    const refusal = finding('plan-changed', { seen: 'another' })
    const { answer } = await asking(asked, { proposal: { kind: 'show', refusal } })
    expect(answer.refusal).toEqual(refusal)
  })
})

test('where nothing is to be changed nothing is sent, and the report is of what was seen', async () => {
  const { answer, seen } = await asking(asked, { host: host({ look: after }) })
  expect(doings(seen)).toEqual([`look ${one}`])
  expect(seen.plans).toEqual([])
  expect(answer.plan).toMatchObject({ jobs: [], hosts: [{ changes: [] }] })
  expect(answer.report).toMatchObject({ verdict: 'holds', moved: 0, findings: [] })
  expect(answer.report).not.toHaveProperty('undo')
})

describe('files that are open', () => {
  const program = { pid: 70, name: 'python3', what: 'open' }
  const open = (found: number, whole: boolean, those = [program]) => told({ ...toMove, opened: { found, whole }, open: those })
  test('on the instance that would change them: nothing is changed, and who has them is told', async () => {
    const { answer, seen } = await asking(asked, { host: host({ look: open(1, true) }) })
    expect(doings(seen)).toEqual([`look ${one}`])
    expect(answer.plan).toMatchObject({ jobs: [], refused: [{ code: 'files-open', seen: '1 processes: python3 (70)', instanceId: one }] })
    expect(answer.open).toEqual([{ ...program, instanceId: one }])
    expect(answer.report).toBeUndefined()
  })
  test('on another one too', async () => {
    const { answer, seen } = await asking(both, { host: host({ open: open(2, true, [program, { ...program, pid: 71 }]) }) })
    expect(seen.plans).toEqual([])
    expect(answer.plan.refused).toMatchObject([{ code: 'files-open', seen: '2 processes: python3 (70), python3 (71)', instanceId: two }])
    expect(answer.open.map((o) => [o.pid, o.instanceId])).toEqual([
      [70, two],
      [71, two],
    ])
  })
  test('whether there are, could not be asked of every process', async () => {
    const { answer } = await asking(asked, { host: host({ look: open(0, false, []) }) })
    expect(answer.plan.refused.map((f) => f.seen)).toEqual(['0 processes; not all could be asked'])
  })
  test('nobody asked about them: that is no open file', async () => {
    const { opened: _, ...unasked } = toMove
    expect((await asking(asked, { host: host({ look: unasked }) })).answer.plan.refused).toEqual([])
  })
})

describe('other instances that have the volume mounted', () => {
  test('and were not named are a reason not to begin', async () => {
    const { answer, seen } = await asking(asked, {
      host: (job, id) => (id === one ? host()(job, id) : { observation: observed(id) }),
    })
    expect(seen.plans).toEqual([])
    expect(answer.plan.refused).toMatchObject([{ code: 'migrate-unasked', instanceId: two }])
  })
  test('and were named are asked for open files, and are none', async () => {
    const hosts = host()
    const { answer } = await asking(both, {
      host: (job, id) => (job.script === 'inspect' ? { observation: observed(id) } : hosts(job, id)),
    })
    expect(answer.plan.refused).toEqual([])
    expect(answer.report?.verdict).toBe('holds')
  })
  test('or that cannot be asked are named in the plan that is confirmed', async () => {
    const off = (id: string, name: string): Known => known(id, name, { online: false })
    const all = [known(one, 'calc-1'), off(two, 'calc-2'), off(three, '')]
    const { answer } = await asking(asked, { instances: all, proposal: { kind: 'show' } })
    expect(answer.unasked).toEqual(['calc-2', three])
    const fewer = await asking(asked, { instances: all.slice(0, 2), proposal: { kind: 'show' } })
    expect(fewer.answer.plan.digest).not.toBe(answer.plan.digest)
    const turned = await asking(asked, { instances: all.toReversed(), proposal: { kind: 'show' } })
    expect(turned.answer.plan.digest).toBe(answer.plan.digest)
  })
})

describe('a walk that takes several jobs', () => {
  const part = (at: string, finished: boolean, more: Partial<MigrationTold> = {}) =>
    told({ counts: counts(['move', 2]), ...more, walk: { looked: 3, at, more: 0, finished } })
  test('goes on where the one before stopped, and is one count', async () => {
    const hosts = host({ look: after })
    const by: Record<string, MigrationTold> = { '': part('61', false), '61': part('62', false), '62': part('', true) }
    const { answer, seen } = await asking(asked, {
      host: (job, id) => (job.script === 'migrate' && job.params.do === 'look' ? { migration: by[job.params.after!]! } : hosts(job, id)),
      proposal: { kind: 'show' },
    })
    expect(seen.sent.flatMap((j) => (j.script === 'migrate' ? [j.params.after] : []))).toEqual(['', '61', '62'])
    expect(new Set(seen.sent.map((j) => j.key)).size).toBe(seen.sent.length)
    expect(answer.counted).toMatchObject({ counts: counts(['move', 6]), looked: 9, finished: true })
  })
  test('ends where it does not come further', async () => {
    const { answer, seen } = await asking(asked, { host: host({ look: part('61', false) }), proposal: { kind: 'show' } })
    expect(doings(seen)).toHaveLength(2)
    expect(answer.counted.finished).toBe(false)
  })
  test('takes so many jobs at most', async () => {
    const hosts = host()
    const next = (job: ScriptJob) => part((Number.parseInt(`0${job.params.after}`, 16) + 1).toString(16).padStart(4, '0'), false)
    const { answer, seen } = await asking(asked, {
      host: (job, id) => (job.script === 'migrate' ? { migration: next(job) } : hosts(job, id)),
      proposal: { kind: 'show' },
      instances: [known(one, 'calc-1')],
    })
    expect(doings(seen)).toHaveLength(400)
    expect(answer.counted.finished).toBe(false)
  })
  test('that breaks off says so: nothing is changed by half a count', async () => {
    const { walk: _, ...broken } = part('61', false)
    const failure = finding('step-failed', { seen: 'look: broken' })
    const hosts = host()
    const { answer, seen } = await asking(asked, {
      host: (job, id) =>
        job.script === 'migrate' ? { migration: job.params.after === '' ? part('61', true) : broken, failures: [failure] } : hosts(job, id),
    })
    expect(seen.plans).toEqual([])
    expect(answer.counted.finished).toBe(false)
    expect(answer.plan.refused).toEqual([failure])
    expect(answer.rule).toEqual(moving)
  })
})

describe('a host that does not tell', () => {
  const silent = (what: string, says: HostAnswer) => {
    const hosts = host()
    return (job: ScriptJob, id: string): HostAnswer => {
      const told = hosts(job, id)
      return job.script === 'migrate' && job.params.do === what ? says : told
    }
  }
  test.each<[string, HostAnswer, FindingCode]>([
    ['no command came there', finding('not-delivered', { seen: 'offline' }), 'not-delivered'],
    ['it told nothing', {}, 'not-looked-at'],
    ['no result came', undefined, 'not-looked-at'],
  ])('%s: nothing is changed, and it is said of that instance', async (_, says, code) => {
    const first = await asking(asked, { host: silent('look', says) })
    expect(doings(first.seen)).toEqual([`look ${one}`])
    expect(first.answer.plan).toMatchObject({ refused: [{ code, instanceId: one }], jobs: [] })
    // of a move what was asked is known all the same
    expect(first.answer.rule).toEqual(moving)
    const other = await asking(both, { host: silent('open', says) })
    expect(other.answer.plan).toMatchObject({ refused: [{ code, instanceId: two }], jobs: [] })
    const undone = await asking(undo, { host: silent('look', says) })
    expect(undone.answer.rule).toMatchObject({ under: '0123456789abcdef' })
  })
  test('during the change: the report is not green, and has the list that takes it back', async () => {
    const { answer, seen } = await asking(asked, { host: silent('move', finding('outcome-unknown', { seen: 'no answer' })) })
    expect(doings(seen)).toEqual([`look ${one}`, `move ${one}`, `look ${one}`])
    expect(answer.report).toMatchObject({ verdict: 'unknown', moved: 0, findings: [{ code: 'outcome-unknown' }] })
    expect(answer.report?.undo).toMatch(/^[0-9a-f]{16}$/)
    const failed = await asking(asked, { host: silent('move', { failures: [finding('step-failed', { seen: 'x' })], migration: moved }) })
    expect(failed.answer.report).toMatchObject({ verdict: 'differs', moved: 3, findings: [{ code: 'step-failed' }] })
  })
})

test('what stays and what the server refused are findings of that instance', async () => {
  const { answer } = await asking(asked, {
    host: host({
      move: told({ counts: counts(['moved', 2], ['refused', 1]) }),
      after: told({ counts: counts(['move', 1], ['linked', 1]) }),
    }),
  })
  expect(answer.report).toMatchObject({ moved: 2, verdict: 'differs' })
  expect(answer.report?.findings.map((f) => [f.code, f.instanceId])).toEqual([
    ['migrate-refused', one],
    ['migrate-left', one],
  ])
  expect(answer.report?.rows).toMatchObject([{ seen: '2' }])
})

describe('an undo', () => {
  test('goes the other way, by the list on the first instance, and leaves no list of its own', async () => {
    const { answer, seen } = await asking({ ...undo, selectors: both.selectors })
    const [look, open] = [seen.sent.find((j) => j.params.do === 'look'), seen.sent.find((j) => j.params.do === 'open')]
    expect(look?.params).toMatchObject({ undo: '1', id: '0123456789abcdef', under: '' })
    // others have no such list, so they are told the folder
    expect(open?.params).toMatchObject({ undo: '0', under: 'users/ubuntu', from: '1000', to: '65536' })
    expect(answer.rule).toEqual({ ...moving, uid: 65_536, gid: 65_536, to: { uid: 1000, gid: 1000 } })
    expect(answer.plan.hosts[0]?.changes).toMatchObject([{ detail: '3 entries, 6 bytes: uid 65536 → uid 1000, gid 65536 → 1000' }])
    expect(answer.report?.rows[0]?.what).toBe('entries of uid 65536 below users/ubuntu that the list has')
    expect(answer.report).not.toHaveProperty('undo')
  })
  test('whose list is not to be read asks nobody else', async () => {
    const failure = finding('migrate-no-folder', { seen: 'there is no such list' })
    const hosts = host()
    const { seen } = await asking(
      { ...undo, selectors: both.selectors },
      { host: (job, id) => (job.params.do === 'look' ? { failures: [failure] } : hosts(job, id)) },
    )
    expect(doings(seen)).toEqual([`look ${one}`])
  })
})

describe('the digest that is confirmed', () => {
  const digest = async (request: Asked, look: MigrationTold = toMove, more: Told = {}) =>
    (await asking(request, { proposal: { kind: 'show' }, host: host({ look }), ...more })).answer.plan.digest
  const folder = (top: string) => ({ top, uid: 1000, gid: 1000, entries: 3 })
  test('is the same for the same, in whatever order it was told', async () => {
    expect(await digest(asked)).toBe(await digest(asked))
    const [a, b] = [folder('a'), folder('b')]
    expect(await digest(asked, { ...toMove, folders: [a, b] })).toBe(await digest(asked, { ...toMove, folders: [b, a] }))
  })
  test.each<[string, Asked, MigrationTold, Told]>([
    ['another count', asked, told({ counts: counts(['move', 4], ['other', 1]) }), {}],
    ['another folder', asked, { ...toMove, folders: [folder('a')] }, {}],
    ['another instance', both, toMove, {}],
    ['another person', { ...asked, what: { kind: 'move', under: 'users/ubuntu', uid: 1000, to: 'ben' } }, toMove, {}],
    ['another folder below', { ...asked, what: { kind: 'move', under: 'old', uid: 1000, to: 'ada' } }, toMove, {}],
    ['another volume', asked, toMove, { volume: { ...volume, id: 'fs-0fedcba9876543210' } }],
    ['a walk that did not see everything', asked, { ...toMove, counts: counts(['move', 3], ['other', 1], ['deep', 1]) }, {}],
    ['a program that has something open', asked, { ...toMove, opened: { found: 1, whole: true } }, {}],
  ])('is another for %s', async (_, request, look, more) => {
    expect(await digest(request, look, more)).not.toBe(await digest(asked))
  })
  test('does not hang on numbers of what was not seen whole', async () => {
    const partly = (n: number) => told({ counts: counts(['move', n], ['deep', 1]) })
    expect(await digest(asked, partly(3))).toBe(await digest(asked, partly(4)))
  })
})
