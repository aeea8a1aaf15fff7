/** Why a report is not green, and the exact requests that are offered for it. */
import { catalogue, type Finding, type FindingCode, finding } from '../../../src/domain/catalogue.ts'
import { judgeEvidence } from '../../../src/domain/doctor-report.ts'
import type { Evidence } from '../../../src/domain/evidence.ts'
import { type Cause, causesOf, causesOfFindings, isOff } from '../../../src/domain/next-steps.ts'
import type { Operation } from '../../../src/domain/plan.ts'
import type { InstanceReport, Report, Row, SharingCell } from '../../../src/domain/report.ts'
import { formatCommandLine } from '../../../src/language/format.ts'
import { failing, healthy, probe, target } from '../../support/evidence.ts'
import { operation, rockyId, ubuntuId } from '../../support/operation.ts'

const red = (code?: FindingCode, subject = 'shared'): Row => ({
  section: 'permissions',
  subject,
  expected: '2775',
  observed: '0755',
  verdict: 'differs',
  ...(code ? { code } : {}),
})
const dark = (code?: FindingCode): Row => ({ ...red(code), verdict: 'unknown' })
const green: Row = { ...red(), verdict: 'holds' }

function instance(
  instanceId: string,
  verdict: InstanceReport['verdict'],
  rows: readonly Row[] = [],
  findings: readonly Finding[] = [],
): InstanceReport {
  return { instanceId, name: instanceId, about: '', verdict, steps: [], rows, findings }
}
const differing = (instanceId: string, ...rows: readonly Row[]) => instance(instanceId, 'differs', rows)
const doubtful = (instanceId: string, ...rows: readonly Row[]) => instance(instanceId, 'unknown', rows)
const found = (instanceId: string, code: FindingCode, ...rows: readonly Row[]) =>
  instance(instanceId, 'differs', rows, [finding(code, { seen: '', instanceId })])

const reportOf = (instances: readonly InstanceReport[], more: Partial<Report> = {}): Report => ({
  runId: 'run',
  operation: { ...operation, verb: 'verify' },
  instances,
  sharing: { verdict: 'holds', cells: [], notes: [] },
  verdict: 'differs',
  findings: [],
  notes: [],
  startedAt: '',
  endedAt: '',
  ...more,
})
const causes = (...instances: readonly InstanceReport[]): Cause[] => causesOf(reportOf(instances))
/** What is offered, as it would be typed. */
const offered = ({ fix }: Cause): readonly string[] =>
  fix.kind === 'requests'
    ? fix.requests.map(formatCommandLine)
    : fix.kind === 'words'
      ? fix.words
      : [fix.steps, ...fix.afterwards.map(formatCommandLine)]
const explained = ({ explain }: Cause): readonly string[] => explain.map(formatCommandLine)
const mount = 'prism volume mount research-data'
const doctor = 'prism volume doctor research-data'

test('a row is off where it differs or is in doubt', () => {
  expect((['holds', 'note', 'differs', 'unknown'] as const).map((verdict) => isOff({ ...green, verdict }))).toEqual([
    false,
    false,
    true,
    true,
  ])
})

test('a green report has no cause', () => {
  expect(causes(instance(ubuntuId, 'holds', [green]))).toEqual([])
})

test('what a mount sets again is offered as that mount, and as a doctor to say why', () => {
  const [cause, ...more] = causes(differing(ubuntuId, red('row-differs'), green))
  expect(more).toEqual([])
  expect(cause).toMatchObject({ names: ['row-differs'], verdict: 'differs', why: [catalogue['row-differs'].why], instanceIds: [ubuntuId] })
  expect(offered(cause!)).toEqual([`${mount} ubuntu-instance`])
  expect(explained(cause!)).toEqual([`${doctor} ubuntu-instance`])
})

test('a row that differs without a code is one that a mount sets again', () => {
  expect(causes(differing(ubuntuId, red())).map((c) => [c.names, offered(c)])).toEqual([[['row-differs'], [`${mount} ubuntu-instance`]]])
})

test.each(['row-differs', 'group-missing', 'not-member', 'not-mounted', 'not-persistent', 'umask-differs', 'not-read-only'] as const)(
  '%s is repaired by a mount',
  (code) => {
    expect(offered(causes(differing(ubuntuId, red(code)))[0]!)).toEqual([`${mount} ubuntu-instance`])
  },
)

test('what no mount repairs has the catalogue’s own next step', () => {
  expect(offered(causes(differing(ubuntuId, red('gid-taken')))[0]!)).toEqual([catalogue['gid-taken'].next])
})

test('a kind of fault is said once, with all its instances', () => {
  const [cause, ...more] = causes(differing(ubuntuId, red('not-member')), differing(rockyId, red('not-member')))
  expect(more).toEqual([])
  expect(cause!.instanceIds).toEqual([ubuntuId, rockyId])
  expect(offered(cause!)).toEqual([`${mount} ubuntu-instance rocky-instance`])
})

test('several faults of the same instances that one mount repairs are said together', () => {
  const [cause, ...more] = causes(differing(ubuntuId, red('not-member'), red('umask-differs')))
  expect(more).toEqual([])
  expect(cause!.names).toEqual(['not-member', 'umask-differs'])
  expect(cause!.why).toEqual([catalogue['not-member'].why, catalogue['umask-differs'].why])
  // what needs somebody’s own hands stands by itself
  expect(causes(differing(ubuntuId, red('gid-taken'), red('account-expired'))).map((c) => c.names)).toEqual([
    ['gid-taken'],
    ['account-expired'],
  ])
  expect(causes(differing(ubuntuId, red('not-member')), differing(rockyId, red('umask-differs'))).map((c) => c.names)).toEqual([
    ['not-member'],
    ['umask-differs'],
  ])
})

describe('doubt', () => {
  test('is said as such', () => {
    const [cause] = causes(doubtful(ubuntuId, dark('boot-unknown')))
    expect(cause).toMatchObject({ names: ['boot-unknown'], verdict: 'unknown' })
  })

  test('without a code is that nobody looked', () => {
    expect(causes(doubtful(ubuntuId, dark())).map((c) => [c.names, c.verdict])).toEqual([[['not-looked-at'], 'unknown']])
  })

  test('that only follows from what else is wrong there is not said', () => {
    expect(causes(differing(ubuntuId, red('not-mounted'), dark('not-looked-at'), dark())).map((c) => c.names)).toEqual([['not-mounted']])
    expect(causes(differing(ubuntuId, red('not-mounted'), dark('boot-unknown'))).map((c) => c.names)).toEqual([
      ['not-mounted'],
      ['boot-unknown'],
    ])
  })

  test('of one instance and a fault of another, of one kind, is a fault', () => {
    const [cause, ...more] = causes(doubtful(ubuntuId, dark('umask-session-manager')), differing(rockyId, red('umask-session-manager')))
    expect(more).toEqual([])
    expect(cause).toMatchObject({ verdict: 'differs', instanceIds: [ubuntuId, rockyId] })
    const [other] = causes(differing(rockyId, red('umask-session-manager')), doubtful(ubuntuId, dark('umask-session-manager')))
    expect(other).toMatchObject({ verdict: 'differs', instanceIds: [rockyId, ubuntuId] })
  })

  test('and fault that one mount repairs are together a fault', () => {
    const [cause, ...more] = causes(differing(ubuntuId, red('not-member')), doubtful(ubuntuId, dark('umask-differs')))
    expect(more).toEqual([])
    expect(cause).toMatchObject({ names: ['not-member', 'umask-differs'], verdict: 'differs' })
    expect(causes(doubtful(ubuntuId, dark('not-member'), dark('umask-differs')))[0]?.verdict).toBe('unknown')
  })

  test('that two instances have stays a doubt, and a note is none', () => {
    const note: Row = { ...red('umask-session-manager'), verdict: 'note' }
    expect(
      causes(doubtful(ubuntuId, dark('boot-unknown'), note), doubtful(rockyId, dark('boot-unknown'))).map((c) => [c.names, c.verdict]),
    ).toEqual([[['boot-unknown'], 'unknown']])
  })

  test('of a row that also differs elsewhere on the instance is the fault', () => {
    expect(causes(differing(ubuntuId, red('umask-differs'), dark('umask-differs'))).map((c) => [c.names, c.verdict])).toEqual([
      [['umask-differs'], 'differs'],
    ])
  })
})

describe('a finding', () => {
  test('of an instance says why its rows are as they are', () => {
    expect(causes(found(ubuntuId, 'mount-timeout', red('not-mounted'))).map((c) => [c.names, c.verdict])).toEqual([
      [['mount-timeout'], 'differs'],
    ])
    expect(causes(found(ubuntuId, 'transcript-truncated')).map((c) => [c.names, c.verdict])).toEqual([
      [['transcript-truncated'], 'unknown'],
    ])
  })

  test('that belongs to no row is said by itself, each kind once', () => {
    const twice = [ubuntuId, rockyId].map((instanceId) => finding('instance-offline', { seen: instanceId, instanceId }))
    expect(causesOfFindings([...twice, finding('bad-option', { seen: '--x' }), finding('transcript-truncated', { seen: '' })])).toEqual([
      {
        names: ['instance-offline'],
        verdict: 'differs',
        why: [catalogue['instance-offline'].why],
        instanceIds: [ubuntuId, rockyId],
        fix: { kind: 'words', words: [catalogue['instance-offline'].next] },
        explain: [],
      },
      expect.objectContaining({ names: ['bad-option'], instanceIds: [] }),
      expect.objectContaining({ names: ['transcript-truncated'], verdict: 'unknown' }),
    ])
  })

  test('of the whole report is said too', () => {
    const report = reportOf([], { findings: [finding('instance-offline', { seen: '', instanceId: rockyId })] })
    expect(causesOf(report).map((c) => c.names)).toEqual([['instance-offline']])
  })
})

describe('an unmount', () => {
  const unmounting: Operation = { ...operation, verb: 'unmount', mountPoint: '/data', lazy: true }
  const after = (...instances: readonly InstanceReport[]) => causesOf(reportOf(instances, { operation: unmounting }))

  test('that did not do it is tried again, as it was asked', () => {
    expect(offered(after(differing(ubuntuId, red('unmount-failed')))[0]!)).toEqual([
      'prism volume unmount research-data ubuntu-instance --mount-point /data --lazy',
    ])
  })

  test.each(['unmount-busy', 'still-held', 'held-unknown', 'mounted-elsewhere'] as const)('would end as it did after %s', (code) => {
    expect(offered(after(differing(ubuntuId, red(code)))[0]!)).toEqual([catalogue[code].next])
  })
})

describe('what is offered', () => {
  const many = Array.from({ length: 120 }, (_, n) => `i-${n.toString(16).padStart(17, '0')}`)
  const large: Operation = {
    ...operation,
    verb: 'verify',
    targets: many.map((instanceId) => ({ ...operation.targets[0]!, instanceId, name: '' })),
  }
  const ofAll = (asked: Operation) =>
    causesOf(
      reportOf(
        many.map((id) => differing(id, red('unmount-failed'))),
        { operation: { ...asked } },
      ),
    )[0]!

  test('is in lines of fifty instances, and a doctor looks at three that are alike', () => {
    const fix = offered(ofAll({ ...large, verb: 'unmount' }))
    expect(fix.map((line) => line.split(' ').filter((word) => word.startsWith('i-')).length)).toEqual([50, 50, 20])
    expect(explained(ofAll(large))).toEqual([`${doctor} ${many.slice(0, 3).join(' ')}`])
  })

  test('is at the mount point that was looked at', () => {
    const [cause] = causesOf(
      reportOf([differing(ubuntuId, red('not-member'))], { operation: { ...operation, verb: 'verify', mountPoint: '/data' } }),
    )
    expect(offered(cause!)).toEqual([`${mount} ubuntu-instance --mount-point /data`])
    expect(explained(cause!)).toEqual([`${doctor} ubuntu-instance --mount-point /data`])
  })

  test.each(['fs-lookalike', 'not a name'])('names a volume by its id where nobody can say its name: %s', (volume) => {
    const [cause] = causesOf(reportOf([differing(ubuntuId, red('not-member'))], { operation: { ...operation, verb: 'verify', volume } }))
    expect(offered(cause!)).toEqual([`prism volume mount ${operation.fileSystemId} ubuntu-instance --mount-point ${operation.mountPoint}`])
  })

  test('is nothing for an instance that is no target of it', () => {
    const stranger = 'i-0cccccccccccccccc'
    const [cause] = causes(differing(ubuntuId, red('not-member')), differing(stranger, red('not-member')))
    expect(offered(cause!)).toEqual([`${mount} ubuntu-instance`])
    expect(offered(causes(differing(stranger, red('not-member')))[0]!)).toEqual([catalogue['not-member'].next])
  })
})

describe('where all rows hold and people do not share', () => {
  const cell = (instanceId: string, verdict: SharingCell['verdict']): SharingCell => {
    const who = { instanceId, account: 'ada', uid: 1, temporary: false }
    return { writer: who, reader: who, read: 'done', append: 'done', verdict }
  }
  const cells = [cell(ubuntuId, 'shared'), cell(rockyId, 'not-shared'), cell(rockyId, 'unknown')]
  const shared = (verdict: Report['sharing']['verdict'], ...instances: readonly InstanceReport[]) =>
    causesOf(reportOf(instances, { sharing: { verdict, cells, notes: [] } }))

  test('that is a cause of its own, with the readers’ instances', () => {
    const [cause, ...more] = shared('differs', instance(ubuntuId, 'holds'))
    expect(more).toEqual([])
    expect(cause).toMatchObject({ names: ['not-shared'], verdict: 'differs', why: [catalogue['not-shared'].why], instanceIds: [rockyId] })
    expect(offered(cause!)).toEqual([catalogue['not-shared'].next])
    expect(explained(cause!)).toEqual([`${doctor} rocky-instance`])
  })

  test('of those instances whose readers came to nothing', () => {
    const some = (...those: readonly SharingCell[]) =>
      causesOf(reportOf([], { sharing: { verdict: 'differs', cells: those, notes: [] } }))[0]!.instanceIds
    expect(some(cell(ubuntuId, 'shared'), cell(rockyId, 'not-shared'))).toEqual([rockyId])
    expect(some(cell(rockyId, 'shared'), cell(ubuntuId, 'unknown'))).toEqual([ubuntuId])
  })

  test('or a doubt', () => {
    expect(shared('unknown').map((c) => [c.names, c.verdict])).toEqual([[['not-tried'], 'unknown']])
  })

  test('and none where they do, where it was not tried, or where a row says why', () => {
    expect([shared('holds'), shared('not-tried')]).toEqual([[], []])
    expect(shared('differs', differing(rockyId, red('not-member'))).map((c) => c.names)).toEqual([['not-member']])
  })
})

describe('a diagnosis', () => {
  const refusing = (instanceId: string, more: Partial<Evidence> = {}) => {
    const e = {
      ...healthy,
      about: { ...healthy.about, instanceId },
      probe: { ...probe, tcp: [{ address: target.address, outcome: 'refused' as const }] },
    }
    return judgeEvidence(instanceId, { ...e, ...failing('mount-timeout', 'no answer'), ...more })
  }
  const diagnosed = (
    instances: readonly InstanceReport[],
    diagnoses: NonNullable<Report['diagnoses']>,
    findings: readonly Finding[] = [],
  ) => causesOf(reportOf(instances, { operation, diagnoses, findings }))

  test('takes the place of the finding, and is followed by the mount that repairs the rest', () => {
    const diagnosis = refusing(ubuntuId)
    const [cause, ...more] = diagnosed([found(ubuntuId, 'mount-timeout', red('not-mounted'))], [diagnosis])
    expect(more).toEqual([])
    expect(cause).toMatchObject({
      names: ['port-refused'],
      verdict: 'differs',
      title: 'Port 2049 is refused',
      seen: '10.0.0.10:2049 refused the connection',
      why: [diagnosis.cause!.why],
      instanceIds: [ubuntuId],
      explain: [],
      others: diagnosis.others,
    })
    expect(offered(cause!)).toEqual([diagnosis.cause!.fix, `${mount} ubuntu-instance`])
  })

  test('that a mount may follow says so for those instances alone where it would repair a row', () => {
    const [cause] = diagnosed(
      [found(ubuntuId, 'mount-timeout', green, red('not-mounted')), found(rockyId, 'mount-timeout', red('gid-taken'))],
      [refusing(ubuntuId), refusing(rockyId)],
    )
    expect(cause!.instanceIds).toEqual([ubuntuId, rockyId])
    expect(offered(cause!).slice(1)).toEqual([`${mount} ubuntu-instance`])
    expect(cause!.fix.kind).toBe('steps')
  })

  test('is followed by no mount where none would repair a row', () => {
    expect(
      offered(diagnosed([found(ubuntuId, 'mount-timeout', red('gid-taken'), dark('not-mounted'))], [refusing(ubuntuId)])[0]!),
    ).toHaveLength(1)
    expect(offered(diagnosed([differing(ubuntuId, red())], [refusing(ubuntuId)])[0]!)).toHaveLength(2)
    // of one that is green nothing is left to repair
    expect(offered(diagnosed([instance(ubuntuId, 'holds', [red()])], [refusing(ubuntuId)])[0]!)).toHaveLength(1)
  })

  test('of several instances that are alike is said once, with a placeholder for the instance', () => {
    const stopped = (instanceId: string) =>
      judgeEvidence(instanceId, { ...healthy, about: { ...healthy.about, instanceId }, ...failing('instance-stopped', 'stopped') })
    const [cause, ...more] = diagnosed([], [stopped(ubuntuId), stopped(rockyId)])
    expect(more).toEqual([])
    expect(cause!.instanceIds).toEqual([ubuntuId, rockyId])
    expect(offered(cause!)).toEqual(['aws ec2 start-instances --region us-east-1 --instance-ids INSTANCE_ID'])
    expect(offered(diagnosed([], [stopped(ubuntuId)])[0]!)).toEqual([
      `aws ec2 start-instances --region us-east-1 --instance-ids ${ubuntuId}`,
    ])
    expect(diagnosed([], [stopped(ubuntuId), refusing(rockyId)])).toHaveLength(2)
  })

  test('that is a warning is in doubt', () => {
    const watchdog = judgeEvidence(ubuntuId, { ...healthy, probe: { ...probe, client: { ...probe.client!, watchdog: false } } })
    expect(diagnosed([], [watchdog])[0]).toMatchObject({ names: ['watchdog-stopped'], verdict: 'unknown' })
  })

  test('without a cause stands beside the finding, and asks no doctor a second time', () => {
    const none = judgeEvidence(ubuntuId, { ...healthy, ...failing('mount-failed', 'the stars are wrong') })
    const [cause] = diagnosed([found(ubuntuId, 'mount-failed')], [none])
    expect(cause!.undetermined).toEqual(none)
    expect(cause!.explain).toEqual([])
    const [two] = diagnosed([found(ubuntuId, 'mount-failed'), found(rockyId, 'mount-failed')], [none])
    expect(two!.undetermined).toBeUndefined()
    expect(explained(two!)).toEqual([`${doctor} rocky-instance`])
  })

  test('leaves out the report’s own finding of that instance, and no other', () => {
    const findings = [undefined, ubuntuId, rockyId].map((instanceId) =>
      finding('instance-offline', { seen: '', ...(instanceId ? { instanceId } : {}) }),
    )
    expect(diagnosed([], [refusing(ubuntuId)], findings).map((c) => [c.names, c.instanceIds])).toEqual([
      [['port-refused'], [ubuntuId]],
      [['instance-offline'], [rockyId]],
    ])
  })
})
