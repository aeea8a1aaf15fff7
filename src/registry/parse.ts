/** The text of `people.yml` → the registry, or what is wrong with it, line by line. Pure. */

import { patterns } from '../domain/names.ts'
import { lawsOfDebts } from '../domain/people/debts.ts'
import { lawsOf } from '../domain/people/laws.ts'
import { type PublicKey, parsePublicKey } from '../domain/people/public-key.ts'
import type { HostRule, RegisteredPerson, Registry, RegistryProblem } from '../domain/people/registry.ts'
import { usualNumbers } from '../domain/people/registry.ts'
import { type FileError, mostErrors, type Path, readYaml } from '../files/read-yaml.ts'
import { type RegistryDocument, registrySchema } from './schema.ts'

export type ParsedRegistry =
  | { readonly kind: 'registry'; readonly registry: Registry; readonly lineAt: (path: Path) => number }
  | { readonly kind: 'wrong'; readonly errors: readonly FileError[] }

/** Characters: some thousand people. */
const longest = 1_048_576

/** What breaks a law is wrong, as what breaks the shape is: neither is ever applied. */
export function parseRegistry(text: string): ParsedRegistry {
  const read = readYaml(text, registrySchema, longest)
  if (read.kind === 'wrong') return read
  const wrongKeys: RegistryProblem[] = []
  const registry = toRegistry(read.value, wrongKeys)
  const errors = toErrors([...wrongKeys, ...lawsOf(registry), ...lawsOfDebts(registry)], read.lineAt)
  return errors.length > 0 ? { kind: 'wrong', errors } : { kind: 'registry', registry, lineAt: read.lineAt }
}

export const toErrors = (problems: readonly RegistryProblem[], lineAt: (path: Path) => number): FileError[] =>
  problems
    .slice(0, mostErrors)
    .map(({ path, message }) => ({ line: lineAt(path), message: `${path.join('.')}: ${message}` }))
    .sort((a, b) => a.line - b.line)

function toRegistry(file: RegistryDocument, wrongKeys: RegistryProblem[]): Registry {
  return {
    numbers: file.numbers ?? usualNumbers,
    ...(file.spaces === 'readable' ? { spaces: file.spaces } : {}),
    people: Object.entries(file.people ?? {}).map(([name, said]): RegisteredPerson => {
      const { uid, github, groups = [], hosts = [], until, since, shell = '/bin/bash', sudo = false, keys = [] } = said
      return {
        name,
        uid,
        ...(github ? { github } : {}),
        groups,
        hosts: hosts.map(toHostRule),
        ...(until === undefined ? {} : { until }),
        ...(since === undefined ? {} : { since }),
        shell,
        sudo,
        keys: keys === 'follow' ? [] : keys.flatMap((text, n) => toKey(text, ['people', name, 'keys', n], wrongKeys)),
        ...(keys === 'follow' ? { follows: true as const } : {}),
      }
    }),
    groups: Object.entries(file.groups ?? {}).map(([name, { gid, directory, description }]) => ({
      name,
      gid,
      ...(directory === undefined ? {} : { directory }),
      ...(description === undefined ? {} : { description }),
    })),
    retired: (file.retired ?? []).map(({ number, name, since, hosts, regions }) => ({
      number,
      name,
      since,
      ...(hosts ? { hosts: hosts.map(toHostRule) } : {}),
      ...(regions ? { regions } : {}),
    })),
    ...(file.owed ? { owed: file.owed } : {}),
  }
}

function toKey(text: string, path: RegistryProblem['path'], wrong: RegistryProblem[]): PublicKey[] {
  const key = parsePublicKey(text)
  if (!('wrong' in key)) return [key]
  wrong.push({ path, message: key.wrong })
  return []
}

export function toHostRule(text: string): HostRule {
  if (patterns.instanceId.test(text)) return { kind: 'id', id: text }
  const tag = /^tag:([^=]+)=(.+)$/s.exec(text)
  return tag ? { kind: 'tag', key: tag[1]!, value: tag[2]! } : { kind: 'pattern', pattern: text }
}
