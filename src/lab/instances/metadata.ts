/** The instance metadata service, version 2 only: a token by PUT, then GET with it. Pure: a request in, a response out. */
import type { LabInstanceDescription } from '../ports.ts'

export type MetadataRequest = {
  readonly method: string
  readonly path: string
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string | string[] | undefined>>
}
export type MetadataResponse = { readonly status: number; readonly body: string; readonly headers?: Readonly<Record<string, string>> }

const token = 'AQAEAPrismLabToken=='

export function metadataFor(instance: LabInstanceDescription, region: string): (request: MetadataRequest) => MetadataResponse {
  const mac = `02:${instance.id.slice(-10).match(/../g)?.join(':')}`
  const values: Readonly<Record<string, string>> = {
    'instance-id': instance.id,
    hostname: `ip-${instance.privateIp.replaceAll('.', '-')}.ec2.internal`,
    'local-hostname': `ip-${instance.privateIp.replaceAll('.', '-')}.ec2.internal`,
    'local-ipv4': instance.privateIp,
    mac,
    'placement/availability-zone': instance.availabilityZone,
    'placement/region': region,
    ...(instance.profile === undefined ? {} : { 'iam/security-credentials': instance.profile }),
    [`network/interfaces/macs/${mac}/local-ipv4s`]: instance.privateIp,
    [`network/interfaces/macs/${mac}/vpc-id`]: 'vpc-0a1b2c3d4e5f60718',
    [`network/interfaces/macs/${mac}/subnet-id`]: 'subnet-0a1b2c3d4e5f60718',
  }
  return (request) => {
    // a hybrid node is outside of EC2: whatever answers at that address there is no metadata service
    if (instance.id.startsWith('mi-')) return { status: 404, body: '' }
    if (request.path === '/latest/api/token') {
      if (request.method !== 'PUT') return { status: 405, body: '' }
      const ttl = Number(request.headers['x-aws-ec2-metadata-token-ttl-seconds'])
      if (!Number.isInteger(ttl) || ttl < 1 || ttl > 21_600) return { status: 400, body: '' }
      return { status: 200, body: token, headers: { 'x-aws-ec2-metadata-token-ttl-seconds': String(ttl) } }
    }
    if (request.headers['x-aws-ec2-metadata-token'] !== token) return { status: 401, body: '' }
    if (request.method !== 'GET') return { status: 405, body: '' }
    if (request.path === '/latest/dynamic/instance-identity/document')
      return {
        status: 200,
        body: JSON.stringify({
          instanceId: instance.id,
          region,
          availabilityZone: instance.availabilityZone,
          privateIp: instance.privateIp,
          accountId: '123456789012',
          architecture: 'x86_64',
          instanceType: 't3.medium',
          version: '2017-09-30',
        }),
      }
    const value = values[request.path.replace(/^\/latest\/meta-data\/?/, '').replace(/\/$/, '')]
    return value === undefined ? { status: 404, body: '' } : { status: 200, body: value }
  }
}
