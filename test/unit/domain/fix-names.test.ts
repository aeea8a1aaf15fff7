/** What the commands of a fix are filled with, and what stands there where nobody saw it. */
import { numbersSeen } from '../../../src/domain/account-numbers.ts'
import { placeholders } from '../../../src/domain/causes/cause.ts'
import { namesOf } from '../../../src/domain/diagnose.ts'
import {
  around,
  asking,
  failing,
  healthy,
  hosting,
  instanceGroup,
  place,
  probed,
  seenAs,
  target,
  targetGroup,
  unlooked,
  unseen,
} from '../../support/evidence.ts'
import { fileSystemId, healthyFacts, mountPoint } from '../../support/healthy-facts.ts'
import { observed, ubuntuId } from '../../support/operation.ts'

const asked = {
  fileSystem: fileSystemId,
  region: 'us-east-1',
  instance: healthy.about.instanceId,
  mountPoint,
  partition: 'aws',
  dnsSuffix: 'amazonaws.com',
  accountId: '111122223333',
  dnsName: `${fileSystemId}.efs.us-east-1.amazonaws.com`,
  account: 'ubuntu',
  group: 'prism-shared',
  gid: '3000',
}

test('what was asked for is always known; the rest stands in capitals until somebody sees it', () => {
  expect(namesOf(unseen)).toEqual({ ...placeholders, ...asked })
})

test('what was seen takes the place of the capitals', () => {
  expect(namesOf(healthy)).toEqual({
    ...placeholders,
    ...asked,
    zone: 'us-east-1a',
    vpc: place.vpcId,
    instanceGroup: instanceGroup.id,
    targetGroup: targetGroup.id,
    targetAddress: target.address,
    role: 'arn:aws:iam::123456789012:role/prism',
    holder: 'prism-shared',
  })
})

test('a region of another partition has its own names', () => {
  const names = namesOf(asking({ region: 'cn-north-1', oneZone: 'cn-north-1a' }))
  expect([names.partition, names.dnsSuffix, names.dnsName, names.role]).toEqual([
    'aws-cn',
    'amazonaws.com.cn',
    `cn-north-1a.${fileSystemId}.efs.cn-north-1.amazonaws.com.cn`,
    'arn:aws-cn:iam::123456789012:role/prism',
  ])
})

describe('whom a policy is to name', () => {
  test('is everybody, or the role where the mount shows one', () => {
    expect(namesOf(healthy).principal).toBe('*')
    expect(namesOf(asking({ iam: true })).principal).toBe('arn:aws:iam::123456789012:role/prism')
    expect(namesOf(asking({ iam: true }, unseen)).principal).toBe('ROLE_ARN')
  })
})

describe('the mount target', () => {
  const targets = (...all: readonly (typeof target)[]) => namesOf(around({ targets: seenAs(all) }))

  test('is that of the zone, by IPv4 or else IPv6', () => {
    expect(targets({ ...target, address: '', address6: '2001:db8::1' }).targetAddress).toBe('2001:db8::1')
    expect(targets({ ...target, address: '' }).targetAddress).toBe('TARGET_ADDRESS')
  })

  test('of another zone lends its security group alone', () => {
    const names = targets({ ...target, zone: 'us-east-1b' })
    expect([names.targetGroup, names.targetAddress]).toEqual([targetGroup.id, 'TARGET_ADDRESS'])
    expect(targets().targetGroup).toBe('TARGET_GROUP_ID')
    expect(targets({ ...target, groups: [] }).targetGroup).toBe('TARGET_GROUP_ID')
  })

  test('an instance without groups has no name for them', () => {
    expect(namesOf(around({ instance: seenAs({ ...place, groups: [] }) })).instanceGroup).toBe('INSTANCE_GROUP_ID')
  })
})

describe('the account', () => {
  const three = asking({ accounts: ['ada', 'bob', 'eve'] })
  const missing = (...names: readonly string[]) =>
    hosting({ accounts: names.map((name) => ({ name, exists: false, groups: [], member: false })) }, three)

  test('is the one that the failure names, else one that is missing, else the first', () => {
    expect(namesOf(three).account).toBe('ada')
    expect(namesOf(missing('eve')).account).toBe('eve')
    expect(namesOf({ ...missing('eve'), ...failing('account-missing', 'bob: no such account') }).account).toBe('bob')
    // a word that only holds its name is none
    expect(namesOf({ ...three, ...failing('account-missing', 'bobby: no such account') }).account).toBe('ada')
    expect(namesOf({ ...missing('bob', 'eve'), ...failing('account-missing', 'eve: no such account') }).account).toBe('eve')
  })

  test('is a valid name, or none', () => {
    expect(namesOf(asking({ accounts: ['$(reboot)', 'bob'] })).account).toBe('bob')
    expect(namesOf(asking({ accounts: ['$(reboot)'] })).account).toBe('ACCOUNT')
    expect(namesOf(asking({ accounts: [] })).account).toBe('ACCOUNT')
  })

  test('has a number where numbers were seen', () => {
    const facts = { ...healthyFacts(), accounts: [{ name: 'carol', exists: false, groups: [], member: false }] }
    const numbers = numbersSeen([observed(ubuntuId, facts)])
    const names = namesOf({ ...asking({ accounts: ['carol'] }), numbers })
    expect([names.number, names.numberWhy, names.freeGid]).toEqual([
      '65536',
      'no account, group or file that was seen on 1 instance has it',
      '65537',
    ])
    const nobody = namesOf({ ...asking({ accounts: [] }), numbers })
    expect([nobody.number, nobody.numberWhy, nobody.freeGid]).toEqual([placeholders.number, placeholders.numberWhy, '65537'])
  })
})

test('the group that has the gid is named, if that is a name', () => {
  const holder = (gidHolder: string) => namesOf(hosting({ group: { gidHolder, members: [] } })).holder
  expect(holder('video')).toBe('video')
  expect(holder('$(reboot)')).toBe('THAT_GROUP')
  expect(namesOf(hosting({ group: { members: [] } })).holder).toBe('THAT_GROUP')
})

test('a directory that was not opened is named by what the host said of it, and of no other failure', () => {
  const words = 'users/ada (inode 9) holds something; it is 0:0 0700, the table says 1000:3000 0755; laid out from here was inode 7'
  const names = namesOf({ ...healthy, ...failing('layout-not-ours', words) })
  expect([names.layoutPath, names.layoutOwner, names.layoutMode, names.layoutInode]).toEqual(['users/ada', '1000:3000', '0755', '7'])
  expect(namesOf({ ...healthy, ...failing('step-failed', words) }).layoutPath).toBe(placeholders.layoutPath)
})

test('half of a role is none', () => {
  expect(namesOf(probed({ metadata: { answers: true, role: '' } })).role).toBe('ROLE_ARN')
  expect(namesOf(unlooked(healthy, 'surroundings')).role).toBe('ROLE_ARN')
})
