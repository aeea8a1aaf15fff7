/** The registry of people in comments and check runs. Names come from a file that anybody may propose, so all of it goes into code spans. */
import type { PersonChange } from '../domain/people/changes.ts'
import type { HostChange } from '../domain/people/host-changes.ts'
import type { PublicKey } from '../domain/people/public-key.ts'
import type { RegisteredPerson, Registry } from '../domain/people/registry.ts'
import { notInRegistry } from '../domain/people/unregistered.ts'
import { code, fence } from './escape.ts'
import { renderGroups, renderPeople, renderPerson } from './terminal-registry.ts'

const plain = { color: false, width: 120 } as const

export const peopleMarkdown = (registry: Registry, today: string): string => fenced(renderPeople(registry, today, plain))
export const groupsMarkdown = (registry: Registry): string => fenced(renderGroups(registry, plain))
export const personMarkdown = (registry: Registry, name: string, today: string): string => {
  const person = registry.people.find((p) => p.name === name)
  return person ? fenced(renderPerson(person, today, plain)) : notInRegistry(name, code(name), registry)
}

/** `onGitHub`: what the account shows there; undefined: the registry says no account, or nobody has it any more. */
export function keysMarkdown(person: RegisteredPerson, onGitHub: readonly (PublicKey | { readonly wrong: string })[] | undefined): string {
  const has = new Set(person.keys.map((k) => k.fingerprint))
  const good = (onGitHub ?? []).flatMap((k) => ('fingerprint' in k ? [k] : []))
  const shows = new Set(good.map((k) => k.fingerprint))
  const all = new Map([...person.keys, ...good].map((k) => [k.fingerprint, k]))
  const told = (is: boolean): string => (is ? 'yes' : 'no')
  const gitHub = person.github ? `${code(person.github.login)} (${person.github.id})` : ''
  const refused = (onGitHub ?? []).flatMap((k) => ('wrong' in k ? [k.wrong] : []))
  const [fresh] = good.filter((k) => !has.has(k.fingerprint))
  return [
    ...(all.size === 0 ? [`${code(person.name)} has no key: no login by SSH.`] : []),
    ...(all.size > 0
      ? [
          `| Key of ${code(person.name)} | Type | In the registry | On GitHub |`,
          '| - | - | - | - |',
          ...[...all.values()].map(
            ({ fingerprint, type }) =>
              `| ${code(fingerprint)} | ${code(type)} | ${told(has.has(fingerprint))} | ${onGitHub ? told(shows.has(fingerprint)) : 'not asked'} |`,
          ),
        ]
      : []),
    '',
    onGitHub && person.follows
      ? `Asked of ${gitHub} on GitHub just now. Their keys follow it: where the policy says \`keys: follow\`, what it shows lets them in from the next sync on. \`--add\` pins one instead.`
      : onGitHub
        ? `Asked of ${gitHub} on GitHub just now. What stands there alone lets nobody in; what stands in the registry does, whatever GitHub shows.`
        : person.github
          ? `Nobody on GitHub has the id of ${gitHub} any more.`
          : 'The registry says no account on GitHub.',
    ...refused.map((why) => `⚠️ A key on GitHub is not taken: ${code(why)}.`),
    ...(fresh && !person.follows
      ? [
          '',
          'To propose one, compare its fingerprint with its owner first:',
          '',
          fence([`/prism user keys ${person.name} --add ${fresh.fingerprint}`]),
        ]
      : []),
  ].join('\n')
}

const fenced = (text: string): string => fence(text.split('\n'))

/** Of the table: a comment, a pull request's text and a check run take 65,536 characters. */
const longest = 40_000
const mostLines = 12

/** By person: what they would get and lose; `hosts`: on which instances. */
export function changesMarkdown(changes: readonly PersonChange[], hosts: readonly HostChange[]): string {
  if (changes.length === 0 && hosts.length === 0) return 'It changes nobody’s account, groups, keys or rights.'
  const on = new Map(hosts.map((h) => [h.name, h]))
  const rows = changes.map(({ kind, name, uid, gains, loses }) => {
    const host = on.get(name)
    const places = host
      ? [
          ...(host.gains.length > 0 ? [`+ ${named(host.gains)}`] : []),
          ...(host.loses.length > 0 ? [`− ${named(host.loses)}`] : []),
          ...(host.gainsRoot.length > 0 ? [`**root** + ${named(host.gainsRoot)}`] : []),
          ...(host.losesRoot.length > 0 ? [`root − ${named(host.losesRoot)}`] : []),
        ]
      : []
    return `| ${code(name)} ${kind} | ${uid} | ${lines(gains)} | ${lines(loses)} | ${places.join('<br>')} |`
  })
  let left = longest
  const shown = rows.filter((row) => {
    if (row.length + 1 > left) return false
    left -= row.length + 1
    return true
  })
  const more = rows.length - shown.length
  return [
    '| Person | Number | Gets | Loses | Instances |',
    '| - | - | - | - | - |',
    ...shown,
    ...(more > 0 ? ['', `⚠️ ${more} more people change and are not shown here: read the file itself.`] : []),
  ].join('\n')
}

const lines = (all: readonly string[]): string =>
  [...all.slice(0, mostLines).map(code), ...(all.length > mostLines ? [`and ${all.length - mostLines} more`] : [])].join('<br>')
const named = (all: readonly string[]): string =>
  `${all.slice(0, 8).map(code).join(', ')}${all.length > 8 ? ` and ${all.length - 8} more` : ''}`
