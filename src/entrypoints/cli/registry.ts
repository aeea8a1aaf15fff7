/** The commands of the registry: the file is read, changed as text, held against the laws, and only then written. */
import { fail } from '../../domain/catalogue.ts'
import type { ExitCode } from '../../domain/meaning/exit.ts'
import { quote } from '../../domain/names.ts'
import { nextNumber } from '../../domain/people/allocate.ts'
import { changesOf } from '../../domain/people/changes.ts'
import { lawsOfChange, lossOf } from '../../domain/people/laws.ts'
import type { Registry } from '../../domain/people/registry.ts'
import type { FileError } from '../../files/read-yaml.ts'
import { emptyRegistry, retireEntry, setEntry } from '../../registry/edit.ts'
import { type ParsedRegistry, parseRegistry, toErrors } from '../../registry/parse.ts'
import { renderChangesOfPeople, renderErrors, renderGroups, renderPeople, renderPerson } from '../../render/terminal-registry.ts'
import { counted } from '../../render/view/view.ts'
import { formatJson } from './json.ts'
import { keyFrom, readRegistry, writeRegistry } from './registry-file.ts'
import type { RegistryCommand } from './registry-options.ts'
import { lookOf, type World, write } from './streams.ts'

type Good = Extract<ParsedRegistry, { readonly kind: 'registry' }>

/** Throws `bad-registry`, `bad-option`, `registry-full`. */
export function answerRegistry(asked: RegistryCommand, world: World, today: string): ExitCode {
  const text = readRegistry(asked.file)
  if (asked.kind === 'check') return check(asked, text, world)
  if (text === undefined && !(asked.kind === 'set' && asked.isNew))
    throw fail('bad-registry', { seen: `there is no ${quote(asked.file, 200)}` })
  const before = parseRegistry(text ?? emptyRegistry)
  if (before.kind === 'wrong') return wrong(asked, before.errors, world)
  if (asked.kind === 'list' || asked.kind === 'info') return show(asked, before.registry, world, today)
  return change(asked, text ?? emptyRegistry, before, world, today)
}

function show(asked: Extract<RegistryCommand, { kind: 'list' | 'info' }>, registry: Registry, world: World, today: string): ExitCode {
  const look = lookOf(world.stdout, world.env)
  const told =
    asked.kind === 'info'
      ? { json: { person: personIn(registry, asked.name) }, text: () => renderPerson(personIn(registry, asked.name), today, look) }
      : asked.of === 'people'
        ? { json: { people: registry.people }, text: () => renderPeople(registry, today, look) }
        : { json: { groups: registry.groups }, text: () => renderGroups(registry, look) }
  write(world.stdout, asked.settings.json ? formatRegistryJson({ ok: true, exitCode: 0, ...told.json }) : `${told.text()}\n`)
  return 0
}

function personIn({ people }: Registry, name: string) {
  const found = people.find((p) => p.name === name)
  if (!found) throw fail('bad-option', { seen: `${quote(name)} is not in the registry` })
  return found
}

function check(asked: Extract<RegistryCommand, { kind: 'check' }>, text: string | undefined, world: World): ExitCode {
  if (text === undefined) throw fail('bad-registry', { seen: `there is no ${quote(asked.file, 200)}` })
  const parsed = parseRegistry(text)
  if (parsed.kind === 'wrong') return wrong(asked, parsed.errors, world)
  const { registry } = parsed
  if (asked.before === undefined) {
    const said = {
      ok: true,
      exitCode: 0 as const,
      people: registry.people.length,
      groups: registry.groups.length,
      retired: registry.retired.length,
    }
    const line = `✓ ${said.people} ${said.people === 1 ? 'person' : 'people'}, ${counted(said.groups, 'group')}, ${counted(said.retired, 'retired number')}: no number is held twice\n`
    write(world.stdout, asked.settings.json ? formatRegistryJson(said) : line)
    return 0
  }
  const beforeText = readRegistry(asked.before)
  if (beforeText === undefined) throw fail('bad-registry', { seen: `there is no ${quote(asked.before, 200)}` })
  const before = parseRegistry(beforeText)
  if (before.kind === 'wrong') return wrong({ ...asked, file: asked.before }, before.errors, world)
  const errors = toErrors(lawsOfChange(before.registry, registry), parsed.lineAt)
  if (errors.length > 0) return wrong(asked, errors, world)
  return told(asked, before.registry, registry, false, world)
}

function change(
  asked: Extract<RegistryCommand, { kind: 'set' | 'retire' | 'member' }>,
  text: string,
  { registry: before }: Good,
  world: World,
  today: string,
): ExitCode {
  const changed = changedText(asked, text, before, today)
  const after = parseRegistry(changed)
  const errors = after.kind === 'wrong' ? after.errors : toErrors(lawsOfChange(before, after.registry), after.lineAt)
  if (errors.length > 0 || after.kind === 'wrong') return wrong(asked, errors, world)
  if (!asked.settings.dryRun && changed !== text) writeRegistry(asked.file, changed)
  return told(asked, before, after.registry, !asked.settings.dryRun && changed !== text, world)
}

function changedText(
  asked: Extract<RegistryCommand, { kind: 'set' | 'retire' | 'member' }>,
  text: string,
  before: Registry,
  today: string,
): string {
  if (asked.kind === 'member') {
    const { name, groups } = personIn(before, asked.name)
    if (!before.groups.some((g) => g.name === asked.group))
      throw fail('bad-option', { seen: `${quote(asked.group)} is no group of the registry` })
    const now = asked.isIn ? [...new Set([...groups, asked.group])] : groups.filter((g) => g !== asked.group)
    return setEntry(text, 'people', name, { groups: now })
  }
  const { where, name } = asked
  const number = where === 'people' ? before.people.find((p) => p.name === name)?.uid : before.groups.find((g) => g.name === name)?.gid
  if (asked.kind === 'retire') {
    if (number === undefined) throw fail('bad-option', { seen: `${quote(name)} is not among the registry’s ${where}` })
    const members = before.people.filter((p) => where === 'groups' && p.groups.includes(name))
    const without = members.reduce((t, p) => setEntry(t, 'people', p.name, { groups: p.groups.filter((g) => g !== name) }), text)
    return retireEntry(without, where, name, number, today)
  }
  if (asked.isNew && number !== undefined) throw fail('bad-option', { seen: `${quote(name)} is in the registry already, with ${number}` })
  if (!asked.isNew && number === undefined) throw fail('bad-option', { seen: `${quote(name)} is not in the registry` })
  const { keys, ...words } = asked.words as { readonly keys?: readonly string[] }
  const numbered = asked.isNew ? { [where === 'people' ? 'uid' : 'gid']: nextNumber(before) } : {}
  return setEntry(text, where, name, { ...numbered, ...words, ...(keys ? { keys: keys.map(keyFrom) } : {}) })
}

/** What is different for people, and whether so many would leave that it has to be said. */
function told(asked: RegistryCommand, before: Registry, after: Registry, written: boolean, world: World): ExitCode {
  const changes = changesOf(before, after)
  const { lost, needsWord } = lossOf(before, after)
  if (asked.settings.json)
    write(
      world.stdout,
      formatRegistryJson({ ok: true, exitCode: 0, file: asked.file, written, changes, ...(needsWord ? { leaving: lost } : {}) }),
    )
  else {
    const word = needsWord
      ? `\n! ${lost.length} of ${before.people.length} people would lose their account: that has to be confirmed where it is applied`
      : ''
    const end = written ? `\nWritten to ${asked.file}.` : asked.settings.dryRun ? '\nNothing was written (--dry-run).' : ''
    write(world.stdout, `${renderChangesOfPeople(changes, lookOf(world.stdout, world.env))}${word}${end}\n`)
  }
  return 0
}

/** The file stays as it is. */
function wrong({ file, settings }: RegistryCommand, errors: readonly FileError[], world: World): ExitCode {
  if (settings.json) write(world.stdout, formatRegistryJson({ ok: false, exitCode: 2, file, errors }))
  else write(world.stderr, `${renderErrors(file, errors, lookOf(world.stderr, world.env))}\n`)
  return 2
}

const formatRegistryJson = (value: Readonly<Record<string, unknown>> & { readonly exitCode: ExitCode }): string =>
  formatJson({ ...value, findings: [] })
