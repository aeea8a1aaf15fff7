/** The text of a policy file → its value, or what is wrong with it, line by line. Pure. */
import { isMap, isScalar, isSeq, LineCounter, parseDocument } from 'yaml'
import type { z } from 'zod'
import type { ApprovalRule, RepositoryPolicy, Who } from '../domain/rights.ts'
import { minutesOf, type PolicyDocument, policySchema } from './schema.ts'

/** `line` counts from 1. */
export type PolicyError = { readonly line: number; readonly message: string }

export type ParsedPolicy =
  | { readonly kind: 'policy'; readonly policy: RepositoryPolicy }
  | { readonly kind: 'wrong'; readonly errors: readonly PolicyError[] }

/** Characters: more than any team needs, and little enough to read at each command. */
const longest = 65_536

/** No aliases, no tags of YAML's own, no key twice: what a reader sees is what counts. */
export function parsePolicy(text: string): ParsedPolicy {
  const read = readYaml(text, policySchema)
  if (read.kind === 'wrong') return read
  const errors = unknownNames(read.value, read.lineAt)
  return errors.length > 0 ? { kind: 'wrong', errors } : { kind: 'policy', policy: toPolicy(read.value) }
}

type Path = readonly (string | number)[]
export type ReadYaml<T> =
  | { readonly kind: 'read'; readonly value: T; readonly lineAt: (path: Path) => number }
  | { readonly kind: 'wrong'; readonly errors: readonly PolicyError[] }

export function readYaml<T>(text: string, schema: z.ZodType<T>): ReadYaml<T> {
  if (text.length > longest) return { kind: 'wrong', errors: [{ line: 1, message: `longer than ${longest} characters` }] }
  const lines = new LineCounter()
  const doc = parseDocument(text, { lineCounter: lines, schema: 'core', strict: true, uniqueKeys: true, prettyErrors: false })
  const faults = [...doc.errors, ...doc.warnings].map(({ pos, message }) => ({
    line: lines.linePos(pos[0] + text.slice(pos[0]).search(/\S|$/)).line,
    message,
  }))
  if (faults.length > 0) return { kind: 'wrong', errors: faults }
  const lineAt = (path: Path): number => {
    for (let length = path.length; length > 0; length--) {
      const offset = startOf(doc.getIn(path.slice(0, length - 1), true), path[length - 1]!)
      if (offset !== undefined) return lines.linePos(offset).line
    }
    return 1
  }
  let value: unknown
  try {
    value = doc.toJS({ maxAliasCount: 0 })
  } catch {
    return { kind: 'wrong', errors: [{ line: 1, message: 'aliases (*name) are not read' }] }
  }
  const parsed = schema.safeParse(value)
  if (parsed.success) return { kind: 'read', value: parsed.data, lineAt }
  return { kind: 'wrong', errors: parsed.error.issues.flatMap((issue) => said(issue, lineAt)) }
}

/** Where a member of a map or a list begins: at its key, where it has one. */
function startOf(parent: unknown, part: string | number): number | undefined {
  if (isMap(parent)) {
    const pair = parent.items.find(({ key }) => isScalar(key) && String(key.value) === String(part))
    return isScalar(pair?.key) ? pair.key.range?.[0] : undefined
  }
  return isSeq(parent) ? (parent.items[Number(part)] as { readonly range?: readonly number[] } | undefined)?.range?.[0] : undefined
}

function said(issue: z.core.$ZodIssue, lineAt: (path: Path) => number): PolicyError[] {
  const path = issue.path.map((part) => (typeof part === 'number' ? part : String(part)))
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map((key) => ({ line: lineAt([...path, key]), message: `${at(path)}there is no ${JSON.stringify(key)}` }))
  // of a union the branch that came furthest says what was meant
  if (issue.code === 'invalid_union') {
    const deepest = issue.errors.flat().toSorted((a, b) => b.path.length - a.path.length)[0]
    if (deepest) return said({ ...deepest, path: [...issue.path, ...deepest.path] }, lineAt)
  }
  return [{ line: lineAt(path), message: `${at(path)}${issue.message}` }]
}

const at = (path: Path): string => (path.length === 0 ? '' : `${path.join('.')}: `)

/** Rules that name what the file does not have would silently mean nothing. */
function unknownNames(
  { volumes = {}, instances = {}, rights = [], approvals = [] }: PolicyDocument,
  lineAt: (path: Path) => number,
): PolicyError[] {
  const among = (names: readonly string[] | undefined, known: object, of: string, path: Path): PolicyError[] =>
    (names ?? []).flatMap((name, n) =>
      Object.hasOwn(known, name) ? [] : [{ line: lineAt([...path, of, n]), message: `${of} has no ${JSON.stringify(name)}` }],
    )
  return [
    ...rights.flatMap((rule, i) => [
      ...among(rule.volumes, volumes, 'volumes', ['rights', i]),
      ...among(rule.instances, instances, 'instances', ['rights', i]),
    ]),
    ...approvals.flatMap((rule, i) => among(rule.volumes, volumes, 'volumes', ['approvals', i])),
  ]
}

function toPolicy(file: PolicyDocument): RepositoryPolicy {
  return {
    volumes: Object.entries(file.volumes ?? {}).map(([name, rule]) => ({
      name,
      allow: rule?.allow ?? [],
      ...(rule?.id === undefined ? {} : { id: rule.id }),
      ...(rule?.region === undefined ? {} : { region: rule.region }),
      ...(rule?.['mount-point'] === undefined ? {} : { mountPoint: rule['mount-point'] }),
    })),
    instances: Object.entries(file.instances ?? {}).map(([name, { ids = [], names = [], tags = {} }]) => ({ name, ids, names, tags })),
    grants: (file.rights ?? []).map(({ who, may, volumes, instances }) => ({
      who: toWho(who),
      may,
      ...(volumes === undefined ? {} : { volumes }),
      ...(instances === undefined ? {} : { instances }),
    })),
    approvals: (file.approvals ?? []).map(toApproval),
    shows: file.public ?? [],
  }
}

type Approvals = NonNullable<PolicyDocument['approvals']>[number]

export const toApproval = ({ of, volumes, by, people = 1, within = '24h' }: Approvals): ApprovalRule => ({
  of,
  by: toWho(by),
  people,
  withinMinutes: minutesOf(within),
  ...(volumes === undefined ? {} : { volumes }),
})

function toWho(people: Approvals['by']): readonly Who[] {
  return [people].flat().map((who): Who => {
    if (who.permission !== undefined) return { kind: 'permission', least: who.permission }
    if (who.role !== undefined) return { kind: 'role', name: who.role }
    if (who.team !== undefined) return { kind: 'team', id: who.team }
    return { kind: 'actor', id: who.actor ?? 0 }
  })
}
