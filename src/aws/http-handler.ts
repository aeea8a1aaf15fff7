/**
 * How every AWS client speaks HTTP: through the proxy that the environment names, and always with a time limit. The proxy is Node's own
 * (`proxyEnv`): the SDK hands these agents on to the clients that fetch credentials, so nothing goes past it.
 */
import { Agent as HttpAgent } from 'node:http'
import { Agent as HttpsAgent } from 'node:https'
import { fail } from '../domain/catalogue.ts'
import { quote } from '../domain/names.ts'

type Env = Readonly<Record<string, string | undefined>>

const names = ['http_proxy', 'https_proxy', 'no_proxy'] as const

/** `keepAlive`: connections are used again. Throws `aws-proxy` for a proxy that cannot be used: going past it is not what was asked. */
export function httpHandler(env: Env, { keepAlive }: { readonly keepAlive: boolean }) {
  const proxyEnv = proxiesIn(env)
  return {
    httpAgent: new HttpAgent({ keepAlive, proxyEnv }),
    httpsAgent: new HttpsAgent({ keepAlive, proxyEnv }),
    connectionTimeout: 10_000,
    requestTimeout: 30_000,
    throwOnRequestTimeout: true,
  }
}

/** As curl reads them: small letters win, and a host without a scheme is an HTTP proxy. */
function proxiesIn(env: Env): Record<string, string> {
  const given = names.flatMap((name) => {
    const value = (env[name] ?? env[name.toUpperCase()] ?? '').trim()
    return value === '' ? [] : [[name, name === 'no_proxy' || value.includes('://') ? value : `http://${value}`] as const]
  })
  for (const [name, value] of given)
    if (name !== 'no_proxy' && !isHttp(value))
      throw fail('aws-proxy', { seen: `${name.toUpperCase()} is ${quote(withoutPassword(value))}` })
  if (given.some(([name]) => name !== 'no_proxy') && !knowsProxies(process.versions.node))
    throw fail('aws-proxy', { seen: `Node ${process.versions.node} cannot use a proxy` })
  return Object.fromEntries(given)
}

const isHttp = (url: string): boolean => /^https?:\/\//i.test(url) && URL.canParse(url)
const withoutPassword = (url: string): string => url.replace(/\/\/[^/@]*@/, '//')

/** Node’s agents take `proxyEnv` from 22.21 and 24.5 on. */
export function knowsProxies(version: string): boolean {
  const [major = 0, minor = 0] = version.split('.').map(Number)
  return major > 24 || (major === 24 && minor >= 5) || (major === 22 && minor >= 21)
}
