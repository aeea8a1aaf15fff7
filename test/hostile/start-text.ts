/** What is sent to a host, changed before it is sent: a job's program begun many times at one start, or with a fault that it does not have. */

/** The loader's last line, which runs the program. */
const runs = 'exec(compile(text, "prism", "exec"), {"__name__": "prism"})'
const parameters = /^PRISM_PARAMETERS='([A-Za-z0-9+/=]*)'$/m

/**
 * Scripts of one job with parameters of their own, as one: the interpreter starts and unpacks once, each round is a fork of it that runs
 * the same program.
 */
export function inOneStart(scripts: readonly string[]): string {
  const [first = ''] = scripts
  const all = scripts.map((script) => parameters.exec(script)?.[1] ?? '')
  const loop = [
    'import posix',
    'code = compile(text, "prism", "exec")',
    'for given in environ.pop(b"PRISM_ROUNDS").split():',
    '    if not posix.fork():',
    '        environ[b"PRISM_PARAMETERS"] = given',
    '        exec(code, {"__name__": "prism"})',
    '    posix.wait()',
  ]
  return replaced(
    replaced(first, parameters, (line) => `${line}\nPRISM_ROUNDS='${all.join(' ')}'; export PRISM_ROUNDS`),
    new RegExp(`^ *${literally(runs)}$`, 'm'),
    (line) => indented(line, loop),
  )
}

/** The program with other words in the place of some of its own, which have to be there: a fault on purpose, that what judges must see. */
export function withFault(script: string, { from, to }: { readonly from: string; readonly to: string }): string {
  const bytes = (text: string): string => `a2b_base64(b"${Buffer.from(text).toString('base64')}")`
  const change = [
    'from binascii import a2b_base64',
    `if ${bytes(from)} not in text: sys.exit("prism: no place for the fault")`,
    `text = text.replace(${bytes(from)}, ${bytes(to)})`,
  ]
  return replaced(script, /^ *if sha256\(text\).*\n.*$/m, (lines) => `${lines}\n${indented(lines, change)}`)
}

/** With a line of the shell's before all else. */
export const withLine = (script: string, line: string): string => replaced(script, /\n/, () => `\n${line}\n`)

const indented = (line: string, lines: readonly string[]): string =>
  lines.map((one) => ' '.repeat(line.length - line.trimStart().length) + one).join('\n')

const literally = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')

function replaced(text: string, what: RegExp, by: (found: string) => string): string {
  if (!what.test(text)) throw new Error(`what is sent has no ${what.source}`)
  return text.replace(what, by)
}
