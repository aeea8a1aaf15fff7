/** What an attack may not change: files outside of the volume, and who ran what was planted. */
import { readFile } from 'node:fs/promises'
import { type Output, runCommand } from '../../src/lab/instances/command.ts'
import type { Instance } from '../../src/lab/instances/instance.ts'
import { nsenter, programs, type World } from '../../src/lab/instances/world.ts'
import { programText } from './programs.ts'

/** A line for every file outside of the volume, by path. */
export type Snapshot = ReadonlyMap<string, string>

/** What Prism itself, the agent, the EFS client and sessions write while a look goes on; and the attacker's own places. */
const ignored = [
  '/attack',
  '/pwned',
  '/tmp',
  '/var/tmp',
  '/var/log',
  '/var/lib/amazon',
  '/var/lib/prism',
  '/home/mallory',
  '/home/eve',
  '/run/lock',
  '/run/mount',
  '/run/prism',
  '/run/prism-lab',
  '/run/utmp',
  '/run/user',
]

/** /usr is an overlay: only its upper layer can have been changed. The mount namespace is the instance's, the root is not. */
export async function snapshot(world: World, instance: Instance): Promise<Snapshot> {
  const home = `${world.lab}/instances/${instance.name}`
  const roots = [`${home}/disk=`, `${home}/disk/run=/run`, `${home}/usr=/usr`]
  const code = await programText('snapshot.py')
  const done: Output = await runCommand(
    nsenter,
    [...world.enter(instance.pid(), '--mount'), '/usr/bin/python3', '-I', '-S', '-c', code, ignored.join(','), ...roots],
    { env: programs(), timeoutMs: 60_000 },
  )
  if (done.code !== 0) throw new Error(`no snapshot of ${instance.name}: ${done.stderr}`)
  return new Map(
    done.stdout
      .split('\n')
      .filter(Boolean)
      .map((line) => [line.slice(0, line.indexOf(' ')), line] as const)
      // an interactive shell, which a look opens, writes down what it was told
      .filter(([path]) => !/^\/home\/[^/]+\/\.bash_history$/.test(path)),
  )
}

/** Who ran what was planted, a line each: `0 pay`. Read from outside: nobody on the instance can be in the way. */
export const ranPlanted = (world: World, { name }: Instance): Promise<string> =>
  readFile(world.path(world.lab, 'instances', name, 'disk', 'pwned', 'ran'), 'utf8')

/** What differs, a line each. */
export function changes(before: Snapshot, after: Snapshot, mayChange?: RegExp): string[] {
  const paths = new Set([...before.keys(), ...after.keys()])
  return [...paths]
    .filter((path) => before.get(path) !== after.get(path) && !mayChange?.test(path))
    .map((path) => `${before.get(path) ?? `${path} (not there)`} → ${after.get(path) ?? '(gone)'}`)
}
