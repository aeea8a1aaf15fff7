import type { IncomingHttpHeaders } from 'node:http'
import { AwsError } from './errors.ts'
import type { Service } from './services.ts'

export const labCredentials = { accessKeyId: 'AKIALABLABLABLABLAB1', secretAccessKey: 'lab/only/not/a/secret/anywhere/else00000' }

const credential =
  /^AWS4-HMAC-SHA256 Credential=([^/]+)\/\d{8}\/([^/]+)\/([^/]+)\/aws4_request, *SignedHeaders=[^,]+, *Signature=[0-9a-f]{64}$/

/**
 * Refuses what is not signed by SigV4 for this region and service with the lab's key. The signature itself is not computed again:
 * that is the SDK's work, and what could go wrong on our side (no credentials, another region) shows without it.
 */
export function checkSignature(headers: IncomingHttpHeaders, service: Service, region: string): void {
  const authorization = headers.authorization
  if (authorization === undefined)
    throw service === 'ec2' || service === 'sts'
      ? new AwsError('MissingAuthenticationToken', 'Request is missing Authentication Token', 403)
      : new AwsError('MissingAuthenticationTokenException', 'Missing Authentication Token', 403)
  const parts = credential.exec(authorization)
  if (parts === null)
    throw new AwsError(
      'IncompleteSignature',
      `Authorization header is not a complete SigV4 signature: '${authorization.slice(0, 60)}'`,
      403,
    )
  const [, accessKeyId, signedRegion, signedService] = parts
  if (accessKeyId !== labCredentials.accessKeyId) throw unknownKey(service)
  if (signedRegion !== region)
    throw wrongScope(service, `Credential should be scoped to a valid region, not '${signedRegion}'. This lab is '${region}'.`)
  if (signedService !== signingName(service))
    throw wrongScope(service, `Credential should be scoped to correct service: '${signingName(service)}'.`)
}

function unknownKey(service: Service): AwsError {
  const message = 'The security token included in the request is invalid.'
  if (service === 'ec2') return new AwsError('AuthFailure', 'AWS was not able to validate the provided access credentials', 401)
  return new AwsError(service === 'sts' ? 'InvalidClientTokenId' : 'UnrecognizedClientException', message, service === 'ssm' ? 400 : 403)
}

function wrongScope(service: Service, message: string): AwsError {
  const queries = service === 'ec2' || service === 'sts'
  return new AwsError(queries ? 'SignatureDoesNotMatch' : 'InvalidSignatureException', message, service === 'ssm' ? 400 : 403)
}

function signingName(service: Service): string {
  return service === 'efs' ? 'elasticfilesystem' : service
}
