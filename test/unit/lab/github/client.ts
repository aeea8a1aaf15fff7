/** Calls the lab's GitHub as an App does: a JWT of its own, then an installation's token. */
import { sign } from 'node:crypto'
import type { LabGitHub } from '../../../../src/lab/github/start.ts'

// biome-ignore lint/suspicious/noExplicitAny: an answer of whatever shape; the tests assert it
export type Answer = { readonly status: number; readonly body: any }

export function appToken(lab: LabGitHub, claims: Record<string, unknown> = {}): string {
  const now = Math.floor(Date.now() / 1000)
  const part = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url')
  const text = `${part({ alg: 'RS256', typ: 'JWT' })}.${part({ iat: now - 30, exp: now + 540, iss: lab.app.id, ...claims })}`
  return `${text}.${sign('RSA-SHA256', Buffer.from(text), lab.app.privateKey).toString('base64url')}`
}

export async function call(lab: LabGitHub, token: string, method: string, path: string, body?: unknown): Promise<Answer> {
  const response = await fetch(`${lab.url}${path}`, {
    method,
    headers: { authorization: `Bearer ${token}`, accept: 'application/vnd.github+json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  const text = await response.text()
  return { status: response.status, body: text === '' ? undefined : JSON.parse(text) }
}

export async function installationToken(lab: LabGitHub, repository: string): Promise<string> {
  const { body } = await call(lab, appToken(lab), 'GET', `/repos/${repository}/installation`)
  return (await call(lab, appToken(lab), 'POST', `/app/installations/${body.id}/access_tokens`)).body.token
}
