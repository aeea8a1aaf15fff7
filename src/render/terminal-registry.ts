/** The registry of people for a terminal: tables, the lines that are wrong, and what a change would do. */
import type { PersonChange } from '../domain/people/changes.ts'
import { hostText, type RegisteredPerson, type Registry } from '../domain/people/registry.ts'
import { plainText } from './escape.ts'
import { table } from './print/terminal-table.ts'
import { type Look, paint } from './print/terminal-text.ts'

export function renderPeople({ people }: Registry, today: string, look: Look): string {
  if (people.length === 0) return 'Nobody is in the registry.'
  const rows = people.map((p) => [
    p.name,
    `${p.uid}`,
    p.github?.login ?? '',
    p.groups.join(', '),
    hostsOf(p),
    endOf(p, today),
    p.follows ? 'follow GitHub' : `${p.keys.length}`,
  ])
  return table(look, ['person', 'number', 'GitHub', 'groups', 'machines', 'until', 'keys'], rows)
}

const hostsOf = ({ hosts }: RegisteredPerson): string => (hosts.length === 0 ? 'none' : hosts.map((h) => plainText(hostText(h))).join(', '))

const endOf = ({ until }: RegisteredPerson, today: string): string => (until === undefined ? '' : until < today ? `${until} (over)` : until)

export function renderPerson(p: RegisteredPerson, today: string, look: Look): string {
  const rows = [
    ['number', `${p.uid}, also of the group ${p.name}`],
    ['GitHub', p.github ? `${p.github.login} (${p.github.id})` : 'none'],
    ['groups', p.groups.join(', ') || 'none'],
    ['machines', hostsOf(p)],
    ['until', endOf(p, today) || 'no end'],
    ['shell', plainText(p.shell)],
    ['sudo', p.sudo ? 'yes: root on those machines' : 'no'],
    ...keysOf(p),
  ]
  return `${paint(look, 'bold', p.name)}\n${table(look, ['', ''], rows)}`
}

function keysOf({ follows, keys }: RegisteredPerson): string[][] {
  if (follows) return [['keys', 'those of the account on GitHub, where the policy lets keys follow']]
  return keys.length === 0 ? [['key', 'none: no login by SSH']] : keys.map((k) => ['key', `${k.fingerprint} (${k.type})`])
}

export function renderGroups({ groups, people }: Registry, look: Look): string {
  if (groups.length === 0) return 'There are no groups in the registry.'
  const rows = groups.map((g) => [
    g.name,
    `${g.gid}`,
    g.directory === undefined ? '' : `groups/${g.directory}`,
    people.flatMap((p) => (p.groups.includes(g.name) ? [p.name] : [])).join(', '),
    plainText(g.description ?? ''),
  ])
  return table(look, ['group', 'number', 'directory', 'members', ''], rows)
}

const marks = { joins: ['+', 'green'], leaves: ['-', 'red'], changes: ['~', 'yellow'] } as const

/** What a registry would do that the one before did not. */
export function renderChangesOfPeople(changes: readonly PersonChange[], look: Look): string {
  if (changes.length === 0) return 'It changes nobody’s account, groups, keys or rights.'
  return changes
    .map(({ kind, name, uid, gains, loses }) => {
      const [mark, tone] = marks[kind]
      const lines = [...gains.map((g) => `    gets ${plainText(g)}`), ...loses.map((l) => `    loses ${plainText(l)}`)]
      return [`${paint(look, tone, mark)} ${paint(look, 'bold', name)} (${uid}) ${kind}`, ...(kind === 'leaves' ? [] : lines)].join('\n')
    })
    .join('\n')
}

/** As compilers print them, so that editors find the line. */
export const renderErrors = (file: string, errors: readonly { readonly line: number; readonly message: string }[], look: Look): string =>
  errors.map((e) => `${paint(look, 'red', '✗')} ${plainText(file)}:${e.line}: ${plainText(e.message)}`).join('\n')
