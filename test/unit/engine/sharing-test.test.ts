import { finding } from '../../../src/domain/catalogue.ts'
import type { Identity } from '../../../src/domain/facts.ts'
import type { PointOfMount } from '../../../src/domain/mount-spec.ts'
import type { HostJob, Operation, ScriptJob } from '../../../src/domain/plan.ts'
import { regionNamed } from '../../../src/domain/region.ts'
import type { TakingPart } from '../../../src/domain/rows/same-person.ts'
import type { JobResult } from '../../../src/domain/run.ts'
import type { EngineContext } from '../../../src/engine/context.ts'
import { sharingTest } from '../../../src/engine/sharing-test.ts'
import { answering, type HostAnswer } from '../../support/answering-hosts.ts'
import { healthyFacts } from '../../support/healthy-facts.ts'
import { freshFacts, observed, operation, rockyId, saying, ubuntuId } from '../../support/operation.ts'

function context(answer: (job: HostJob) => readonly JobResult[]) {
  const sent: { phase: string; ids: readonly string[]; cleanup: boolean }[] = []
  const dispatch: EngineContext['dispatch'] = async (job, options) => {
    sent.push({ phase: job.params.phase ?? '', ids: job.instanceIds, cleanup: options?.cleanup ?? false })
    return answer(job)
  }
  const unused = () => Promise.reject(new Error('not used'))
  const ctx: EngineContext = {
    runId: '01JDM3C0000000000000000000',
    cloud: {
      ...regionNamed('us-east-1'),
      fileSystems: {
        find: unused,
        list: unused,
        create: unused,
        settings: unused,
        update: unused,
        delete: unused,
        accessPoints: unused,
        createAccessPoint: unused,
        deleteAccessPoint: unused,
      },
      instances: { resolve: unused, list: unused, nodes: unused },
      surveyor: { survey: unused, accessPoints: unused },
    },
    everywhere: { list: async () => [] },
    now: () => new Date(),
    turn: async () => {},
    run: () => {
      throw new Error('not used')
    },
    emit: async () => {},
    locks: { put: unused, remove: unused, standing: unused, mayRemove: () => ({ kind: 'allowed' }), removers: () => '' },
    registry: unused,
    gitHubKeys: () => ({ kind: 'not', why: 'nobody said what GitHub answers' }),
    given: unused,
    held: unused,
    propose: unused,
    dispatch,
  }
  return { ctx, sent }
}

const both = [observed(ubuntuId), observed(rockyId, healthyFacts('rocky'))]

test('one command for all to write, one for all to exchange, one instance cleans', async () => {
  const { ctx, sent } = context(() => [])
  const { verdict } = await sharingTest(operation, both, ctx)
  expect(sent).toEqual([
    { phase: 'write', ids: [ubuntuId, rockyId], cleanup: false },
    { phase: 'exchange', ids: [ubuntuId, rockyId], cleanup: false },
    { phase: 'clean', ids: [ubuntuId], cleanup: true },
  ])
  expect(verdict).toBe('unknown')
})

test('it cleans up when the test itself breaks', async () => {
  const { ctx, sent } = context((job) => {
    if (job.params.phase === 'exchange') throw new Error('broken')
    return []
  })
  await expect(sharingTest(operation, both, ctx)).rejects.toThrow('broken')
  expect(sent.map((s) => s.phase)).toEqual(['write', 'exchange', 'clean'])
})

describe('a single instance, tested against itself,', () => {
  const answer = (job: HostJob, clean: 'changed' | 'failed'): JobResult[] =>
    job.instanceIds.map((instanceId) => ({
      kind: 'transcript',
      instanceId,
      state: 'done',
      steps: [{ step: 'clean', status: clean, detail: '', milliseconds: 1 }],
      failures: [finding(clean === 'failed' ? 'mount-hung' : 'step-failed', { seen: `${clean === 'failed' ? 'clean' : 'exchange'}: x` })],
      sharing: [],
    }))
  const phases = async (clean: 'changed' | 'failed') => {
    const { ctx, sent } = context((job) => answer(job, clean))
    const { notes } = await sharingTest(operation, both.slice(0, 1), ctx)
    return {
      phases: sent.map((s) => s.phase),
      notes: notes.filter((n) => n.includes('could not write') || n.includes('may still be there')),
    }
  }

  test('does all of it in one command', async () => {
    expect(await phases('changed')).toEqual({ phases: ['alone'], notes: [] })
  })
  test('is cleaned by another one where that one did not come to it', async () => {
    expect(await phases('failed')).toMatchObject({ phases: ['alone', 'clean'], notes: [expect.stringContaining('may still be there')] })
    const { ctx, sent } = context(() => [])
    await sharingTest(operation, both.slice(0, 1), ctx)
    expect(sent.map((s) => s.phase)).toEqual(['alone', 'clean'])
  })
})

test('instances without the volume take no part, and nothing is written where none has it', async () => {
  const one = context(() => [])
  await sharingTest(operation, [both[0]!, observed(rockyId, freshFacts())], one.ctx)
  expect(one.sent[0]?.ids).toEqual([ubuntuId])
  const none = context(() => [])
  expect((await sharingTest(operation, [observed(rockyId, freshFacts())], none.ctx)).verdict).toBe('not-tried')
  expect(none.sent).toEqual([])
})

test('left out on request, it is not tried', async () => {
  const { ctx, sent } = context(() => [])
  const without = { ...operation, options: { ...operation.options, sharingTest: false } }
  expect((await sharingTest(without, both, ctx)).verdict).toBe('not-tried')
  expect(sent).toEqual([])
})

test('above twelve identities a host gets its own alone, and those with the same accounts one command', async () => {
  const accounts = Array.from({ length: 7 }, (_, i) => `member-${i}`)
  const on = (id: string, first: number) => {
    const facts = healthyFacts('ubuntu')
    return observed(id, {
      ...facts,
      accounts: accounts.map((name, i) => ({ name, exists: true, uid: first + i, gid: 1000, groups: [3000], member: true })),
    })
  }
  const sent: HostJob[] = []
  const { ctx } = context((job) => {
    sent.push(job)
    return []
  })
  const many = saying(operation, { people: accounts.map((name) => ({ name })) })
  await sharingTest(many, [on(ubuntuId, 2000), on(rockyId, 2000)], ctx)
  expect(sent.map((j) => [j.params.phase, j.params.cover, j.instanceIds.length])).toEqual([
    ['write', '1', 2],
    ['exchange', '1', 2],
    ['clean', '1', 1],
  ])
  expect(sent[0]!.params.identities!.split(',')).toHaveLength(7)
  expect(sent[0]!.params.identities).toMatch(/^here:member-0:2000:p,/)
})

describe('with hosts that write, read and tell', () => {
  const sha256 = 'a'.repeat(64)
  const parsed = (job: ScriptJob, here: string): Identity[] =>
    (job.params.identities ?? '').split(',').map((text) => {
      const [instance = '', account = '', uid = '0', kind = ''] = text.split(':')
      const readOnly = kind.includes('r') ? { readOnly: true as const } : {}
      return { instanceId: instance === 'here' ? here : instance, account, uid: Number(uid), temporary: kind.startsWith('t'), ...readOnly }
    })
  const wroteBy = (job: ScriptJob, id: string) =>
    parsed(job, id).flatMap((writer) => (writer.instanceId === id && !writer.readOnly ? [{ writer, sha256, umask: 'known' as const }] : []))
  const readBy = (job: ScriptJob, id: string) => {
    const all = parsed(job, id)
    return all.flatMap((reader) =>
      reader.instanceId === id
        ? all.flatMap((writer) =>
            writer.readOnly || (writer.instanceId === id && writer.account === reader.account)
              ? []
              : [
                  {
                    writer,
                    reader,
                    read: 'done' as const,
                    append: reader.readOnly ? ('refused' as const) : ('done' as const),
                    saw: sha256.slice(0, 12),
                  },
                ],
          )
        : [],
    )
  }
  const honest = (job: ScriptJob, id: string): HostAnswer =>
    job.params.phase === 'write' ? { wrote: wroteBy(job, id) } : job.params.phase === 'exchange' ? { sharing: readBy(job, id) } : {}
  const two = [observed(ubuntuId, healthyFacts('ubuntu', 1000)), observed(rockyId, healthyFacts('rocky', 1001))]

  async function tried(
    host: (job: ScriptJob, id: string) => HostAnswer,
    of: Operation = operation,
    seen = two,
    more: Partial<{ offset: number; people: TakingPart }> = {},
  ) {
    const here = answering({ host })
    const found = await sharingTest(of, seen, here.ctx, more.offset, more.people)
    return { ...found, sent: here.sent, cleanups: here.cleanups }
  }
  const phases = (sent: readonly ScriptJob[]) =>
    sent.map((j) => `${j.params.phase} ${j.params.folder} ${j.params.open} ${j.instanceIds.join(',')}`)

  test('everything is shared where each read what the other wrote', async () => {
    const { verdict, cells, sent, cleanups, notes } = await tried(honest)
    expect(verdict).toBe('holds')
    expect(cells.map((c) => [c.writer.account, c.reader.account])).toEqual([
      ['ubuntu', 'rocky'],
      ['rocky', 'ubuntu'],
    ])
    expect(phases(sent)).toEqual([
      `write shared 0 ${ubuntuId},${rockyId}`,
      `exchange shared 0 ${ubuntuId},${rockyId}`,
      `clean shared 0 ${ubuntuId}`,
    ])
    expect(cleanups).toEqual([sent.at(-1)?.key])
    expect(notes.filter((n) => n.includes('may still be there'))).toEqual([])
    expect(sent.map((j) => j.executionSeconds)).toEqual([120, 120, 120])
    expect(sent[0]?.params).toMatchObject({ cover: '0', gid: '3000', addresses: '10.0.0.5', token: '01jdm3c0000000000000000000' })
  })

  test('a host speaks for its own alone: what it tells of another’s reading or writing is not heard', async () => {
    const forOthers = (job: ScriptJob, id: string): HostAnswer => {
      if (id === ubuntuId) return {}
      if (job.params.phase === 'write') return { wrote: [...wroteBy(job, id), ...wroteBy(job, ubuntuId)] }
      return job.params.phase === 'exchange' ? { sharing: [...readBy(job, id), ...readBy(job, ubuntuId)] } : {}
    }
    const { verdict, cells } = await tried(forOthers)
    expect(verdict).not.toBe('holds')
    expect(cells.some((c) => c.verdict === 'shared')).toBe(false)
  })

  test('an instance that could not write is told with the reason; what failed later is no reason', async () => {
    const failing =
      (seen: string) =>
      (job: ScriptJob, id: string): HostAnswer =>
        job.params.phase === 'write' && id === rockyId
          ? { failures: [finding('mount-hung', { seen })] }
          : id === rockyId
            ? {}
            : honest(job, id)
    expect(JSON.stringify(await tried(failing('write: no answer')))).toContain('write: no answer (mount-hung)')
    for (const later of ['exchange: x', 'clean: x'])
      expect(JSON.stringify((await tried(failing(later))).cells)).not.toContain('(mount-hung)')
    expect(JSON.stringify(await tried(failing('after exchange: x')))).toContain('(mount-hung)')
  })

  test('files that could not be removed are told of', async () => {
    const { notes, verdict } = await tried((job, id) =>
      job.params.phase === 'clean' ? { failures: [finding('mount-hung', { seen: 'clean: x' })] } : honest(job, id),
    )
    expect(verdict).toBe('holds')
    expect(notes).toContainEqual(expect.stringContaining('may still be there: clean: x (mount-hung)'))
  })

  test('two tests of one run are two: no number is used twice', async () => {
    const keys = [...(await tried(honest)).sent, ...(await tried(honest, operation, two, { offset: 1 })).sent].map((j) => j.key)
    expect(new Set(keys).size).toBe(6)
  })

  test('one instance has longer for all of it', async () => {
    expect((await tried(honest, operation, two.slice(0, 1))).sent[0]).toMatchObject({ executionSeconds: 360, params: { phase: 'alone' } })
  })

  test('whoever takes part besides is tried too, once', async () => {
    const people = new Map([
      [
        ubuntuId,
        [
          { name: 'ada', uid: 65_536 },
          { name: 'ubuntu', uid: 1000 },
        ],
      ],
    ])
    const { sent } = await tried(honest, operation, two, { people })
    expect(sent[0]?.params.identities).toBe(`${ubuntuId}:ubuntu:1000:p,${ubuntuId}:ada:65536:p,${rockyId}:rocky:1001:p`)
  })

  describe('on instances where it is read-only', () => {
    const readers = (...ids: readonly string[]): Operation => ({
      ...operation,
      targets: operation.targets.map((t) => ({ ...t, spec: { ...t.spec, readOnly: ids.includes(t.instanceId) } })),
    })
    test('nothing is written or cleaned there, and what others wrote is read', async () => {
      const { verdict, sent } = await tried(honest, readers(ubuntuId))
      expect(phases(sent)).toEqual([`write shared 0 ${rockyId}`, `exchange shared 0 ${ubuntuId},${rockyId}`, `clean shared 0 ${rockyId}`])
      expect(verdict).toBe('holds')
    })
    test('all of them, nobody could write: it is not tried', async () => {
      const { verdict, sent, notes, cells } = await tried(honest, readers(ubuntuId, rockyId))
      expect([verdict, sent, cells]).toEqual(['not-tried', [], []])
      expect(notes).toEqual([expect.stringContaining('read-only')])
    })
  })

  test('instances on which it is not mounted, or does not answer, or that were not seen, take no part', async () => {
    const [mount] = healthyFacts().mounts
    const silent = { kind: 'unobserved' as const, instanceId: rockyId, finding: finding('not-delivered', { seen: 'x' }) }
    const off = [
      { ...mount!, answers: 'no' as const },
      { ...mount!, fileSystemId: 'fs-0fedcba9876543210' },
      { ...mount!, accessPoint: 'fsap-0123456789abcdef0' },
    ]
    for (const other of [silent, ...off.map((m) => observed(rockyId, { ...healthyFacts('rocky', 1001), mounts: [m] }))]) {
      const { sent } = await tried(honest, operation, [two[0]!, other as never])
      expect(sent[0]?.instanceIds).toEqual([ubuntuId])
    }
    const none = await tried(honest, operation, [silent as never])
    expect(none).toMatchObject({ verdict: 'not-tried', cells: [], sent: [], notes: ['no instance has the volume mounted and answering'] })
  })

  describe('through access points', () => {
    const id = 'fsap-0123456789abcdef0'
    const user = { uid: 5000, gid: 5000, groups: [] } as unknown as NonNullable<PointOfMount['user']>
    const team: PointOfMount = { id, name: 'team', path: '/team', user }
    const through = (...points: readonly (PointOfMount | undefined)[]): [Operation, typeof two] => [
      {
        ...operation,
        targets: operation.targets.map((t, n) => ({ ...t, spec: { ...t.spec, ...(points[n] ? { accessPoint: points[n] } : {}) } })),
      },
      two.map((o, n) => ({
        ...o,
        facts: { ...o.facts, mounts: o.facts.mounts.map((m) => ({ ...m, ...(points[n] ? { accessPoint: points[n].id } : {}) })) },
      })),
    ]
    const places = async (...points: readonly (PointOfMount | undefined)[]) => {
      const { sent, notes, verdict, cells } = await tried(honest, ...through(...points))
      return { places: phases(sent), notes, verdict, cells, identities: sent[0]?.params.identities }
    }
    test('one without a user is tried in its own layout', async () => {
      const { user: _, ...open } = team
      expect((await places(open, open)).places).toEqual([
        `write shared 0 ${ubuntuId},${rockyId}`,
        `exchange shared 0 ${ubuntuId},${rockyId}`,
        `clean shared 0 ${ubuntuId}`,
      ])
    })
    test('one that makes everybody one user is tried in its folder itself', async () => {
      const { places: found, identities, notes } = await places(team, team)
      expect(found.slice(0, 2)).toEqual([`write . 1 ${ubuntuId},${rockyId}`, `exchange . 1 ${ubuntuId},${rockyId}`])
      expect(identities).toContain('ubuntu:5000:p')
      expect(notes.filter((n) => n.startsWith('tried in'))).toEqual([])
    })
    test('with others that see the whole volume they meet at its path there, and those clean', async () => {
      const { places: found, notes } = await places(team, undefined)
      expect(found).toEqual([
        `write . 1 ${ubuntuId}`,
        `write team 1 ${rockyId}`,
        `exchange . 1 ${ubuntuId}`,
        `exchange team 1 ${rockyId}`,
        `clean team 1 ${rockyId}`,
      ])
      expect(notes).toContainEqual(expect.stringContaining('tried in /team'))
      expect((await places({ ...team, path: '/' }, undefined)).places).toEqual([
        `write . 1 ${ubuntuId},${rockyId}`,
        `exchange . 1 ${ubuntuId},${rockyId}`,
        `clean . 1 ${rockyId}`,
      ])
    })
    const { user: _, ...open } = team
    test.each<[string, readonly (PointOfMount | undefined)[], string]>([
      [
        'different ones: nobody is to see what another writes',
        [team, { ...team, id: 'fsap-0fedcba9876543210' }],
        'different access points',
      ],
      ['one without a user, and the whole volume: its folder is another place', [open, undefined], 'different access points'],
      [
        'one that makes everybody root',
        [
          { ...team, user: { ...user, uid: 0 } },
          { ...team, user: { ...user, uid: 0 } },
        ],
        'everybody is root',
      ],
      ['one at a path that has no plain name, and the whole volume', [{ ...team, path: '/a b' }, undefined], 'not made of plain names'],
    ])('it is not tried through %s', async (__, points, why) => {
      expect(await places(...points)).toMatchObject({ places: [], verdict: 'not-tried', cells: [], notes: [expect.stringContaining(why)] })
    })
    test('a path without a plain name is none to find where all come through it', async () => {
      expect((await places({ ...team, path: '/a b' }, { ...team, path: '/a b' })).places).toHaveLength(3)
    })
  })

  test('in a large fleet each is told of those that follow it, by stretches, and the commands do not grow', async () => {
    const ids = Array.from({ length: 120 }, (_, n) => `i-${String(n).padStart(17, '0')}`)
    const [first] = operation.targets
    const many = { ...operation, targets: ids.map((instanceId) => ({ ...first!, instanceId })) }
    const seen = ids.map((id, n) => observed(id, healthyFacts('ubuntu', 1000 + n)))
    const { sent } = await tried(() => ({}), many, seen)
    const exchanges = sent.filter((j) => j.params.phase === 'exchange')
    expect(exchanges.length).toBeGreaterThan(1)
    expect(new Set(exchanges.map((j) => j.params.identities)).size).toBe(exchanges.length)
    for (const { params, instanceIds } of exchanges) {
      expect(Number(params.next)).toBeGreaterThan(0)
      expect(params.cover).toBe('1')
      for (const id of instanceIds) expect(params.identities).toContain(id)
    }
    expect(exchanges.flatMap((j) => j.instanceIds).toSorted()).toEqual(ids)
    const { notes } = await tried(() => ({}), many, seen)
    expect(notes[0]).toMatch(/^by cover: with so many instances, each read and appended to what was written on the \d+ that follow it/)
    for (const { params } of sent.filter((j) => j.params.phase === 'write')) {
      expect(params).toMatchObject({ cover: '1', next: '0' })
      expect(params.identities).toMatch(/^here:/)
    }
  })

  describe('who took no part', () => {
    const alone = (job: ScriptJob, id: string): HostAnswer => ({
      wrote: wroteBy(job, id),
      sharing: readBy(job, id),
      steps: [
        { step: 'write', status: 'changed', detail: '', milliseconds: 1 },
        { step: 'clean', status: 'changed', detail: '', milliseconds: 1 },
      ],
    })
    const [first] = operation.targets
    const others = (count: number): Operation => ({
      ...operation,
      targets: [first!, ...Array.from({ length: count }, (_, n) => ({ ...first!, instanceId: `i-${n}`, name: `calc-${n}` }))],
    })
    test('is named, and what was tried on the others proves nothing of them', async () => {
      const { verdict, notes, sent } = await tried(alone, operation, two.slice(0, 1))
      expect(verdict).toBe('unknown')
      expect(notes).toContain('rocky-instance took no part: the volume was not seen mounted and answering there')
      expect(sent.map((j) => j.params.phase)).toEqual(['alone'])
    })
    test('is counted beyond three', async () => {
      const note = async (count: number) =>
        (await tried(alone, others(count), two.slice(0, 1))).notes.find((n) => n.includes('took no part'))
      expect(await note(3)).toBe('calc-0, calc-1, calc-2 took no part: the volume was not seen mounted and answering there')
      expect(await note(5)).toBe('calc-0, calc-1, calc-2 and 2 more took no part: the volume was not seen mounted and answering there')
      expect(await note(0)).toBeUndefined()
    })
    test('is nobody where the only instance is tried against itself, and that holds', async () => {
      expect((await tried(alone, others(0), two.slice(0, 1))).verdict).toBe('holds')
      expect((await tried(() => ({}), others(1), two.slice(0, 1))).verdict).toBe('unknown')
      const refused = async (of: Operation) =>
        (
          await tried(
            (job, id) => {
              const told = alone(job, id) as { sharing: ReturnType<typeof readBy> }
              return { ...told, sharing: told.sharing.map((s) => ({ ...s, append: 'refused' as const })) }
            },
            of,
            two.slice(0, 1),
          )
        ).verdict
      expect([await refused(others(0)), await refused(others(1))]).toEqual(['differs', 'differs'])
    })
    test('an account without a number is nobody to try, and one that is named twice is tried once', async () => {
      const facts = healthyFacts('ubuntu', 1000)
      const [account] = facts.accounts
      const { uid: _, ...unnumbered } = account!
      const seen = observed(ubuntuId, {
        ...facts,
        accounts: [account!, { ...account!, name: 'ben', uid: 1002 }, { ...unnumbered, name: 'eve' }],
      })
      const people = new Map([[ubuntuId, [{ name: 'ubuntu', uid: 1000 }]]])
      const of = saying(operation, { people: ['ubuntu', 'ben', 'eve'].map((name) => ({ name })) })
      const { sent } = await tried(honest, of, [seen, two[1]!], { people })
      const identities = sent[0]!.params.identities!.split(',').filter((one) => one.endsWith(':p'))
      expect(identities).toEqual([`${ubuntuId}:ubuntu:1000:p`, `${ubuntuId}:ben:1002:p`])
    })
    test('what was not cleaned by the same command is cleaned by another one', async () => {
      const half = (job: ScriptJob, id: string): HostAnswer => ({
        ...alone(job, id),
        steps: [
          { step: 'write', status: 'changed', detail: '', milliseconds: 1 },
          { step: 'clean', status: 'failed', detail: '', milliseconds: 1 },
        ],
      })
      expect((await tried(half, others(0), two.slice(0, 1))).sent.map((j) => j.params.phase)).toEqual(['alone', 'clean'])
    })
  })

  test('each job of a test has a number of its own, by its phase', async () => {
    expect((await tried(honest)).sent.map((j) => j.key.split('.')[2])).toEqual(['1', '1001', '2001'])
  })

  describe('of many accounts, by cover,', () => {
    const names = Array.from({ length: 7 }, (_, n) => `member-${n}`)
    const crowd = (id: string) => {
      const facts = healthyFacts('ubuntu')
      return observed(id, {
        ...facts,
        accounts: names.map((name, n) => ({ name, exists: true, uid: 2000 + n, gid: 1000, groups: [3000], member: true })),
      })
    }
    const many = saying(operation, { people: names.map((name) => ({ name })) })
    const who = (instanceId: string, n: number): Identity => ({ instanceId, account: names[n]!, uid: 2000 + n, temporary: false })
    const both = [ubuntuId, rockyId]
    const covering = (job: ScriptJob, id: string): HostAnswer => {
      if (job.params.phase === 'write') return { wrote: names.map((_, n) => ({ writer: who(id, n), sha256, umask: 'known' as const })) }
      if (job.params.phase !== 'exchange') return {}
      const cells = both.flatMap((from) =>
        names.map((_, n) => ({
          reader: who(id, (n + 1) % names.length),
          writer: { instanceId: from, account: names[n]! },
          uid: 2000 + n,
          read: 'done' as const,
          append: 'done' as const,
          saw: sha256.slice(0, 12),
        })),
      )
      return { cover: { cells, complete: true } }
    }
    test('it holds where each file was read on each instance, and says how it was tried', async () => {
      const { verdict, cells, notes } = await tried(covering, many, both.map(crowd))
      expect([verdict, cells.length]).toEqual(['holds', 2 * 14])
      expect(notes[0]).toMatch(/^by cover: on every instance one identity with another uid/)
    })
    test('an instance that told nothing leaves it unknown', async () => {
      const silent = (job: ScriptJob, id: string): HostAnswer =>
        id === rockyId && job.params.phase === 'exchange' ? undefined : covering(job, id)
      expect((await tried(silent, many, both.map(crowd))).verdict).toBe('unknown')
      const lost = (job: ScriptJob, id: string): HostAnswer =>
        id === rockyId && job.params.phase === 'exchange' ? finding('not-delivered', { seen: 'x' }) : covering(job, id)
      expect((await tried(lost, many, both.map(crowd))).verdict).toBe('unknown')
    })
  })

  test('left out on request it says so', async () => {
    const without = { ...operation, options: { ...operation.options, sharingTest: false } }
    expect(await tried(honest, without)).toMatchObject({ verdict: 'not-tried', cells: [], notes: ['turned off'], sent: [] })
  })
})
