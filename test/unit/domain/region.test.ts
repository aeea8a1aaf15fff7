/** What follows from a region's name. */
import { fileSystemName, instanceArn, regionNamed, regionPattern, zonePattern } from '../../../src/domain/region.ts'

test.each([
  ['us-east-1', 'aws', 'amazonaws.com'],
  ['eu-central-1', 'aws', 'amazonaws.com'],
  ['cn-north-1', 'aws-cn', 'amazonaws.com.cn'],
  ['us-gov-west-1', 'aws-us-gov', 'amazonaws.com'],
  ['eusc-de-east-1', 'aws-eusc', 'amazonaws.eu'],
  ['us-iso-east-1', 'aws-iso', 'c2s.ic.gov'],
  ['us-isob-east-1', 'aws-iso-b', 'sc2s.sgov.gov'],
  ['eu-isoe-west-1', 'aws-iso-e', 'cloud.adc-e.uk'],
  ['us-isof-south-1', 'aws-iso-f', 'csp.hci.ic.gov'],
  ['*', 'aws', 'amazonaws.com'],
])('%s is in the partition %s, below %s', (region, partition, dnsSuffix) => {
  expect(regionNamed(region)).toEqual({ region, partition, dnsSuffix })
})

test('an instance of EC2 and a node of SSM’s own have their ARNs in the region’s partition', () => {
  expect(instanceArn('i-0123456789abcdef0', 'us-east-1', '111122223333')).toBe(
    'arn:aws:ec2:us-east-1:111122223333:instance/i-0123456789abcdef0',
  )
  expect(instanceArn('mi-0123456789abcdef0', 'cn-north-1', '111122223333')).toBe(
    'arn:aws-cn:ssm:cn-north-1:111122223333:managed-instance/mi-0123456789abcdef0',
  )
})

test('a volume’s name leads to the target of the asker’s zone, or to that of a given one', () => {
  expect(fileSystemName('fs-01', 'us-east-1')).toBe('fs-01.efs.us-east-1.amazonaws.com')
  expect(fileSystemName('fs-01', 'cn-north-1', 'cn-north-1a')).toBe('cn-north-1a.fs-01.efs.cn-north-1.amazonaws.com.cn')
})

test.each(['us-east-1', 'eu-central-1', 'us-gov-west-1', 'eusc-de-east-1', 'ap-southeast-12'])(
  '%s looks like a region, its zones have a letter more',
  (region) => {
    expect([regionPattern.test(region), zonePattern.test(region)]).toEqual([true, false])
    expect([regionPattern.test(`${region}a`), zonePattern.test(`${region}a`)]).toEqual([false, true])
  },
)

test.each(['us-east', 'useast1', 'u-east-1', 'US-EAST-1', 'us-east-1.evil', 'evil/us-east-1', '', 'us-east-123', 'us-aa-bb-cc-dd-1'])(
  '%j does not look like a region',
  (region) => expect(regionPattern.test(region)).toBe(false),
)
