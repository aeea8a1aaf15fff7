/**
 * What a shell offers after Tab: the words of the commands and their options, written into the script. It starts no program and asks AWS
 * nothing; after an option that takes a file, and where no word fits, the shell offers files.
 */
import type { Command } from 'commander'

export const shells = ['bash', 'zsh', 'fish'] as const
export type Shell = (typeof shells)[number]

/** What can be said at one place: after `prism`, after `prism volume`, after `prism volume mount`. */
type Place = { readonly path: string; readonly words: readonly Offered[] }
type Offered = { readonly word: string; readonly doc: string }
/** Values that an option chooses among. */
type Choice = { readonly option: string; readonly values: readonly string[] }

export function completion(shell: Shell, prism: Command): string {
  const places = placesOf(prism)
  const choices = choicesOf(prism)
  switch (shell) {
    case 'bash':
      return bash(places, choices)
    case 'zsh':
      return zsh(places, choices)
    case 'fish':
      return fish(places, choices)
  }
}

function placesOf(command: Command, above: readonly string[] = [], global: readonly Offered[] = []): Place[] {
  const here = command.options.map((o): Offered => ({ word: o.long ?? o.flags, doc: o.description }))
  const commands = command.commands.map((c): Offered => ({ word: c.name(), doc: c.description() }))
  const options = [...here, ...global, ...(above.length > 0 ? [{ word: '--help', doc: 'show help' }] : [])]
  const below = above.length === 0 ? here.filter((o) => o.word !== '--version') : global
  return [
    { path: above.join(' '), words: [...commands, ...options] },
    ...command.commands.flatMap((c) => placesOf(c, [...above, c.name()], below)),
  ]
}

function choicesOf(command: Command): Choice[] {
  const own = command.options.flatMap((o) => (o.argChoices && o.long ? [{ option: o.long, values: o.argChoices }] : []))
  return [...new Map([...own, ...command.commands.flatMap(choicesOf)].map((c) => [c.option, c])).values()]
}

/** What a word can lead to. */
const steps = (places: readonly Place[]): string[] => places.map((p) => p.path).filter((path) => path !== '')

/** For a shell's single quotes, in which only a quote means something. */
const quoted = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`

function bash(places: readonly Place[], choices: readonly Choice[]): string {
  return `# prism completion bash; for this shell: eval "$(prism completion bash)"
_prism() {
  local cur=\${COMP_WORDS[COMP_CWORD]} prev=\${COMP_WORDS[COMP_CWORD - 1]} at='' words='' next i
  for ((i = 1; i < COMP_CWORD; i++)); do
    next="\${at:+$at }\${COMP_WORDS[i]}"
    case $next in
      ${steps(places).map(quoted).join(' | ')}) at=$next ;;
    esac
  done
  case $prev in
${lines(choices, ({ option, values }) => `    ${option}) words=${quoted(values.join(' '))} ;;`)}
    *)
      case $at in
${lines(places, ({ path, words }) => `        ${quoted(path)}) words=${quoted(words.map((w) => w.word).join(' '))} ;;`)}
      esac
      ;;
  esac
  mapfile -t COMPREPLY < <(compgen -W "$words" -- "$cur")
}
complete -o default -F _prism prism
`
}

function zsh(places: readonly Place[], choices: readonly Choice[]): string {
  const described = ({ word, doc }: Offered): string => quoted(`${word}:${doc.replaceAll(':', '\\:')}`)
  return `#compdef prism
# prism completion zsh; for this shell: source <(prism completion zsh)
_prism() {
  local at='' next i
  local -a offered
  for ((i = 2; i < CURRENT; i++)); do
    next="\${at:+$at }\${words[i]}"
    case $next in
      ${steps(places).map(quoted).join('|')}) at=$next ;;
    esac
  done
  case \${words[CURRENT-1]} in
${lines(choices, ({ option, values }) => `    ${option}) offered=(${values.map(quoted).join(' ')}) ;;`)}
    *)
      case $at in
${lines(places, ({ path, words }) => `        ${quoted(path)}) offered=(${words.map(described).join(' ')}) ;;`)}
      esac
      ;;
  esac
  _describe prism offered || _files
}
if [[ $funcstack[1] == _prism ]]; then _prism "$@"; else compdef _prism prism; fi
`
}

const lines = <T>(all: readonly T[], say: (one: T) => string): string => all.map(say).join('\n')

function fish(places: readonly Place[], choices: readonly Choice[]): string {
  const at = (path: string): string => `-n ${quoted(`test "$(__prism_path)" = ${path === '' ? "''" : quoted(path)}`)}`
  return [
    '# prism completion fish; for this shell: prism completion fish | source',
    'function __prism_path',
    "    set -l path ''",
    '    for word in (commandline -opc)[2..]',
    '        set -l next (string trim "$path $word")',
    `        contains -- "$next" ${steps(places).map(quoted).join(' ')}; and set path $next`,
    '    end',
    '    echo $path',
    'end',
    ...places.flatMap(({ path, words }) =>
      words.map(({ word, doc }) => {
        const choice = choices.find((c) => c.option === word)
        const what = word.startsWith('--') ? `-l ${word.slice(2)}` : `-a ${word}`
        return `complete -c prism ${at(path)} ${what}${choice ? ` -x -a ${quoted(choice.values.join(' '))}` : ''} -d ${quoted(doc)}`
      }),
    ),
    '',
  ].join('\n')
}
