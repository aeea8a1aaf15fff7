/** `/prism user add @LOGIN --groups genomics`: asked of the registry, not of AWS, so it is no request. A change becomes a pull request. */
import { fail } from '../domain/catalogue.ts'
import { didYouMean } from '../domain/did-you-mean.ts'
import type { AccountQuestion } from '../domain/ledger/accounts.ts'
import { sinceIn } from '../domain/ledger/since.ts'
import { formatSelector, parseSelector, quote } from '../domain/names.ts'
import type { RegistryChange } from '../domain/people/registry-change.ts'

export type PeopleAsked = {
  readonly kind: 'people'
  readonly asked:
    | { readonly kind: 'list'; readonly of: 'people' | 'groups' }
    | { readonly kind: 'info'; readonly name: string }
    | { readonly kind: 'who'; readonly asked: AccountQuestion }
    | KeysAsked
    /** `login`: on GitHub, whose id is still to be asked for. */
    | { readonly kind: 'change'; readonly change: RegistryChange; readonly login?: string }
}

/** Shown; or one of them, by its fingerprint, put into the registry or taken out. */
export type KeysAsked = {
  readonly kind: 'keys'
  readonly name: string
  readonly add?: string
  readonly remove?: string
  readonly follow?: true
}

type Given = { readonly words: readonly string[]; readonly options: ReadonlyMap<string, string> }
type Asked = PeopleAsked['asked']

const ofPerson = ['name', 'github', 'groups', 'hosts', 'until', 'since', 'shell', 'sudo', 'no-sudo']

type Form = {
  readonly usage: string
  readonly words: number
  /** Those that may follow. */
  readonly more?: number
  readonly options?: readonly string[]
  readonly asked: (given: Given) => Asked
}

const removal = (where: 'people' | 'groups'): Form['asked'] => {
  return ({ words: [name = ''] }) => ({ kind: 'change', change: { kind: 'retire', where, name } })
}
const membership = (isIn: boolean): Form['asked'] => {
  return ({ words: [group = '', name = ''] }) => ({ kind: 'change', change: { kind: 'member', group, name, isIn } })
}

const forms: Readonly<Record<string, Form>> = {
  'user list': { usage: '', words: 0, asked: () => ({ kind: 'list', of: 'people' }) },
  'user info': { usage: 'NAME', words: 1, asked: ({ words: [name = ''] }) => ({ kind: 'info', name }) },
  'user who': { usage: '[NAME] [--instance INSTANCE] [--at DATE]', words: 0, more: 1, options: ['instance', 'at'], asked: whoAsked },
  'user add': {
    usage: '@LOGIN [--name NAME] [--groups NAMES] [--hosts HOSTS] [--until DAY] [--shell PATH] [--sudo]',
    words: 1,
    options: ofPerson.filter((name) => name !== 'since'),
    asked: addPerson,
  },
  'user modify': {
    usage: 'NAME [--github @LOGIN] [--groups NAMES] [--hosts HOSTS] [--until DAY] [--since DAY] [--shell PATH] [--sudo] [--no-sudo]',
    words: 1,
    options: ofPerson.filter((name) => name !== 'name'),
    asked: ({ words: [name = ''], options }) => {
      const login = options.get('github')
      const change = { kind: 'set' as const, where: 'people' as const, name, words: wordsOf(options), isNew: false }
      return { kind: 'change', change, ...(login === undefined ? {} : { login: loginIn(login) }) }
    },
  },
  'user remove': { usage: 'NAME', words: 1, asked: removal('people') },
  'user keys': {
    usage: 'NAME [--add FINGERPRINT] [--remove FINGERPRINT] [--follow]',
    words: 1,
    options: ['add', 'remove', 'follow'],
    asked: keysAsked,
  },
  'group list': { usage: '', words: 0, asked: () => ({ kind: 'list', of: 'groups' }) },
  'group add': {
    usage: 'NAME [--directory NAME]',
    words: 1,
    options: ['directory'],
    asked: ({ words: [name = ''], options }) => ({
      kind: 'change',
      change: { kind: 'set', where: 'groups', name, words: Object.fromEntries(options), isNew: true },
    }),
  },
  'group remove': { usage: 'NAME', words: 1, asked: removal('groups') },
  'group add-member': { usage: 'GROUP NAME', words: 2, asked: membership(true) },
  'group remove-member': { usage: 'GROUP NAME', words: 2, asked: membership(false) },
}

/** For help: each with its arguments. */
export const peopleUsages: readonly string[] = Object.entries(forms).map(([name, { usage }]) =>
  ['/prism', name, usage].filter(Boolean).join(' '),
)

export const peopleNames: readonly string[] = Object.keys(forms)

/** Undefined where the words are none of these commands. Throws `missing-input`, `bad-command`, `bad-option`. */
export function peopleFrom([group = '', verb = '', ...rest]: readonly string[]): PeopleAsked | undefined {
  const form = forms[`${group} ${verb}`]
  if (!form) return undefined
  const given = givenIn(rest, form, `${group} ${verb}`)
  return { kind: 'people', asked: form.asked(given) }
}

const flags = ['sudo', 'no-sudo', 'follow']

function givenIn(rest: readonly string[], { usage, words: count, more = 0, options: names = [] }: Form, said: string): Given {
  const words: string[] = []
  const options = new Map<string, string>()
  for (let i = 0; i < rest.length; i++) {
    const word = rest[i]!
    const [, name, value] = /^--([^=]*)(?:=(.*))?$/s.exec(word) ?? []
    if (name === undefined) {
      words.push(word)
      continue
    }
    if (!names.includes(name)) throw fail('bad-option', { seen: `${said} has no option ${quote(word)}${didYouMean(name, names, '--')}` })
    if (options.has(name)) throw fail('bad-option', { seen: `--${name} is given more than once` })
    const one = flags.includes(name) ? '' : (value ?? rest[++i])
    if (one === undefined) throw fail('missing-input', { seen: `--${name} needs a value` })
    options.set(name, one)
  }
  const want = `it is /prism ${said} ${usage}`.trimEnd()
  if (words.length < count) throw fail('missing-input', { seen: want })
  if (words.length > count + more) throw fail('bad-command', { seen: `${quote(words[count + more]!)} is one word too many; ${want}` })
  return { words, options }
}

function whoAsked({ words: [person], options }: Given): Asked {
  const [instance, at] = [options.get('instance'), options.get('at')]
  if (at !== undefined && sinceIn(at) === undefined)
    throw fail('bad-option', { seen: `--at ${quote(at)}; a date looks like 2026-11-01, or 2026-11-01T08:00Z` })
  const asked = {
    ...(person === undefined ? {} : { person }),
    ...(instance === undefined ? {} : { instance: formatSelector(parseSelector(instance)) }),
    ...(at === undefined ? {} : { at }),
  }
  return { kind: 'who', asked }
}

function keysAsked({ words: [name = ''], options }: Given): Asked {
  const [add, remove] = [options.get('add'), options.get('remove')]
  for (const fingerprint of [add, remove])
    if (fingerprint !== undefined && !/^SHA256:[A-Za-z0-9+/]{43}$/.test(fingerprint))
      throw fail('bad-option', { seen: `${quote(fingerprint)} is no fingerprint: SHA256: and 43 characters, as ssh-keygen -l shows it` })
  if (options.has('follow')) {
    if (add !== undefined || remove !== undefined)
      throw fail('bad-option', { seen: '--follow, and a key: keys follow GitHub, or they are pinned' })
    return { kind: 'keys', name, follow: true }
  }
  return { kind: 'keys', name, ...(add === undefined ? {} : { add }), ...(remove === undefined ? {} : { remove }) }
}

/** Their account has the login's name, in lower case, unless they are given another one. */
function addPerson({ words: [who = ''], options }: Given): Asked {
  if (options.has('github')) throw fail('bad-option', { seen: '--github: the login is what is added, as @LOGIN' })
  const login = loginIn(who)
  const name = options.get('name') ?? login.toLowerCase()
  return { kind: 'change', change: { kind: 'set', where: 'people', name, words: wordsOf(options), isNew: true }, login }
}

function loginIn(text: string): string {
  const [, login] = /^@([A-Za-z0-9](?:-?[A-Za-z0-9]){0,38})$/.exec(text) ?? []
  if (login !== undefined) return login
  throw fail('bad-option', { seen: `${quote(text)} is no login on GitHub; it is written @LOGIN` })
}

function wordsOf(options: ReadonlyMap<string, string>): Readonly<Record<string, unknown>> {
  if (options.has('sudo') && options.has('no-sudo')) throw fail('bad-option', { seen: '--sudo and --no-sudo' })
  const list = (name: string) => {
    const text = options.get(name)
    return text === undefined ? {} : { [name]: text.split(',').filter(Boolean) }
  }
  const until = options.get('until')
  const [since, shell] = [options.get('since'), options.get('shell')]
  return {
    ...list('groups'),
    ...list('hosts'),
    ...(until === undefined ? {} : { until: until === 'none' ? null : until }),
    ...(since === undefined ? {} : { since: since === 'none' ? null : since }),
    ...(shell === undefined ? {} : { shell }),
    ...(options.has('sudo') ? { sudo: true } : options.has('no-sudo') ? { sudo: false } : {}),
  }
}
