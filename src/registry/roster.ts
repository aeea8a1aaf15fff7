/**
 * A roster, such as a course's list, as changes of the registry. Who is not in it is not touched, and who is in the registry already only gains groups:
 * a list of participants shortens nobody's account. Pure.
 */
import { z } from 'zod'
import { gitHubAccountIn } from '../domain/people/as-written.ts'
import type { Registry } from '../domain/people/registry.ts'
import type { RegistryChange } from '../domain/people/registry-change.ts'
import { type CsvRow, readCsv } from '../files/read-csv.ts'
import type { FileError } from '../files/read-yaml.ts'
import { nameRule, personName, personSchema } from './schema.ts'

/** Root is not given by a list: there is no column for sudo. */
const columns = ['name', 'github', 'groups', 'hosts', 'until', 'shell', 'key'] as const
type Column = (typeof columns)[number]

/** What is the same for all of them, where a row says nothing. */
export type ForAll = { readonly groups?: readonly string[]; readonly hosts?: readonly string[]; readonly until?: string }

export type Roster =
  | {
      readonly kind: 'roster'
      readonly changes: readonly RegistryChange[]
      readonly joining: readonly string[]
      readonly present: readonly string[]
    }
  | { readonly kind: 'wrong'; readonly errors: readonly FileError[] }

export function readRoster(text: string, registry: Registry, forAll: ForAll): Roster {
  const read = readCsv(text, columns)
  if (read.kind === 'wrong') return read
  const people = read.rows.map((row) => ofRow(row, forAll))
  const errors = [...people.flatMap((p) => ('message' in p ? [p] : [])), ...twice(people.flatMap((p) => ('message' in p ? [] : [p])))]
  if (read.rows.length === 0) errors.push({ line: 1, message: `nobody is in it; its columns are ${columns.join(', ')}` })
  const changes: RegistryChange[] = []
  const joining: string[] = []
  const present: string[] = []
  for (const person of people) {
    if ('message' in person) continue
    const known = registry.people.find((p) => (person.github ? p.github?.id === person.github.id : p.name === person.name))
    if (!known) {
      joining.push(person.name)
      changes.push({ kind: 'set', where: 'people', name: person.name, words: person.words, isNew: true })
      continue
    }
    // the same name with nobody's account on GitHub could be anybody
    if (person.github === undefined && known.github !== undefined)
      errors.push({
        line: person.line,
        message: `${known.name} is in the registry as ${known.github.login} on GitHub; say which account this is`,
      })
    present.push(known.name)
    for (const group of person.groups)
      if (!known.groups.includes(group)) changes.push({ kind: 'member', group, name: known.name, isIn: true })
  }
  return errors.length > 0
    ? { kind: 'wrong', errors: errors.sort((a, b) => a.line - b.line) }
    : { kind: 'roster', changes, joining, present }
}

type OfRow = {
  readonly line: number
  readonly name: string
  readonly github?: { readonly id: number; readonly login: string }
  readonly groups: readonly string[]
  readonly words: Readonly<Record<string, unknown>>
}

function ofRow({ line, cells }: CsvRow, forAll: ForAll): OfRow | FileError {
  const cell = (column: Column): string => cells[column] ?? ''
  const github = gitHubAccountIn(cell('github'))
  if (cell('github') !== '' && !github)
    return { line, message: `github: ${JSON.stringify(cell('github'))} is not LOGIN:ID; gh api users/LOGIN --jq .id tells the number` }
  const name = cell('name') || github?.login.toLowerCase()
  if (!name) return { line, message: 'it has neither a name nor an account on GitHub' }
  const groups = [...new Set([...(forAll.groups ?? []), ...listed(cell('groups'))])]
  const hosts = cell('hosts') === '' ? (forAll.hosts ?? []) : listed(cell('hosts'))
  const until = cell('until') || forAll.until
  const words = {
    ...(github ? { github } : {}),
    groups,
    hosts,
    ...(until ? { until } : {}),
    ...(cell('shell') ? { shell: cell('shell') } : {}),
    ...(cell('key') ? { keys: [cell('key')] } : {}),
  }
  const shape = z
    .strictObject({ name: z.string().regex(personName, nameRule), ...personSchema.shape })
    .safeParse({ name, uid: 1, ...words })
  if (!shape.success) return { line, message: shape.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('; ') }
  return { line, name, ...(github ? { github } : {}), groups, words }
}

/** Several in one cell, with spaces or commas between. */
const listed = (text: string): string[] => text.split(/[\s,]+/).filter(Boolean)

function twice(people: readonly OfRow[]): FileError[] {
  return [...Map.groupBy(people, (p) => p.name).values()].flatMap(([first, ...more]) =>
    more.map(({ line, name }) => ({ line, message: `${name} is in line ${first!.line} already` })),
  )
}
