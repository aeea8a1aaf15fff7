import { metadataFor } from '../../../../src/lab/instances/metadata.ts'

const answer = metadataFor(
  {
    id: 'i-0123456789abcdef0',
    name: 'web',
    tags: {},
    distribution: 'ubuntu',
    platformName: 'Ubuntu',
    platformVersion: '24.04',
    availabilityZone: 'eu-west-1b',
    privateIp: '172.31.0.7',
  },
  'eu-west-1',
)
const put = (headers: Record<string, string>) => answer({ method: 'PUT', path: '/latest/api/token', headers })
const token = put({ 'x-aws-ec2-metadata-token-ttl-seconds': '60' }).body
const get = (path: string, headers: Record<string, string> = { 'x-aws-ec2-metadata-token': token }) =>
  answer({ method: 'GET', path, headers })

describe('the metadata service', () => {
  test('answers with a token only', () => {
    expect(get('/latest/meta-data/instance-id', {}).status).toBe(401)
    expect(get('/latest/meta-data/instance-id')).toMatchObject({ status: 200, body: 'i-0123456789abcdef0' })
  })

  test('gives a token for a time to live of 1 to 21600 seconds', () => {
    expect(token).not.toBe('')
    for (const ttl of ['0', '21601', 'soon', '']) expect(put({ 'x-aws-ec2-metadata-token-ttl-seconds': ttl }).status).toBe(400)
    expect(put({}).status).toBe(400)
  })

  test('knows zone, region, address and the identity document', () => {
    expect(get('/latest/meta-data/placement/availability-zone').body).toBe('eu-west-1b')
    expect(get('/latest/meta-data/placement/region').body).toBe('eu-west-1')
    expect(get('/latest/meta-data/local-ipv4').body).toBe('172.31.0.7')
    expect(get('/latest/meta-data/mac').body).toMatch(/^(..:){5}..$/)
    expect(JSON.parse(get('/latest/dynamic/instance-identity/document').body)).toMatchObject({ instanceId: 'i-0123456789abcdef0' })
    expect(get('/latest/meta-data/no-such-thing').status).toBe(404)
  })
})
