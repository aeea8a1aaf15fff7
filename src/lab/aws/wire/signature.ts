import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import type { IncomingHttpHeaders } from 'node:http'
import { SignatureV4 } from '@smithy/signature-v4'
import { AwsError } from './errors.ts'
import type { Caller } from './operation.ts'
import type { Service } from './services.ts'

export type LabCredentials = { readonly accessKeyId: string; readonly secretAccessKey: string }

/** A key that the lab knows; one of an assumed role counts with its token, and until it is over. */
export type KnownKey = LabCredentials & { readonly sessionToken?: string; readonly isOver: boolean; readonly caller: Caller }

/** Of one lab: whoever holds them is root on its instances, and its port is open to every user of the machine. */
export const newCredentials = (): LabCredentials => ({
  accessKeyId: `AKIALAB${randomBytes(16).toString('hex').toUpperCase().slice(0, 13)}`,
  secretAccessKey: randomBytes(30).toString('base64'),
})

export type Signed = {
  readonly method: string
  readonly target: string
  readonly headers: IncomingHttpHeaders
  readonly body: string
}

const credential =
  /^AWS4-HMAC-SHA256 Credential=([^/]+)\/\d{8}\/([^/]+)\/([^/]+)\/aws4_request, *SignedHeaders=([^,]+), *Signature=([0-9a-f]{64})$/

/** Refuses what is not signed by SigV4 for this region and service with a key that the lab knows; the signature is computed again. Tells whose it is. */
export async function checkSignature(
  signed: Signed,
  service: Service,
  region: string,
  find: (accessKeyId: string) => KnownKey | undefined,
  now: Date,
): Promise<Caller> {
  const authorization = signed.headers.authorization
  if (authorization === undefined && /[?&]X-Amz-Signature=/.test(signed.target)) return checkPresigned(signed, service, region, find, now)
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
  const [, accessKeyId = '', signedRegion, signedService, names = '', signature = ''] = parts
  const own = find(accessKeyId)
  // a token counts only as it was signed
  if (!own || (own.sessionToken !== undefined && !names.split(';').includes('x-amz-security-token'))) throw unknownKey(service)
  if (signed.headers['x-amz-security-token'] !== own.sessionToken) throw unknownKey(service)
  if (own.isOver) throw expired(service)
  if (signedRegion !== region)
    throw wrongScope(service, `Credential should be scoped to a valid region, not '${signedRegion}'. This lab is '${region}'.`)
  if (signedService !== signingName(service))
    throw wrongScope(service, `Credential should be scoped to correct service: '${signingName(service)}'.`)
  const expected = await signatureOf(signed, names.split(';'), { service: signingName(service), region, own })
  if (expected === undefined || !timingSafeEqual(Buffer.from(expected), Buffer.from(signature)))
    throw wrongScope(service, 'The request signature we calculated does not match the signature you provided.')
  return own.caller
}

/** STS takes a URL for so long, whatever it says of itself. */
const presignedMilliseconds = 900_000

/** Signed in the query, as a URL that somebody else sends: the same checks, and the time that it is good for. */
async function checkPresigned(
  { method, target, headers, body }: Signed,
  service: Service,
  region: string,
  find: (accessKeyId: string) => KnownKey | undefined,
  now: Date,
): Promise<Caller> {
  const [path = '/', search = ''] = target.split('?')
  const query = queryOf(search)
  const taken = (name: string): string => {
    const value = query[name]
    delete query[name]
    return typeof value === 'string' ? value : ''
  }
  const signature = taken('X-Amz-Signature')
  const names = taken('X-Amz-SignedHeaders').split(';')
  const [accessKeyId = '', , signedRegion, signedService] = taken('X-Amz-Credential').split('/')
  const [date, expiresIn, token] = [taken('X-Amz-Date'), Number(taken('X-Amz-Expires')), taken('X-Amz-Security-Token')]
  taken('X-Amz-Algorithm')
  const own = find(accessKeyId)
  if (!own || token !== (own.sessionToken ?? '')) throw unknownKey(service)
  if (own.isOver) throw expired(service)
  if (signedRegion !== region || signedService !== signingName(service))
    throw wrongScope(service, `Credential should be scoped to '${region}' and '${signingName(service)}'.`)
  const signingDate = new Date(date.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, '$1-$2-$3T$4:$5:$6Z'))
  if (Number.isNaN(signingDate.getTime()) || !names.includes('host')) throw wrongScope(service, 'The signature is not complete.')
  if (Math.abs(now.getTime() - signingDate.getTime()) > presignedMilliseconds)
    throw wrongScope(service, `Signature expired: ${date} is too far from ${now.toISOString()}`)
  const signer = new SignatureV4({ credentials: own, service: signingName(service), region, sha256: Sha256, applyChecksum: false })
  const request = {
    method,
    protocol: 'http:',
    hostname: String(headers.host),
    path: decodeURIComponent(path),
    query,
    headers: Object.fromEntries(names.map((name) => [name, String(headers[name])])),
    body,
  }
  const again = await signer.presign(request, { signingDate, expiresIn, signableHeaders: new Set(names) })
  const expected = again.query?.['X-Amz-Signature']
  if (
    typeof expected !== 'string' ||
    expected.length !== signature.length ||
    !timingSafeEqual(Buffer.from(expected), Buffer.from(signature))
  )
    throw wrongScope(service, 'The request signature we calculated does not match the signature you provided.')
  return own.caller
}

type Scope = { readonly service: string; readonly region: string; readonly own: LabCredentials }

async function signatureOf({ method, target, headers, body }: Signed, names: readonly string[], { service, region, own }: Scope) {
  const date = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(String(headers['x-amz-date']))
  // what a signature must cover, or somebody else could send it elsewhere
  if (!date || !names.includes('host') || !names.includes('x-amz-date')) return undefined
  const [path = '/', query = ''] = target.split('?')
  const signer = new SignatureV4({ credentials: own, service, region, sha256: Sha256, applyChecksum: false })
  const request = {
    method,
    protocol: 'http:',
    hostname: String(headers.host),
    path: decodeURIComponent(path),
    query: queryOf(query),
    headers: Object.fromEntries(names.map((name) => [name, String(headers[name])])),
    body,
  }
  const [, year, month, day, hour, minute, second] = date
  const signingDate = new Date(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`)
  const again = await signer.sign(request, { signingDate, signableHeaders: new Set(names) })
  return /Signature=([0-9a-f]{64})$/.exec(again.headers.authorization ?? '')?.[1]
}

function queryOf(text: string): Record<string, string | string[]> {
  const found: Record<string, string | string[]> = {}
  for (const [name, value] of new URLSearchParams(text)) {
    const before = found[name]
    found[name] = before === undefined ? value : [...(Array.isArray(before) ? before : [before]), value]
  }
  return found
}

/** As the signer wants it: keyed where it is given a key. */
class Sha256 {
  private readonly hash
  constructor(secret?: string | ArrayBuffer | ArrayBufferView) {
    this.hash = secret === undefined ? createHash('sha256') : createHmac('sha256', bytes(secret))
  }
  update(data: string | ArrayBuffer | ArrayBufferView): void {
    this.hash.update(bytes(data))
  }
  digest(): Promise<Uint8Array> {
    return Promise.resolve(this.hash.digest())
  }
  reset(): void {}
}

const bytes = (data: string | ArrayBuffer | ArrayBufferView): Buffer =>
  typeof data === 'string'
    ? Buffer.from(data)
    : ArrayBuffer.isView(data)
      ? Buffer.from(data.buffer, data.byteOffset, data.byteLength)
      : Buffer.from(data)

function unknownKey(service: Service): AwsError {
  const message = 'The security token included in the request is invalid.'
  if (service === 'ec2') return new AwsError('AuthFailure', 'AWS was not able to validate the provided access credentials', 401)
  return new AwsError(service === 'sts' ? 'InvalidClientTokenId' : 'UnrecognizedClientException', message, service === 'ssm' ? 400 : 403)
}

function expired(service: Service): AwsError {
  const message = 'The security token included in the request is expired'
  if (service === 'ec2') return new AwsError('RequestExpired', 'Request has expired.', 400)
  return new AwsError(service === 'sts' ? 'ExpiredToken' : 'ExpiredTokenException', message, service === 'ssm' ? 400 : 403)
}

function wrongScope(service: Service, message: string): AwsError {
  const queries = service === 'ec2' || service === 'sts'
  return new AwsError(queries ? 'SignatureDoesNotMatch' : 'InvalidSignatureException', message, service === 'ssm' ? 400 : 403)
}

function signingName(service: Service): string {
  return service === 'efs' ? 'elasticfilesystem' : service
}
