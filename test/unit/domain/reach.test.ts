import { egressVerdict, ingressVerdict, judgeRules } from '../../../src/domain/reach.ts'
import type { Rule } from '../../../src/domain/surroundings.ts'
import { instanceGroup, place, target, targetGroup } from '../../support/evidence.ts'

const peer = { addresses: ['10.0.0.1', '2001:db8::1'], groupIds: ['sg-0aaaaaaaaaaaaaaaa'] }
const rule = (change: Partial<Rule>): Rule => ({ protocol: 'tcp', fromPort: 2049, toPort: 2049, peers: [], ...change })
const from = (kind: Rule['peers'][number]['kind'], value: string) => rule({ peers: [{ kind, value }] })

test.each([
  ['its own address', from('ipv4', '10.0.0.1/32'), 'open'],
  ['its range', from('ipv4', '10.0.0.0/8'), 'open'],
  ['everybody', from('ipv4', '0.0.0.0/0'), 'open'],
  ['another range', from('ipv4', '192.168.0.0/16'), 'closed'],
  ['its IPv6 range', from('ipv6', '2001:db8::/32'), 'open'],
  ['another IPv6 range', from('ipv6', '2001:db9::/32'), 'closed'],
  ['its group', from('group', 'sg-0aaaaaaaaaaaaaaaa'), 'open'],
  ['another group', from('group', 'sg-0cccccccccccccccc'), 'closed'],
  ['a prefix list', from('prefix-list', 'pl-0123456789abcdef0'), 'unknown'],
  ['a range of ports around it', rule({ fromPort: 1, toPort: 65_535, peers: [{ kind: 'ipv4', value: '0.0.0.0/0' }] }), 'open'],
  ['other ports', rule({ fromPort: 22, toPort: 22, peers: [{ kind: 'ipv4', value: '0.0.0.0/0' }] }), 'closed'],
  ['UDP', rule({ protocol: 'udp', peers: [{ kind: 'ipv4', value: '0.0.0.0/0' }] }), 'closed'],
  ['every protocol', { protocol: '-1', peers: [{ kind: 'ipv4', value: '0.0.0.0/0' }] }, 'open'],
  ['TCP by its number', rule({ protocol: '6', peers: [{ kind: 'ipv4', value: '0.0.0.0/0' }] }), 'open'],
  ['TCP without ports', { protocol: 'tcp', peers: [{ kind: 'ipv4', value: '0.0.0.0/0' }] }, 'open'],
  ['ports behind it', rule({ fromPort: 2050, toPort: 65_535, peers: [{ kind: 'ipv4', value: '0.0.0.0/0' }] }), 'closed'],
  ['ports before it', rule({ fromPort: 1, toPort: 2048, peers: [{ kind: 'ipv4', value: '0.0.0.0/0' }] }), 'closed'],
  ['what is no range', from('ipv4', '10.0.0.1/99'), 'closed'],
  ['no address at all', from('ipv4', ''), 'closed'],
] as const)('a rule for %s', (_, one, verdict) => {
  expect(judgeRules([one], peer)).toBe(verdict)
})

test('any rule that lets it through is enough, and without rules nothing comes through', () => {
  expect(judgeRules([from('group', 'sg-0cccccccccccccccc'), from('prefix-list', 'pl-1'), from('ipv4', '10.0.0.0/16')], peer)).toBe('open')
  expect(judgeRules([], peer)).toBe('closed')
})

test('both directions are judged by the other end: a group that names the instance’s group lets it in', () => {
  expect([egressVerdict(place, target), ingressVerdict(place, target)]).toEqual(['open', 'open'])
  const byGroup = { ...target, groups: [{ ...targetGroup, ingress: [from('group', instanceGroup.id)] }] }
  expect(ingressVerdict(place, byGroup)).toBe('open')
  expect(ingressVerdict({ ...place, groups: [] }, byGroup)).toBe('closed')
})

test('a target is reached by whichever of its addresses a rule lets out', () => {
  const out = (value: string, kind: 'ipv4' | 'ipv6' = 'ipv4') => ({ ...place, groups: [{ ...instanceGroup, egress: [from(kind, value)] }] })
  const both = { ...target, address6: '2001:db8::9' }
  expect([egressVerdict(out('10.0.0.10/32'), both), egressVerdict(out('2001:db8::9/128', 'ipv6'), both)]).toEqual(['open', 'open'])
  expect([egressVerdict(out('10.0.0.11/32'), both), egressVerdict(out('2001:db8::8/128', 'ipv6'), both)]).toEqual(['closed', 'closed'])
  expect(egressVerdict(out('2001:db8::9/128', 'ipv6'), { ...both, address: '' })).toBe('open')
  expect(egressVerdict({ ...place, groups: [{ ...instanceGroup, egress: [from('group', targetGroup.id)] }] }, target)).toBe('open')
})
