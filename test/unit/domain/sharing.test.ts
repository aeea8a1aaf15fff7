import type { Identity, SharingFact } from '../../../src/domain/facts.ts'
import { identitiesFor, judgeSharing, notesBeside } from '../../../src/domain/sharing.ts'

const on = (instanceId: string, ...accounts: [string, number][]) => ({
  instanceId,
  accounts: accounts.map(([name, uid]) => ({ name, uid })),
})
const names = (list: readonly Identity[]) => list.map((i) => `${i.account}@${i.instanceId}`)
const all = (list: readonly Identity[]): SharingFact[] =>
  list.flatMap((writer) =>
    list.filter((r) => r !== writer).map((reader) => ({ writer, reader, read: 'done' as const, append: 'done' as const })),
  )

test('accounts with different uids need no stand-in', () => {
  expect(names(identitiesFor([on('a', ['ubuntu', 1000]), on('b', ['carol', 1001])]))).toEqual(['ubuntu@a', 'carol@b'])
})

test('ubuntu and rocky are both 1000: each instance gets a stand-in with a uid of its own', () => {
  const list = identitiesFor([on('a', ['ubuntu', 1000]), on('b', ['rocky', 1000])])
  expect(names(list)).toEqual(['ubuntu@a', 'visitor-1@a', 'rocky@b', 'visitor-2@b'])
  expect(new Set(list.filter((i) => i.temporary).map((i) => i.uid)).size).toBe(2)
})

test('a single instance with one account gets a stand-in', () => {
  expect(names(identitiesFor([on('a', ['ubuntu', 1000])]))).toEqual(['ubuntu@a', 'visitor-1@a'])
})

test('everything shared between different uids holds; equal uids are shown and not counted', () => {
  const list = identitiesFor([on('a', ['ubuntu', 1000]), on('b', ['rocky', 1000])])
  const sharing = judgeSharing(list, all(list))
  expect(sharing.verdict).toBe('holds')
  expect(sharing.cells.filter((c) => c.verdict === 'same-identity')).toHaveLength(2)
  expect(sharing.notes[0]).toBe('between accounts of one uid, the same identity to EFS, a test proves nothing: rocky and ubuntu (uid 1000)')
})

test('only those who have one number stand together', () => {
  const list = identitiesFor([
    on('a', ['ubuntu', 1000], ['ada', 65536], ['grace', 65538]),
    on('b', ['rocky', 1000], ['ada', 65536], ['grace', 65538]),
  ])
  expect(judgeSharing(list, all(list)).notes).toEqual([
    'between accounts of one uid, the same identity to EFS, a test proves nothing: rocky and ubuntu (uid 1000); ada (uid 65536); grace (uid 65538)',
  ])
})

test('where an instance could not begin to write, that nobody found its files proves nothing, and the reason is told', () => {
  const list = identitiesFor([on('a', ['ubuntu', 1000]), on('b', ['carol', 1001])])
  const facts = all(list).map((f) => (f.writer.instanceId === 'a' ? { ...f, read: 'missing' as const, append: 'missing' as const } : f))
  expect(judgeSharing(list, facts).verdict).toBe('differs')
  const told = judgeSharing(list, facts, new Map([['a', 'refused (root-squashed)']]))
  expect(told.verdict).toBe('unknown')
  expect(told.notes).toEqual(['a could not write: refused (root-squashed)'])
})

test('only equal uids prove nothing, so the verdict is unknown', () => {
  const list: Identity[] = ['a', 'b'].map((instanceId) => ({ instanceId, account: 'ubuntu', uid: 1000, temporary: false }))
  expect(judgeSharing(list, all(list)).verdict).toBe('unknown')
})

test('a pair that nobody reported is unknown, a refused append differs', () => {
  const list = identitiesFor([on('a', ['ubuntu', 1000]), on('b', ['carol', 1001])])
  const facts = all(list)
  expect(judgeSharing(list, facts.slice(1)).verdict).toBe('unknown')
  expect(judgeSharing(list, [{ ...facts[0]!, append: 'refused' }, facts[1]!]).verdict).toBe('differs')
})

test('who is on a read-only instance does not write, has to read, and has to be refused', () => {
  const list = identitiesFor([on('a', ['ubuntu', 1000]), { ...on('b', ['carol', 1001]), readOnly: true }])
  expect(list.filter((i) => i.readOnly).map((i) => i.account)).toEqual(['carol'])
  const [writer, reader] = list as [Identity, Identity]
  const judged = (read: SharingFact['read'], append: SharingFact['append']) => judgeSharing(list, [{ writer, reader, read, append }])
  expect(judged('done', 'refused')).toMatchObject({ verdict: 'holds', cells: [{ verdict: 'read-only' }] })
  expect(judged('done', 'done')).toMatchObject({ verdict: 'differs', cells: [{ verdict: 'not-shared' }] })
  expect(judged('refused', 'refused').verdict).toBe('differs')
  expect(judged('done', 'error').verdict).toBe('unknown')
  expect(judgeSharing(list, []).verdict).toBe('unknown')
})

test('a write that got through on a read-only instance is a fault between equal uids too', () => {
  const list = identitiesFor([on('a', ['ubuntu', 1000]), { ...on('b', ['rocky', 1000]), readOnly: true }])
  const facts = list.flatMap((writer) => list.map((reader) => ({ writer, reader, read: 'done' as const, append: 'done' as const })))
  const cell = judgeSharing(list, facts).cells.find((c) => c.writer.account === 'ubuntu' && c.reader.account === 'rocky')
  expect(cell?.verdict).toBe('not-shared')
})

describe('a cell', () => {
  const writer: Identity = { instanceId: 'a', account: 'ada', uid: 1001, temporary: false }
  const reader: Identity = { instanceId: 'b', account: 'bob', uid: 1002, temporary: false }
  type Of = { readonly writer?: Partial<Identity>; readonly reader?: Partial<Identity>; readonly notWritten?: string }
  type Told = readonly [read: SharingFact['read'], append: SharingFact['append']] | undefined
  const cases = (...given: readonly (readonly [what: string, told: Told, verdict: string, of?: Of])[]) =>
    given.map(([what, told, verdict, of = {}]): [string, Told, string, Of] => [what, told, verdict, of])
  const twin = { uid: 1001 }
  const through = { uid: 1001, enforced: true } as const
  const looking = { readOnly: true } as const
  test.each(
    cases(
      ['read and appended to', ['done', 'done'], 'shared'],
      ['read alone', ['done', 'refused'], 'not-shared'],
      ['appended to alone', ['refused', 'done'], 'not-shared'],
      ['not there', ['missing', 'missing'], 'not-shared'],
      ['not told', undefined, 'unknown'],
      ['not there, where its writer could not write', ['missing', 'missing'], 'unknown', { notWritten: 'root-squashed' }],
      ['refused, although its writer could not write', ['refused', 'refused'], 'not-shared', { notWritten: 'root-squashed' }],
      ['not read in time', ['timeout', 'done'], 'unknown'],
      ['not appended to in time', ['done', 'timeout'], 'unknown'],
      ['not read, by an error', ['error', 'done'], 'unknown'],
      ['not appended to, by an error', ['done', 'error'], 'unknown'],
      ['of one number', ['done', 'done'], 'same-identity', { reader: twin }],
      ['of one number, and not told', undefined, 'same-identity', { reader: twin }],
      [
        'of one number, of which only one comes through the access point',
        ['done', 'done'],
        'same-identity',
        { writer: through, reader: twin },
      ],
      ['the same the other way round', ['done', 'done'], 'same-identity', { reader: through }],
      ['of one person by the access point', ['done', 'done'], 'as-one', { writer: through, reader: through }],
      ['of one person who is refused', ['done', 'refused'], 'not-shared', { writer: through, reader: through }],
      ['read, and refused where it is read-only', ['done', 'refused'], 'read-only', { reader: looking }],
      ['not read where it is read-only', ['refused', 'refused'], 'not-shared', { reader: looking }],
      ['read where it is read-only, with nothing to append to', ['done', 'missing'], 'not-shared', { reader: looking }],
      ['appended to where it is read-only', ['done', 'done'], 'not-shared', { reader: looking }],
      ['the same by one number', ['done', 'done'], 'not-shared', { reader: { ...looking, ...twin } }],
    ),
  )('%s', (_, told, verdict, of) => {
    const [w, r] = [
      { ...writer, ...of.writer },
      { ...reader, ...of.reader },
    ]
    const facts = told ? [{ writer: w, reader: r, read: told[0], append: told[1] }] : []
    const notWritten = new Map(of.notWritten ? [[w.instanceId, of.notWritten]] : [])
    const { cells } = judgeSharing([w, r], facts, notWritten, { pairs: [[w, r]] })
    expect(cells).toMatchObject([{ writer: w, reader: r, verdict, ...(told ? { read: told[0] } : { read: 'missing', append: 'missing' }) }])
  })
})

describe('a stand-in', () => {
  const uids = (...instances: Parameters<typeof identitiesFor>[0]) =>
    identitiesFor(instances).flatMap((i) => (i.temporary ? [`${i.account}@${i.instanceId} ${i.uid}`] : []))

  test('comes to each instance where there is nobody, or nobody with another number', () => {
    expect(uids(on('a'))).toEqual(['visitor-1@a 60600'])
    expect(uids(on('a', ['ada', 1001], ['bob', 1002]))).toEqual([])
    expect(uids(on('a', ['ada', 1001], ['eve', 1001]))).toEqual(['visitor-1@a 60600'])
    // where one has nobody, each other has to prove it on its own
    expect(uids(on('a'), on('b', ['ada', 1001]))).toEqual(['visitor-1@a 60600', 'visitor-2@b 60601'])
    expect(uids(on('a', ['ada', 1001], ['bob', 1002]), on('b', ['ada', 1001]))).toEqual([])
    expect(uids(on('a', ['ada', 1001], ['bob', 1002]), on('b', ['eve', 1003]), on('c', ['zoe', 1003]))).toEqual([
      'visitor-2@b 60601',
      'visitor-3@c 60602',
    ])
  })

  test('is one for each of six instances, and the same on more', () => {
    const many = (count: number) => Array.from({ length: count }, (_, i) => on(`i${i}`, ['ubuntu', 1000]))
    expect(
      new Set(
        identitiesFor(many(6))
          .filter((i) => i.temporary)
          .map((i) => i.uid),
      ).size,
    ).toBe(6)
    expect(
      new Set(
        identitiesFor(many(7))
          .filter((i) => i.temporary)
          .map((i) => i.uid),
      ),
    ).toEqual(new Set([60_600]))
  })

  test('through an access point is that one’s user, and comes where nobody else could read', () => {
    const through = (instanceId: string, ...accounts: [string, number][]) => ({ ...on(instanceId, ...accounts), enforced: true })
    expect(uids(through('a'))).toEqual(['visitor-1@a 60600'])
    expect(uids(through('a', ['ada', 5001]))).toEqual(['visitor-1@a 5001'])
    expect(uids(through('a', ['ada', 5001], ['bob', 5001]))).toEqual([])
    expect(identitiesFor([through('a', ['ada', 5001])]).every((i) => i.enforced)).toBe(true)
  })
})

describe('the notes', () => {
  const who = (account: string, uid: number, more: Partial<Identity> = {}): Identity => ({
    instanceId: 'a',
    account,
    uid,
    temporary: false,
    ...more,
  })
  const notes = (...list: readonly Identity[]) => judgeSharing(list, all(list)).notes

  test('say who stood in, who may only read, and who is one person', () => {
    const visitor = 'visitor-N is a temporary uid with gid 3000 that exists only for the test'
    const reading = 'accounts on a read-only instance wrote nothing, and tried to append to what others wrote'
    expect(notes(who('ada', 1), who('bob', 2))).toEqual([])
    expect(notes(who('ada', 1), who('visitor-1', 2, { temporary: true }))).toEqual([visitor])
    expect(notes(who('ada', 1), who('bob', 2, { readOnly: true }))).toEqual([reading])
    const through = { enforced: true } as const
    expect(
      notes(who('visitor-1', 7, { ...through, temporary: true }), who('ada', 5001, through), who('bob', 5001, through), who('eve', 1))[0],
    ).toBe(
      'everybody behind the access point is one person (uid 5001): the test shows one shared folder, but not sharing between different people',
    )
  })

  test('say those of one number in the order of their numbers', () => {
    expect(notes(who('zoe', 20), who('yan', 20), who('bob', 3), who('ada', 3))).toEqual([
      'between accounts of one uid, the same identity to EFS, a test proves nothing: ada and bob (uid 3); yan and zoe (uid 20)',
    ])
  })

  test('that change how the count of pairs is read are those of cover, and of who could not write', () => {
    const list = [who('ada', 1), who('visitor-1', 2, { temporary: true })]
    const covered = (next?: number) =>
      judgeSharing(list, all(list), new Map([['a', 'root-squashed']]), {
        pairs: [[list[0]!, list[1]!]],
        ...(next === undefined ? {} : { next }),
      })
    expect(notesBeside(covered()).map((n) => n.split(':')[0])).toEqual(['by cover', 'a could not write'])
    expect(covered().notes).toHaveLength(3)
    expect(covered().notes[0]).toContain('on every instance one identity with another uid')
    expect(covered(2).notes[0]).toContain('on the 2 that follow it')
    expect(notesBeside(judgeSharing(list, all(list)))).toEqual([])
  })
})

test('two of one name on two instances are two', () => {
  const list = [on('a', ['ada', 1]), on('b', ['ada', 2])]
  expect(judgeSharing(identitiesFor(list), all(identitiesFor(list))).cells).toHaveLength(2)
  const pair: Identity[] = ['ada', 'bob'].map((account, i) => ({ instanceId: 'a', account, uid: i, temporary: false }))
  expect(judgeSharing(pair, all(pair)).cells).toHaveLength(2)
})
