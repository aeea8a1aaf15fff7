/** `prism lab …`: the lab is a program of its own; the product shares no code with it, not even here. */
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { constants } from 'node:os'
import { join } from 'node:path'
import { fail } from '../../domain/catalogue.ts'
import { packageFolder } from '../../installation.ts'
import { type Env, lookOf, write } from './streams.ts'

const compiled = join(packageFolder() ?? '', 'build', 'src')
const labProgram = join(compiled, 'lab', 'main.js')

/** What the lab answers comments with: a process of ours beside it. */
const appProgram = join(compiled, 'entrypoints', 'app', 'bin.js')

const labVerbs = ['up', 'run', 'shell', 'stop', 'start', 'reboot', 'break', 'comment'] as const
export type LabVerb = (typeof labVerbs)[number]
export const isLabVerb = (word: string | undefined): word is LabVerb => labVerbs.some((verb) => verb === word)

/** The lab's exit code, which is that of the command with `run`. It gets the arguments, the streams and the signals. Throws `missing-input` where the lab is not installed. */
export function startLab(verb: LabVerb, args: readonly string[], env: Env, program = labProgram): Promise<number> {
  if (!existsSync(program)) throw fail('missing-input', { seen: 'this installation of Prism has no lab' })
  const shown = verb === 'comment' && process.stdout.isTTY
  const child = spawn(process.execPath, [program, ...(verb === 'up' ? [] : [verb]), ...args], {
    stdio: ['inherit', shown ? 'pipe' : 'inherit', 'inherit'],
    env: { ...env, PRISM_APP_PROGRAM: appProgram },
  })
  const thread: Buffer[] = []
  child.stdout?.on('data', (chunk: Buffer) => thread.push(chunk))
  const passOn = (signal: NodeJS.Signals): void => {
    child.kill(signal)
  }
  // Ctrl-C and Ctrl-\ reach the child by themselves (one terminal, one process group); a signal sent to us alone must be passed on
  const hasOwnKeys = verb === 'run' || verb === 'shell'
  const fromKeys = hasOwnKeys && !process.stdin.isTTY ? passOn : (): void => {}
  const taken = { SIGINT: fromKeys, SIGTERM: passOn, SIGHUP: passOn, ...(hasOwnKeys ? { SIGQUIT: fromKeys } : {}) }
  for (const [signal, listener] of Object.entries(taken)) process.on(signal, listener)
  const ended = npxEnded(env, () => passOn('SIGTERM'))
  return new Promise<number>((resolve, reject) => {
    child.on('error', reject)
    child.on('close', (code, signal) => resolve(code ?? 128 + (signal ? constants.signals[signal] : 0)))
  }).finally(async () => {
    clearInterval(ended)
    if (thread.length > 0) await showThread(Buffer.concat(thread).toString(), env)
    for (const [signal, listener] of Object.entries(taken)) process.off(signal, listener)
  })
}

/** A signal to npx ends npx and the shell between it and us, and does not come further: whoever it started is another one's child by then. */
function npxEnded({ npm_command: command }: Env, end: () => void): NodeJS.Timeout | undefined {
  const parent = process.ppid
  return command === 'exec' ? setInterval(() => process.ppid !== parent && end(), 200).unref() : undefined
}

/** The thread comes in Markdown, as GitHub has it; a pipe gets it so. */
async function showThread(text: string, env: Env): Promise<void> {
  const { commentAtTerminal } = await import('../../render/print/comment-at-terminal.ts')
  write(process.stdout, `${commentAtTerminal(text, lookOf(process.stdout, env))}\n`)
}
