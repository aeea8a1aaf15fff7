/** What an instance's real package manager finds: a local repository, a lock, a package to serve by URL. */
import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { cpSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { killGroup } from './command.ts'
import { findProgram } from './host.ts'
import type { Family } from './image-profiles.ts'
import { certificatesOf } from './network.ts'
import { must, type Reach } from './reach.ts'
import { serveInside } from './serve.ts'
import { repositoryFile } from './stock.ts'
import { nsenter, programs, scriptPath, scriptText, type World } from './world.ts'

export type Served = { readonly url: string; readonly sha256: string; readonly stop: () => void }

export type PackageControls = {
  /**
   * Gives the instance a repository that its own apt-get or dnf uses: with the NFS client, as every distribution has, and with the
   * EFS client where `efsClient` is true, as Amazon Linux has. Throws with the reason where the machine lacks the tools.
   */
  readonly addRepository: (options: { readonly efsClient: boolean }) => Promise<void>
  /** The EFS client's package as a file, to serve by URL. */
  readonly clientPackage: () => Promise<{ readonly fileName: string; readonly content: Buffer; readonly sha256: string }>
  /** Serves that package on https://localhost:PORT/ inside the instance, which trusts the certificate. */
  readonly serveClient: (port?: number) => Promise<Served>
  /** The same with any file. */
  readonly serveFile: (file: { readonly fileName: string; readonly content: Buffer }, port?: number) => Promise<Served>
  /** A process that really holds the package manager's lock for so long, or until the returned function is called. */
  readonly holdLock: (seconds: number) => Promise<() => void>
}

const tools: Readonly<Record<Family, readonly string[]>> = {
  debian: ['dpkg-deb', 'dpkg-scanpackages'],
  redhat: ['rpmbuild', 'createrepo_c', 'dnf'],
  suse: ['rpmbuild', 'createrepo_c', 'zypper'],
}
const debianPackages = 'dpkg-dev, rpm, createrepo-c, dnf, zypper'

/** Why a family's repositories cannot be had on this machine; undefined when they can. */
export function whyNoRepository(family: Family): string | undefined {
  const missing = tools[family].filter((program) => !findProgram(program))
  return missing.length === 0
    ? undefined
    : `the lab's repositories need ${missing.join(', ')} on this machine (Debian packages ${debianPackages})`
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
    await certificatesOf(world, 'good')
    const authority = join(world.lab, 'certificates/authority.pem')
    await must(world.run('packages.sh', [out, scriptPath('client'), family, efsClient ? 'yes' : 'no', authority]), 'packages.sh')
    return world.path(out, 'repository')
  }
  const clientPackage: PackageControls['clientPackage'] = async () => {
    const folder = await repository(true)
    const paths = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    const fileName = paths.find((path) => /(^|\/)(?:amazon|aws)-efs-utils[^/]*\.(deb|rpm)$/.test(path))
    if (!fileName) throw new Error(`packages.sh made no client package in ${folder}`)
    const content = readFileSync(join(folder, fileName))
    return { fileName: basename(fileName), content, sha256: createHash('sha256').update(content).digest('hex') }
  }
  const serveFile: PackageControls['serveFile'] = async (file, port = 8443) => {
    const pem = (await must(run(await scriptText('certificate.sh')), 'certificate.sh')).stdout
    const begin = pem.indexOf('-----BEGIN CERTIFICATE-----')
    const tls = { key: pem.slice(0, begin), cert: pem.slice(begin) }
    const stop = await serveInside(world, pid(), { address: '127.0.0.1', port, tls }, (request, response) => {
      if (request.url === `/${file.fileName}`) response.end(file.content)
      else response.writeHead(404).end()
    })
    return { url: `https://localhost:${port}/${file.fileName}`, sha256: createHash('sha256').update(file.content).digest('hex'), stop }
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
        case 'suse':
          return writeFileSync(home('disk/etc/zypp/repos.d/lab.repo'), repositoryFile('lab', folder))
      }
    },
    clientPackage,
    serveClient: async (port) => serveFile(await clientPackage(), port),
    serveFile,
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
        holder.once('exit', (code) => reject(new Error(`The package lock cannot be taken: exit ${code} ${said.trim()}`)))
      })
      return () => {
        if (holder.pid) killGroup(holder.pid)
        void run('rm -f /var/lib/dnf/rpmdb_lock.pid /var/cache/dnf/*_lock.pid /run/zypp.pid')
      }
    },
  }
}
