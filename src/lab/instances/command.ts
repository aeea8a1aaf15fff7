/** Runs one program to its end and keeps what it said. */
import { spawn } from 'node:child_process'

export type Output = { readonly code: number; readonly stdout: string; readonly stderr: string }

export type CommandOptions = {
  readonly stdin?: string | Uint8Array
  readonly env?: Readonly<Record<string, string>>
  /** After it the program and its children get SIGKILL; the code is then 137. */
  readonly timeoutMs?: number
}

/** Never throws for an exit code: a program that cannot be started at all is code 127 with the reason on stderr. */
export function runCommand(program: string, args: readonly string[], options: CommandOptions = {}): Promise<Output> {
  return new Promise((resolve) => {
    const child = spawn(program, args, { detached: true, stdio: 'pipe', env: options.env ?? process.env })
    const stdout: Buffer[] = []
    const stderr: Buffer[] = []
    const timer = setTimeout(() => child.pid && killGroup(child.pid), options.timeoutMs ?? 60_000)
    child.stdout.on('data', (chunk: Buffer) => stdout.push(chunk))
    child.stderr.on('data', (chunk: Buffer) => stderr.push(chunk))
    child.stdin.on('error', () => {}) // a program that does not read its input is not our fault
    child.stdin.end(options.stdin ?? '')
    child.on('error', (error) => end(127, error.message))
    child.on('close', (code, signal) => end(code ?? (signal === 'SIGKILL' ? 137 : 128)))

    function end(code: number, also = '') {
      clearTimeout(timer)
      resolve({ code, stdout: Buffer.concat(stdout).toString(), stderr: Buffer.concat(stderr).toString() + also })
    }
  })
}

/** SIGKILL to a process group; one that is gone already is fine. */
export function killGroup(pid: number): void {
  try {
    process.kill(-pid, 'SIGKILL')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error
  }
}
