/** What stands behind the name of a program that serves: `prism-app` and `prism-api` take their configuration from the environment. */
import { didYouMean } from '../domain/did-you-mean.ts'
import { quote } from '../domain/names.ts'

export type ServerProgram = {
  readonly name: string
  /** One sentence. */
  readonly does: string
  /** What it cannot start without, a line each. */
  readonly needs: readonly string[]
  /** Its page, which has every variable. */
  readonly page: string
  /** Flags of its own, and what each does. */
  readonly flags?: Readonly<Record<string, string>>
}

/** go: the words are flags of its own, or none · say: print and end with the code; 0 goes to stdout, all else to stderr. */
export type ServerAsked = { readonly kind: 'go' } | { readonly kind: 'say'; readonly text: string; readonly code: 0 | 2 }

const common = { '--help': 'prints this (also -h)', '--version': 'prints the version (also -V)' }

/** Nothing is started for a word that the program does not know. */
export function serverArguments(words: readonly string[], program: ServerProgram, version: string): ServerAsked {
  if (words.some((word) => word === '--help' || word === '-h')) return { kind: 'say', text: helpOf(program), code: 0 }
  if (words.some((word) => word === '--version' || word === '-V')) return { kind: 'say', text: `${version}\n`, code: 0 }
  const own = Object.keys(program.flags ?? {})
  const [flag, ...more] = words
  if (flag === undefined) return { kind: 'go' }
  if (own.includes(flag) && more.every((word) => word === flag)) return { kind: 'go' }
  const strange = words.find((word) => !own.includes(word)) ?? flag
  const meant = didYouMean(strange, [...own, ...Object.keys(common)]) || '.'
  return {
    kind: 'say',
    text: `${program.name} has no argument ${quote(strange)}${meant} Nothing was started. See ${program.name} --help.\n`,
    code: 2,
  }
}

function helpOf({ name, does, needs, page, flags }: ServerProgram): string {
  const all = Object.entries({ ...flags, ...common })
  const width = Math.max(...all.map(([flag]) => flag.length))
  return [
    `Usage: ${name}${flags ? ` [${Object.keys(flags).join('] [')}]` : ''}`,
    '',
    does,
    'It takes its configuration from environment variables, and needs:',
    ...needs.map((line) => `  ${line}`),
    '',
    'Options:',
    ...all.map(([flag, what]) => `  ${flag.padEnd(width)}  ${what}`),
    '',
    `All variables, and how to set it up: ${page}`,
    '',
  ].join('\n')
}
