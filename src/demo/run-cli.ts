/** The real command line, as a process of its own. */
import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'

const program = fileURLToPath(new URL('../entrypoints/cli/main.js', import.meta.url))

/** `prism ARGS… --json`: what it printed. Throws with its words when it ends non-zero. */
export async function runCli(env: Readonly<Record<string, string>>, ...args: readonly string[]): Promise<unknown> {
  const { stdout } = await promisify(execFile)(process.execPath, [program, ...args, '--json'], { env: { PATH: process.env.PATH, ...env } })
  return JSON.parse(stdout)
}
