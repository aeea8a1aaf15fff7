/** Why a volume’s name does not lead to it. */
import { name } from '../../../../src/domain/causes/name.ts'
import type { Evidence } from '../../../../src/domain/evidence.ts'
import type { HostProbe } from '../../../../src/domain/probe.ts'
import { around, failing, healthy, probe, probed, seenAs, target, unlooked, unseenFor } from '../../../support/evidence.ts'

const dns = (change: Partial<NonNullable<HostProbe['dns']>>, e: Evidence = healthy) => probed({ dns: { ...probe.dns!, ...change } }, e)
const none = dns({ outcome: 'none', addresses: [] })
const timeout = dns({ outcome: 'timeout', addresses: [] })
const vpc = (change: Partial<{ support: boolean; hostnames: boolean }>, e = none) =>
  around({ vpcDns: seenAs({ support: true, hostnames: true, ...change }) }, e)
const unresolved = `${probe.name} does not resolve on the host`

test('nothing is said of a name that leads to the volume, nor where nobody looked', () => {
  for (const e of [healthy, unlooked(healthy, 'probe', 'surroundings', 'volume')])
    expect(Object.values(name).flatMap(({ seen }) => seen(e) ?? [])).toEqual([])
})

test('a region that the client does not know is told by the client', () => {
  expect(name['region-unknown'].seen({ ...healthy, ...failing('mount-failed', 'Error retrieving region') })).toBe('Error retrieving region')
})

describe('a wrong address', () => {
  const stale = dns({ addresses: ['10.0.9.9', target.address, '10.0.9.8'], inHosts: true })

  test('may stand in /etc/hosts', () => {
    const seen = name['hosts-file-stale'].seen
    expect(seen(stale)).toBe(`/etc/hosts resolves ${probe.name} to 10.0.9.9, 10.0.9.8`)
    expect(seen(dns({ inHosts: true }))).toBeUndefined()
    expect(seen(dns({ addresses: ['10.0.9.9'] }))).toBeUndefined()
    expect(seen(dns({ outcome: 'timeout', addresses: ['10.0.9.9'], inHosts: true }))).toBeUndefined()
  })

  test('may come from DNS, where all of them are wrong', () => {
    const seen = name['name-leads-elsewhere'].seen
    expect(seen(dns({ addresses: ['10.0.9.9', '10.0.9.8'] }))).toBe(`${probe.name} resolves to 10.0.9.9, 10.0.9.8`)
    expect(seen(dns({ addresses: ['10.0.9.9', target.address] }))).toBeUndefined()
    expect(seen(dns({ addresses: ['10.0.9.9'], inHosts: true }))).toBeUndefined()
    expect(seen(dns({ addresses: ['10.0.9.9'], outcome: 'timeout' }))).toBeUndefined()
    expect(seen(dns({ addresses: [], outcome: 'answered' }))).toBeUndefined()
  })

  test('is known only where the targets are, by their IPv4', () => {
    const wrong = dns({ addresses: ['10.0.9.9'] })
    const seen = name['name-leads-elsewhere'].seen
    for (const e of [
      around({ targets: unseenFor('refused') }, wrong),
      around({ targets: seenAs([]) }, wrong),
      around({ targets: seenAs([{ ...target, address: '', address6: '2001:db8::1' }]) }, wrong),
    ])
      expect(seen(e)).toBeUndefined()
    // a target in whichever zone is one of the volume’s
    expect(seen(around({ targets: seenAs([target, { ...target, address: '10.0.9.9' }]) }, wrong))).toBeUndefined()
  })
})

describe('a name that does not resolve', () => {
  test('does not in a VPC without DNS, or without host names', () => {
    expect(name['vpc-dns-support-off'].seen(vpc({ support: false }))).toBe(`${unresolved}; enableDnsSupport of its VPC is false`)
    expect(name['vpc-dns-hostnames-off'].seen(vpc({ hostnames: false }, timeout))).toBe(
      `${probe.name} got no answer in time on the host; enableDnsHostnames of its VPC is false`,
    )
    expect([
      name['vpc-dns-support-off'].seen(vpc({ support: false }, healthy)),
      name['vpc-dns-hostnames-off'].seen(vpc({ hostnames: false }, healthy)),
    ]).toEqual([undefined, undefined])
    expect([name['vpc-dns-support-off'].seen(vpc({})), name['vpc-dns-hostnames-off'].seen(vpc({}))]).toEqual([undefined, undefined])
    for (const e of [around({ vpcDns: unseenFor('refused') }, none), unlooked(none, 'surroundings')])
      expect([name['vpc-dns-support-off'].seen(e), name['vpc-dns-hostnames-off'].seen(e)]).toEqual([undefined, undefined])
  })

  test('does not by a server that is none of Amazon’s', () => {
    const seen = (...servers: readonly string[]) => name['resolver-foreign'].seen(dns({ outcome: 'none', addresses: [], servers }))
    expect(seen('8.8.8.8', '1.1.1.1')).toBe(`${unresolved}; /etc/resolv.conf asks 8.8.8.8, 1.1.1.1`)
    for (const server of ['169.254.169.253', '127.0.0.53', '10.0.0.2', 'fd00:ec2::253']) expect(seen('8.8.8.8', server)).toBeUndefined()
    expect(seen()).toBeUndefined()
    expect(name['resolver-foreign'].seen(dns({ servers: ['8.8.8.8'] }))).toBeUndefined()
    // neither is one that only looks alike
    expect(seen('8.127.0.2.1')).toBeDefined()
  })

  const aged = (ageSeconds: number, e = none): Evidence => ({ ...e, volume: { state: 'available', ageSeconds } })
  test('does not yet in the first five minutes of a volume', () => {
    const seen = name['dns-not-propagated'].seen
    expect(seen(aged(39.6))).toBe(`${unresolved}; the volume was created 40 s ago`)
    expect(seen(aged(299))).toBeDefined()
    expect(seen(aged(300))).toBeUndefined()
    expect(seen(aged(40, healthy))).toBeUndefined()
    expect(seen(aged(40, around({ targets: seenAs([{ ...target, state: 'creating' }]) }, none)))).toBeUndefined()
    expect(seen(unlooked(none, 'volume'))).toBeUndefined()
  })

  test('does not for another reason, where the zone has a target that is available', () => {
    const seen = name['name-unresolved'].seen
    expect(seen(none)).toBe(unresolved)
    const { name: _, ...nameless } = none.probe!
    expect(seen({ ...none, probe: nameless })).toBe('the name does not resolve on the host')
    expect(seen(around({ targets: seenAs([{ ...target, state: 'creating' }]) }, none))).toBeUndefined()
    expect(seen(around({ targets: seenAs([]) }, none))).toBeUndefined()
  })
})
