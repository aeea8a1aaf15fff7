import type { CoverFact, Identity, SharingTold } from '../../../src/domain/facts.ts'
import { judgeSharing } from '../../../src/domain/sharing.ts'
import { coverFor, coverOf, stretches } from '../../../src/domain/sharing-cover.ts'
import { proven } from '../../../src/domain/sharing-proof.ts'
import { counting } from '../../support/reads.ts'

const who = (instanceId: string, account: string, uid: number, readOnly?: true): Identity => ({
  instanceId,
  account,
  uid,
  temporary: false,
  ...(readOnly ? { readOnly } : {}),
})
const sha = (name: string) => Buffer.from(name).toString('hex').padEnd(64, '0')
const ada = who('i-1', 'ada', 2001)
const bob = who('i-2', 'bob', 2002)
const both = [ada, bob]
const cell = (writer: Identity, reader: Identity, more: Partial<SharingTold> = {}): SharingTold => ({
  writer,
  reader,
  read: 'done',
  append: 'done',
  saw: sha(writer.account),
  ...more,
})
const wrote = (writer: Identity, umask: 'known' | 'unknown' = 'known') => ({ writer, sha256: sha(writer.account), umask })
const verdicts = (identities: readonly Identity[], told: readonly SharingTold[], written = identities.map((i) => wrote(i))) =>
  judgeSharing(identities, proven(told, written)).cells.map((c) => c.verdict)

describe('a reading', () => {
  test('is proven by what its writer wrote', () => {
    expect(verdicts(both, [cell(ada, bob), cell(bob, ada)])).toEqual(['shared', 'shared'])
    expect(proven([cell(ada, bob)], [wrote(ada)])[0]).not.toHaveProperty('saw')
  })
  test('of something else, of nothing, or of what nobody told is in doubt', () => {
    for (const saw of [sha('eve'), '', sha('ada').slice(0, 11)]) expect(verdicts(both, [cell(ada, bob, { saw })])[0]).toBe('unknown')
    const { saw: _, ...without } = cell(ada, bob)
    expect(verdicts(both, [without])[0]).toBe('unknown')
    expect(verdicts(both, [cell(ada, bob)], [wrote(bob)])[0]).toBe('unknown')
  })
  test('the first twelve digits prove as much as all', () => {
    expect(verdicts(both, [cell(ada, bob, { saw: sha('ada').slice(0, 12) })])[0]).toBe('shared')
  })
  test('what was made with a umask that nobody measured proves no append, and a refused one stays refused', () => {
    const written = [wrote(ada, 'unknown'), wrote(bob)]
    expect(verdicts(both, [cell(ada, bob), cell(bob, ada)], written)).toEqual(['unknown', 'shared'])
    expect(verdicts(both, [cell(ada, bob, { append: 'refused' })], written)[0]).toBe('not-shared')
  })
  test('an append that got through on a read-only instance is a fault, proven or not', () => {
    const reader = who('i-2', 'bob', 2002, true)
    expect(verdicts([ada, reader], [cell(ada, reader, { saw: sha('eve') })], [wrote(ada)])).toEqual(['not-shared'])
  })
})

describe('by cover', () => {
  const fleet = ['i-1', 'i-2', 'i-3'].flatMap((id, i) => Array.from({ length: 5 }, (_, k) => who(id, `m${k}`, 2000 + i * 10 + k)))
  /** What honest hosts tell: the k-th file of another to the k-th reader. */
  const honest = (identities: readonly Identity[]): Map<string, CoverFact> =>
    new Map(
      [...Map.groupBy(identities, (i) => i.instanceId)].map(([id, own]) => [
        id,
        {
          complete: true,
          cells: identities.map((writer, k) => {
            const turned = [...own.slice(k % own.length), ...own.slice(0, k % own.length)].filter((r) => r !== writer)
            const reader = turned.find((r) => r.uid !== writer.uid) ?? turned[0]!
            const saw = sha(writer.account).slice(0, 12)
            return { reader, writer, uid: writer.uid, read: 'done' as const, append: 'done' as const, saw }
          }),
        },
      ]),
    )
  const judged = (identities: readonly Identity[], told: ReadonlyMap<string, CoverFact>) => {
    const cover = coverFor(identities)!
    const { facts, pairs } = coverOf(cover, told)
    return judgeSharing(
      identities,
      proven(
        facts,
        identities.map((i) => wrote(i)),
      ),
      new Map(),
      { pairs, ...(cover.next === undefined ? {} : { next: cover.next }) },
    )
  }
  const changed = (change: (cells: CoverFact['cells']) => CoverFact['cells'], complete = true) => {
    const told = honest(fleet)
    told.set('i-2', { complete, cells: change(cellsOf(told)) })
    return judged(fleet, told)
  }
  const cellsOf = (told: ReadonlyMap<string, CoverFact>) => told.get('i-2')!.cells

  test('begins above twelve identities', () => {
    expect([coverFor(fleet.slice(0, 12)), coverFor(fleet.slice(0, 13))?.ring.length]).toEqual([undefined, 3])
  })
  test('every file on every instance, each by somebody of another uid, holds and says so', () => {
    const sharing = judged(fleet, honest(fleet))
    expect(sharing.cells).toHaveLength(fleet.length * 3)
    expect(sharing.verdict).toBe('holds')
    expect(sharing.notes[0]).toMatch(/^by cover/)
  })
  test('an instance that tells nothing, or not of a file, is in doubt; where it told of all, the file is missing', () => {
    expect(judged(fleet, new Map([...honest(fleet)].slice(1))).verdict).toBe('unknown')
    expect(changed((cells) => cells.slice(1), false).verdict).toBe('unknown')
    const sharing = changed((cells) => cells.slice(1))
    expect(sharing.verdict).toBe('differs')
    expect(sharing.cells.filter((c) => c.verdict !== 'shared')).toMatchObject([{ read: 'missing', writer: { account: 'm0' } }])
  })
  test('a file of another owner’s, a reader who is the writer to EFS, or one of another instance proves nothing', () => {
    expect(changed((cells) => cells.map((c, i) => (i === 0 ? { ...c, uid: 9 } : c))).verdict).toBe('unknown')
    expect(changed((cells) => cells.map((c, i) => (i === 0 ? { ...c, reader: fleet[0]! } : c)), false).verdict).toBe('unknown')
    const twins = [...fleet, who('i-2', 'twin', fleet[0]!.uid)]
    const told = honest(twins)
    told.set('i-2', {
      complete: true,
      cells: told.get('i-2')!.cells.map((c) => (c.writer.account === 'm0' ? { ...c, reader: twins.at(-1)! } : c)),
    })
    expect(judged(twins, told).verdict).toBe('unknown')
  })
  test('what is planted beside is nobody’s', () => {
    const planted = { ...cellsOf(honest(fleet))[0]!, writer: { instanceId: 'i-9', account: 'planted' } }
    expect(changed((cells) => [planted, ...cells]).verdict).toBe('holds')
  })
  test('fifty instances with ten accounts each: what was told is looked at a few times, and never searched', () => {
    const many = Array.from({ length: 50 }, (_, i) => `i-${i}`).flatMap((id, i) =>
      Array.from({ length: 10 }, (__, k) => who(id, `m${k}`, 2000 + i * 10 + k)),
    )
    const counted = [...honest(many)].map(([id, fact]) => [id, fact, counting(fact.cells, 'writer')] as const)
    const sharing = judged(many, new Map(counted.map(([id, fact, { all }]) => [id, { ...fact, cells: all }])))
    const cells = counted.reduce((sum, [, fact]) => sum + fact.cells.length, 0)
    const reads = counted.reduce((sum, [, , counts]) => sum + counts.reads(), 0)
    expect(reads).toBeLessThanOrEqual(30 * cells)
    expect(sharing.cells).toHaveLength(50 * 8 * 10)
    expect(sharing.verdict).toBe('holds')
    expect(sharing.notes[0]).toMatch(/^by cover: .* on the 8 that follow it/)
  })
})

describe('in a ring', () => {
  const hosts = (count: number, accounts: number) =>
    Array.from({ length: count }, (_, i) => `i-${String((i * 7) % count).padStart(4, '0')}`).flatMap((id) =>
      Array.from({ length: accounts }, (__, k) => who(id, `m${k}`, 2000 + k)),
    )
  const nextOf = (count: number, accounts: number) => coverFor(hosts(count, accounts))?.next

  test('stand so many that what each tells would not fit the list any more, and fewer follow the more there are', () => {
    expect([nextOf(20, 10), nextOf(40, 2), nextOf(41, 2), nextOf(500, 2), nextOf(5000, 2), nextOf(5000, 10)]).toEqual([
      undefined,
      undefined,
      40,
      5,
      2,
      2,
    ])
  })
  test('each instance is told of itself and of those that follow, the last of the first, and no command grows with the fleet', () => {
    for (const [count, accounts] of [
      [41, 2],
      [60, 2],
      [520, 2],
      [2000, 10],
    ] as const) {
      const cover = coverFor(hosts(count, accounts))!
      const next = cover.next!
      const all = stretches({ ...cover, next }, 50)
      expect(all.flatMap((s) => s.instanceIds)).toEqual(cover.ring.map((p) => p.instanceId))
      for (const { instanceIds, identities } of all) {
        expect(identities.length).toBeLessThanOrEqual((50 + next) * accounts)
        const order = [...new Set(identities.map((i) => i.instanceId))]
        expect(order).toHaveLength(Math.min(50 + next, count))
        const id = instanceIds.at(-1)!
        const at = order.indexOf(id)
        const ring = cover.ring.map((p) => p.instanceId)
        const from = ring.indexOf(id)
        expect([...order.slice(at + 1), ...order].slice(0, next)).toEqual([...ring.slice(from + 1), ...ring].slice(0, next))
      }
    }
  })
  test('each file is read on as many instances as follow, and one that nobody tells of is in doubt', () => {
    const all = hosts(41, 2)
    const cover = coverFor(all)!
    const { pairs, facts } = coverOf(cover, new Map())
    expect(facts).toEqual([])
    expect(pairs).toHaveLength(41 * 40 * 2)
    expect(judgeSharing(all, [], new Map(), { pairs, next: 40 }).verdict).toBe('unknown')
    for (const [, of] of Map.groupBy(pairs, ([writer]) => writer)) expect(new Set(of.map(([, reader]) => reader.instanceId)).size).toBe(40)
  })
})
