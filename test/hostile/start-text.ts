/** What is sent to a host, changed before it is sent: a job's program begun many times at one start, or with a fault that it does not have. */

/** The loader's last line, which runs the program. */
const runs = 'exec(compile(text, "prism", "exec"), {"__name__": "prism"})'
const parameters = /^PRISM_PARAMETERS='([A-Za-z0-9+/=]*)'$/m

/**
 * Scripts of one job with parameters of their own, as one: the interpreter starts and unpacks once, each round is a fork of it that runs
 * the same program. `before`: Python that each of them begins with; `n` is its number.
 */
export function inOneStart(scripts: readonly string[], before = ''): string {
  const [first = ''] = scripts
  const all = scripts.map((script) => parameters.exec(script)?.[1] ?? '')
  const loop = [
    'import posix',
    'from binascii import a2b_base64',
    'code = compile(text, "prism", "exec")',
    `before = compile(a2b_base64(b"${Buffer.from(before).toString('base64')}"), "before", "exec")`,
    'for n, given in enumerate(environ.pop(b"PRISM_ROUNDS").split()):',
    '    if not posix.fork():',
    '        environ[b"PRISM_PARAMETERS"] = given',
    '        exec(before, {"n": n})',
    '        exec(code, {"__name__": "prism"})',
    '    posix.wait()',
  ]
  return replaced(
    replaced(first, parameters, (line) => `${line}\nPRISM_ROUNDS='${all.join(' ')}'; export PRISM_ROUNDS`),
    new RegExp(`^ *${literally(runs)}$`, 'm'),
    (line) => indented(line, loop),
  )
}

/** The program, begun after some Python of ours: a fault on purpose, that what judges must see. */
export function withFault(script: string, python: string): string {
  const run = [
    'from binascii import a2b_base64',
    `exec(compile(a2b_base64(b"${Buffer.from(python).toString('base64')}"), "fault", "exec"), {})`,
  ]
  return replaced(script, /^ *if sha256\(text\).*\n.*$/m, (lines) => `${lines}\n${indented(lines, run)}`)
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
