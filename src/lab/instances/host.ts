/** What the machine offers to a lab, and what it lacks. */
import { spawnSync } from 'node:child_process'
import { existsSync, lstatSync, readFileSync } from 'node:fs'
import { userInfo } from 'node:os'
import { delimiter, join } from 'node:path'

/** root: namespaces as root · subordinate: inside a user namespace over the caller's subordinate ids */
export type Host = { readonly kind: 'root' } | { readonly kind: 'subordinate' } | { readonly kind: 'refused'; readonly reason: string }

/** Whether instances can run here; a refusal's reason is a sentence for the person at the terminal. */
export function inspectHost(): Host {
  if (process.platform !== 'linux') return refused(`The lab's instances are Linux namespaces; this machine is ${process.platform}.`)
  for (const program of ['unshare', 'nsenter', 'mount', 'chroot', 'ip', 'bash', 'useradd', 'setpriv'])
    if (!findProgram(program)) return refused(`The lab needs the program ${program}, which is not installed here.`)
  if (!existsSync('/var/lib/dpkg/status')) return refused('The lab builds its instances from a Debian or Ubuntu system; this is neither.')
  if (!lstatSync('/bin').isSymbolicLink()) return refused('The lab needs a system with a merged /usr (/bin a link to usr/bin).')
  const root = process.getuid?.() === 0
  if (!root) {
    if (!findProgram('newuidmap')) return refused('Without root the lab needs newuidmap and newgidmap (Debian package uidmap).')
    const user = userInfo()
    for (const file of ['/etc/subuid', '/etc/subgid'])
      if (!hasRange(file, user.username, user.uid))
        return refused(`Neither root nor a subordinate id range: ${file} has no line for ${user.username} (usermod --add-subuids).`)
  }
  const trial = spawnSync('unshare', [...unshareUser(root), '--mount', '--pid', '--fork', '--uts', '--ipc', '--net', 'true'], {
    encoding: 'utf8',
  })
  if (trial.status !== 0)
    return refused(`The kernel or the container refuses namespaces to this user: ${trial.stderr.trim() || 'unshare failed'}.`)
  return { kind: root ? 'root' : 'subordinate' }
}

/** What unshare needs to make the lab's user namespace: nothing as root. */
export function unshareUser(root: boolean): readonly string[] {
  return root ? [] : ['--map-root-user', '--map-auto']
}

/** The path of a program on this machine, also when the caller's PATH lacks the sbin folders. */
export function findProgram(name: string): string | undefined {
  const folders = [...(process.env.PATH ?? '').split(delimiter), '/usr/local/sbin', '/usr/sbin', '/sbin', '/usr/bin', '/bin']
  return folders.map((folder) => join(folder, name)).find((path) => existsSync(path))
}

function refused(reason: string): Host {
  return { kind: 'refused', reason }
}

function hasRange(file: string, name: string, uid: number): boolean {
  if (!existsSync(file)) return false
  return readFileSync(file, 'utf8')
    .split('\n')
    .some((line) => line.startsWith(`${name}:`) || line.startsWith(`${uid}:`))
}
