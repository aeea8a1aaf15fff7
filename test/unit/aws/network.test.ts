import { onePerZone } from '../../../src/aws/network.ts'

test('of several subnets in a zone the zone’s default is taken, else always the same one', () => {
  const subnet = (id: string, zone: string, zoneDefault = false) => ({ id, zone, vpcId: 'vpc-1', zoneDefault })
  const all = [subnet('subnet-3', 'b'), subnet('subnet-1', 'a'), subnet('subnet-2', 'b'), subnet('subnet-4', 'a', true)]
  expect(onePerZone(all).map((s) => s.id)).toEqual(['subnet-4', 'subnet-2'])
  expect(onePerZone(all.toReversed())).toEqual(onePerZone(all))
})
