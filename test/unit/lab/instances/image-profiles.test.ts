import { cloudConfig, osRelease } from '../../../../src/lab/instances/image-profiles.ts'

describe('image profiles', () => {
  test.each([
    ['ubuntu', 'ubuntu', '24.04', 'ubuntu'],
    ['rocky', 'rocky', '9.4', 'rocky'],
    ['amazon', 'amzn', '2023', 'ec2-user'],
    ['debian', 'debian', '12', 'admin'],
    ['sles', 'sles', '15.6', 'ec2-user'],
  ] as const)('%s looks so to /etc/os-release and cloud.cfg', (distribution, id, version, login) => {
    expect(osRelease(distribution)).toMatch(new RegExp(`^ID="?${id}"?$`, 'm'))
    expect(osRelease(distribution)).toMatch(new RegExp(`^VERSION_ID="?${version}"?$`, 'm'))
    expect(cloudConfig(distribution)).toMatch(new RegExp(`default_user:\n +name: ${login}\n`))
  })
})
