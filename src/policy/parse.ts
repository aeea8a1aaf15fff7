/** The text of a policy file → its value, or what is wrong with it, line by line. Pure. */
import type { ApprovalRule, RepositoryPolicy, Who } from '../domain/rights.ts'
import { type FileError, type Path, readYaml } from '../files/read-yaml.ts'
import { minutesOf, type PolicyDocument, policySchema } from './schema.ts'

export type PolicyError = FileError

export type ParsedPolicy =
  | { readonly kind: 'policy'; readonly policy: RepositoryPolicy }
  | { readonly kind: 'wrong'; readonly errors: readonly PolicyError[] }

export function parsePolicy(text: string): ParsedPolicy {
  const read = readYaml(text, policySchema)
  if (read.kind === 'wrong') return read
  const errors = unknownNames(read.value, read.lineAt)
  return errors.length > 0 ? { kind: 'wrong', errors } : { kind: 'policy', policy: toPolicy(read.value) }
}

/** Rules that name what the file does not have would silently mean nothing. */
function unknownNames(
  { volumes = {}, instances = {}, principals = {}, rights = [], approvals = [] }: PolicyDocument,
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
    ...rights.flatMap((rule, i) => {
      const named = [rule.who].flat().flatMap(({ principal }) => principal ?? [])
      return named.flatMap((name) => ofPrincipal(name, principals, lineAt(['rights', i, 'who'])))
    }),
  ]
}

/** A holder's principal has the holder's rights and no other: two sets of rights for one person would be two persons. */
function ofPrincipal(name: string, principals: NonNullable<PolicyDocument['principals']>, line: number): PolicyError[] {
  if (!Object.hasOwn(principals, name)) return [{ line, message: `principals has no ${JSON.stringify(name)}` }]
  return principals[name] ? [{ line, message: `${JSON.stringify(name)} speaks for actor ${principals[name].actor}: name the actor` }] : []
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
    principals: Object.entries(file.principals ?? {}).map(([name, holder]) => ({
      name,
      ...(holder ? { holder: { id: holder.actor, login: holder.login } } : {}),
    })),
    grants: (file.rights ?? []).map(({ who, may, volumes, instances }) => ({
      who: toWho(who),
      may,
      ...(volumes === undefined ? {} : { volumes }),
      ...(instances === undefined ? {} : { instances }),
    })),
    approvals: (file.approvals ?? []).map(toApproval),
    leavingTeams: file.leaving?.teams ?? [],
    ...(file.leaving?.act ? { leavingActs: true as const } : {}),
    shows: file.public ?? [],
  }
}

type Approvals = NonNullable<PolicyDocument['approvals']>[number]

export const toApproval = ({ of, volumes, by, people = 1, thumbs, within = '24h' }: Approvals): ApprovalRule => ({
  of,
  by: toWho(by),
  people,
  withinMinutes: minutesOf(within),
  ...(thumbs ? { thumbs: true as const } : {}),
  ...(volumes === undefined ? {} : { volumes }),
})

function toWho(people: Approvals['by'] | NonNullable<PolicyDocument['rights']>[number]['who']): readonly Who[] {
  return [people].flat().map((who): Who => {
    if (who.permission !== undefined) return { kind: 'permission', least: who.permission }
    if (who.role !== undefined) return { kind: 'role', name: who.role }
    if (who.team !== undefined) return { kind: 'team', id: who.team }
    if ('principal' in who && who.principal !== undefined) return { kind: 'principal', name: who.principal }
    return { kind: 'actor', id: who.actor ?? 0 }
  })
}
