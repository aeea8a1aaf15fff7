/**
 * The world: one outer mount and PID namespace (and user namespace without root) that holds every file system and instance of a
 * lab, so that ids and mounts agree between them. Nothing of it is on the host's disk, and all of it ends with this process.
 */
import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { chmod, readFile, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { LabStorage } from '../ports.ts'
import { runCommand } from './command.ts'
import { findProgram, inspectHost, unshareUser } from './host.ts'
import { openStorage, type StoragePlace } from './storage.ts'

export type World = StoragePlace & {
  readonly region: string
  readonly storage: LabStorage
  /** root, or inside a user namespace over subordinate ids. */
  readonly kind: 'root' | 'subordinate'
  /** The world's PID 1 as this process counts. */
  readonly pid: number
  /** The arguments with which nsenter joins namespaces of a process of the world, as its root. */
  readonly enter: (pid: number, ...namespaces: readonly string[]) => string[]
  /** Called before the world ends. */
  readonly onStop: (stop: () => Promise<void> | void) => void
  /** Kills and unmounts everything; safe to call twice. */
  readonly stop: () => Promise<void>
}

const here = dirname(fileURLToPath(import.meta.url))
export const nsenter = findProgram('nsenter') ?? 'nsenter'

/** The text or path of a script that lies beside this file. */
export const scriptPath = (...name: readonly string[]): string => join(here, ...name)
export const scriptText = (...name: readonly string[]): Promise<string> => readFile(scriptPath(...name), 'utf8')

/** Opens a world. Throws with the reason where this machine cannot hold one. */
export async function openWorld({ region = 'us-east-1' }: { readonly region?: string } = {}): Promise<World> {
  const host = inspectHost()
  if (host.kind === 'refused') throw new Error(host.reason)
  const root = host.kind === 'root'
  const lab = freeMountPoint()
  const child = spawn(
    findProgram('unshare') ?? 'unshare',
    [...unshareUser(root), '--mount', '--propagation', 'private', '--pid', '--fork', '--kill-child', 'bash', scriptPath('world.sh'), lab],
    { stdio: 'pipe', env: programs() },
  )
  const pid = await firstNumber(child, 'The lab’s world did not start')
  const enter = (target: number, ...namespaces: readonly string[]): string[] => [
    '--target',
    String(target),
    ...(root ? [] : ['--user']),
    '--setuid',
    '0',
    '--setgid',
    '0',
    ...namespaces,
  ]
  const path = (...parts: readonly string[]): string => join(`/proc/${pid}/root`, ...parts)
  const run: World['run'] = async (script, args, options) =>
    runCommand(nsenter, [...enter(pid, '--mount', '--pid'), 'bash', scriptPath(script), ...args], { env: programs(), ...options })

  for (const program of ['attach.sh', 'hang.sh']) {
    await writeFile(path(lab, 'bin', program), await scriptText('client', program))
    await chmod(path(lab, 'bin', program), 0o755)
  }
  // who may mount, and the server of those whom EFS does not let do everything as themselves; on the machine's own Node
  for (const [name, program] of [
    ['serve-as', 'main.js'],
    ['admit', 'admit.js'],
  ] as const) {
    await writeFile(path(lab, 'bin', name), `#!/bin/sh\nexec '${process.execPath}' '${scriptPath('identity', program)}' "$@"\n`)
    await chmod(path(lab, 'bin', name), 0o755)
  }
  await writeFile(path(lab, 'region'), region)
  await writeFile(path(lab, 'pid'), String(pid))

  const stops: (() => Promise<void> | void)[] = []
  let stopped: Promise<void> | undefined
  const storage = openStorage({ lab, path, run })
  return {
    region,
    storage,
    kind: host.kind,
    lab,
    pid,
    path,
    enter,
    run,
    onStop: (stop) => void stops.push(stop),
    stop: () => {
      stopped ??= end()
      return stopped
    },
  }

  async function end(): Promise<void> {
    for (const stop of stops) await stop()
    const gone = new Promise<void>((resolve) => {
      if (child.exitCode !== null || child.signalCode !== null) resolve()
      else child.once('exit', () => resolve())
    })
    child.stdin?.end()
    await gone
  }
}

/** What the lab's own scripts run with: sbin is not on every user's PATH. */
export function programs(): Record<string, string> {
  return { PATH: `/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin`, LC_ALL: 'C' }
}

/** The PID that a script of ours prints first. Rejects with what it said on stderr when it ends instead. */
export function firstNumber(child: ChildProcess, what: string): Promise<number> {
  return new Promise((resolve, reject) => {
    let out = ''
    let err = ''
    child.stdout?.on('data', (chunk: Buffer) => {
      out += chunk.toString()
      if (out.includes('\n')) resolve(Number(out.split('\n', 1)[0]))
    })
    child.stderr?.on('data', (chunk: Buffer) => {
      err += chunk.toString()
    })
    child.stdin?.on('error', () => {})
    child.once('error', (error) => reject(new Error(`${what}: ${error.message}`, { cause: error })))
    child.once('exit', (code, signal) => reject(new Error(`${what} (${signal ?? `exit ${code}`}): ${err.trim()}`)))
  })
}

/**
 * An existing folder to mount on, in the world's own mount namespace: made ones would stay behind when we are killed. What lies in it
 * is hidden from the lab, so it must hold neither this program nor Node.
 */
function freeMountPoint(): string {
  const needed = [here, process.execPath, process.cwd()]
  const found = ['/media', '/srv', '/opt', '/mnt', '/boot'].find(
    (folder) => existsSync(folder) && !needed.some((path) => path === folder || path.startsWith(`${folder}/`)),
  )
  if (!found) throw new Error('The lab found no folder to mount its world on (/media, /srv, /opt, /mnt, /boot).')
  return found
}
