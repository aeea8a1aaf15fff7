/**
 * What a file system's policy lets one client do, as EFS decides it when the client mounts: a refusal outweighs every permission, and what
 * nothing allows is refused. What is not evaluated here throws, so that nothing is let in, or kept out, by a guess.
 */

/** `role`: of the IAM identity that the client shows; absent: it shows none. */
export type Client = { readonly tls: boolean; readonly role?: string; readonly accessPoint?: string; readonly fileSystem: string }
export type Admission = { readonly mount: boolean; readonly write: boolean; readonly root: boolean }

type Fields = Readonly<Record<string, unknown>>

export function admissionOf(policy: string, client: Client): Admission {
  const { Statement } = JSON.parse(policy) as Fields
  const statements = listOf(Statement).map((s) => s as Fields)
  const may = (action: string) => {
    const about = statements.filter((s) => isAbout(s, `elasticfilesystem:${action}`, client))
    return about.some((s) => s.Effect === 'Allow') && !about.some((s) => s.Effect === 'Deny')
  }
  return { mount: may('ClientMount'), write: may('ClientWrite'), root: may('ClientRootAccess') }
}

function isAbout(statement: Fields, action: string, client: Client): boolean {
  const { Principal, NotPrincipal, Action, NotAction, Resource, NotResource, Condition } = statement
  if (NotResource !== undefined) throw new Error('the lab does not evaluate NotResource')
  const who = NotPrincipal === undefined ? isOne(Principal, client) : !isOne(NotPrincipal, client)
  const what = NotAction === undefined ? fitsAny(Action, action, true) : !fitsAny(NotAction, action, true)
  const on = Resource === undefined || fitsAny(Resource, client.fileSystem, false)
  return (
    who && what && on && Object.entries((Condition ?? {}) as Fields).every(([operator, keys]) => holds(operator, keys as Fields, client))
  )
}

/** `*` is everybody, also who shows no identity. An account is not its roles: their own permissions would count, and the lab's roles have none. */
function isOne(principal: unknown, { role }: Client): boolean {
  const named = principal === '*' ? ['*'] : listOf((principal as Fields | undefined)?.AWS)
  return named.includes('*') || (role !== undefined && named.includes(role))
}

function holds(operator: string, keys: Fields, client: Client): boolean {
  return Object.entries(keys).every(([key, wanted]) => {
    const value = valueFor(key, client)
    const [, name = '', ifExists] = /^(\w+?)(IfExists)?$/.exec(operator) ?? []
    if (name === 'Null') return (value === undefined) === (String(listOf(wanted)[0]) === 'true')
    if (value === undefined) return ifExists !== undefined || name.includes('Not')
    switch (name) {
      case 'Bool':
        return listOf(wanted).some((w) => String(w) === value)
      case 'StringEquals':
        return listOf(wanted).includes(value)
      case 'StringNotEquals':
        return !listOf(wanted).includes(value)
      case 'StringLike':
      case 'ArnLike':
      case 'ArnEquals':
        return fitsAny(wanted, value, false)
      case 'StringNotLike':
      case 'ArnNotLike':
      case 'ArnNotEquals':
        return !fitsAny(wanted, value, false)
      default:
        throw new Error(`the lab does not evaluate the condition ${operator}`)
    }
  })
}

function valueFor(key: string, client: Client): string | undefined {
  switch (key.toLowerCase()) {
    case 'aws:securetransport':
      return String(client.tls)
    case 'elasticfilesystem:accessedviamounttarget':
      return 'true'
    case 'elasticfilesystem:accesspointarn':
      return client.accessPoint
    case 'aws:principalarn':
      return client.role
    default:
      throw new Error(`the lab does not evaluate the condition key ${key}`)
  }
}

const listOf = (value: unknown): readonly unknown[] => (value === undefined ? [] : Array.isArray(value) ? value : [value])

function fitsAny(patterns: unknown, text: string, ignoreCase: boolean): boolean {
  return listOf(patterns).some((pattern) => {
    const escaped = String(pattern).replace(/[.+^${}()|[\]\\]/g, '\\$&')
    return new RegExp(`^${escaped.replaceAll('*', '.*').replaceAll('?', '.')}$`, ignoreCase ? 'i' : '').test(text)
  })
}
