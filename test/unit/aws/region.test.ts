import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { findRegion, regionOfProfile } from '../../../src/aws/region.ts'

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

  test.each(['', 'europe', 'eu-west-1; reboot', 'http://example.org'])('%j is none', (region) => {
    expect(() => findRegion({ env: {}, region })).toThrow(
      expect.objectContaining({ finding: expect.objectContaining({ code: 'aws-region' }) }),
    )
  })

  test('of one profile is not taken from another’s section', () => {
    expect(regionOfProfile('[profile a]\noutput=json\n[profile b]\nregion=eu-west-1\n', 'a')).toBeUndefined()
    expect(regionOfProfile('[profile default]\nregion = eu-west-1 \n', 'default')).toBe('eu-west-1')
  })
})
