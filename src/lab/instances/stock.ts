/** What an image holds before anybody installs anything: the clients that its spec asks for, and its stock repositories. */
import { createHash } from 'node:crypto'
import { appendFileSync, chmodSync, copyFileSync, existsSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { Family } from './image-profiles.ts'
import { scriptPath } from './world.ts'

/** Puts the clients where their packages would, with a line in dpkg's list. `disk` is the image as this process can write it. */
export function installClient(disk: string, which: { readonly efs: boolean; readonly nfs: boolean; readonly authority: string }): void {
  const program = (name: string, folder = 'usr/sbin') => {
    const to = join(disk, folder, name)
    copyFileSync(scriptPath('client', name), to)
    chmodSync(to, 0o755)
  }
  if (which.nfs) {
    program('mount.nfs4')
    symlinkSync('mount.nfs4', join(disk, 'usr/sbin/mount.nfs'))
    known(disk, 'nfs-common', '1:2.6.4-3', ['/usr/sbin/mount.nfs4', '/usr/sbin/mount.nfs'])
  }
  if (which.efs) {
    program('mount.efs')
    program('efs-proxy', 'usr/bin')
    mkdirSync(join(disk, 'etc/amazon/efs'), { recursive: true })
    copyFileSync(scriptPath('client', 'efs-utils.conf'), join(disk, 'etc/amazon/efs/efs-utils.conf'))
    copyFileSync(which.authority, join(disk, 'etc/amazon/efs/efs-utils.crt'))
    known(disk, 'amazon-efs-utils', '3.2.0-1', [
      '/usr/sbin/mount.efs',
      '/usr/bin/efs-proxy',
      '/etc/amazon/efs/efs-utils.conf',
      '/etc/amazon/efs/efs-utils.crt',
    ])
  }
}

function known(disk: string, name: string, version: string, files: readonly string[]): void {
  const status = join(disk, 'var/lib/dpkg/status')
  if (!existsSync(status)) return
  const lines = [`Package: ${name}`, 'Status: install ok installed', 'Maintainer: Prism lab <lab@example.invalid>', 'Architecture: all']
  appendFileSync(status, `${[...lines, `Version: ${version}`, 'Description: stand-in of the Prism lab'].join('\n')}\n\n`)
  writeFileSync(join(dirname(status), 'info', `${name}.list`), `${files.join('\n')}\n`)
}

/**
 * The repositories of an image as it is started here: none for apt (its sources are empty), an empty one for dnf, which refuses to
 * work without any.
 */
export function stockRepositories(disk: string, family: Family): void {
  if (family !== 'redhat') return
  const folder = '/usr/share/lab-baseos'
  const data = join(disk, folder, 'repodata')
  mkdirSync(data, { recursive: true })
  mkdirSync(join(disk, 'etc/yum.repos.d'), { recursive: true })
  mkdirSync(join(disk, 'etc/dnf/vars'), { recursive: true })
  const primary =
    '<?xml version="1.0" encoding="UTF-8"?>\n<metadata xmlns="http://linux.duke.edu/metadata/common" xmlns:rpm="http://linux.duke.edu/metadata/rpm" packages="0"></metadata>\n'
  const sum = createHash('sha256').update(primary).digest('hex')
  const sums = `<checksum type="sha256">${sum}</checksum><open-checksum type="sha256">${sum}</open-checksum>`
  writeFileSync(join(data, 'primary.xml'), primary)
  writeFileSync(
    join(data, 'repomd.xml'),
    `<?xml version="1.0" encoding="UTF-8"?>\n<repomd xmlns="http://linux.duke.edu/metadata/repo"><revision>1</revision><data type="primary">${sums}<location href="repodata/primary.xml"/><timestamp>1</timestamp><size>${primary.length}</size><open-size>${primary.length}</open-size></data></repomd>\n`,
  )
  writeFileSync(join(disk, 'etc/yum.repos.d/baseos.repo'), repositoryFile('baseos', folder))
  writeFileSync(join(disk, 'etc/dnf/vars/releasever'), '9\n')
}

/** A file of /etc/yum.repos.d for a repository in a folder. */
export function repositoryFile(id: string, folder: string): string {
  return `[${id}]\nname=${id}\nbaseurl=file://${folder}\nenabled=1\ngpgcheck=0\n`
}
