import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DescribeFileSystemsCommand, EFSClient } from '@aws-sdk/client-efs'
import { findRegion } from '../../../src/aws/region.ts'
import { parseSharedConfig, profileIn } from '../../../src/aws/shared-config.ts'
import { instanceArn, regionNamed } from '../../../src/domain/region.ts'
import { readInputs } from '../../../src/entrypoints/action/read-inputs.ts'
import { parseArguments } from '../../../src/entrypoints/cli/arguments.ts'
import { common } from '../../../src/host/contract.ts'

describe('the region', () => {
  const env = { AWS_REGION: 'eu-west-1', AWS_DEFAULT_REGION: 'eu-north-1' }

  test('is the one asked for, then the environment’s, then the profile’s', () => {
    const folder = mkdtempSync(join(tmpdir(), 'prism-region-'))
    const file = join(folder, 'config')
    writeFileSync(file, '[default]\nregion = ap-south-1\n\n[profile lab]\noutput = json\nregion=us-gov-west-1\n')
    expect(findRegion({ env, region: 'us-east-2' })).toBe('us-east-2')
    expect(findRegion({ env })).toBe('eu-west-1')
    expect(findRegion({ env: { AWS_DEFAULT_REGION: 'eu-north-1' } })).toBe('eu-north-1')
    expect(findRegion({ env: { AWS_CONFIG_FILE: file } })).toBe('ap-south-1')
    expect(findRegion({ env: { AWS_CONFIG_FILE: file }, profile: 'lab' })).toBe('us-gov-west-1')
    expect(findRegion({ env: { AWS_CONFIG_FILE: file, AWS_PROFILE: 'lab' } })).toBe('us-gov-west-1')
    rmSync(folder, { recursive: true })
  })

  test.each(['cn-north-1', 'us-gov-west-1', 'eusc-de-east-1', 'us-isob-east-1', 'ap-southeast-5', 'mx-central-1'])(
    '%s is one for every entry point and for the host',
    (region) => {
      expect(findRegion({ env: {}, region })).toBe(region)
      expect(parseArguments(['--region', region, 'volume', 'list'], '0', 100)).toMatchObject({ settings: { region } })
      expect(
        readInputs(
          (name) => ({ command: 'mount', volume: 'research-data', instances: 'a', policy: 'off', region })[name as 'region'] ?? '',
        ),
      ).toMatchObject({ region })
      expect(common.region.pattern.test(region)).toBe(true)
    },
  )

  test.each([
    'us-east-1',
    'cn-north-1',
    'us-gov-west-1',
    'eusc-de-east-1',
    'us-iso-east-1',
    'us-isob-east-1',
    'eu-isoe-west-1',
    'us-isof-south-1',
  ])('%s has the names that AWS’s own SDK gives it', async (region) => {
    let asked = ''
    const client = new EFSClient({ region, credentials: { accessKeyId: 'a', secretAccessKey: 'b' }, maxAttempts: 1 })
    client.middlewareStack.add(
      () => async (args) => {
        asked = (args.request as { hostname: string }).hostname
        throw new Error('no further')
      },
      { step: 'finalizeRequest', priority: 'low' },
    )
    await client.send(new DescribeFileSystemsCommand({})).catch(() => undefined)
    expect(`elasticfilesystem.${region}.${regionNamed(region).dnsSuffix}`).toBe(asked)
  })

  test.each([
    ['i-0123456789abcdef0', 'eu-west-1', 'arn:aws:ec2:eu-west-1:111122223333:instance/i-0123456789abcdef0'],
    ['i-0123456789abcdef0', 'cn-north-1', 'arn:aws-cn:ec2:cn-north-1:111122223333:instance/i-0123456789abcdef0'],
    ['i-0123456789abcdef0', 'us-gov-west-1', 'arn:aws-us-gov:ec2:us-gov-west-1:111122223333:instance/i-0123456789abcdef0'],
    ['mi-0123456789abcdef0', 'eusc-de-east-1', 'arn:aws-eusc:ssm:eusc-de-east-1:111122223333:managed-instance/mi-0123456789abcdef0'],
  ])('%s in %s has the address %s', (instanceId, region, arn) => {
    expect(instanceArn(instanceId, region, '111122223333')).toBe(arn)
  })

  test.each(['', 'europe', 'eu-west-1; reboot', 'http://example.org'])('%j is none', (region) => {
    expect(() => findRegion({ env: {}, region })).toThrow(
      expect.objectContaining({ finding: expect.objectContaining({ code: 'aws-region' }) }),
    )
  })

  const regionOf = (text: string, profile: string) => profileIn(parseSharedConfig(text), profile).get('region')

  test('of one profile is not taken from another’s section', () => {
    expect(regionOf('[profile a]\noutput=json\n[profile b]\nregion=eu-west-1\n', 'a')).toBeUndefined()
    expect(regionOf('[profile default]\nregion = eu-west-1 \n', 'default')).toBe('eu-west-1')
  })
})
