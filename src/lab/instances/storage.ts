/**
 * The lab's file systems: a tmpfs each, mounted as a TLS mount of EFS looks on a client (`127.0.0.1:/`), and the names and zones
 * by which clients find them (`dns/<file system>/<zone>` holds an address).
 */
import { mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { LabStorage } from '../ports.ts'
import type { CommandOptions, Output } from './command.ts'

/** What storage needs of the world that it lies in. */
export type StoragePlace = {
  /** Where the lab's tmpfs is mounted inside the world. */
  readonly lab: string
  /** A path of the world as this process can open it. */
  readonly path: (...parts: readonly string[]) => string
  /** Runs a bash script of this folder in the world's mount and PID namespace. */
  readonly run: (script: string, args: readonly string[], options?: CommandOptions) => Promise<Output>
}

export function openStorage({ lab, path, run }: StoragePlace): LabStorage {
  let last: Promise<void> = Promise.resolve()
  return {
    createFileSystem: async (id) => {
      await mkdir(path(lab, 'dns', safe(id)), { recursive: true })
      await file('make', id)
    },
    deleteFileSystem: async (id) => {
      await rm(path(lab, 'dns', safe(id)), { recursive: true, force: true })
      await rm(path(lab, 'policies', safe(id)), { force: true })
      await file('remove', id)
    },
    // targets become available at the same moment: one after the other, so that the last word is the newest
    setMountTargets: (id, targets) => {
      const mine = last.then(() => publish(id, targets))
      last = mine.catch(() => undefined)
      return mine
    },
    setAccessPoint: async (id, point) => {
      const place = path(lab, 'access-points', safe(id))
      if (!point) return rm(place, { force: true })
      const { uid, gid, permissions } = point.creation ?? {}
      await mkdir(path(lab, 'access-points'), { recursive: true })
      const { user } = point
      const identity = user ? `${user.uid}:${user.gid}:${user.groups.join(',')}` : '-'
      await writeFile(place, `${safe(point.fileSystemId)} ${uid ?? '-'} ${gid ?? '-'} ${permissions ?? '-'} ${identity} ${point.path}\n`)
    },
    setPolicy: async (id, policy) => {
      const place = path(lab, 'policies', safe(id))
      if (policy === undefined) return rm(place, { force: true })
      await mkdir(path(lab, 'policies'), { recursive: true })
      // never half of one: a client may be asking
      await writeFile(`${place}.new`, policy)
      await rename(`${place}.new`, place)
    },
  }

  async function publish(id: string, targets: Parameters<LabStorage['setMountTargets']>[1]): Promise<void> {
    const folder = path(lab, 'dns', safe(id))
    await mkdir(folder, { recursive: true })
    // a name that stays is never gone or empty for a moment
    for (const target of targets) {
      await writeFile(join(folder, '.new'), `${target.ipAddress}\n`)
      await rename(join(folder, '.new'), join(folder, safe(target.availabilityZone)))
    }
    const wanted = new Set(targets.map((target) => target.availabilityZone))
    for (const zone of await readdir(folder)) if (!wanted.has(zone)) await rm(join(folder, zone), { force: true })
  }

  async function file(verb: 'make' | 'remove', id: string): Promise<void> {
    const done = await run('file-system.sh', [lab, verb, safe(id)])
    if (done.code !== 0) throw new Error(`The lab could not ${verb} the file system ${id}: ${done.stderr.trim()}`)
  }
}

function safe(name: string): string {
  if (!/^[A-Za-z0-9][A-Za-z0-9.-]*$/.test(name)) throw new Error(`Not a name the lab can use for a file: ${JSON.stringify(name)}`)
  return name
}
