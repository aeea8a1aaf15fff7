import { finding } from '../../../src/domain/catalogue.ts'
import type { HostFacts } from '../../../src/domain/facts.ts'
import type { Report } from '../../../src/domain/report.ts'
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

  test('is not asked for: that equal uids are one person is reported and is not a fault', () => {
    expect(seen(healthyFacts('ubuntu', 1000), healthyFacts('rocky', 1000), operation).verdict).toBe('holds')
  })
})
