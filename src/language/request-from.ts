/** Spoken words → Request. The only place where a name or an option's value becomes a typed value. */

import { parseAccessPointName, parseAccessPointPath, parseAccessPointRef, type WantedAccessPoint } from '../domain/access-points.ts'
import { fail } from '../domain/catalogue.ts'
import { parseEnforcement } from '../domain/enforced-user.ts'
import { groupFromText, parseGroups } from '../domain/groups.ts'
import { parseAccount, parseMountPoint, parseSelector, parseVolumeName, parseVolumeRef, quote, type Selector } from '../domain/names.ts'
import type { MountOptions, ReadOnlyChoice, Request, Verb } from '../domain/request.ts'
import { clientFrom } from './client-choice.ts'
import { createOptionsFrom } from './create-options.ts'
import { refuseLongDashes } from './dashes.ts'
import { type OptionName, type OptionSpec, options, optionsOf } from './options.ts'
import type { Spoken } from './spoken.ts'

/** As many accounts as one transcript has room for (`too-many-accounts`). */
const mostAccounts = 40

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
      return { verb: 'verify', volume: volumeOf(first), selectors: selectorsOf(rest), options: mountOptionsFrom(spoken) }
    case 'mount':
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
    case 'delete':
      // the name a second time is the door's to ask for; until it did, the words alone confirm nothing
      return { verb: 'delete', volume: onlyVolume('delete', first, rest), confirm: '' }
    case 'access-points':
      return { verb: 'access-points', volume: onlyVolume('access-point list', first, rest) }
    case 'create-access-point': {
      const wanted = wantedFrom(onePoint(rest), spoken.options)
      return { verb: 'create-access-point', volume: volumeOf(first), wanted }
    }
    case 'delete-access-point':
      return { verb: 'delete-access-point', volume: volumeOf(first), point: parseAccessPointRef(onePoint(rest)) }
    case 'volumes':
      if (first !== undefined) throw fail('bad-command', { seen: `nothing is expected after the command; seen ${quote(first)}` })
      return { verb: 'volumes' }
    case 'instances':
      return { verb: 'instances', selectors: distinct(spoken.words).map(parseSelector) }
  }
}

function wantedFrom(name: string, options: Spoken['options']): WantedAccessPoint {
  const path = only(options, 'path')
  if (path === undefined) throw fail('missing-input', { seen: '--path is not given' })
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

/** The volume may be left out, and so may the instances: those that carry it are found by asking. */
function verifyAllFrom(spoken: Spoken): Request {
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
    if (!spec) throw fail('bad-option', { seen: `--${name} has no meaning with ${spoken.verb}; it belongs to ${verbsWith(name)}` })
    if (values.length > 1 && !spec.repeatable) throw fail('bad-option', { seen: `--${name} is given ${values.length} times` })
    for (const value of values)
      if (spec.pattern && !spec.pattern.test(value)) throw fail('bad-option', { seen: `--${name} ${quote(value)}: ${spec.doc}` })
  }
}

const verbsWith = (name: OptionName): string => options.find((o) => o.name === name)!.verbs.join(', ')

function volumeOf(word: string | undefined) {
  if (word === undefined) throw fail('missing-input', { seen: 'no volume is named' })
  return parseVolumeRef(word)
}

function onePoint([point, more]: readonly string[]): string {
  if (point === undefined) throw fail('missing-input', { seen: 'no access point is named' })
  if (more !== undefined) throw fail('bad-command', { seen: `one access point is expected; seen ${quote(more)} after it` })
  return point
}

function onlyVolume(verb: Verb | 'access-point list', first: string | undefined, rest: readonly string[]) {
  const volume = volumeOf(first)
  if (rest[0] !== undefined) throw fail('bad-command', { seen: `${verb} takes one volume; seen ${quote(rest[0])} after it` })
  return volume
}

function selectorsOf(words: readonly string[]): readonly Selector[] {
  if (words.length === 0) throw fail('missing-input', { seen: 'no instance is named' })
  return distinct(words).map(parseSelector)
}

const distinct = (words: readonly string[]): string[] => [...new Set(words)]

function mountOptionsFrom({ options }: Spoken): MountOptions {
  const mountPoint = only(options, 'mount-point')
  const accounts = accountsFrom(only(options, 'users'))
  const groups = parseGroups((options.get('group') ?? []).map(groupFromText), accounts)
  return {
    ...(mountPoint === undefined ? {} : { mountPoint: parseMountPoint(mountPoint) }),
    people: accounts.map((name) => ({ name })),
    ...(groups.length > 0 ? { groups } : {}),
    client: clientFrom(options),
    adopt: options.has('adopt'),
    sticky: options.has('sticky'),
    privateSpaces: options.has('private'),
    ...accessPointFrom(options),
    ...readOnlyFrom(options),
    ...(options.has('as-said') ? { asSaid: true } : {}),
    ...(options.has('scan') ? { scan: true } : {}),
    sharingTest: !options.has('no-sharing-test'),
  }
}

function unmountOptionsFrom({ options }: Spoken): { readonly mountPoint?: string; readonly lazy: boolean } {
  const mountPoint = only(options, 'mount-point')
  return { ...(mountPoint === undefined ? {} : { mountPoint: parseMountPoint(mountPoint) }), lazy: options.has('lazy') }
}

function accountsFrom(list: string | undefined): readonly string[] {
  if (list === undefined) return []
  const accounts = distinct(list.split(',')).map(parseAccount)
  if (accounts.length > mostAccounts) throw fail('too-many-accounts', { seen: `${accounts.length} accounts` })
  return accounts
}

function accessPointFrom(options: Spoken['options']): Pick<MountOptions, 'accessPoint' | 'accessPointOn'> {
  const point = only(options, 'access-point')
  const list = only(options, 'access-point-on')
  if (point === undefined && list === undefined) return {}
  if (point === undefined) throw fail('bad-option', { seen: '--access-point-on says where; --access-point says which' })
  return {
    accessPoint: parseAccessPointRef(point),
    ...(list === undefined ? {} : { accessPointOn: distinct(list.split(',')).map(parseSelector) }),
  }
}

function readOnlyFrom(options: Spoken['options']): { readonly readOnly?: ReadOnlyChoice } {
  const list = only(options, 'read-only-on')
  if (list === undefined) return options.has('read-only') ? { readOnly: { kind: 'all' } } : {}
  if (options.has('read-only')) throw fail('bad-option', { seen: '--read-only means every instance; --read-only-on names some' })
  return { readOnly: { kind: 'on', selectors: distinct(list.split(',')).map(parseSelector) } }
}
