/** What the environment says of the GitHub App and of its operator's file, for each entry point that speaks as the App. Values are never in a message. */
import { createPrivateKey } from 'node:crypto'
import type { Repository } from '../domain/github.ts'

export type Environment = Readonly<Record<string, string | undefined>>
type ReadFile = (path: string) => string

export function parseWhole(text: string | undefined, least: number, most: number, otherwise: number | undefined): number {
  if (text === undefined || text === '') {
    if (otherwise === undefined) throw new Error('is required')
    return otherwise
  }
  const value = Number(text)
  if (!/^\d+$/.test(text) || value < least || value > most) throw new Error(`must be a whole number from ${least} to ${most}`)
  return value
}

export function readOperatorFile({ PRISM_APP_OPERATOR_FILE: path }: Environment, readFile: ReadFile): string | undefined {
  if (path === undefined || path === '') return undefined
  try {
    return readFile(path)
  } catch {
    throw new Error('the file cannot be read')
  }
}

export function parseReview(text: string | undefined): boolean {
  if (text === 'waived') return true
  if (text === undefined || text === '' || text === 'required') return false
  throw new Error('must be required or waived')
}

/** PEM as it is, with `\n` written out, or in base64 on one line; or a file of it. */
export function parsePrivateKey(env: Environment, readFile: ReadFile): string {
  const given = env.PRIVATE_KEY
  const path = env.PRIVATE_KEY_PATH
  if (given && path) throw new Error('give only one of the two')
  const text = given || (path ? readKeyFile(path, readFile) : '')
  if (text === '') throw new Error('is required: the App’s private key')
  const pem = text.includes('-----BEGIN') ? text.replaceAll('\\n', '\n') : Buffer.from(text, 'base64').toString('utf8')
  try {
    createPrivateKey(pem)
  } catch {
    throw new Error('is not a private key in PEM')
  }
  return pem
}

function readKeyFile(path: string, readFile: ReadFile): string {
  try {
    return readFile(path)
  } catch {
    throw new Error('the file cannot be read')
  }
}

/** GitHub Enterprise Server serves its API below `/api/v3`. */
export function parseBaseUrl(env: Environment): string | undefined {
  const host = env.GHE_HOST
  if (host && !/^[A-Za-z0-9.-]+(?::\d+)?$/.test(host)) throw new Error('GHE_HOST must be a host name')
  const text = env.GITHUB_API_URL || (host ? `${env.GHE_PROTOCOL || 'https'}://${host}/api/v3` : '')
  if (text === '') return undefined
  const url = URL.parse(text)
  if (!url || (url.protocol !== 'https:' && url.protocol !== 'http:')) throw new Error('not a URL')
  const loopback = ['127.0.0.1', '[::1]', 'localhost'].includes(url.hostname)
  if (url.protocol === 'http:' && !loopback) throw new Error('it receives the App’s tokens, so it must be https')
  return text.replace(/\/+$/, '')
}

export function repositoryIn(text: string): Repository | undefined {
  const [, owner, repo] = /^([A-Za-z0-9-]{1,39})\/([A-Za-z0-9._-]{1,100})$/.exec(text) ?? []
  return owner === undefined || repo === undefined ? undefined : { owner, repo }
}
