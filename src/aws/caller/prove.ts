/** Asks STS who signed: the request that was signed, sent to where this server says, with this server's own name in it. */
import { type IncomingMessage, request as overHttp } from 'node:http'
import { request as overHttps } from 'node:https'
import { regionNamed } from '../../domain/region.ts'
import { findEndpoint } from '../endpoint.ts'
import { httpHandler } from '../http-handler.ts'
import { type AwsOptions, findRegion } from '../region.ts'
import { type Proof, proofOf, type StsAnswer } from './answer.ts'
import { type SignedRequest, type StsAt, serverHeader } from './token.ts'

/** Milliseconds. */
const patience = 5_000
const longestAnswer = 16 * 1024

/** AWS's endpoint of the region in use, or the one that the environment names in its place. Throws `aws-region`. */
export function stsAt(options: AwsOptions): StsAt {
  const { region, dnsSuffix } = regionNamed(findRegion(options))
  return { region, origin: new URL(findEndpoint(options, 'STS') ?? `https://sts.${region}.${dnsSuffix}`).origin }
}

/** `server`: what has to be signed as X-Prism-Server-ID. Never throws for what STS does. */
export function createProver(options: AwsOptions, server: string): (signed: SignedRequest) => Promise<Proof> {
  const { origin } = stsAt(options)
  // one that is kept may have been closed meanwhile, and whoever calls would be told that STS is silent
  const { httpAgent, httpsAgent } = httpHandler(options.env, { keepAlive: false })
  const secure = origin.startsWith('https:')
  return async ({ query }) => {
    try {
      return proofOf(await answered(`${origin}/?${query}`))
    } catch (error) {
      return { kind: 'silent', why: `STS was not reached: ${error instanceof Error ? error.message : String(error)}` }
    }
  }

  /** Follows no redirect: node's own client has none. */
  async function answered(url: string): Promise<StsAnswer> {
    const signal = AbortSignal.timeout(patience)
    const headers = { [serverHeader]: server, accept: 'text/xml' }
    const answer = await new Promise<IncomingMessage>((resolve, reject) => {
      const begun = secure
        ? overHttps(url, { agent: httpsAgent, headers, signal }, resolve)
        : overHttp(url, { agent: httpAgent, headers, signal }, resolve)
      begun.on('error', reject).end()
    })
    let body = ''
    answer.setEncoding('utf8')
    for await (const chunk of answer as AsyncIterable<string>) {
      body += chunk
      if (body.length > longestAnswer) throw new Error('it answers more than who called')
    }
    return { status: answer.statusCode ?? 0, contentType: answer.headers['content-type'] ?? '', body }
  }
}
