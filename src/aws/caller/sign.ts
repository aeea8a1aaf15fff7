/** The caller's side: signs sts:GetCallerIdentity for one server of the REST API, as a bearer token (SigV4 in the query, as a presigned URL). */
import { createHash, createHmac } from 'node:crypto'
import type { AwsCredentials } from '../region.ts'
import { queryOf, type StsAt, serverHeader, signedHeaders, tokenPrefix } from './token.ts'

export type ToSign = {
  readonly credentials: AwsCredentials
  readonly at: StsAt
  /** The server that it is meant for. */
  readonly server: string
  readonly now: Date
  /** How long it counts. */
  readonly seconds: number
}

export function signToken({ credentials, at, server, now, seconds }: ToSign): string {
  const date = now.toISOString().replace(/[-:]|\.\d{3}/g, '')
  const scope = `${date.slice(0, 8)}/${at.region}/sts/aws4_request`
  const { accessKeyId, secretAccessKey, sessionToken } = credentials
  const values = {
    Action: 'GetCallerIdentity',
    Version: '2011-06-15',
    'X-Amz-Algorithm': 'AWS4-HMAC-SHA256',
    'X-Amz-Credential': `${accessKeyId}/${scope}`,
    'X-Amz-Date': date,
    'X-Amz-Expires': String(seconds),
    'X-Amz-SignedHeaders': signedHeaders,
    ...(sessionToken === undefined ? {} : { 'X-Amz-Security-Token': sessionToken }),
  }
  const headers = `host:${new URL(at.origin).host}\n${serverHeader}:${server}\n`
  const canonical = ['GET', '/', queryOf(values), headers, signedHeaders, sha256('')].join('\n')
  const key = scope.split('/').reduce<Buffer | string>((before, part) => hmac(before, part), `AWS4${secretAccessKey}`)
  const signature = hmac(key, ['AWS4-HMAC-SHA256', date, scope, sha256(canonical)].join('\n')).toString('hex')
  const url = `${at.origin}/?${queryOf(values)}&X-Amz-Signature=${signature}`
  return tokenPrefix + Buffer.from(url).toString('base64url')
}

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')
const hmac = (key: Buffer | string, text: string): Buffer => createHmac('sha256', key).update(text).digest()
