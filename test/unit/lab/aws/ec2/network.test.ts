import { createNetwork, defaultGroup, defaultLayout, freeAddress, isInside } from '../../../../../src/lab/aws/ec2/network.ts'

test('zones, ids and ranges follow from the region', () => {
  const network = createNetwork('ap-southeast-2', defaultLayout('ap-southeast-2'))
  expect(network.subnets.map((one) => [one.zone, one.zoneId])).toEqual([
    ['ap-southeast-2a', 'apse2-az1'],
    ['ap-southeast-2b', 'apse2-az2'],
    ['ap-southeast-2c', 'apse2-az3'],
  ])
  expect(defaultGroup(network).ingress).toHaveLength(1)
})

test('addresses are given once, until the subnet is full', () => {
  const network = createNetwork('eu-west-1', { vpcCidr: '10.0.0.0/24', subnets: [{ zone: 'eu-west-1a', cidr: '10.0.0.240/28' }] })
  const subnet = network.subnets[0]!
  const given: string[] = []
  for (let i = 0; i < 5; i++) {
    const ip = freeAddress(network, subnet)
    given.push(ip)
    network.interfaces.set(ip, { id: ip, subnetId: subnet.id, ip, description: '', groups: [] })
  }
  expect(given).toEqual(['10.0.0.250', '10.0.0.251', '10.0.0.252', '10.0.0.253', '10.0.0.254'])
  expect(() => freeAddress(network, subnet)).toThrow(/no free addresses/)
  expect(isInside('10.0.0.240/28', '10.0.0.239')).toBe(false)
  expect(isInside('10.0.0.240/28', '10.0.0.255')).toBe(true)
})
