/** `prism volume create NAME`, by the real command line as a process of its own. */
import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'

const program = fileURLToPath(new URL('../doors/cli/main.js', import.meta.url))

export async function createVolume(name: string, env: Readonly<Record<string, string>>): Promise<void> {
  await promisify(execFile)(process.execPath, [program, 'volume', 'create', name], { env: { PATH: process.env.PATH, ...env } })
}
