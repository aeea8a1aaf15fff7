/** user deprovision and user status: one person on all their instances, and nobody else. */
import { type FindingCode, finding } from '../../../src/domain/catalogue.ts'
import { givenOf } from '../../../src/domain/people/given.ts'
import type { Debt, Registry } from '../../../src/domain/people/registry.ts'
import type { ScriptJob } from '../../../src/domain/plan.ts'
import type { Request } from '../../../src/domain/request.ts'
import type { Answer } from '../../../src/domain/run.ts'
import { deprovision, personStatus } from '../../../src/engine/one-person.ts'
import { type Answering, answering, type HostAnswer, known } from '../../support/answering-hosts.ts'
import { registered, registryWith } from '../../support/registered.ts'
import { leftAccount, noAccount, peopleSeen, rightAccount } from '../../support/seen-people.ts'

type Asked = Extract<Request, { readonly verb: 'deprovision' | 'person-status' }>
type Answered = Extract<Answer, { readonly kind: 'people' }>

const [one, two, three] = ['i-00000000000000001', 'i-00000000000000002', 'i-00000000000000003'] as const
const since = '2026-11-01'
const calc = [{ kind: 'pattern', pattern: 'calc-*' }] as const
const ada = registered('ada', 65_536, { hosts: calc })
const eve = { name: 'eve', number: 65_539, since, hosts: calc, regions: ['us-east-1'] }
const registry = registryWith([ada], { retired: [eve] })
const leaves: Asked = { verb: 'deprovision', name: 'eve', registry }
const status = (name: string, of: Registry = registry): Asked => ({ verb: 'person-status', name, registry: of })
const instances = [known(one, 'calc-1'), known(two, 'calc-2'), known(three, 'other')]
const owedOn = (instance: string, more: Partial<Debt> = {}): Debt => ({
  name: 'eve',
  number: 65_539,
  instance,
  region: 'us-east-1',
  since,
  ...more,
})

const both = (id: string, isClosed: boolean): HostAnswer => ({
  people: peopleSeen(id, [rightAccount('ada', 65_536), leftAccount('eve', 65_539, isClosed)]),
})
const closing = ({ params }: ScriptJob, id: string): HostAnswer => both(id, params.change === '1')
const gone = (_: ScriptJob, id: string): HostAnswer => both(id, true)

type Told = Parameters<typeof answering>[0]
async function asking(request: Asked, more: Told = {}): Promise<{ answer: Answered; seen: Answering }> {
  const seen = answering({ instances, host: closing, ...more })
  const answer = await (request.verb === 'deprovision' ? deprovision : personStatus)(request, seen.ctx)
  if (answer.kind !== 'people') throw new Error(answer.kind)
  return { answer, seen }
}
const refused = (code: FindingCode, seen: string) =>
  expect.objectContaining({ finding: expect.objectContaining({ code, seen }) as object }) as Error
const doings = ({ sent }: Answering) => sent.map(({ script, params, instanceIds }) => `${script} ${params.change} ${instanceIds.join(',')}`)
const rows = ({ report }: Answered) => report?.hosts.flatMap((h) => h.rows.map((r) => `${h.name} ${r.name} ${r.verdict}`))

describe('deprovision', () => {
  test('ends them wherever their rules say, and is done when each instance was seen without them', async () => {
    const { answer, seen } = await asking(leaves)
    expect(doings(seen)).toEqual([`people 0 ${one},${two}`, `people 1 ${one},${two}`])
    expect(seen.sent.map((j) => j.params.only)).toEqual(['eve:65539', 'eve:65539'])
    expect(new Set(seen.sent.map((j) => j.key)).size).toBe(2)
    expect(seen.plans).toEqual([answer.plan])
    expect(answer.plan).toMatchObject({ verb: 'deprovision', region: 'us-east-1', refused: [], jobs: seen.sent.slice(1) })
    expect(answer.plan.hosts.map((h) => [h.instanceId, h.name, h.changes.map((c) => `${c.kind} ${c.name}`)])).toEqual([
      [one, 'calc-1', ['close eve']],
      [two, 'calc-2', ['close eve']],
    ])
    expect(answer.report?.verdict).toBe('holds')
    expect(rows(answer)).toEqual(['calc-1 eve holds', 'calc-2 eve holds'])
  })

  test('of whom GitHub says that they left is remembered, here and on the instances, before anything is closed', async () => {
    const here = { ...registered('eve', 65_539, { hosts: calc }), github: { id: 1003, login: 'eve-l' } }
    const counts = registryWith([ada, here])
    const origin = {
      entrypoint: 'leaving',
      actor: { id: '2', name: 'olga' },
      repository: 'acme/x',
      account: { id: 1003, login: 'eve-l' },
    } as const
    const sentBy: number[] = []
    const run = { origin } as unknown as NonNullable<Told['run']>
    const told: Told = {
      run,
      registry: counts,
      held: [{ name: 'lea', number: 65_600, left: '2026-11-01', from: '2026-11-01' }],
      host: (job, id) => {
        sentBy.push(seenEvents().length)
        return closing(job, id)
      },
    }
    let seenEvents = (): readonly unknown[] => []
    const seen = answering({ instances, ...told })
    seenEvents = () => seen.events
    await deprovision({ verb: 'deprovision', name: 'eve' }, seen.ctx)
    const day = '2026-11-23'
    expect(seen.events).toEqual([
      {
        type: 'registry-applied',
        data: { given: givenOf(counts), held: [told.held![0], { name: 'eve', number: 65_539, left: day, from: day }] },
      },
    ])
    expect(sentBy).toEqual([0, 0, 1, 1])
    expect(seen.sent.map((j) => j.params.hold)).toEqual(['', '20780'])
  })

  test('changes nobody else there, whatever differs', async () => {
    const host = ({ params }: ScriptJob, id: string): HostAnswer => ({
      people: peopleSeen(id, [noAccount('ada', 65_536), leftAccount('eve', 65_539, params.change === '1')], {
        groups: [{ name: 'prism-people', holder: '' }],
      }),
    })
    const { answer } = await asking(leaves, { host })
    expect(answer.plan.hosts.flatMap((h) => h.changes.map((c) => c.name))).toEqual(['eve', 'eve'])
    expect(answer.report?.verdict).toBe('holds')
    expect(rows(answer)).toEqual(['calc-1 eve holds', 'calc-2 eve holds'])
  })

  test('sends nothing to an instance from which they are gone', async () => {
    const { answer, seen } = await asking(leaves, { host: (job, id) => (id === one ? gone(job, id) : closing(job, id)) })
    expect(doings(seen)).toEqual([`people 0 ${one},${two}`, `people 1 ${two}`])
    expect(rows(answer)).toEqual(['calc-1 eve holds', 'calc-2 eve holds'])
  })

  test.each<[string, Asked, FindingCode, string]>([
    ['whoever is not under retired', { ...leaves, name: 'ada' }, 'not-retired', '"ada" is not under retired'],
    ['whoever is not there at all', { ...leaves, name: 'kim' }, 'unregistered', '"kim" is no person of the registry'],
    [
      'a registry that breaks the law',
      { ...leaves, registry: registryWith([ada, registered('b', 65_536)]) },
      'bad-registry',
      'people.b.uid: 65536 is ada’s',
    ],
  ])('refuses %s, and asks no host', async (_, request, code, seen) => {
    const here = answering({ instances, host: closing })
    await expect(deprovision(request, here.ctx)).rejects.toEqual(refused(code, seen))
    expect(here.sent).toEqual([])
  })

  describe('by the registry that counts there', () => {
    const asked: Asked = { verb: 'deprovision', name: 'eve' }
    const actor = { id: '7', name: 'wendy' }
    const here = registryWith([ada, registered('eve', 65_539, { hosts: calc })])
    const run = (more: object) => ({ origin: { entrypoint: 'api', actor, ...more } }) as unknown as NonNullable<Told['run']>
    const inRepository = run({ repository: 'acme/x', principal: 'wendy' })

    test('ends nobody who stands in it still; a plan alone is of how it will be', async () => {
      const stays = answering({ instances, host: closing, registry: here, run: run({}) })
      await expect(deprovision(asked, stays.ctx)).rejects.toEqual(refused('not-retired', '"eve" is not under retired'))
      expect(stays.sent).toEqual([])
      const { answer, seen } = await asking(asked, { registry: here, run: { ...run({}), dryRun: true }, proposal: { kind: 'show' } })
      expect(answer.plan.hosts.map((h) => `${h.name} ${h.changes.map((c) => c.kind).join()}`)).toEqual(['calc-1 close', 'calc-2 close'])
      expect([doings(seen), seen.events]).toEqual([[`people 0 ${one},${two}`], []])
      // the plan is what is done once they are under retired
      const done = await asking(asked, { registry, run: run({}) })
      expect(done.answer.plan.digest).toBe(answer.plan.digest)
      expect([done.answer.report?.verdict, done.seen.events]).toEqual(['holds', []])
      expect(done.seen.sent.map((j) => j.params.hold)).toEqual(['', ''])
    })

    test('tells what is owed in a repository too, where nobody writes it down', async () => {
      const off = [known(one, 'calc-1'), known(two, 'calc-2', { off: 'instance-offline' })]
      const { answer } = await asking(asked, { registry, run: inRepository, instances: off })
      expect(answer.debts).toMatchObject({ open: [{ ...owedOn(two), called: 'calc-2', why: 'calc-2 is off' }], paid: [], asked: [] })
      expect(answer.report?.verdict).toBe('unknown')
      const all = await asking(asked, { registry, run: inRepository })
      expect(all.answer.debts).toMatchObject({ open: [], paid: [] })
      expect(all.answer.report?.verdict).toBe('holds')
    })
  })

  test('by a registry that gives a number to somebody else is refused', async () => {
    const given = [{ kind: 'person' as const, name: 'kim', number: 65_536 }]
    const { answer, seen } = await asking(leaves, { given })
    expect(answer.refusal?.code).toBe('number-changed')
    expect([answer.report, seen.plans]).toEqual([undefined, []])
    expect(doings(seen)).toEqual([`people 0 ${one},${two}`])
    expect(answer.debts).toMatchObject({ region: 'us-east-1', open: [] })
  })

  test('needs no word, as it ends one person who was named', async () => {
    const given = [{ kind: 'person' as const, name: 'eve', number: 65_539 }]
    expect((await asking(leaves, { given })).answer.refusal).toBeUndefined()
  })

  test('as a plan alone changes nothing', async () => {
    const { answer, seen } = await asking(leaves, { proposal: { kind: 'show' } })
    expect(doings(seen)).toEqual([`people 0 ${one},${two}`])
    expect(answer).not.toHaveProperty('report')
    expect(answer).not.toHaveProperty('refusal')
    const refusal = finding('plan-changed', { seen: 'x' })
    expect((await asking(leaves, { proposal: { kind: 'show', refusal } })).answer.refusal).toEqual(refusal)
  })

  test('has a digest of whom it ends and where', async () => {
    const digest = async (more: Told = {}, request = leaves) => (await asking(request, more)).answer.plan.digest
    const first = await digest()
    expect(await digest()).toBe(first)
    expect(await digest({ host: gone })).not.toBe(first)
    expect(await digest({ instances: instances.slice(0, 1) })).not.toBe(first)
    const other = registryWith([ada], { retired: [{ ...eve, number: 65_538 }] })
    expect(await digest({ host: gone }, { ...leaves, registry: other })).not.toBe(await digest({ host: gone }))
    const silent = (code: FindingCode) => (job: ScriptJob, id: string) => (id === two ? finding(code, { seen: 'x' }) : closing(job, id))
    expect(await digest({ host: silent('not-delivered') })).not.toBe(await digest({ host: silent('outcome-unknown') }))
  })

  test('an instance that does not answer is not taken for done', async () => {
    const host = (job: ScriptJob, id: string) => (id === two ? finding('not-delivered', { seen: 'offline' }) : closing(job, id))
    const { answer, seen } = await asking(leaves, { host })
    expect(doings(seen)).toEqual([`people 0 ${one},${two}`, `people 1 ${one}`])
    expect(answer.plan.refused).toMatchObject([{ code: 'not-delivered', instanceId: two }])
    expect(answer.report).toMatchObject({ verdict: 'unknown', findings: [{ code: 'not-delivered', instanceId: two }] })
    expect(rows(answer)).toEqual(['calc-1 eve holds'])
  })

  test('one whose change did not come back is not told as it was before', async () => {
    const host = (job: ScriptJob, id: string) =>
      id === two && job.params.change === '1' ? finding('outcome-unknown', { seen: 'x' }) : closing(job, id)
    const { answer } = await asking(leaves, { host })
    expect(answer.report).toMatchObject({ verdict: 'unknown', findings: [{ code: 'outcome-unknown' }] })
    expect(rows(answer)).toEqual(['calc-1 eve holds'])
  })

  test('what they have there is told, and nobody else’s data', async () => {
    const data = ['eve', 'kim'].map((name) => ({ name, place: '/home', entries: 3, bytes: 6, whole: true }))
    const did = ['eve', 'kim'].map((name) => ({ kind: 'leaver' as const, name, status: 'changed' as const, detail: 'ended' }))
    const host = (_: ScriptJob, id: string): HostAnswer => ({
      people: peopleSeen(id, [leftAccount('eve', 65_539, true)], { data, did }),
    })
    const { answer } = await asking(leaves, { host, instances: instances.slice(0, 1) })
    expect(answer.report?.hosts.map((h) => [h.data.map((d) => d.name), h.did.map((d) => d.name)])).toEqual([[['eve'], ['eve']]])
  })
})

describe('what is owed', () => {
  const owing = (...owed: readonly Debt[]) => registryWith([ada], { retired: [{ ...eve, hosts: [] }], owed })
  test('is looked at too, and paid where they are gone', async () => {
    const { answer, seen } = await asking({ ...leaves, registry: owing(owedOn(three)) })
    expect(doings(seen)).toEqual([`people 0 ${three}`, `people 1 ${three}`])
    expect(answer.debts).toMatchObject({ open: [], paid: [owedOn(three)] })
    expect(answer.report?.verdict).toBe('holds')
  })
  test('in another region, or by somebody else, is not looked at here', async () => {
    const kim = { name: 'kim', number: 65_538, since }
    const of = registryWith([ada], {
      retired: [{ ...eve, hosts: [] }, kim],
      owed: [owedOn(three, { region: 'eu-west-1' }), owedOn(three, { name: 'kim', number: 65_538 })],
    })
    const { answer, seen } = await asking({ ...leaves, registry: of })
    expect(seen.sent).toEqual([])
    // nothing was asked, so nothing is paid, and theirs makes it no success
    expect(answer.debts).toMatchObject({ paid: [] })
    expect(answer.report?.verdict).toBe('unknown')
  })
  test('by somebody else makes it no failure', async () => {
    const kim = { name: 'kim', number: 65_538, since }
    const of = registryWith([ada], { retired: [eve, kim], owed: [owedOn(three, { name: 'kim', number: 65_538 })] })
    expect((await asking({ ...leaves, registry: of })).answer.report?.verdict).toBe('holds')
  })
  test('by somebody else on the same instance is paid by no look at this one', async () => {
    const kim = { name: 'kim', number: 65_538, since }
    const theirs = owedOn(one, { name: 'kim', number: 65_538 })
    const of = registryWith([ada], { retired: [eve, kim], owed: [theirs, owedOn(one)] })
    const { answer } = await asking({ ...leaves, registry: of })
    expect(answer.debts?.open).toEqual([expect.objectContaining(theirs)])
    expect(answer.debts?.paid).toEqual([owedOn(one)])
  })
  test('on an instance that is off stays owed, with the reason and its name', async () => {
    const off = [known(one, 'calc-1'), known(three, 'other', { off: 'instance-offline' })]
    const { answer } = await asking({ ...leaves, registry: owing(owedOn(three)) }, { instances: off })
    expect(answer.debts?.open).toMatchObject([{ instance: three, called: 'other', why: 'other is off' }])
    expect(answer.report?.findings).toMatchObject([{ code: 'instance-offline', instanceId: three }])
    expect(answer.report?.verdict).toBe('unknown')
  })
})

describe('status', () => {
  test('looks and changes nothing', async () => {
    const { answer, seen } = await asking(status('eve'))
    expect(doings(seen)).toEqual([`people 0 ${one},${two}`])
    expect(seen.plans).toEqual([])
    expect(answer.plan).toMatchObject({ verb: 'person-status', hosts: [], jobs: [], refused: [] })
    expect(answer.report?.verdict).toBe('differs')
    expect(rows(answer)).toEqual(['calc-1 eve differs', 'calc-2 eve differs'])
  })
  test('of one who stays is of their account alone', async () => {
    const host = (_: ScriptJob, id: string): HostAnswer => ({
      people: peopleSeen(id, [rightAccount('ada', 65_536), noAccount('ben', 65_537), leftAccount('eve', 65_539, false)]),
    })
    const of = registryWith([ada, registered('ben', 65_537, { hosts: calc })], { retired: [eve] })
    const { answer, seen } = await asking(status('ada', of), { host })
    expect(seen.sent.map((j) => j.params.only)).toEqual([''])
    expect(seen.sent[0]?.params.people).toContain('ben')
    expect(answer.report?.verdict).toBe('holds')
    expect(rows(answer)).toEqual(['calc-1 ada holds', 'calc-2 ada holds'])
  })
  test('of one without any place is that they are nowhere', async () => {
    const { answer, seen } = await asking(status('ben', registryWith([registered('ben', 65_537)])))
    expect([seen.sent, seen.asked]).toEqual([[], []])
    expect(answer.report).toMatchObject({ verdict: 'holds', hosts: [] })
    const gone = registryWith([], { retired: [{ name: 'eve', number: 65_539, since }] })
    expect((await asking(status('eve', gone))).answer.report).toMatchObject({ verdict: 'holds', hosts: [] })
  })
  test('calls an instance by its Name, else by its id', async () => {
    const named = registryWith([registered('ada', 65_536, { hosts: [{ kind: 'id', id: one }] })])
    const name = async (of: string) => (await asking(status('ada', named), { instances: [known(one, of)] })).answer.report?.hosts[0]?.name
    expect(await name('calc-1')).toBe('calc-1')
    expect(await name('')).toBe(one)
  })
})
