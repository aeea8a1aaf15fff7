/**
 * What a file-system policy allows a client without an IAM identity, and whom it names. Pure; a policy with what is not evaluated here
 * (NotAction, NotPrincipal) is unreadable, and nothing is concluded from it.
 */
import type { FileSystemPolicy, Grant } from './surroundings.ts'

type Statement = {
  readonly allows: boolean
  readonly principals: readonly string[]
  readonly everybody: boolean
  readonly actions: readonly string[]
  readonly when: When
}
/** always: also over a mount target, which every mount is · tls: over TLS only · plain: without TLS only · other: not evaluated */
type When = 'always' | 'tls' | 'plain' | 'other'

export function readFileSystemPolicy(text: string): FileSystemPolicy {
  const statements = readStatements(text)
  if (typeof statements === 'string') return { kind: 'unreadable', what: statements }
  const about = (action: string) => statements.filter((s) => s.actions.some((a) => covers(a, action)))
  const grant = (action: string): Grant => grantOf(about(action))
  const mounting = statements.filter((s) => s.actions.some((a) => covers(a, 'ClientMount')))
  const allows = mounting.filter((s) => s.allows && s.everybody)
  return {
    kind: 'policy',
    mount: grant('ClientMount'),
    write: grant('ClientWrite'),
    root: grant('ClientRootAccess'),
    named: { mount: namedIn(about('ClientMount')), write: namedIn(about('ClientWrite')), root: namedIn(about('ClientRootAccess')) },
    tlsOnly:
      mounting.some((s) => !s.allows && s.everybody && s.when === 'plain') || (allows.length > 0 && allows.every((s) => s.when === 'tls')),
  }
}

/** A refusal outweighs every permission; one under conditions that are not evaluated leaves doubt. */
function grantOf(statements: readonly Statement[]): Grant {
  const refusals = statements.filter((s) => !s.allows && s.when !== 'plain')
  if (refusals.some((s) => s.everybody && s.when !== 'other')) return 'nobody'
  const permissions = statements.filter((s) => s.allows && s.when !== 'plain')
  if (permissions.length === 0) return 'nobody'
  return permissions.some((s) => s.everybody && s.when !== 'other') && refusals.length === 0 ? 'everybody' : 'some'
}

function namedIn(statements: readonly Statement[]): readonly string[] | undefined {
  const counts = statements.filter((s) => s.when !== 'plain')
  return counts.every((s) => s.allows && s.when !== 'other') ? [...new Set(counts.flatMap((s) => s.principals))] : undefined
}

/**
 * Whether a client with that role of the account may do it. An account that is named leaves it to the role's own policies, which nobody looked
 * at: undefined, as where more than names decides. A role's ARN has its path in it, which its name does not tell.
 */
export function allowsRole(named: readonly string[] | undefined, { account, role }: RoleOf): boolean | undefined {
  if (named === undefined) return undefined
  if (named.includes('*')) return true
  const isRole = (arn: string) => {
    const [, of, name] = /^arn:[a-z-]+:iam::([0-9]{12}):role\/(?:.*\/)?([^/]+)$/.exec(arn) ?? []
    return of === account && name === role
  }
  if (named.some(isRole)) return true
  return named.some((one) => one === account || one.endsWith(`:${account}:root`)) ? undefined : false
}

export type RoleOf = { readonly account: string; readonly role: string }

function readStatements(text: string): readonly Statement[] | string {
  let policy: unknown
  try {
    policy = JSON.parse(text)
  } catch {
    return 'no JSON'
  }
  const given = isRecord(policy) ? policy.Statement : undefined
  if (given === undefined) return 'no Statement'
  const statements = []
  for (const one of listOf(given)) {
    if (!isRecord(one)) return 'a statement that is not an object'
    for (const name of ['NotAction', 'NotPrincipal', 'NotResource']) if (name in one) return name
    statements.push({
      allows: one.Effect === 'Allow',
      principals: principalsIn(one.Principal),
      everybody: principalsIn(one.Principal).includes('*'),
      actions: listOf(one.Action).filter((a) => typeof a === 'string'),
      when: whenOf(one.Condition),
    })
  }
  return statements
}

function principalsIn(principal: unknown): string[] {
  if (principal === '*') return ['*']
  return isRecord(principal) ? listOf(principal.AWS).filter((p) => typeof p === 'string') : []
}

/** `elasticfilesystem:Client*` covers ClientMount. */
function covers(pattern: string, action: string): boolean {
  const escaped = pattern
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replaceAll('*', '.*')
    .replaceAll('?', '.')
  return new RegExp(`^${escaped}$`, 'i').test(`elasticfilesystem:${action}`)
}

function whenOf(condition: unknown): When {
  if (condition === undefined) return 'always'
  if (!isRecord(condition)) return 'other'
  const tests = Object.entries(condition).flatMap(([operator, keys]) =>
    isRecord(keys)
      ? Object.entries(keys).map(([key, value]) => ({ operator, key: key.toLowerCase(), value: String(listOf(value)[0]) }))
      : [],
  )
  const rest = tests.filter((t) => !(t.key === 'elasticfilesystem:accessedviamounttarget' && t.value === 'true'))
  const [only, ...more] = rest
  if (!only) return 'always'
  if (more.length > 0 || !only.operator.startsWith('Bool') || only.key !== 'aws:securetransport') return 'other'
  return only.value === 'true' ? 'tls' : 'plain'
}

const listOf = (value: unknown): readonly unknown[] => (value === undefined ? [] : Array.isArray(value) ? value : [value])
const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value)
