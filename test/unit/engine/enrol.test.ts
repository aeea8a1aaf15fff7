/** The registry's people with a mount: what the plan says is done for them, what is sent once it is mounted, and the rows that tell of it. */
import { type FindingCode, finding } from '../../../src/domain/catalogue.ts'
import type { AccountSeen } from '../../../src/domain/people/accounts.ts'
import type { Registry } from '../../../src/domain/people/registry.ts'
import type { VolumeSeen } from '../../../src/domain/people/spaces.ts'
import type { Operation, Plan, ScriptJob } from '../../../src/domain/plan.ts'
import type { JobResult } from '../../../src/domain/run.ts'
import { apartNotes, type Enrolment, enrol, lookAtPeople, rowsOfPeople, takingPart, withPeople } from '../../../src/engine/enrol.ts'
import { seal } from '../../../src/engine/plan.ts'
import { type Answering, answering, type HostAnswer } from '../../support/answering-hosts.ts'
import { mountPoint } from '../../support/healthy-facts.ts'
import { freshFacts, observed, operation, rockyId, saying, ubuntuId } from '../../support/operation.ts'
import { registered, registryWith } from '../../support/registered.ts'
import { leftAccount, noAccount, peopleSeen, rightAccount } from '../../support/seen-people.ts'

const everywhere = [{ kind: 'pattern', pattern: '*' }] as const
const ada = registered('ada', 65_536, { hosts: everywhere })
const registry = registryWith([ada])
const file = '.github/prism/people.yml'
const both = [observed(ubuntuId), observed(rockyId)]

/** In the shared group too, as a mount makes them. */
const member = (name: string, uid: number, more: Partial<AccountSeen> = {}): AccountSeen =>
  rightAccount(name, uid, {
    has: { uid, gid: uid, groups: [uid, 3000, 94_199], shell: '/bin/bash', ends: '', password: 'none' },
    tried: `${uid}:${uid}:${uid}+3000+94199`,
    ...more,
  })
const fine: VolumeSeen = {
  state: 'there',
  places: [{ path: 'users/ada', refused: '', has: { uid: 65_536, gid: 65_536, mode: '0700' } }],
  homes: [{ name: 'ada', links: ['ours', 'ours'], why: '' }],
  tries: [{ name: 'ada', own: 'rw', others: 0, there: 0, open: [], groups: [], why: '' }],
  did: [],
}
const bare: VolumeSeen = {
  ...fine,
  places: [{ path: 'users/ada', refused: '' }],
  homes: [{ name: 'ada', links: ['none', 'none'], why: '' }],
  tries: [],
}

type Hosts = { readonly people?: (id: string, job: ScriptJob) => HostAnswer; readonly spaces?: (id: string, job: ScriptJob) => HostAnswer }
function hosts({ people, spaces }: Hosts = {}) {
  return (job: ScriptJob, id: string): HostAnswer => {
    if (job.script === 'people') return people ? people(id, job) : { people: peopleSeen(id, [member('ada', 65_536)]) }
    return spaces ? spaces(id, job) : { volume: fine }
  }
}
const missing: Hosts = {
  people: (id, { params }) => ({ people: peopleSeen(id, [params.change === '1' ? member('ada', 65_536) : noAccount('ada', 65_536)]) }),
  spaces: (_, { params }) => ({ volume: params.change === '1' ? fine : bare }),
}

type Looking = { readonly of?: Operation; readonly seen?: typeof both; readonly registry?: Registry; readonly dryRun?: boolean }
async function looking(answers: Hosts, { of = operation, seen = both, registry: people = registry, dryRun = false }: Looking = {}) {
  const here = answering({ host: hosts(answers), run: { dryRun } })
  const enrolment = await lookAtPeople({ file, registry: people }, of, seen, here.ctx)
  return { enrolment: enrolment!, here }
}

/** The plan of a mount on these instances. */
function planned(ids: readonly string[] = [ubuntuId, rockyId]): Plan {
  return seal(operation, [], ids.map(mountJob), [])
}
const mountJob = (id: string, n: number): ScriptJob => ({
  key: `01JDM3C0000000000000000000.mount.${n}`,
  script: 'mount',
  scriptSha: 'a'.repeat(64),
  params: {},
  instanceIds: [id],
  executionSeconds: 60,
  changes: true,
})
const done = (id: string, failures: readonly ReturnType<typeof finding>[] = []): JobResult => ({
  kind: 'transcript',
  instanceId: id,
  state: 'done',
  steps: [],
  failures,
  sharing: [],
})
const doings = ({ sent }: Answering) => sent.map(({ script, params, instanceIds }) => `${script} ${params.change} ${instanceIds.join(',')}`)
const notTried = { verdict: 'not-tried' as const, cells: [], notes: [] }

test('without a registry nobody is looked at, planned, made or told of', async () => {
  const here = answering({})
  expect(await lookAtPeople(undefined, operation, both, here.ctx)).toBeUndefined()
  const plan = planned()
  expect(withPeople(plan, undefined, here.ctx)).toBe(plan)
  expect(await enrol(plan, undefined, [], here.ctx)).toEqual({ accounts: [], spaces: [] })
  expect(rowsOfPeople(undefined, both, notTried)).toBeUndefined()
  expect([...takingPart(undefined)]).toEqual([])
  expect(here.sent).toEqual([])
})

describe('the look', () => {
  test('is at accounts everywhere, and at the volume where it is mounted and answers', async () => {
    const { enrolment, here } = await looking({}, { seen: [observed(ubuntuId), observed(rockyId, freshFacts())] })
    expect(doings(here)).toEqual([`people 0 ${ubuntuId},${rockyId}`, `spaces 0 ${ubuntuId}`])
    expect(enrolment.hosts.map((h) => [h.instanceId, h.name, h.wanted.joins])).toEqual([
      [ubuntuId, 'ubuntu-instance', true],
      [rockyId, 'rocky-instance', true],
    ])
    expect(enrolment.refusal).toBeUndefined()
  })
  test('tries what people may do there, but in a dry run', async () => {
    const tried = async (dryRun: boolean) => (await looking({}, { dryRun })).here.sent.find((j) => j.script === 'spaces')?.params.tries
    expect([await tried(false), await tried(true)]).toEqual(['1', '0'])
  })
  test('is not at a volume that hangs, or another one at that place', async () => {
    const [mount] = both[0]!.facts.mounts
    for (const other of [
      { ...mount!, answers: 'no' as const },
      { ...mount!, fileSystemId: 'fs-0fedcba9876543210' },
    ]) {
      const { here } = await looking({}, { seen: [observed(ubuntuId, { ...both[0]!.facts, mounts: [other] })] })
      expect(doings(here)).toEqual([`people 0 ${ubuntuId},${rockyId}`])
    }
  })
  test('is not at a volume that nobody may write to', async () => {
    const { here, enrolment } = await looking({}, { of: saying(operation, {}, { readOnly: true }) })
    expect(doings(here)).toEqual([`people 0 ${ubuntuId},${rockyId}`])
    expect(enrolment.hosts.every((h) => !('volume' in h))).toBe(true)
  })
  test('of a registry that breaks the law is none', async () => {
    const twice = registryWith([ada, registered('eve', 65_536)])
    await expect(looking({}, { registry: twice })).rejects.toEqual(
      expect.objectContaining({ finding: expect.objectContaining({ code: 'bad-registry' }) as object }),
    )
    const here = answering({})
    await expect(lookAtPeople({ file }, operation, both, here.ctx)).rejects.toThrow('missing-input')
  })
  test('that shows that somebody would lose an account is a refusal, unless it was said', async () => {
    const left = registryWith([ada], { retired: [{ name: 'eve', number: 65_539, since: '2026-11-01' }] })
    const people = (id: string) => ({ people: peopleSeen(id, [member('ada', 65_536), leftAccount('eve', 65_539, false)]) })
    expect((await looking({ people }, { registry: left })).enrolment.refusal?.code).toBe('removals-unconfirmed')
  })
  test('says of whom something is owed', async () => {
    const eve = { name: 'eve', number: 65_539, since: '2026-11-01' }
    const owed = [{ name: 'eve', number: 65_539, instance: ubuntuId, region: 'us-east-1', since: '2026-11-01' }]
    const { enrolment } = await looking({}, { registry: registryWith([ada], { retired: [eve], owed }) })
    expect(enrolment.notes).toEqual([expect.stringContaining('eve (65539) left on 2026-11-01')])
  })
})

describe('the plan of the mount', () => {
  test('is as it was where everything is as in the registry', async () => {
    const { enrolment, here } = await looking({})
    const plan = planned()
    expect(withPeople(plan, enrolment, here.ctx)).toEqual(plan)
  })
  test('says what is done for each, with the jobs that do it', async () => {
    const { enrolment, here } = await looking(missing)
    const plan = withPeople(planned(), enrolment, here.ctx)
    expect(plan.differences.filter((d) => d.instanceId === ubuntuId).map((d) => [d.subject, d.code, d.repair])).toEqual([
      ['the registry’s ada', 'account-differs', 'make ada'],
      ['what the registry’s people have on the volume', 'space-differs', 'directory users/ada: 65536:65536 0700'],
      ['what the registry’s people have on the volume', 'space-differs', 'links in the home of ada'],
    ])
    expect(plan.differences[0]).toMatchObject({ expected: 'as in the registry', observed: expect.stringContaining('make: uid 65536') })
    expect(plan.jobs.slice(2).map((j) => [j.script, j.params.change, j.instanceIds])).toEqual([
      ['people', '1', [ubuntuId, rockyId]],
      ['spaces', '1', [ubuntuId, rockyId]],
    ])
    expect(plan.jobs.at(-1)?.params.tries).toBe('1')
    const keys = [...here.sent, ...plan.jobs].map((j) => j.key)
    expect(new Set(keys).size).toBe(keys.length)
    expect(plan.digest).not.toBe(planned().digest)
  })
  test('does nothing for people of an instance that is not mounted', async () => {
    const { enrolment, here } = await looking(missing)
    const plan = withPeople(planned([rockyId]), enrolment, here.ctx)
    expect(new Set(plan.differences.map((d) => d.instanceId))).toEqual(new Set([rockyId]))
    expect(plan.jobs.slice(1).map((j) => j.instanceIds)).toEqual([[rockyId], [rockyId]])
    const nobody = planned([])
    expect(withPeople(nobody, enrolment, here.ctx)).toEqual(nobody)
  })
  test('keeps where each client comes from, and counts only jobs of the mount as one', async () => {
    const { enrolment, here } = await looking(missing)
    const clients = [{ instanceId: ubuntuId, source: 'distribution', why: 'x' }] as unknown as Plan['clients']
    expect(withPeople({ ...planned(), clients }, enrolment, here.ctx).clients).toEqual(clients)
    const unmount = { ...planned([ubuntuId]), jobs: [{ ...mountJob(ubuntuId, 1), script: 'unmount' as const }] }
    expect(withPeople(unmount, enrolment, here.ctx).differences).toEqual([])
  })
  test('gives nothing on the volume to whose account is in the way of something', async () => {
    const people = (id: string) => ({ people: peopleSeen(id, [{ ...noAccount('ada', 65_536), holder: 'games' }]) })
    const { enrolment, here } = await looking({ people, spaces: () => ({ volume: bare }) })
    const plan = withPeople(planned([ubuntuId]), enrolment, here.ctx)
    expect(plan.differences.map((d) => d.repair)).toEqual([])
  })
  test('gives nothing on the volume where accounts could not be looked at', async () => {
    const people = () => finding('not-delivered', { seen: 'x' })
    const { enrolment, here } = await looking({ people, spaces: () => ({ volume: bare }) })
    const plan = planned()
    expect(withPeople(plan, enrolment, here.ctx)).toEqual(plan)
  })
  test('takes over nobody whom somebody else made: a sync does that', async () => {
    const people = (id: string) => ({ people: peopleSeen(id, [member('ada', 65_536, { ours: false })]) })
    const { enrolment, here } = await looking({ people, spaces: () => ({ volume: bare }) })
    const plan = withPeople(planned(), enrolment, here.ctx)
    const [accounts] = plan.jobs.filter((j) => j.script === 'people')
    expect(accounts?.params.adopt).toBe('')
    expect(plan.jobs.filter((j) => j.script === 'spaces')).toEqual([])
  })
  test('looks again at what the mount itself may fix', async () => {
    const spaces = () => ({ volume: { ...fine, tries: [{ ...fine.tries[0]!, own: 'r-' }] } })
    const { enrolment, here } = await looking({ spaces })
    const plan = withPeople(planned([ubuntuId]), enrolment, here.ctx)
    expect(plan.differences.map((d) => d.repair)).toEqual([expect.stringMatching(/^look again: /)])
    expect(plan.jobs.filter((j) => j.script === 'spaces')).toHaveLength(1)
  })
})

describe('what is sent', () => {
  const enrolling = async (results: readonly JobResult[], answers: Hosts = missing) => {
    const { enrolment, here } = await looking(answers)
    const plan = withPeople(planned(), enrolment, here.ctx)
    const before = here.sent.length
    const enrolled = await enrol(plan, enrolment, results, here.ctx)
    return { enrolment, enrolled, sent: doings({ ...here, sent: here.sent.slice(before) }) }
  }
  test('are accounts, and then what is theirs on the volume', async () => {
    const { sent, enrolled } = await enrolling([done(ubuntuId), done(rockyId)])
    expect(sent).toEqual([`people 1 ${ubuntuId},${rockyId}`, `spaces 1 ${ubuntuId},${rockyId}`])
    expect(enrolled.accounts.map((r) => r.instanceId)).toEqual([ubuntuId, rockyId])
    expect(enrolled.spaces.map((r) => r.instanceId)).toEqual([ubuntuId, rockyId])
  })
  test('is nothing to an instance on which the mount failed', async () => {
    const failed = finding('mount-hung', { seen: 'x' })
    expect((await enrolling([done(ubuntuId, [failed]), done(rockyId)])).sent).toEqual([`people 1 ${rockyId}`, `spaces 1 ${rockyId}`])
    expect((await enrolling([done(ubuntuId, [failed]), done(rockyId, [failed])])).sent).toEqual([])
  })
})

describe('the rows', () => {
  const rows = (enrolment: Enrolment, enrolled?: Parameters<typeof rowsOfPeople>[3], id: string = ubuntuId) =>
    (rowsOfPeople(enrolment, both, notTried, enrolled)?.get(id) ?? []).map((r) => `${r.subject}: ${r.verdict}`)
  const verdicts = (all: readonly string[]) => new Set(all.map((r) => r.split(': ').at(-1)))
  const came = (id: string, more: Partial<Extract<JobResult, { kind: 'transcript' }>>): JobResult => ({ ...done(id), ...more }) as JobResult

  test('are green where everything is as in the registry', async () => {
    const { enrolment } = await looking({})
    const all = rows(enrolment)
    expect(all.length).toBeGreaterThan(2)
    expect(verdicts(all).has('differs')).toBe(false)
    expect(all).toContain('users/ada: holds')
  })
  test('are of what a change saw at its end, not of the look before', async () => {
    const { enrolment } = await looking(missing)
    expect(verdicts(rows(enrolment)).has('differs')).toBe(true)
    const people = { people: peopleSeen(ubuntuId, [member('ada', 65_536)]) }
    const all = rows(enrolment, { accounts: [came(ubuntuId, people)], spaces: [came(ubuntuId, { volume: fine })] })
    expect(verdicts(all).has('differs')).toBe(false)
    expect(all).toContain('users/ada: holds')
    // the other instance was not changed
    expect(verdicts(rows(enrolment, { accounts: [came(ubuntuId, people)], spaces: [] }, rockyId)).has('differs')).toBe(true)
  })
  test('are not green of a change from which nothing came back, with the reason', async () => {
    const { enrolment } = await looking({})
    const lost: JobResult = {
      kind: 'none',
      instanceId: ubuntuId,
      finding: finding('outcome-unknown', { seen: 'no answer', instanceId: ubuntuId }),
    }
    const codes = (enrolled: Parameters<typeof rowsOfPeople>[3]): (FindingCode | undefined)[] =>
      (rowsOfPeople(enrolment, both, notTried, enrolled)?.get(ubuntuId) ?? []).flatMap((r) => (r.verdict === 'unknown' ? [r.code] : []))
    expect(codes({ accounts: [lost], spaces: [] })).toContain('outcome-unknown')
    expect(codes({ accounts: [], spaces: [lost] })).toContain('outcome-unknown')
  })
  test('tell why a first look did not come back', async () => {
    const silent = finding('not-delivered', { seen: 'offline' })
    const { enrolment } = await looking({
      people: (id) => (id === ubuntuId ? silent : { people: peopleSeen(id, [member('ada', 65_536)]) }),
    })
    const all = rowsOfPeople(enrolment, both, notTried)
    expect(all?.get(ubuntuId)?.map((r) => r.code)).toContain('not-delivered')
    expect(all?.get(rockyId)?.map((r) => r.code)).not.toContain('not-delivered')
  })
})

describe('who takes part in the sharing test', () => {
  test('is whoever has the account there, as was seen last', async () => {
    const { enrolment } = await looking(missing)
    expect(takingPart(enrolment).get(ubuntuId)).toEqual([])
    const accounts: JobResult[] = [{ ...done(ubuntuId), people: peopleSeen(ubuntuId, [member('ada', 65_536)]) } as JobResult]
    const part = takingPart(enrolment, { accounts, spaces: [] })
    expect(part.get(ubuntuId)).toEqual([{ name: 'ada', uid: 65_536 }])
    expect(part.get(rockyId)).toEqual([])
    // nothing is known of one whose change did not come back
    const { enrolment: right } = await looking({})
    expect(takingPart(right).get(ubuntuId)).toEqual([{ name: 'ada', uid: 65_536 }])
    expect(takingPart(right, { accounts: [done(ubuntuId)], spaces: [] }).get(ubuntuId)).toEqual([])
  })
  test('is nobody where nothing can be given on the volume', async () => {
    const { enrolment } = await looking({}, { of: saying(operation, {}, { readOnly: true }) })
    expect(takingPart(enrolment).get(ubuntuId)).toEqual([])
  })
  test('are a hundred of an instance at most, the first by name, and who is beyond is told', async () => {
    const all = Array.from({ length: 101 }, (_, n) => registered(`p${String(n).padStart(3, '0')}`, 65_600 + n, { hosts: everywhere }))
    const people = (id: string) => ({
      people: peopleSeen(
        id,
        all.map((p) => member(p.name, p.uid)),
      ),
    })
    const { enrolment } = await looking({ people }, { registry: registryWith(all) })
    expect(
      takingPart(enrolment)
        .get(ubuntuId)
        ?.map((p) => p.name),
    ).toEqual(all.slice(0, 100).map((p) => p.name))
    expect(apartNotes(enrolment)[0]).toMatch(/: 1 more people than 100 took no part in the sharing test$/)
    expect(apartNotes((await looking({ people }, { registry: registryWith(all.slice(0, 100)) })).enrolment)).toEqual([])
  })
})

test('the mount point of the rows is the mount’s', async () => {
  const { enrolment } = await looking({ spaces: () => ({ volume: { ...fine, state: 'absent' as const } }) })
  expect(
    rowsOfPeople(enrolment, both, notTried)
      ?.get(ubuntuId)
      ?.map((r) => r.observed)
      .join(),
  ).toContain(mountPoint)
})
