/** The clients in an instance's image, and what its real package manager finds: a local repository, a lock, a package to serve by URL. */
import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import {
  appendFileSync,
  chmodSync,
  copyFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { killGroup } from './command.ts'
import { findProgram } from './host.ts'
import type { Family } from './poses.ts'
import { must, type Reach } from './reach.ts'
import { serveInside } from './serve.ts'
import { nsenter, programs, scriptPath, scriptText, type World } from './world.ts'

export type PackageControls = {
  /**
   * Gives the instance a repository that its own apt-get or dnf uses: with the NFS client, as every distribution has, and with the
   * EFS client where `efsClient` is true, as Amazon Linux has. Throws with the reason where the machine lacks the tools.
   */
  readonly addRepository: (options: { readonly efsClient: boolean }) => Promise<void>
  /** The EFS client's package as a file, to serve by URL. */
  readonly clientPackage: () => Promise<{ readonly fileName: string; readonly content: Buffer; readonly sha256: string }>
  /** Serves that package on https://localhost:PORT/ inside the instance, which trusts the certificate. */
  readonly serveClient: (port?: number) => Promise<{ readonly url: string; readonly sha256: string; readonly stop: () => void }>
  /** A process that really holds the package manager's lock for so long, or until the returned function is called. */
  readonly holdLock: (seconds: number) => Promise<() => void>
}

const tools: Readonly<Record<Family, readonly string[]>> = {
  debian: ['dpkg-deb', 'dpkg-scanpackages'],
  redhat: ['rpmbuild', 'createrepo_c', 'dnf'],
}
const debianPackages = 'dpkg-dev, rpm, createrepo-c, dnf'

/** Why a family's repositories cannot be had on this machine; undefined when they can. */
export function whyNoRepository(family: Family): string | undefined {
  const missing = tools[family].filter((program) => !findProgram(program))
  return missing.length === 0
    ? undefined
    : `the lab's repositories need ${missing.join(', ')} on this machine (Debian packages ${debianPackages})`
}

/** Puts the clients where their packages would, with a line in dpkg's list. `disk` is the image as this process can write it. */
export function installClient(disk: string, which: { readonly efs: boolean; readonly nfs: boolean }): void {
  const program = (name: string) => {
    const to = join(disk, 'usr/sbin', name)
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
    mkdirSync(join(disk, 'etc/amazon/efs'), { recursive: true })
    copyFileSync(scriptPath('client', 'efs-utils.conf'), join(disk, 'etc/amazon/efs/efs-utils.conf'))
    known(disk, 'amazon-efs-utils', '3.2.0-1', ['/usr/sbin/mount.efs', '/etc/amazon/efs/efs-utils.conf'])
  }
}

function known(disk: string, name: string, version: string, files: readonly string[]): void {
  const status = join(disk, 'var/lib/dpkg/status')
  if (!existsSync(status)) return
  const lines = [`Package: ${name}`, 'Status: install ok installed', 'Maintainer: Prism lab <lab@example.invalid>', 'Architecture: all']
  appendFileSync(status, `${[...lines, `Version: ${version}`, 'Description: stand-in of the Prism lab'].join('\n')}\n\n`)
  writeFileSync(join(dirname(status), 'info', `${name}.list`), `${files.join('\n')}\n`)
}

/** Built once for all instances of a world. */
const built = new WeakMap<World, Map<string, Promise<string>>>()

export function packageControls({ world, run, pid, home }: Reach, family: Family): PackageControls {
  const repository = (efsClient: boolean): Promise<string> => {
    const why = whyNoRepository(family)
    if (why) return Promise.reject(new Error(why))
    const kinds = built.get(world) ?? new Map<string, Promise<string>>()
    built.set(world, kinds)
    const kind = `${family}-${efsClient ? 'with' : 'without'}-efs`
    const building = kinds.get(kind) ?? build(kind, efsClient)
    kinds.set(kind, building)
    return building
  }
  const build = async (kind: string, efsClient: boolean) => {
    const out = join(world.lab, 'repositories', kind)
    await must(world.run('packages.sh', [out, scriptPath('client'), family, efsClient ? 'yes' : 'no']), 'packages.sh')
    return world.path(out, 'repository')
  }
  const clientPackage: PackageControls['clientPackage'] = async () => {
    const folder = await repository(true)
    const paths = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    const fileName = paths.find((path) => /(^|\/)amazon-efs-utils[^/]*\.(deb|rpm)$/.test(path))
    if (!fileName) throw new Error(`packages.sh made no client package in ${folder}`)
    const content = readFileSync(join(folder, fileName))
    return { fileName: basename(fileName), content, sha256: createHash('sha256').update(content).digest('hex') }
  }
  return {
    addRepository: async ({ efsClient }) => {
      const folder = '/srv/lab-repository'
      cpSync(await repository(efsClient), home('disk', folder), { recursive: true })
      switch (family) {
        case 'debian':
          return writeFileSync(home('disk/etc/apt/sources.list.d/lab.list'), `deb [trusted=yes] file:${folder} ./\n`)
        case 'redhat':
          return writeFileSync(home('disk/etc/yum.repos.d/lab.repo'), repositoryFile('lab', folder))
      }
    },
    clientPackage,
    serveClient: async (port = 8443) => {
      const file = await clientPackage()
      const pem = (await must(run(await scriptText('certificate.sh')), 'certificate.sh')).stdout
      const begin = pem.indexOf('-----BEGIN CERTIFICATE-----')
      const tls = { key: pem.slice(0, begin), cert: pem.slice(begin) }
      const stop = await serveInside(world, pid(), { address: '127.0.0.1', port, tls }, (request, response) => {
        if (request.url === `/${file.fileName}`) response.end(file.content)
        else response.writeHead(404).end()
      })
      return { url: `https://localhost:${port}/${file.fileName}`, sha256: file.sha256, stop }
    },
    holdLock: async (seconds) => {
      const inside = world.enter(pid(), '--mount', '--uts', '--ipc', '--net', '--pid', '--root', '--wd')
      const script = await scriptText('package-lock.sh')
      const holder = spawn(nsenter, [...inside, '/bin/bash', '-c', script, 'bash', family, String(seconds)], {
        stdio: ['ignore', 'pipe', 'pipe'],
        detached: true,
        env: programs(),
      })
      let said = ''
      holder.stderr?.on('data', (chunk: Buffer) => {
        said += chunk.toString()
      })
      await new Promise<void>((resolve, reject) => {
        holder.stdout?.once('data', () => resolve())
        holder.once('error', reject)
        holder.once('exit', (code) => reject(new Error(`The package lock is not to be had: exit ${code} ${said.trim()}`)))
      })
      return () => {
        if (holder.pid) killGroup(holder.pid)
        void run('rm -f /var/lib/dnf/rpmdb_lock.pid /var/cache/dnf/*_lock.pid')
      }
    },
  }
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

function repositoryFile(id: string, folder: string): string {
  return `[${id}]\nname=${id}\nbaseurl=file://${folder}\nenabled=1\ngpgcheck=0\n`
}
