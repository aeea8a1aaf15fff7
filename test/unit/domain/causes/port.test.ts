/** Why port 2049 is not reached: what the rules say, and what the host saw when it tried. */
import { port } from '../../../../src/domain/causes/port.ts'
import type { Evidence } from '../../../../src/domain/evidence.ts'
import type { HostProbe } from '../../../../src/domain/probe.ts'
import {
  around,
  failing,
  healthy,
  hosting,
  instanceGroup,
  place,
  probe,
  probed,
  seenAs,
  target,
  targetGroup,
  unlooked,
  unseenFor,
} from '../../../support/evidence.ts'

const four = target.address
const six = '2001:db8::9'
type Outcome = HostProbe['tcp'][number]['outcome']
const tried = (...all: readonly [string, Outcome][]) => probed({ tcp: all.map(([address, outcome]) => ({ address, outcome })) })
const timedOut = tried([four, 'timeout'])
const closedTarget = (e: Evidence) => around({ targets: seenAs([{ ...target, groups: [{ ...targetGroup, ingress: [] }] }]) }, e)
const closedInstance = (e: Evidence) => around({ instance: seenAs({ ...place, groups: [{ ...instanceGroup, egress: [] }] }) }, e)

describe('a closed security group', () => {
  const target403 = `${targetGroup.id} of ${target.id} does not allow TCP 2049 from 10.0.0.1 (${instanceGroup.id})`
  const instance403 = `${instanceGroup.id} does not allow TCP 2049 to ${four}`

  test('of the mount target, or of the instance, is named with its ids', () => {
    expect(port['target-group-closed'].seen(closedTarget(timedOut))).toBe(target403)
    expect(port['instance-egress-closed'].seen(closedInstance(timedOut))).toBe(instance403)
  })

  test('is not the cause where the groups let it through', () => {
    expect(port['target-group-closed'].seen(closedInstance(timedOut))).toBeUndefined()
    expect(port['instance-egress-closed'].seen(closedTarget(timedOut))).toBeUndefined()
  })

  test.each<[string, Evidence, boolean]>([
    ['a connection was seen', tried([four, 'open']), false],
    ['a reset was seen', tried([four, 'refused']), false],
    ['nothing came back', tried([four, 'unreachable']), true],
    ['nobody tried, and nothing is mounted', hosting({ mounts: [] }, unlooked(healthy, 'probe')), true],
    [
      'nobody tried, and the mount hangs',
      hosting({ mounts: [{ ...healthy.facts!.mounts[0]!, answers: 'timeout' }] }, unlooked(healthy, 'probe')),
      true,
    ],
    [
      'nobody tried, and another volume answers',
      hosting({ mounts: [{ ...healthy.facts!.mounts[0]!, fileSystemId: 'fs-0fedcba9876543210' }] }, unlooked(healthy, 'probe')),
      true,
    ],
    ['nobody tried, and the mount answers', unlooked(healthy, 'probe'), false],
    ['nobody tried, nor saw the host', unlooked(healthy, 'probe', 'facts'), true],
    ['the host tried nothing, though the mount answers', tried(), true],
  ])('is the cause, or not, where %s', (_name, e, is) => {
    expect(port['target-group-closed'].seen(closedTarget(e))).toBe(is ? target403 : undefined)
    expect(port['instance-egress-closed'].seen(closedInstance(e))).toBe(is ? instance403 : undefined)
  })

  test('is not concluded where the instance, the targets, or the one in the zone were not seen', () => {
    for (const e of [
      around({ instance: unseenFor('refused') }, closedTarget(timedOut)),
      around({ targets: unseenFor('refused') }, closedInstance(timedOut)),
      around({ targets: seenAs([{ ...target, zone: 'us-east-1b' }]) }, closedInstance(timedOut)),
    ]) {
      expect(port['target-group-closed'].seen(e)).toBeUndefined()
      expect(port['instance-egress-closed'].seen(e)).toBeUndefined()
    }
  })
})

describe('an IPv6 address that comes first', () => {
  const first = (outcome: Outcome, address = six, fourth: Outcome = 'open') =>
    probed({
      dns: { ...probe.dns!, first: address },
      tcp: [
        { address: four, outcome: fourth },
        { address: six, outcome },
      ],
    })

  test.each<[Outcome, string]>([
    ['refused', 'refused'],
    ['timeout', 'silent'],
    ['unreachable', 'unreachable'],
    ['error', 'impossible to connect to'],
  ])('is the cause where it is %s and IPv4 answers', (outcome, words) => {
    expect(port['ipv6-first'].seen(first(outcome))).toBe(`${probe.name} resolves to ${six} first, which is ${words}; ${four} answers`)
  })

  test('is not where it answers, was not tried, is IPv4, or IPv4 does not answer either', () => {
    expect(port['ipv6-first'].seen(first('open'))).toBeUndefined()
    expect(port['ipv6-first'].seen(first('timeout', '2001:db8::7'))).toBeUndefined()
    expect(port['ipv6-first'].seen(first('timeout', four, 'timeout'))).toBeUndefined()
    expect(port['ipv6-first'].seen(first('timeout', six, 'timeout'))).toBeUndefined()
    expect(port['ipv6-first'].seen(unlooked(healthy, 'probe'))).toBeUndefined()
  })
})

describe('what the host saw', () => {
  test('is told with the address', () => {
    expect(port['port-unreachable'].seen(tried([four, 'unreachable']))).toBe(`${four}: unreachable from the host`)
    expect(port['port-refused'].seen(tried([four, 'refused']))).toBe(`${four}:2049 refused the connection`)
    expect(port['port-dropped'].seen(timedOut)).toBe(`${four}:2049 did not answer the host`)
    for (const cause of ['port-unreachable', 'port-refused', 'port-dropped'] as const) expect(port[cause].seen(healthy)).toBeUndefined()
  })

  test('is told by the client’s words too', () => {
    for (const words of ['connect: Network is unreachable', 'mount.nfs4: No route to host'])
      expect(port['port-unreachable'].seen({ ...healthy, ...failing('mount-failed', words) })).toBe(words)
  })

  test('of IPv6 counts only where there is nothing else', () => {
    expect(port['port-refused'].seen(tried([six, 'refused'], [four, 'timeout']))).toBeUndefined()
    expect(port['port-refused'].seen(tried([six, 'refused']))).toBe(`${six}:2049 refused the connection`)
    expect(port['port-dropped'].seen(tried([six, 'timeout'], ['2001:db8::8', 'timeout']))).toBe(`${six}:2049 did not answer the host`)
  })

  test('of silence is no silence where another address answered or refused', () => {
    expect(port['port-dropped'].seen(tried([four, 'timeout'], ['10.0.0.11', 'open']))).toBeUndefined()
    expect(port['port-dropped'].seen(tried([four, 'timeout'], ['10.0.0.11', 'refused']))).toBeUndefined()
    expect(port['port-dropped'].seen(tried([four, 'timeout'], ['10.0.0.11', 'unreachable']))).toBeDefined()
  })
})
