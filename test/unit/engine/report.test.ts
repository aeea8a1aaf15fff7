import { finding } from '../../../src/domain/catalogue.ts'
import type { HostFacts } from '../../../src/domain/facts.ts'
import type { Report, Row } from '../../../src/domain/report.ts'
import type { JobResult } from '../../../src/domain/run.ts'
import { observationsAfter } from '../../../src/engine/observations.ts'
import { buildReport } from '../../../src/engine/report.ts'
import { lineMarkdown } from '../../../src/render/print/page-of.ts'
import { reportHeadline } from '../../../src/render/view/headline.ts'
import { healthyFacts } from '../../support/healthy-facts.ts'
import { observed, operation, rockyId, saying, ubuntuId } from '../../support/operation.ts'

const held: Report['sharing'] = { verdict: 'holds', cells: [], notes: [] }
const green = (id: string, account = 'ubuntu'): JobResult => ({
  kind: 'transcript',
  instanceId: id,
  state: 'done',
  steps: [],
  failures: [],
  sharing: [],
  observation: observed(id, healthyFacts(account)),
})
const silent = (id: string): JobResult => ({
  kind: 'none',
  instanceId: id,
  finding: finding('transcript-truncated', { seen: 'no end record' }),
})

function report(results: readonly JobResult[], changes: Partial<Parameters<typeof buildReport>[0]> = {}) {
  const refused = changes.refused ?? []
  const after = observationsAfter(operation, refused, results)
  return buildReport({
    runId: 'r',
    operation,
    before: [],
    after,
    results,
    refused,
    sharing: held,
    startedAt: '2026-11-23T12:00:00Z',
    endedAt: '2026-11-23T12:00:09Z',
    ...changes,
  })
}

test('every instance seen and sharing proven: holds', () => {
  expect(report([green(ubuntuId), green(rockyId, 'rocky')]).verdict).toBe('holds')
})

test('where instances have people of a registry and none was given, it says that they were not looked at', () => {
  const after = [observed(ubuntuId, { ...healthyFacts('ubuntu'), registryPeople: 2 }), observed(rockyId, healthyFacts('rocky'))]
  const notes = (changes: Partial<Parameters<typeof buildReport>[0]>) =>
    report([], { after, ...changes }).notes.filter((n) => n.startsWith('The registry’s people'))
  const [note] = notes({})
  expect(note).toContain('not looked at, nor their groups, keys and sudo: ubuntu-instance has a record of 2 of their accounts')
  expect(notes({ after: [after[0]!, observed(rockyId, { ...healthyFacts('rocky'), registryPeople: 3 })] })[0]).toContain(
    'ubuntu-instance, rocky-instance have a record of up to 3',
  )
  expect(notes({ people: new Map() })).toEqual([])
  expect(notes({ after: [after[1]!] })).toEqual([])
})

test('an instance without a transcript is unknown in every row, and the whole is unknown', () => {
  const { verdict, instances } = report([green(ubuntuId), silent(rockyId)])
  expect(verdict).toBe('unknown')
  expect(instances[1]?.verdict).toBe('unknown')
  expect(new Set(instances[1]?.rows.map((r) => r.verdict))).toEqual(new Set(['unknown']))
})

test('an instance that is not even mentioned is unknown', () => {
  expect(report([green(ubuntuId)]).instances[1]).toMatchObject({ verdict: 'unknown', findings: [{ code: 'not-looked-at' }] })
})

test('an account that is missing is one red row, of the look that saw it; the others have all of theirs', () => {
  const named = saying(operation, { people: [{ name: 'ubuntu' }, { name: 'ghost' }] })
  const ghost = { name: 'ghost', exists: false, groups: [], member: false }
  const facts = healthyFacts()
  const before = [observed(ubuntuId, { ...facts, accounts: [...facts.accounts, ghost] })]
  const alone = { ...named, targets: named.targets.slice(0, 1) }
  const [instance] = report([green(ubuntuId)], { operation: alone, before, after: [observed(ubuntuId)] }).instances
  expect(instance?.rows.filter((r) => r.verdict !== 'holds' && r.verdict !== 'note')).toMatchObject([
    { section: 'group', subject: 'ghost', observed: 'no such account', verdict: 'differs', code: 'account-missing' },
  ])
  expect(instance?.rows.filter((r) => r.subject.includes('ghost'))).toHaveLength(1)
})

test('an account that was made meanwhile is there, whatever the look before saw', () => {
  const named = saying(operation, { people: [{ name: 'ubuntu' }, { name: 'ghost' }] })
  const facts = healthyFacts()
  const missing = { name: 'ghost', exists: false, groups: [], member: false }
  const made = { ...facts.accounts[0]!, name: 'ghost', uid: 1001 }
  const [instance] = report([], {
    operation: { ...named, targets: named.targets.slice(0, 1) },
    before: [observed(ubuntuId, { ...facts, accounts: [...facts.accounts, missing] })],
    after: [observed(ubuntuId, { ...facts, accounts: [...facts.accounts, made] })],
  }).instances
  expect(instance!.rows.filter((r) => r.observed === 'no such account')).toEqual([])
  expect(instance!.rows.filter((r) => r.section === 'group').map((r) => [r.subject, r.observed])).toEqual([
    ['prism-shared', 'gid 3000'],
    ['ubuntu', 'member, uid 1000'],
    ['ghost', 'member, uid 1001'],
  ])
})

test('what did not resolve is in the report, and it does not hold', () => {
  const unresolved = [finding('instance-offline', { seen: 'rocky-instance' })]
  const one = { ...operation, targets: operation.targets.slice(0, 1), unresolved }
  const { verdict, findings } = report([green(ubuntuId)], { operation: one, after: [observed(ubuntuId, healthyFacts('ubuntu'))] })
  expect({ verdict, findings }).toEqual({ verdict: 'differs', findings: unresolved })
})

test('sharing that was left out by choice leaves the verdict to the rest, and the first line says so', () => {
  const chosen = { ...operation, options: { ...operation.options, sharingTest: false } }
  const sharing = { verdict: 'not-tried', cells: [], notes: ['turned off'] } as const
  const whole = report([green(ubuntuId), green(rockyId, 'rocky')], { operation: chosen, sharing })
  expect(whole.verdict).toBe('holds')
  expect(lineMarkdown(reportHeadline(whole).headline)).toMatch(
    /is mounted on ubuntu-instance and rocky-instance · ⚠️ the sharing was not tested, by choice$/,
  )
  expect(report([green(ubuntuId), silent(rockyId)], { operation: chosen, sharing }).verdict).toBe('unknown')
})

test('sharing that could not be tried is not green', () => {
  expect(report([green(ubuntuId), green(rockyId, 'rocky')], { sharing: { verdict: 'not-tried', cells: [], notes: [] } }).verdict).toBe(
    'unknown',
  )
})

test('a step that failed is said once, with its instance', () => {
  const failure = finding('foreign-root', { seen: 'permissions: 5 entries' })
  const failed: JobResult = { kind: 'transcript', instanceId: rockyId, state: 'done', steps: [], failures: [failure], sharing: [] }
  expect(report([green(ubuntuId), failed]).instances[1]).toMatchObject({
    verdict: 'differs',
    findings: [{ code: 'foreign-root', instanceId: rockyId }],
  })
})

test('equal uids under different names are named as one person', () => {
  expect(report([green(ubuntuId), green(rockyId, 'rocky')]).notes[0]).toContain(
    'uid 1000 is ubuntu on ubuntu-instance and rocky on rocky-instance: one person to EFS',
  )
})

describe('a personal space that is private', () => {
  const asPrivate = saying(operation, { privateSpaces: true })
  const closed = (account: string, uid: number): HostFacts => {
    const facts = healthyFacts(account, uid)
    return { ...facts, paths: facts.paths.map((p) => (p.path.startsWith('users/') ? { ...p, mode: '0700' } : p)) }
  }
  const spaceOf = (name: string, uid: number) => ({ found: 2, seen: [{ name, uid, gid: 3000, mode: '0700' }], tries: [] })
  const seen = (ubuntu: HostFacts, rocky: HostFacts, asked = asPrivate) =>
    report([], { operation: asked, after: [observed(ubuntuId, ubuntu), observed(rockyId, rocky)] })

  test('is red where another name has its owner’s uid on another instance, and is not called private', () => {
    const told = seen(closed('dave', 1001), closed('carol', 1001))
    expect(told.verdict).toBe('differs')
    const rows = told.instances.flatMap((i) =>
      i.rows.filter((r) => r.code === 'space-open').map((r) => [i.instanceId, r.subject, r.observed]),
    )
    const why = 'reads and changes (uid 1001, the owner’s: one person to EFS)'
    expect(rows).toEqual([
      [ubuntuId, 'dave · reading /mnt/research-data/users/carol', why],
      [rockyId, 'carol · reading /mnt/research-data/users/dave', why],
    ])
    expect(told.notes).toContain('users/dave is not private: open to carol on rocky-instance.')
    expect(told.notes.join()).not.toContain('Personal spaces are private')
  })

  test('is red where its owner is on an instance that this run does not touch', () => {
    const carol = { ...closed('carol', 1001), spaces: spaceOf('dave', 1001) }
    const alone = { ...asPrivate, targets: asPrivate.targets.slice(1) }
    const told = report([], { operation: alone, after: [observed(rockyId, carol)] })
    expect(told.instances[0]).toMatchObject({ verdict: 'differs' })
    expect(told.instances[0]!.rows.find((r) => r.code === 'space-open')?.subject).toBe('carol · reading /mnt/research-data/users/dave')
  })

  test('is red where two accounts of one host have one uid', () => {
    const facts = closed('dave', 1001)
    const two = { ...facts, accounts: [...facts.accounts, { ...facts.accounts[0]!, name: 'carol' }] }
    const alone = saying({ ...asPrivate, targets: asPrivate.targets.slice(0, 1) }, { people: [{ name: 'dave' }, { name: 'carol' }] })
    const told = report([], { operation: alone, after: [observed(ubuntuId, two)] })
    expect(told.instances[0]!.rows.filter((r) => r.code === 'space-open').map((r) => r.subject)).toContain(
      'carol · reading /mnt/research-data/users/dave',
    )
  })

  test('is red where nobody asked for it and the report would call it private all the same', () => {
    expect(seen(closed('dave', 1001), closed('carol', 1001), operation).instances.flatMap((i) => i.rows.map((r) => r.code))).toContain(
      'space-open',
    )
  })

  test('is private where each has a number of their own, and the same person may come from two instances', () => {
    for (const rocky of [closed('carol', 1002), closed('dave', 1001)]) {
      const told = seen(closed('dave', 1001), rocky)
      expect(told.verdict).toBe('holds')
      expect(told.notes.join()).toContain('Personal spaces are private')
    }
  })

  test('is one row for each who reads it, and another for what was only seen by who is who', () => {
    const facts = closed('dave', 1001)
    const [dave] = facts.accounts
    const named = saying({ ...asPrivate, targets: asPrivate.targets.slice(0, 1) }, { people: [{ name: 'dave' }, { name: 'carol' }] })
    const rows = (read: 'done' | 'refused', change: 'done' | 'refused') => {
      const spaces = { ...spaceOf('dave', 1001), tries: [{ account: 'carol', space: 'dave', read, change }] }
      const two = { ...facts, accounts: [dave!, { ...dave!, name: 'carol', uid: 1002 }], spaces }
      return report([], { operation: named, after: [observed(ubuntuId, two)] })
        .instances[0]!.rows.filter((r) => r.subject === 'carol · reading /mnt/research-data/users/dave')
        .map((r) => [r.verdict, r.observed])
    }
    expect(rows('done', 'refused')).toEqual([['differs', 'read']])
    expect(rows('refused', 'done')).toEqual([
      ['holds', 'refused'],
      ['differs', 'changes (uid 1002, mode 0700)'],
    ])
  })

  test('is not asked for: that equal uids are one person is reported and is not a fault', () => {
    expect(seen(healthyFacts('ubuntu', 1000), healthyFacts('rocky', 1000), operation).verdict).toBe('holds')
  })
})

describe('what is said of an instance', () => {
  const [ubuntu] = [green(ubuntuId)]
  const told = (more: object): JobResult => ({ ...ubuntu!, ...more }) as JobResult
  const first = (results: readonly JobResult[], changes: Parameters<typeof report>[1] = {}) => report(results, changes).instances[0]!
  test('is its distribution, zone and login user, as far as they are known', () => {
    expect(first([ubuntu!]).about).toBe('ubuntu 24.04 · us-east-1a · login user ubuntu (cloud-init)')
    const { zone: _, login: __, ...facts } = healthyFacts()
    expect(first([told({ observation: observed(ubuntuId, facts) })]).about).toBe('ubuntu 24.04')
    expect(first([]).about).toBe('')
    // of one that no longer answers, as the look before saw it
    expect(first([], { before: [observed(ubuntuId)] }).about).toContain('ubuntu 24.04')
  })
  test('are the steps of its jobs, and that Distributor brought a package', () => {
    const step = { step: 'mount', status: 'changed', detail: 'x', milliseconds: 5 } as const
    const results = [{ kind: 'installed', instanceId: ubuntuId, said: 'done' } as const, told({ steps: [step] }), green(rockyId)]
    expect(first(results).steps).toEqual([
      { step: 'distributor', status: 'changed', detail: expect.stringContaining('done'), milliseconds: 0 },
      step,
    ])
    expect(first([silent(ubuntuId)]).steps).toHaveLength(0)
  })
  test('is why it was refused, before what its jobs told, before that nothing was seen', () => {
    const refusal = finding('no-login-user', { seen: 'x', instanceId: ubuntuId })
    const failed = told({ failures: [finding('mount-hung', { seen: 'x' })] })
    expect(first([failed], { refused: [refusal] }).findings).toEqual([refusal])
    expect(first([failed]).findings).toMatchObject([{ code: 'mount-hung', instanceId: ubuntuId }])
    expect(first([ubuntu!]).findings).toEqual([])
    expect(first([], { after: [] }).findings).toMatchObject([{ code: 'not-looked-at', instanceId: ubuntuId }])
    const denied = { kind: 'unobserved' as const, instanceId: ubuntuId, finding: finding('aws-denied', { seen: 'x' }) }
    expect(first([], { after: [denied] }).findings).toMatchObject([{ code: 'look-refused', instanceId: ubuntuId }])
  })
  test('is not what is said of another, or of none', () => {
    const refused = [finding('no-login-user', { seen: 'x', instanceId: rockyId }), finding('no-instances', { seen: 'y' })]
    const { instances, findings } = report([ubuntu!], { refused })
    expect(instances[0]?.findings).toEqual([])
    expect(findings.map((f) => f.code)).toEqual(['no-instances'])
  })
  test('of two looks is the first', () => {
    const other = observed(ubuntuId, { ...healthyFacts(), host: { ...healthyFacts().host, version: '22.04' } })
    expect(first([ubuntu!], { after: [observed(ubuntuId), other] }).about).toContain('24.04')
  })
})

test('rows of the registry’s people and notes of the run stand beside the others', () => {
  const row = { section: 'people', subject: 'ada', expected: 'x', observed: 'x', verdict: 'holds' } as unknown as Row
  const { instances, notes } = report([green(ubuntuId), green(rockyId)], { people: new Map([[ubuntuId, [row]]]), notes: ['said'] })
  expect(instances.map((i) => i.rows.filter((r) => r.subject === 'ada').length)).toEqual([1, 0])
  expect(notes[0]).toBe('said')
})

describe('an unmount', () => {
  const unmount = { ...operation, verb: 'unmount' as const }
  const gone = (id: string) => ({ ...green(id), observation: observed(id, { ...healthyFacts(), mounts: [], fstab: [] }) })
  test('is green where nothing is mounted any more, and has no sharing to prove', () => {
    const sharing = { verdict: 'not-tried' as const, cells: [], notes: [] }
    const found = report([gone(ubuntuId), gone(rockyId)], { operation: unmount, sharing })
    expect(found.verdict).toBe('holds')
    expect(found).not.toHaveProperty('identity')
    expect(report([green(ubuntuId), gone(rockyId)], { operation: unmount, sharing }).verdict).toBe('differs')
    expect(found.notes).toEqual([])
  })
  test('says nothing of the registry’s people', () => {
    const after = [observed(ubuntuId, { ...healthyFacts(), mounts: [], fstab: [], registryPeople: 2 })]
    expect(report([], { operation: unmount, after }).notes).toEqual([])
  })
  test('is red where it is mounted at another place, but where a place was said', () => {
    const elsewhere = healthyFacts()
    const moved = { ...elsewhere, fstab: [], mounts: [], elsewhere: elsewhere.mounts.map((m) => ({ ...m, place: '/data' })) }
    const alone = { ...unmount, targets: unmount.targets.slice(0, 1) }
    const told = (mountPoint?: string) => {
      const of = mountPoint === undefined ? alone : { ...alone, options: { ...alone.options, mountPoint } }
      const sharing = { verdict: 'not-tried' as const, cells: [], notes: [] }
      return report([], { operation: of, after: [observed(ubuntuId, moved)], sharing }).verdict
    }
    expect([told(), told('/mnt/research-data')]).toEqual(['differs', 'holds'])
  })
})

describe('sharing that was not tried', () => {
  const sharing = { verdict: 'not-tried' as const, cells: [], notes: [] }
  const both = [green(ubuntuId), green(rockyId, 'rocky')]
  const verdict = (of: typeof operation) => report(both, { operation: of, sharing }).verdict
  test('leaves it in doubt, but where somebody left it out', () => {
    expect(verdict(operation)).toBe('unknown')
    expect(verdict({ ...operation, options: { ...operation.options, sharingTest: false } })).toBe('holds')
  })
  test('is no doubt where every instance is read-only: nobody could write', () => {
    const readOnly = (...ids: readonly string[]) => ({
      ...operation,
      targets: operation.targets.map((t) => ({ ...t, spec: { ...t.spec, readOnly: ids.includes(t.instanceId) } })),
    })
    const facts = healthyFacts()
    const mounts = facts.mounts.map((m) => ({ ...m, options: `ro,${m.options}`, readOnly: true }))
    const fstab = facts.fstab.map((l) => ({ ...l, options: `${l.options},ro` }))
    const behaviours = [
      { account: 'ubuntu', try: 'create-file', path: 'shared', outcome: 'refused', detail: 'read-only' },
      { account: 'ubuntu', try: 'create-folder', path: 'shared', outcome: 'refused', detail: 'read-only' },
      facts.behaviours[3]!,
    ] as const
    const seen = { ...facts, mounts, fstab, behaviours }
    const told = (of: typeof operation) =>
      report([], { operation: of, after: [observed(ubuntuId, seen), observed(rockyId, seen)], sharing })
    const whole = told(readOnly(ubuntuId, rockyId))
    expect(whole.instances.flatMap((i) => i.rows.filter((r) => r.verdict !== 'holds' && r.verdict !== 'note'))).toEqual([])
    expect(whole.verdict).toBe('holds')
    const half = report([], { operation: readOnly(ubuntuId), after: [observed(ubuntuId, seen), observed(rockyId)], sharing })
    expect(half.verdict).toBe('unknown')
    expect(report([], { operation: { ...operation, targets: [] }, after: [], sharing }).verdict).toBe('unknown')
  })
  test('who is enrolled is told with who is who', () => {
    expect(report(both).identity?.people.length).toBeGreaterThan(0)
  })
})
