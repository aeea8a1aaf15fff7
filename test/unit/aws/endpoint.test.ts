import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { findEndpoint } from '../../../src/aws/endpoint.ts'

const folder = mkdtempSync(join(tmpdir(), 'prism-endpoint-'))
const AWS_CONFIG_FILE = join(folder, 'config')
writeFileSync(
  AWS_CONFIG_FILE,
  `[default]
endpoint_url = https://default.example

[profile lab]
services = local # those of the lab
endpoint_url = https://rest.example
[services local]
ssm =
  endpoint_url = http://127.0.0.1:4566
  max_attempts = 2
efs=
  endpoint_url=http://127.0.0.1:4567
[profile broken]
services = nowhere
[profile plain]
region = eu-west-1
[profile quiet]
ignore_configured_endpoint_urls = true
endpoint_url = https://quiet.example
`,
)
afterAll(() => rmSync(folder, { recursive: true }))

describe('the endpoint', () => {
  test.each([
    ['lab', 'SSM', 'http://127.0.0.1:4566'],
    ['lab', 'EFS', 'http://127.0.0.1:4567'],
    ['lab', 'EC2', 'https://rest.example'],
    ['plain', 'SSM', undefined],
    ['quiet', 'SSM', undefined],
    [undefined, 'SSM', 'https://default.example'],
  ] as const)('of the profile %s for %s is %s, asked for or from the environment alike', (profile, service, expected) => {
    expect(findEndpoint({ env: { AWS_CONFIG_FILE }, ...(profile ? { profile } : {}) }, service)).toBe(expected)
    expect(findEndpoint({ env: { AWS_CONFIG_FILE, ...(profile ? { AWS_PROFILE: profile } : {}) } }, service)).toBe(expected)
  })

  test('of the environment wins, of a service before that of all', () => {
    const env = { AWS_CONFIG_FILE, AWS_ENDPOINT_URL: 'http://all.example', AWS_ENDPOINT_URL_SSM: 'http://ssm.example' }
    expect(findEndpoint({ env, profile: 'lab' }, 'SSM')).toBe('http://ssm.example')
    expect(findEndpoint({ env, profile: 'lab' }, 'EFS')).toBe('http://all.example')
    expect(findEndpoint({ env: { ...env, AWS_IGNORE_CONFIGURED_ENDPOINT_URLS: 'true' }, profile: 'lab' }, 'EFS')).toBeUndefined()
  })

  test('of services that are not there is refused, not AWS’s own', () => {
    expect(() => findEndpoint({ env: { AWS_CONFIG_FILE }, profile: 'broken' }, 'EFS')).toThrow('nowhere')
  })
})
