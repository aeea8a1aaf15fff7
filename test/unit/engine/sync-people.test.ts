/** user sync: what is planned of what was seen, what is refused, what is sent, and what the report says of it. */
import { type FindingCode, finding } from '../../../src/domain/catalogue.ts'
import type { WantedAccount } from '../../../src/domain/people/accounts.ts'
import { givenOf } from '../../../src/domain/people/given.ts'
import type { RegisteredPerson, Registry } from '../../../src/domain/people/registry.ts'
import type { ScriptJob } from '../../../src/domain/plan.ts'
import type { Request } from '../../../src/domain/request.ts'
import type { Answer } from '../../../src/domain/run.ts'
import { atOnce, dayOf, lawful, syncPeople } from '../../../src/engine/sync-people.ts'
import { type Answering, answering, began, ended, type HostAnswer, known } from '../../support/answering-hosts.ts'
import { registered, registryWith } from '../../support/registered.ts'
import { leftAccount, noAccount, peopleSeen, rightAccount } from '../../support/seen-people.ts'

type Asked = Extract<Request, { readonly verb: 'sync-people' }>
type Answered = Extract<Answer, { readonly kind: 'people' }>

const [one, two] = ['i-00000000000000001', 'i-00000000000000002'] as const
const everywhere = [{ kind: 'pattern', pattern: '*' }] as const
const ada = registered('ada', 65_536, { hosts: everywhere })
const ben = registered('ben', 65_537, { hosts: everywhere })
const registry = registryWith([ada])
const asked: Asked = { verb: 'sync-people', selectors: [{ kind: 'id', id: one }], registry, confirmRemovals: false }
const both: Asked = {
  ...asked,
  selectors: [
    { kind: 'id', id: two },
    { kind: 'id', id: one },
  ],
}

const has = (id: string, ...accounts: readonly ReturnType<typeof rightAccount>[]): HostAnswer => ({ people: peopleSeen(id, accounts) })
const fine = (_: ScriptJob, id: string): HostAnswer => has(id, rightAccount('ada', 65_536))
/** Nobody has an account before the job that changes. */
const making = ({ params }: ScriptJob, id: string): HostAnswer =>
  has(id, params.change === '1' ? rightAccount('ada', 65_536) : noAccount('ada', 65_536))

type Told = Parameters<typeof answering>[0]
async function asking(request: Asked, more: Told = {}): Promise<{ answer: Answered; seen: Answering }> {
  const seen = answering({ instances: [known(one, 'calc-1'), known(two, 'calc-2')], host: fine, ...more })
  const answer = await syncPeople(request, seen.ctx)
  if (answer.kind !== 'people') throw new Error(answer.kind)
  return { answer, seen }
}
const refused = (code: FindingCode, seen: string) =>
  expect.objectContaining({ finding: expect.objectContaining({ code, seen }) as object }) as Error
const doings = ({ sent }: Answering) => sent.map(({ script, params, instanceIds }) => `${script} ${params.change} ${instanceIds.join(',')}`)

test('where everything is as in the registry nothing is changed, and the report is green', async () => {
  const { answer, seen } = await asking(both)
  expect(doings(seen)).toEqual([`people 0 ${one},${two}`])
  expect(answer.plan).toMatchObject({ verb: 'sync-people', region: 'us-east-1', jobs: [], refused: [] })
  expect(answer.report).toMatchObject({ verdict: 'holds', findings: [], region: 'us-east-1', startedAt: began, endedAt: ended })
  expect(answer.report?.hosts.map((h) => [h.instanceId, h.name, h.verdict])).toEqual([
    [one, 'calc-1', 'holds'],
    [two, 'calc-2', 'holds'],
  ])
  expect(answer.debts).toEqual({ open: [], paid: [], asked: [], region: 'us-east-1' })
})

test('who has no account is planned and made, and what was applied is remembered', async () => {
  const { answer, seen } = await asking(asked, { host: making })
  expect(doings(seen)).toEqual([`people 0 ${one}`, `people 1 ${one}`])
  expect(answer.plan.hosts).toMatchObject([{ instanceId: one, name: 'calc-1', changes: [{ kind: 'make', name: 'ada' }] }])
  expect(answer.plan.jobs).toEqual(seen.sent.slice(1))
  expect(new Set(seen.sent.map((j) => j.key)).size).toBe(2)
  expect(seen.plans).toEqual([answer.plan])
  expect(seen.events).toEqual([{ type: 'registry-applied', data: { given: givenOf(registry) } }])
  expect(answer.report?.verdict).toBe('holds')
})

test('a host that gives out numbers of the registry by itself is told in a plan, and red in a report', async () => {
  const ranges = [{ where: '/etc/subuid: builder', first: 65_536, last: 131_071 }]
  const host = () => ({ people: peopleSeen(one, [rightAccount('ada', 65_536)], { ranges }) })
  const shown = await asking(asked, { host, proposal: { kind: 'show' } })
  expect(shown.answer.notes).toEqual(['calc-1: /etc/subuid: builder gives out 65536 to 131071, and the registry 65536 to 94199'])
  const { answer } = await asking(asked, { host })
  expect([answer.report?.verdict, answer.report?.findings, answer.notes]).toEqual(['differs', [], undefined])
  expect(answer.report?.hosts[0]?.findings).toMatchObject([{ code: 'number-ranges-overlap' }])
})

test('only the instances on which something differs are sent a change', async () => {
  const { answer, seen } = await asking(both, { host: (job, id) => (id === two ? making(job, id) : fine(job, id)) })
  expect(doings(seen)).toEqual([`people 0 ${one},${two}`, `people 1 ${two}`])
  expect(answer.report?.hosts.map((h) => [h.name, h.verdict])).toEqual([
    ['calc-1', 'holds'],
    ['calc-2', 'holds'],
  ])
})

test('on a named instance somebody is provisioned only where the registry gives them an account', async () => {
  const team = registryWith([{ ...ada, hosts: [{ kind: 'id', id: two }] }])
  const of = (id: string): Asked => ({ ...asked, selectors: [{ kind: 'id', id }], person: 'ada', registry: team })
  expect((await asking(of(two))).answer.report?.hosts.map((h) => h.name)).toEqual(['calc-2'])
  await expect(asking(of(one))).rejects.toMatchObject({
    finding: { code: 'bad-option', seen: expect.stringContaining('no account on calc-1 by the registry') as string },
  })
})

test('one person’s instances are those that their hosts mean, each as AWS is asked for it', async () => {
  const hosts = [
    { kind: 'pattern', pattern: 'calc-*' },
    { kind: 'id', id: two },
  ] as const
  const team = registryWith([{ ...ada, hosts }])
  const of = (person: string): Asked => ({ ...asked, selectors: [], person, registry: team })
  const { seen } = await asking(of('ada'))
  expect(seen.asked).toContain(`resolve tag:Name=calc-* ${two}`)
  await expect(asking(of('eve'))).rejects.toMatchObject({ finding: { code: 'unregistered' } })
  await expect(asking({ ...of('ada'), registry: registryWith([{ ...ada, hosts: [] }]) })).rejects.toMatchObject({
    finding: { code: 'bad-option' },
  })
})

describe('who left and was deprovisioned before the registry said so', () => {
  const held = [{ name: 'ben', number: 65_537, left: '2026-11-20', from: '2026-11-20' }]
  const team = (since?: string) => registryWith([ada, { ...ben, ...(since === undefined ? {} : { since }) }])
  const there = ({ params }: ScriptJob, id: string): HostAnswer =>
    has(
      id,
      rightAccount('ada', 65_536),
      /ben:65537/.test(params.people ?? '') ? rightAccount('ben', 65_537) : leftAccount('ben', 65_537, params.change === '1'),
    )

  test('stays out, is closed where that was not done yet, by nobody’s word, and is told and remembered', async () => {
    const { answer, seen } = await asking({ ...asked, registry: team() }, { held, host: there })
    expect(answer.refusal).toBeUndefined()
    expect(answer.plan.hosts.flatMap((h) => h.changes.map((c) => `${c.kind} ${c.name}`))).toEqual(['close ben'])
    expect(answer.report?.hosts.flatMap((h) => h.rows.map((r) => `${r.name} ${r.kind} ${r.verdict}`))).toEqual([
      'ada listed holds',
      'ben left holds',
    ])
    expect(answer.notes).toEqual([expect.stringContaining('ben (65537) left on 2026-11-20')])
    expect(seen.events).toEqual([{ type: 'registry-applied', data: { given: givenOf(team()), held } }])
  })

  test('is back by that word, which no later sync has to remember', async () => {
    const { answer, seen } = await asking({ ...asked, registry: team('2026-11-21') }, { held, host: there })
    expect(answer.plan.hosts.flatMap((h) => h.changes)).toEqual([])
    expect(answer.report?.hosts.flatMap((h) => h.rows.map((r) => r.kind))).toEqual(['listed', 'listed'])
    expect(answer.notes).toBeUndefined()
    expect(seen.events).toEqual([{ type: 'registry-applied', data: { given: givenOf(team('2026-11-21')) } }])
  })

  test('is kept out by the instance itself where no store remembers', async () => {
    const host = (_: ScriptJob, id: string): HostAnswer =>
      has(id, rightAccount('ada', 65_536), { ...leftAccount('ben', 65_537, true), held: 20_777 })
    const { answer, seen } = await asking({ ...asked, registry: team() }, { host })
    expect(doings(seen)).toEqual([`people 0 ${one}`])
    expect(answer.report?.verdict).toBe('holds')
    expect(answer.report?.hosts.flatMap((h) => h.rows.map((r) => `${r.name} ${r.kind}`))).toEqual(['ada listed', 'ben left'])
    expect(answer.notes).toEqual([expect.stringContaining('until it says since: 2026-11-20')])
  })
})

test('a run that is taken up again records what was applied once', async () => {
  const { seen } = await asking(asked, { run: { registryApplied: { given: [] } } as unknown as NonNullable<Told['run']> })
  expect(seen.events).toEqual([])
})

describe('a plan alone', () => {
  test('changes nothing and remembers nothing', async () => {
    const { answer, seen } = await asking(asked, { host: making, proposal: { kind: 'show' } })
    expect(doings(seen)).toEqual([`people 0 ${one}`])
    expect(seen.events).toEqual([])
    expect(answer).not.toHaveProperty('report')
    expect(answer).not.toHaveProperty('refusal')
    expect(answer.debts).toMatchObject({ open: [] })
  })
  test('that may not be done says why', async () => {
    const refusal = finding('plan-changed', { seen: 'another' })
    expect((await asking(asked, { host: making, proposal: { kind: 'show', refusal } })).answer.refusal).toEqual(refusal)
  })
  test('has another digest for another change, instance or reason', async () => {
    const digest = async (request: Asked, host: NonNullable<Told['host']>) => (await asking(request, { host })).answer.plan.digest
    const first = await digest(asked, making)
    expect(await digest(asked, making)).toBe(first)
    expect(await digest(asked, fine)).not.toBe(first)
    expect(await digest(both, making)).not.toBe(first)
    const silent = (job: ScriptJob, id: string) => (id === two ? finding('not-delivered', { seen: 'x' }) : making(job, id))
    const other = (job: ScriptJob, id: string) => (id === two ? finding('outcome-unknown', { seen: 'x' }) : making(job, id))
    expect(await digest(both, silent)).not.toBe(first)
    expect(await digest(both, silent)).not.toBe(await digest(both, other))
  })
})

describe('is refused before any host is asked', () => {
  const twice = registryWith([ada, registered('eve', 65_536)])
  const thrice = registryWith([ada, registered('eve', 65_536), registered('kim', 65_536)])
  test.each<[string, Asked, FindingCode, string]>([
    ['no instance', { ...asked, selectors: [] }, 'missing-input', 'no instance is given'],
    ['a registry that breaks the law', { ...asked, registry: twice }, 'bad-registry', 'people.eve.uid: 65536 is ada’s'],
    ['one that breaks it twice', { ...asked, registry: thrice }, 'bad-registry', 'people.eve.uid: 65536 is ada’s, and 1 more'],
  ])('%s', async (_, request, code, seen) => {
    const here = answering({ instances: [known(one, 'calc-1')], host: fine })
    await expect(syncPeople(request, here.ctx)).rejects.toEqual(refused(code, seen))
    expect(here.sent).toEqual([])
  })
  test('no registry at all', () => {
    expect(() => lawful(undefined)).toThrow(refused('missing-input', 'no registry is given'))
    expect(lawful(registry)).toBe(registry)
  })
  test('a tag of a rule that AWS does not tell of: whose rule it is would lose accounts', async () => {
    const tag = { kind: 'tag', key: 'team', value: 'calc' } as const
    const here = answering({ instances: [known(one, 'calc-1')], host: fine })
    const denied = finding('aws-denied', { seen: 'ec2:DescribeInstances' })
    const resolve: typeof here.ctx.cloud.instances.resolve = async (all) =>
      all[0]?.kind === 'tag' ? [{ selector: tag, instances: [], findings: [denied] }] : here.ctx.cloud.instances.resolve(all)
    const ctx = { ...here.ctx, cloud: { ...here.ctx.cloud, instances: { ...here.ctx.cloud.instances, resolve } } }
    const tagged = registryWith([registered('ada', 65_536, { hosts: [tag] })])
    await expect(syncPeople({ ...asked, registry: tagged }, ctx)).rejects.toEqual(refused('aws-denied', 'ec2:DescribeInstances'))
    expect(here.sent).toEqual([])
  })
})

test('without a registry in the request the recorded one counts', async () => {
  const { registry: _, ...without } = asked
  expect((await asking(without, { registry })).answer.report?.verdict).toBe('holds')
})

test('a rule by tag means the instances that have it now, and none where nothing has it', async () => {
  const tagged = (value: string) => registryWith([registered('ada', 65_536, { hosts: [{ kind: 'tag', key: 'team', value }] })])
  const instances = [known(one, '', { tags: { team: 'calc' } }), known(two, 'calc-2')]
  const people = async (value: string, id: string) => {
    const { answer, seen } = await asking({ ...asked, selectors: [{ kind: 'id', id }], registry: tagged(value) }, { instances })
    return { people: seen.sent[0]?.params.people, name: answer.plan.hosts[0]?.name }
  }
  expect((await people('calc', one)).people).toContain('ada')
  expect((await people('calc', one)).name).toBe(one)
  expect((await people('calc', two)).people).not.toContain('ada')
  expect((await people('nothing', one)).people).not.toContain('ada')
})

test('whose last day is over is to have no account, and leaves without a word', async () => {
  const over = registryWith([registered('ada', 65_536, { hosts: everywhere, until: '2026-11-22' })])
  const host = ({ params }: ScriptJob, id: string) => has(id, leftAccount('ada', 65_536, params.change === '1'))
  const { answer } = await asking({ ...asked, registry: over }, { host })
  expect(answer.plan.hosts[0]?.changes).toMatchObject([{ kind: 'close', name: 'ada' }])
  expect(answer.refusal).toBeUndefined()
  expect(answer.report?.verdict).toBe('holds')
  expect(dayOf({ now: () => new Date('2026-11-23T23:59:00Z') })).toBe('2026-11-23')
})

describe('who would lose an account', () => {
  const host = ({ params }: ScriptJob, id: string) =>
    has(id, rightAccount('ada', 65_536), leftAccount('eve', 65_539, params.change === '1'))
  const left = { ...asked, registry: registryWith([ada], { retired: [{ name: 'eve', number: 65_539, since: '2026-11-01' }] }) }
  test('is not taken out without a word, and nothing is changed', async () => {
    const { answer, seen } = await asking(left, { host })
    expect(answer.refusal).toMatchObject({ code: 'removals-unconfirmed', seen: '1 would lose their account: eve' })
    expect(doings(seen)).toEqual([`people 0 ${one}`])
    expect([seen.plans, seen.events]).toEqual([[], []])
    expect(answer.report).toBeUndefined()
    expect(answer.debts).toMatchObject({ open: [] })
  })
  test('is, where somebody said so', async () => {
    const { answer } = await asking({ ...left, confirmRemovals: true }, { host })
    expect(answer.refusal).toBeUndefined()
    expect(answer.report?.verdict).toBe('holds')
  })
  test('by what was applied before counts as well, and is named up to ten', async () => {
    const many = Array.from({ length: 11 }, (_, n) => registered(`p${n}`, 65_540 + n))
    const given = givenOf(registryWith([ada, ...many]))
    const retired = many.map(({ name, uid }) => ({ name, number: uid, since: '2026-11-01' }))
    const after = registryWith([ada], { retired })
    const { answer } = await asking({ ...asked, registry: after }, { given })
    const names = many.slice(0, 10).map((p) => p.name)
    expect(answer.refusal?.seen).toBe(`11 would lose their account: ${names.join(', ')}, …`)
    expect((await asking({ ...asked, registry: after, confirmRemovals: true }, { given })).answer.refusal).toBeUndefined()
  })
})

describe('a number that was given to somebody else', () => {
  const given = givenOf(registryWith([registered('eve', 65_536)]))
  test('by what was applied before is refused, confirmed or not', async () => {
    const { answer, seen } = await asking({ ...asked, confirmRemovals: true }, { given, host: making })
    expect(answer.refusal).toMatchObject({ code: 'number-changed', seen: 'people.ada.uid: 65536 was eve’s; a number is never given again' })
    expect([seen.plans, seen.events]).toEqual([[], []])
  })
  test('by the record of a host is, too', async () => {
    const host = (_: ScriptJob, id: string) => has(id, rightAccount('ada', 65_536), leftAccount('eve', 65_536, false))
    const { answer } = await asking({ ...asked, confirmRemovals: true }, { host })
    expect(answer.refusal?.code).toBe('number-changed')
  })
})

describe('a host that does not tell', () => {
  const silent = (says: HostAnswer, change: string) => (job: ScriptJob, id: string) =>
    job.params.change === change ? says : making(job, id)
  test.each<[string, HostAnswer, FindingCode]>([
    ['no command came there', finding('not-delivered', { seen: 'offline' }), 'not-delivered'],
    ['it told nothing', {}, 'not-looked-at'],
    ['no result came', undefined, 'not-looked-at'],
    ['its look did not come to the end', { people: peopleSeen(one, [], { looked: false }) }, 'not-looked-at'],
  ])('%s: it is not green, and the plan leaves it out', async (_, says, code) => {
    const { answer, seen } = await asking(asked, { host: silent(says, '0') })
    expect(doings(seen)).toEqual([`people 0 ${one}`])
    expect(answer.plan).toMatchObject({ hosts: [], refused: [{ code, instanceId: one }] })
    expect(answer.report).toMatchObject({ verdict: 'unknown', hosts: [], findings: [{ code, instanceId: one }] })
  })
  test('what came of its change is not what was seen before it', async () => {
    const { answer } = await asking(asked, { host: silent(finding('outcome-unknown', { seen: 'x' }), '1') })
    expect(answer.report).toMatchObject({ verdict: 'unknown', hosts: [], findings: [{ code: 'outcome-unknown' }] })
  })
  test('all, but what failed on it: both are told, and it is red', async () => {
    const failure = finding('step-failed', { seen: 'accounts: x', instanceId: one })
    const { answer } = await asking(asked, { host: (job, id) => ({ ...(fine(job, id) as object), failures: [failure] }) })
    expect(answer.report).toMatchObject({ verdict: 'differs', hosts: [{ instanceId: one }], findings: [failure] })
  })
})

test('an instance that cannot be found makes the report red, and the others go on', async () => {
  const { answer } = await asking({ ...asked, selectors: [...asked.selectors, { kind: 'name', name: 'nowhere' }] })
  expect(answer.plan.refused).toMatchObject([{ code: 'instance-not-found' }])
  expect(answer.report).toMatchObject({ verdict: 'differs', hosts: [{ verdict: 'holds' }], findings: [{ code: 'instance-not-found' }] })
})

test('whom Prism takes over from somebody else is said in the plan and to the host', async () => {
  const host = (_: ScriptJob, id: string) => has(id, rightAccount('ada', 65_536, { ours: false }))
  const { answer, seen } = await asking(asked, { host })
  expect(answer.plan.hosts[0]?.changes).toMatchObject([{ kind: 'adopt', name: 'ada' }])
  expect(seen.sent.map((j) => j.params.adopt)).toEqual(['', 'ada'])
})

test('who stays as they are is told with the reason, and is no change', async () => {
  const host = (_: ScriptJob, id: string) => has(id, { ...noAccount('ada', 65_536), holder: 'games' })
  const { answer, seen } = await asking(asked, { host })
  expect(doings(seen)).toEqual([`people 0 ${one}`])
  expect(answer.plan.refused).toMatchObject([{ instanceId: one }])
  expect(answer.report?.verdict).toBe('differs')
})

test('whoever left and is in no record of the host is named to it with the change', async () => {
  const retired = [{ name: 'eve', number: 65_539, since: '2026-11-01' }]
  const host = ({ params }: ScriptJob, id: string) =>
    has(id, rightAccount('ada', 65_536), { ...leftAccount('eve', 65_539, params.change === '1'), ours: params.change === '1' })
  const { seen } = await asking({ ...asked, registry: registryWith([ada], { retired }), confirmRemovals: true }, { host })
  expect(seen.sent.map((j) => j.params.left)).toEqual(['', 'eve:65539'])
})

describe('keys of one command', () => {
  const person = (name: string, body: number): WantedAccount => {
    const { uid, shell, sudo }: RegisteredPerson = ada
    return { name, uid, shell, sudo, groups: [], keys: [{ type: 'ssh-ed25519', body: 'A'.repeat(body), comment: '' } as never] }
  }
  // name, one more, type and body and two more
  const size = (name: string, body: number) => name.length + 1 + 'ssh-ed25519'.length + body + 2
  test('are as many as it takes, to the last character', () => {
    const fits = 5000 - size('ada', 0)
    expect(atOnce([person('ada', fits)])).toHaveLength(1)
    expect(atOnce([person('ada', fits + 1)])).toHaveLength(0)
  })
  test('are of the first who fit, and of nobody after', () => {
    const half = 2500 - size('ada', 0)
    expect(atOnce(['ada', 'ben', 'eve'].map((name) => person(name, half))).map((p) => p.name)).toEqual(['ada', 'ben'])
  })
  test('only of those whose file is not right', async () => {
    const key = { type: 'ssh-ed25519', body: 'AAAAC3NzaC1lZDI1NTE5AAAAIAVX1vL2vRkq2m5QmhGvLQ8nGmFFaM0kq6zFq6y1vC5d', comment: '' }
    const keyed: Registry = registryWith([{ ...ada, keys: [key as never] }, ben])
    const host = (_: ScriptJob, id: string) => has(id, rightAccount('ada', 65_536), rightAccount('ben', 65_537))
    const { seen } = await asking({ ...asked, registry: keyed }, { host })
    const [look, change] = seen.sent
    expect(JSON.stringify(look?.params)).not.toContain(key.body)
    expect(JSON.stringify(change?.params)).toContain(key.body)
  })
})
