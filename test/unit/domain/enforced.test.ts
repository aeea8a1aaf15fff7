/** Behind an access point that enforces a user: what was not seen is never green, and never concluded from numbers of the host. */
import { mountedRows } from '../../../src/domain/compare.ts'
import { desiredFor } from '../../../src/domain/desired.ts'
import type { BehaviourFact, HostFacts } from '../../../src/domain/facts.ts'
import { identityNotes, identityOf } from '../../../src/domain/identity.ts'
import { type Operation, targetOf } from '../../../src/domain/plan.ts'
import { repairsOf } from '../../../src/domain/repairs.ts'
import { identitiesFor, judgeSharing } from '../../../src/domain/sharing.ts'
import { healthyFacts } from '../../support/healthy-facts.ts'
import { observed, operation, rockyId, saying, ubuntuId } from '../../support/operation.ts'

const id = 'fsap-0123456789abcdef0'
const user = { uid: 5001, gid: 3000, groups: [] }
const through = saying(operation, {}, { readOnly: false, accessPoint: { id, name: 'robots', path: '/projects/robots', user } })

const made = (account: string, what: BehaviourFact['try'], more: Partial<BehaviourFact> = {}): BehaviourFact => ({
  account,
  try: what,
  path: '/mnt/research-data',
  outcome: 'done',
  uid: 5001,
  gid: 3000,
  mode: '0664',
  ...more,
})
function facts(behaviours: readonly BehaviourFact[]): HostFacts {
  const healthy = healthyFacts()
  return { ...healthy, mounts: healthy.mounts.map((m) => ({ ...m, accessPoint: id })), behaviours }
}
const all = [
  made('ubuntu', 'create-file'),
  made('ubuntu', 'create-folder', { mode: '2775' }),
  made('root', 'create-file'),
  made('root', 'give-away', { outcome: 'refused' }),
  made('outsider', 'outsider-write'),
]
const behaviour = (behaviours: readonly BehaviourFact[] | undefined) =>
  mountedRows(desiredFor(through, targetOf(through, ubuntuId), healthyFacts()), behaviours && facts(behaviours))
    .filter((r) => r.section === 'behaviour')
    .map((r) => `${r.verdict}${r.code ? ` ${r.code}` : ''}`)

describe('the rows', () => {
  test('hold where everybody was seen to be that user', () => {
    expect(behaviour(all)).toEqual(Array.from({ length: 5 }, () => 'holds'))
  })

  test('hold for none of what was not tried, not seen, or not told', () => {
    expect(new Set(behaviour(undefined))).toEqual(new Set(['unknown not-looked-at']))
    expect(new Set(behaviour([]))).toEqual(new Set(['unknown not-looked-at']))
    for (const [i, one] of all.entries())
      for (const broken of [
        { ...one, outcome: 'timeout' as const },
        { ...one, outcome: 'error' as const },
      ])
        expect(behaviour(all.with(i, broken))[i]).toBe('unknown not-tried')
    const { uid: _, ...unseen } = made('root', 'create-file')
    expect(behaviour(all.with(2, unseen))[2]).toBe('unknown not-tried')
  })

  test.each([
    [0, { uid: 1000 }, 'user-not-enforced'],
    [1, { gid: 1000 }, 'user-not-enforced'],
    [2, { uid: 0 }, 'user-not-enforced'],
    [3, { outcome: 'done' as const }, 'user-not-enforced'],
    [4, { outcome: 'refused' as const }, 'enforced-user-refused'],
    [0, { outcome: 'refused' as const, detail: 'read-only' }, 'read-only'],
  ])('differ where one is otherwise: %d %j', (i, otherwise, code) => {
    expect(behaviour(all.with(i, { ...all[i]!, ...otherwise }))[i]).toBe(`differs ${code}`)
  })
})

describe('the identity section', () => {
  const sayings = (observations: Parameters<typeof identityOf>[1]) => identityNotes(through, identityOf(through, observations))

  test('counts only what was seen', () => {
    const identity = identityOf(through, [observed(ubuntuId, facts(all)), observed(rockyId, facts([]))])
    expect(identity.people).toEqual([
      { uid: 5001, accounts: ['ubuntu', 'root'].map((account) => ({ instanceId: ubuntuId, account, uid: 5001 })) },
    ])
    expect(identity.through?.map((t) => t.unseen)).toEqual([[], ['ubuntu', 'root']])
    expect(identity.spaces).toEqual([])
  })

  test('says of whom it was not seen, also where something else is mounted there', () => {
    expect(sayings([observed(ubuntuId, { ...facts(all), mounts: healthyFacts().mounts })]).join()).toContain(
      'as which user ubuntu, root appears to EFS was not seen',
    )
  })
})

describe('the sharing test', () => {
  const list = identitiesFor([
    { instanceId: 'a', accounts: [{ name: 'ada', uid: 5001 }], enforced: true },
    { instanceId: 'b', accounts: [{ name: 'bob', uid: 5001 }], enforced: true },
  ])
  const cells = (append: 'done' | 'refused') =>
    list.flatMap((writer) => list.filter((r) => r !== writer).map((reader) => ({ writer, reader, read: 'done' as const, append })))

  test('between two who come through it counts as one person, and only where it was tried', () => {
    expect(judgeSharing(list, cells('done'))).toMatchObject({ verdict: 'holds', cells: [{ verdict: 'as-one' }, { verdict: 'as-one' }] })
    expect(judgeSharing(list, cells('refused')).verdict).toBe('differs')
    expect(judgeSharing(list, []).verdict).toBe('unknown')
  })

  test('of one alone needs a stand-in to read what it wrote', () => {
    const alone = identitiesFor([{ instanceId: 'a', accounts: [{ name: 'ada', uid: 5001 }], enforced: true }])
    // what the stand-in writes is the enforced user's too
    expect(alone.map((i) => [i.account, i.uid, i.temporary])).toEqual([
      ['ada', 5001, false],
      ['visitor-1', 5001, true],
    ])
  })
})

test('a repair comes through the access point on the instances that did, and on no other', () => {
  const mixed: Operation = { ...through, targets: [targetOf(operation, ubuntuId), targetOf(through, rockyId)] }
  const report = { operation: mixed } as Parameters<typeof repairsOf>[0]['places'][number]['report']
  const differences = [ubuntuId, rockyId].map((instanceId) => ({ instanceId, repair: 'write one fstab line' }))
  const plan = { differences, jobs: [{ instanceIds: [ubuntuId, rockyId] }] } as unknown as Parameters<
    typeof repairsOf
  >[0]['places'][number]['plan']
  const repairs = repairsOf({ volume: 'research-data', places: [{ report, plan }] } as unknown as Parameters<typeof repairsOf>[0])
  expect(repairs.map((r) => [r.selectors, r.options.accessPoint, r.options.accessPointOn])).toEqual([
    [[{ kind: 'name', name: 'ubuntu-instance' }], undefined, undefined],
    [[{ kind: 'name', name: 'rocky-instance' }], { kind: 'id', id }, undefined],
  ])
})
