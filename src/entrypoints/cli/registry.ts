/** The commands of the registry: the file is read, changed as text, held against the laws, and only then written. */
import { createHash } from 'node:crypto'
import { machineClock } from '../../clock.ts'
import { fail } from '../../domain/catalogue.ts'
import type { ExitCode } from '../../domain/meaning/exit.ts'
import { quote } from '../../domain/names.ts'
import { changesOf } from '../../domain/people/changes.ts'
import { lawsOfChange, lossOf } from '../../domain/people/laws.ts'
import type { Registry } from '../../domain/people/registry.ts'
import type { RegistryChange } from '../../domain/people/registry-change.ts'
import type { FileError } from '../../files/read-yaml.ts'
import { type Changed, changeRegistry, personIn } from '../../registry/change.ts'
import { emptyRegistry } from '../../registry/edit.ts'
import { readRegistry, writeRegistry } from '../../registry/file.ts'
import { parseRegistry, toErrors } from '../../registry/parse.ts'
import { restoreRegistry } from '../../registry/restore.ts'
import { readRoster } from '../../registry/roster.ts'
import { renderChangesOfPeople, renderErrors, renderGroups, renderPeople, renderPerson } from '../../render/terminal-registry.ts'
import { counted, listed } from '../../render/view/view.ts'
import { formatJson } from './json.ts'
import { keyFrom } from './registry-file.ts'
import type { RegistryCommand } from './registry-options.ts'
import { folderAbove, newRegistry, noRegistry } from './registry-place.ts'
import { lookOf, type World, write } from './streams.ts'

/** Throws `bad-registry`, `bad-option`, `missing-input`, `registry-full`. */
export function answerRegistry(asked: RegistryCommand, world: World, today: string): ExitCode {
  const text = readRegistry(asked.file)
  if (asked.kind === 'check') return check(asked, text, world)
  if (asked.kind === 'restore') return restored(asked, text, world, today)
  const begins = asked.kind === 'import' || (asked.kind === 'set' && asked.isNew)
  if (text === undefined && (!begins || folderAbove(asked.file, process.cwd()) !== undefined)) throw noRegistry(asked.file, process.cwd())
  if (asked.kind === 'import') return imported(asked, text, world, today)
  if (asked.kind === 'backup') return backedUp(asked, text ?? emptyRegistry, world)
  if (asked.kind !== 'list' && asked.kind !== 'info') return change(asked, text, [withKeys(asked)], world, today)
  const parsed = parseRegistry(text ?? emptyRegistry)
  return parsed.kind === 'wrong' ? wrong(asked, parsed.errors, world) : show(asked, parsed.registry, world, today)
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

function check(asked: Extract<RegistryCommand, { kind: 'check' }>, text: string | undefined, world: World): ExitCode {
  if (text === undefined) throw noRegistry(asked.file, process.cwd())
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
    const line = `${inAll(said)}: no number is held twice\n`
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
  asked: RegistryCommand,
  text: string | undefined,
  changes: readonly RegistryChange[],
  world: World,
  today: string,
): ExitCode {
  return written(asked, text, changeRegistry(text, changes, today), world)
}

function written(asked: RegistryCommand, text: string | undefined, changed: Changed, world: World, note = ''): ExitCode {
  if (changed.kind === 'wrong') return wrong(asked, changed.errors, world)
  const writes = !asked.settings.dryRun && changed.text !== text
  if (writes) writeRegistry(asked.file, changed.text, text, machineClock.now())
  const begun = text === undefined && asked.kind !== 'restore' ? [newRegistry(asked.file, process.cwd())] : []
  return told(asked, changed.before, changed.after, writes, world, [...begun, ...(note === '' ? [] : [note])].join('.\n'))
}

function imported(asked: Extract<RegistryCommand, { kind: 'import' }>, text: string | undefined, world: World, today: string): ExitCode {
  const before = parseRegistry(text ?? emptyRegistry)
  if (before.kind === 'wrong') return wrong(asked, before.errors, world)
  const roster = readRoster(fileThere(asked.roster), before.registry, asked)
  if (roster.kind === 'wrong') return wrong({ ...asked, file: asked.roster }, roster.errors, world)
  const { joining, present } = roster
  const note = `${counted(joining.length, 'new person', 'new people')}, ${present.length} in the registry already: those keep what they have, and gain groups alone`
  const changed = changeRegistry(text, roster.changes, today)
  return written(asked, text, changed, world, note)
}

function restored(asked: Extract<RegistryCommand, { kind: 'restore' }>, text: string | undefined, world: World, today: string): ExitCode {
  const note =
    text === undefined
      ? `There was no ${quote(asked.file, 200)}: what was given since the backup is not known here. What is applied to instances holds the law of numbers, and names what is missing`
      : ''
  return written(asked, text, restoreRegistry(text, fileThere(asked.from), today), world, note)
}

function backedUp(asked: Extract<RegistryCommand, { kind: 'backup' }>, text: string, world: World): ExitCode {
  const parsed = parseRegistry(text)
  if (parsed.kind === 'wrong') return wrong(asked, parsed.errors, world)
  if (readRegistry(asked.to) !== undefined) throw fail('bad-option', { seen: `${quote(asked.to, 200)} is there already` })
  writeRegistry(asked.to, text, undefined, machineClock.now())
  const { people, groups, retired } = parsed.registry
  const sha256 = createHash('sha256').update(text).digest('hex')
  const said = { people: people.length, groups: groups.length, retired: retired.length, file: asked.to, sha256 }
  const line = `${inAll(said)}, in ${quote(asked.to, 200)}\nsha256 ${sha256}\n`
  write(world.stdout, asked.settings.json ? formatRegistryJson({ ok: true, exitCode: 0, ...said }) : line)
  return 0
}

const inAll = ({ people, groups, retired }: { readonly people: number; readonly groups: number; readonly retired: number }): string =>
  `✓ ${people} ${people === 1 ? 'person' : 'people'}, ${counted(groups, 'group')}, ${counted(retired, 'retired number')}`

function fileThere(file: string): string {
  const text = readRegistry(file)
  if (text === undefined) throw fail('bad-option', { seen: `there is no ${quote(file, 200)}` })
  return text
}

/** The keys that files hold. */
function withKeys(asked: RegistryChange): RegistryChange {
  const { keys, ...words } = asked.kind === 'set' ? (asked.words as { readonly keys?: readonly string[] | 'follow' }) : {}
  return asked.kind === 'set' && keys && keys !== 'follow' ? { ...asked, words: { ...words, keys: keys.map(keyFrom) } } : asked
}

/** A group has its number for ever, too: it is told when it is given, and when it is retired. */
function groupLines(before: Registry, after: Registry): string {
  const only = (those: Registry, others: Registry) => those.groups.filter((g) => !others.groups.some((o) => o.name === g.name))
  const lines = [
    ...only(after, before).map((g) => `+ group ${g.name} (${g.gid})`),
    ...only(before, after).map((g) => `- group ${g.name} (${g.gid})`),
  ]
  return lines.map((line) => `${line}\n`).join('')
}

/** What is different for people, and whether so many would leave that it has to be said. */
function told(asked: RegistryCommand, before: Registry, after: Registry, written: boolean, world: World, note = ''): ExitCode {
  const changes = changesOf(before, after)
  const { lost, needsWord } = lossOf(before, after)
  if (asked.settings.json)
    write(
      world.stdout,
      formatRegistryJson({
        ok: true,
        exitCode: 0,
        file: asked.file,
        written,
        changes,
        ...(needsWord ? { leaving: lost } : {}),
        ...(note === '' ? {} : { note }),
      }),
    )
  else {
    const word = needsWord
      ? `\n! ${lost.length} of ${before.people.length} people would lose their account: that has to be confirmed where it is applied, by --confirm-removals`
      : ''
    const keyless = after.people.filter(
      (p) => p.keys.length === 0 && !p.follows && changes.some((c) => c.name === p.name && c.kind === 'joins'),
    )
    const noKey =
      keyless.length === 0
        ? ''
        : `\n! ${listed(
            keyless.map((p) => p.name),
            6,
          )} ${keyless.length === 1 ? 'has' : 'have'} no key, and cannot log in by SSH before they have one: prism user modify ${keyless.length === 1 ? keyless[0]?.name : 'NAME'} --key FILE`
    const end = written ? `\nWritten to ${asked.file}.` : asked.settings.dryRun ? '\nNothing was written (--dry-run).' : ''
    write(
      world.stdout,
      `${groupLines(before, after)}${renderChangesOfPeople(changes, lookOf(world.stdout, world.env))}${word}${noKey}${note === '' ? '' : `\n${note}.`}${end}\n`,
    )
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
