/** The words of a command → Request. The only place where a name or an option's value becomes a typed value. */

import { parseAccessPointName, parseAccessPointPath, parseAccessPointRef, type WantedAccessPoint } from '../domain/access-points.ts'
import { fail } from '../domain/catalogue.ts'
import { parseEnforcement } from '../domain/enforced-user.ts'
import { parseAccount, parseMountPoint, parseSelector, parseVolumeName, parseVolumeRef, quote, type Selector } from '../domain/names.ts'
import { mountOptions, type OptionName, options, optionsOf } from '../domain/options/all.ts'
import type { OptionSpec } from '../domain/options/option.ts'
import { defaultMountOptions, type MigrationAsked, type MountOptions, type Request, type Verb } from '../domain/request.ts'
import { createOptionsFrom, updateOptionsFrom } from './create-options.ts'
import { refuseLongDashes } from './dashes.ts'
import type { Spoken } from './spoken.ts'

/** Throws the catalogue's findings: bad-…, root-account, too-many-accounts, missing-input. */
export function requestFrom(spoken: Spoken): Request {
  refuseLongDashes(
    spoken.words,
    optionsOf(spoken.verb).map((o) => o.name),
  )
  checkOptions(spoken)
  const [first, ...rest] = spoken.words
  switch (spoken.verb) {
    case 'verify':
      if (spoken.options.has('all')) return verifyAllFrom(spoken)
      if (rest.length === 0)
        throw fail('missing-input', {
          seen: `no ${first === undefined ? 'volume' : 'instance'} is given; --all looks at ${first === undefined ? 'every volume' : 'it'} wherever it is mounted`,
        })
      return {
        verb: 'verify',
        volume: volumeOf(first),
        selectors: selectorsOf(rest),
        options: mountOptionsFrom(spoken),
        ...peopleFrom(spoken),
      }
    case 'mount':
      return {
        verb: 'mount',
        volume: volumeOf(first),
        selectors: selectorsOf(rest),
        options: mountOptionsFrom(spoken),
        ...peopleFrom(spoken),
      }
    case 'doctor':
      return { verb: spoken.verb, volume: volumeOf(first), selectors: selectorsOf(rest), options: mountOptionsFrom(spoken) }
    case 'adopt': {
      const plan = only(spoken.options, 'plan')
      const asked = { volume: volumeOf(first), selectors: selectorsOf(rest), options: mountOptionsFrom(spoken) }
      return { verb: 'adopt', ...asked, ...(plan === undefined ? {} : { plan }) }
    }
    case 'unmount':
      return { verb: 'unmount', volume: volumeOf(first), selectors: selectorsOf(rest), options: unmountOptionsFrom(spoken) }
    case 'status':
      return { verb: 'status', volume: onlyVolume('status', first, rest) }
    case 'create':
      onlyVolume('create', first, rest)
      return { verb: 'create', name: parseVolumeName(first ?? ''), options: createOptionsFrom(spoken.options) }
    case 'update':
      return { verb: 'update', volume: onlyVolume('update', first, rest), options: updateOptionsFrom(spoken.options) }
    case 'delete':
      // the name a second time is the entry point's to ask for; until it did, the words alone confirm nothing
      return { verb: 'delete', volume: onlyVolume('delete', first, rest), confirm: '' }
    case 'lock': {
      const [reason, until] = [only(spoken.options, 'reason'), only(spoken.options, 'until')]
      return {
        verb: 'lock',
        volume: onlyVolume('lock', first, rest),
        ...(reason === undefined ? {} : { reason: reason.trim().replace(/\s+/g, ' ') }),
        ...(until === undefined ? {} : { until }),
      }
    }
    case 'unlock':
      return { verb: 'unlock', volume: onlyVolume('unlock', first, rest) }
    case 'locks':
      nothing(first)
      return { verb: 'locks' }
    case 'access-points':
      return { verb: 'access-points', volume: onlyVolume('access-point list', first, rest) }
    case 'create-access-point': {
      const wanted = wantedFrom(onePoint(rest), spoken.options)
      return { verb: 'create-access-point', volume: volumeOf(first), wanted }
    }
    case 'delete-access-point':
      return { verb: 'delete-access-point', volume: volumeOf(first), point: parseAccessPointRef(onePoint(rest)) }
    case 'volumes':
      nothing(first)
      return { verb: 'volumes' }
    case 'instances':
      return { verb: 'instances', selectors: distinct(spoken.words).map(parseSelector) }
    case 'deprovision':
    case 'person-status': {
      if (rest[0] !== undefined) throw fail('bad-command', { seen: `the command takes one person; seen ${quote(rest[0])} after the name` })
      if (first === undefined) throw fail('missing-input', { seen: 'no person is given' })
      const file = only(spoken.options, 'registry')
      return { verb: spoken.verb, name: parseAccount(first), ...(file === undefined ? {} : { file }) }
    }
    case 'migrate': {
      const [file, plan, place] = [only(spoken.options, 'registry'), only(spoken.options, 'plan'), only(spoken.options, 'mount-point')]
      return {
        verb: 'migrate',
        volume: volumeOf(first),
        selectors: selectorsOf(rest),
        what: migrationFrom(spoken.options),
        ...(spoken.options.has('accept-unasked') ? { acceptUnasked: true as const } : {}),
        ...(place === undefined ? {} : { mountPoint: parseMountPoint(place) }),
        ...(file === undefined ? {} : { file }),
        ...(plan === undefined ? {} : { plan }),
      }
    }
    case 'sync-people': {
      const [file, plan, person] = (['registry', 'plan', 'person'] as const).map((name) => only(spoken.options, name))
      return {
        verb: 'sync-people',
        // of one person: all of theirs, or those that are named
        selectors: person !== undefined && first === undefined ? [] : selectorsOf(spoken.words),
        ...(person === undefined ? {} : { person: parseAccount(person) }),
        // the registry itself is the entry point's to read; until it did, nobody is on any list
        ...(file === undefined ? {} : { file }),
        confirmRemovals: spoken.options.has('confirm-removals'),
        ...(plan === undefined ? {} : { plan }),
      }
    }
  }
}

function migrationFrom(options: Spoken['options']): MigrationAsked {
  const [from, under, to, id] = (['from', 'under', 'to', 'undo'] as const).map((name) => only(options, name))
  if (id !== undefined) {
    if (from ?? under ?? to) throw fail('bad-option', { seen: '--undo takes no --from, --under or --to: its list says them' })
    return { kind: 'undo', id }
  }
  if (from === undefined || under === undefined || to === undefined) throw fail('missing-input', { seen: '--from, --under and --to' })
  return { kind: 'move', uid: Number(from.slice('uid:'.length)), under, to: parseAccount(to) }
}

function peopleFrom({ options }: Spoken) {
  const file = only(options, 'registry')
  return file === undefined ? {} : { people: { file } }
}

function wantedFrom(name: string, options: Spoken['options']): WantedAccessPoint {
  const path = only(options, 'path')
  if (path === undefined) throw fail('missing-input', { seen: '--path is missing' })
  const said = (option: 'user' | 'gids' | 'owner' | 'mode') => {
    const value = only(options, option)
    return value === undefined ? {} : { [option]: value }
  }
  const enforced = parseEnforcement({ ...said('user'), ...said('gids'), ...said('owner'), ...said('mode') })
  return {
    name: parseAccessPointName(name),
    path: parseAccessPointPath(path, enforced !== undefined),
    ...(enforced ? { enforced } : {}),
  }
}

/** The volume may be left out, and so may the instances: those that have it mounted are found by asking. */
function verifyAllFrom(spoken: Spoken): Request {
  if (spoken.options.has('batch')) throw fail('bad-option', { seen: '--batch is for named instances, not for --all' })
  const [first, ...rest] = spoken.words
  const volume = first === undefined ? {} : { volume: parseVolumeRef(first) }
  return { verb: 'verify-all', ...volume, selectors: distinct(rest).map(parseSelector), options: mountOptionsFrom(spoken), known: [] }
}

/** The value of an option that may be given once. */
const only = (options: Spoken['options'], name: OptionName): string | undefined => options.get(name)?.[0]

function checkOptions(spoken: Spoken): void {
  const allowed = optionsOf(spoken.verb)
  for (const [name, values] of spoken.options) {
    const spec: OptionSpec | undefined = allowed.find((o) => o.name === name)
    if (!spec) throw fail('bad-option', { seen: `--${name} is not an option of ${spoken.verb}; it belongs to ${verbsWith(name)}` })
    if (values.length > 1 && !spec.repeatable) throw fail('bad-option', { seen: `--${name} is given ${values.length} times` })
    for (const value of values)
      if (spec.pattern && !spec.pattern.test(value))
        throw fail('bad-option', { seen: `--${name} ${quote(value)}${spec.rule ? ` is not ${spec.rule}` : `: ${spec.doc}`}` })
  }
}

const verbsWith = (name: OptionName): string => options.find((o) => o.name === name)!.verbs.join(', ')

function volumeOf(word: string | undefined) {
  if (word === undefined) throw fail('missing-input', { seen: 'no volume is given' })
  return parseVolumeRef(word)
}

function onePoint([point, more]: readonly string[]): string {
  if (point === undefined) throw fail('missing-input', { seen: 'no access point is given' })
  if (more !== undefined) throw fail('bad-command', { seen: `the command takes one access point; seen ${quote(more)} after it` })
  return point
}

function onlyVolume(verb: Verb | 'access-point list', first: string | undefined, rest: readonly string[]) {
  const volume = volumeOf(first)
  if (rest[0] !== undefined) throw fail('bad-command', { seen: `${verb} takes one volume; seen ${quote(rest[0])} after it` })
  return volume
}

function nothing(first: string | undefined): void {
  if (first !== undefined) throw fail('bad-command', { seen: `the command takes no argument; seen ${quote(first)}` })
}

function selectorsOf(words: readonly string[]): readonly Selector[] {
  if (words.length === 0) throw fail('missing-input', { seen: 'no instance is given' })
  return distinct(words).map(parseSelector)
}

const distinct = (words: readonly string[]): string[] => [...new Set(words)]

function mountOptionsFrom({ options: said }: Spoken): MountOptions {
  let soFar = defaultMountOptions
  for (const { reads } of mountOptions) soFar = { ...soFar, ...reads(said, soFar) }
  return soFar
}

function unmountOptionsFrom({ options }: Spoken): { readonly mountPoint?: string; readonly lazy: boolean } {
  const mountPoint = only(options, 'mount-point')
  return { ...(mountPoint === undefined ? {} : { mountPoint: parseMountPoint(mountPoint) }), lazy: options.has('lazy') }
}
