/** One instance: a disk made as its distribution's image looks, booted in namespaces of its own, with its agent and metadata. */
import { type ChildProcess, spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdirSync, writeFileSync } from 'node:fs'
import type { RequestListener } from 'node:http'
import { dirname } from 'node:path'
import type { Distribution, LabInstance } from '../ports.ts'
import { accounts, type LabGroup, type LabUser } from './accounts.ts'
import { startAgent } from './agent.ts'
import { runCommand } from './command.ts'
import { type FaultControls, faultControls } from './faults.ts'
import { cloudConfig, imageProfiles, osRelease } from './image-profiles.ts'
import { type LoginServices, loginServices } from './login-services.ts'
import { metadataFor } from './metadata.ts'
import { certificatesOf, instanceNetwork, type NetworkControls } from './network.ts'
import { type PackageControls, packageControls } from './packages.ts'
import { imagePython, pythonHere } from './pythons.ts'
import { must, type Run } from './reach.ts'
import { type ServeOptions, serveInside } from './serve.ts'
import { installClient, stockRepositories } from './stock.ts'
import { firstNumber, nsenter, programs, scriptPath, scriptText, type World } from './world.ts'

export type InstanceSpec = {
  /** The Name tag, and the name in the lab: letters, digits, dashes. */
  readonly name: string
  readonly distribution: Distribution
  /** Another release of that distribution than the image's own: `20.04`. */
  readonly version?: string
  /** Another Python than that release's image has: `3.6`. */
  readonly python?: string
  /** Default: made from the name. */
  readonly id?: string
  readonly tags?: Readonly<Record<string, string>>
  /** Default: the region's zone a. */
  readonly availabilityZone?: string
  readonly privateIp?: string
  /** Besides the image's login user. */
  readonly users?: readonly LabUser[]
  readonly groups?: readonly LabGroup[]
  /** The EFS client in the image. Default: absent, except on Amazon Linux. */
  readonly client?: 'installed' | 'absent'
  /** The NFS client in the image. Default: as the EFS client. */
  readonly nfsClient?: 'installed' | 'absent'
  /** The instance profile; null: none. Default: one named after the lab. */
  readonly profile?: string | null
  /** Further files of the image, by absolute path. */
  readonly files?: Readonly<Record<string, string>>
}

export type Instance = LabInstance & {
  readonly spec: InstanceSpec
  /** PID 1 of the instance as this process counts; another one after a reboot. */
  readonly pid: () => number
  /** Runs a bash script as root inside, past SSM, with a common environment. */
  readonly run: Run
  /** Throws with what the instance said when there is no such file. */
  readonly readFile: (path: string) => Promise<string>
  /** Writes in place: an existing file keeps its owner and mode. */
  readonly writeFile: (path: string, content: string) => Promise<void>
  /** All processes die and all mounts go; what is on the disk stays; fstab is mounted again as a boot does. */
  readonly reboot: () => Promise<void>
  /** Serves HTTP on an address inside the instance; https with `tls`. Ends with the instance or by the returned function. */
  readonly serve: (options: ServeOptions, listener: RequestListener) => Promise<() => void>
  readonly faults: FaultControls
  readonly network: NetworkControls
  readonly packages: PackageControls
  readonly services: LoginServices
  /** From now on the agent runs commands in a mount namespace of its own, as a unit with PrivateTmp= does: what it mounts, nobody else sees. */
  readonly agentApart: (apart: boolean) => void
  readonly destroy: () => Promise<void>
}

/** Makes and boots an instance. Throws with the reason when it cannot. */
export async function createInstance(world: World, spec: InstanceSpec): Promise<Instance> {
  if (!/^[a-z0-9][a-z0-9-]{0,62}$/.test(spec.name)) throw new Error(`Not a name for an instance of the lab: ${JSON.stringify(spec.name)}`)
  const profile = imageProfiles[spec.distribution]
  const hash = createHash('sha256').update(spec.name).digest()
  const description = {
    id: spec.id ?? `i-0${hash.toString('hex').slice(0, 16)}`,
    name: spec.name,
    tags: { Name: spec.name, ...spec.tags },
    distribution: spec.distribution,
    platformName: profile.platformName,
    platformVersion: spec.version ?? profile.platformVersion,
    availabilityZone: spec.availabilityZone ?? `${world.region}a`,
    // above what mount targets get, which count up from the subnet's first address
    privateIp: spec.privateIp ?? `172.31.${8 + (hash[0]! % 8)}.${4 + (hash[1]! % 250)}`,
    ...(spec.profile === null ? {} : { profile: spec.profile ?? 'prism-lab-instance' }),
  }
  const people = accounts(spec.distribution, spec.users ?? [], spec.groups ?? [])
  const { version, path } = imagePython(spec.distribution, description.platformVersion)
  const folder = pythonHere(spec.python ?? version)
  const python = folder === undefined ? '' : `${path} ${folder}`
  const image = [world.lab, spec.name, profile.family, spec.distribution, scriptPath('image-profiles'), python, ...people.homes]
  const made = await world.run('image.sh', image)
  if (made.code !== 0) throw new Error(`The disk of ${spec.name} could not be made: ${made.stderr.trim()}`)
  const home = (...parts: string[]) => world.path(world.lab, 'instances', spec.name, ...parts)
  const put = (path: string, content: string, mode = 0o644) => {
    mkdirSync(dirname(home('disk', path)), { recursive: true })
    writeFileSync(home('disk', path), content, { mode })
  }
  for (const [path, content] of Object.entries(people.files)) put(path, content, path.includes('shadow') ? 0o640 : 0o644)
  put('/etc/os-release', osRelease(spec.distribution, spec.version))
  put('/etc/hostname', `${spec.name}\n`)
  put('/etc/hosts', `127.0.0.1 localhost\n${description.privateIp} ${spec.name}\n`)
  put('/etc/fstab', '')
  put('/etc/resolv.conf', 'nameserver 169.254.169.253\noptions timeout:1 attempts:1\n')
  put('/etc/cloud/cloud.cfg', cloudConfig(spec.distribution))
  put('/etc/machine-id', `${hash.toString('hex').slice(0, 32)}\n`, 0o444)
  if (profile.family !== 'redhat')
    put('/etc/nsswitch.conf', 'passwd: files\ngroup: files\nshadow: files\ngshadow: files\nhosts: files dns\n')
  for (const [path, content] of Object.entries(spec.files ?? {})) put(path, content)
  writeFileSync(home('zone'), description.availabilityZone)
  const client = spec.client ?? (spec.distribution === 'amazon' ? 'installed' : 'absent')
  stockRepositories(home('disk'), profile.family)
  const authority = `${await certificatesOf(world, 'good')}/authority.pem`
  installClient(home('disk'), { efs: client === 'installed', nfs: (spec.nfsClient ?? client) === 'installed', authority })

  let init: { readonly process: ChildProcess; readonly pid: number } | undefined
  const pid = () => {
    if (!init) throw new Error(`The instance ${spec.name} is not running.`)
    return init.pid
  }
  const enter = () => world.enter(pid(), '--mount', '--uts', '--ipc', '--net', '--pid', '--root', '--wd')
  const run: Run = (script, { args = [], ...options } = {}) =>
    runCommand(nsenter, [...enter(), '/bin/bash', '-c', script, 'bash', ...args], { env: { ...programs(), HOME: '/root' }, ...options })
  const network = instanceNetwork(world, description.availabilityZone, pid)
  const boot = async () => {
    init = await startInit(world, spec.name, description.privateIp)
    writeFileSync(home('pid'), `${init.pid}\n`)
    const answer = metadataFor(description, world.region)
    await network.open(init.pid, (request, response) => {
      const { status, body, headers } = answer({ method: request.method ?? '', path: request.url ?? '', headers: request.headers })
      response.writeHead(status, { 'content-type': 'text/plain', server: 'EC2ws', ...headers }).end(body)
    })
    await untilUp(init.process, spec.name)
  }
  const halt = async () => {
    const ending = init
    init = undefined
    if (!ending || ending.process.exitCode !== null || ending.process.signalCode !== null) return
    const gone = new Promise<void>((resolve) => ending.process.once('exit', () => resolve()))
    ending.process.stdin?.end()
    await gone
  }
  await boot()
  if (profile.family === 'redhat') await must(run('authselect select minimal --force'), 'authselect select minimal')
  if (spec.distribution === 'amazon')
    await must(
      run(await scriptText('image-profiles', 'amazon-pam'), { args: [description.platformVersion] }),
      'the PAM files of Amazon Linux',
    )
  if (profile.family === 'redhat' && /^(?:2|8(?:\.[0-9]+)?)$/.test(description.platformVersion))
    await must(run(await scriptText('image-profiles', 'start-files')), 'the start files of release 8')

  let apart: readonly string[] = []
  const { execute } = startAgent({ instanceId: description.id, region: world.region, enter: () => [...enter(), ...apart] })
  const reach = { world, name: spec.name, pid, run, home }
  return {
    ...description,
    spec,
    pid,
    run,
    execute,
    see: network.see,
    network: network.controls,
    readFile: async (path) => (await must(run('exec cat -- "$1"', { args: [path] }), `read ${path}`)).stdout,
    writeFile: async (path, content) => {
      await must(run('mkdir -p -- "$(dirname -- "$1")" && exec cat >"$1"', { args: [path], stdin: content }), `write ${path}`)
    },
    reboot: async () => {
      await halt()
      await boot()
    },
    serve: (options, listener) => serveInside(world, pid(), options, listener),
    faults: faultControls(reach),
    packages: packageControls(reach, profile.family),
    services: loginServices(reach),
    agentApart: (yes) => {
      apart = yes ? ['unshare', '--mount', '--propagation', 'slave'] : []
    },
    destroy: async () => {
      await halt()
      await must(world.run('remove.sh', [world.lab, spec.name]), `remove ${spec.name}`)
    },
  }
}

async function startInit(world: World, name: string, privateIp: string) {
  const child = spawn(
    nsenter,
    [
      ...world.enter(world.pid, '--mount', '--pid'),
      'unshare',
      '--mount',
      '--propagation',
      'slave',
      '--pid',
      '--fork',
      '--kill-child',
      '--uts',
      '--ipc',
      '--net',
      'bash',
      scriptPath('boot.sh'),
      world.lab,
      name,
      name,
      privateIp,
      scriptPath('init.sh'),
    ],
    { stdio: 'pipe', env: programs() },
  )
  return { process: child, pid: await firstNumber(child, `The instance ${name} did not boot`) }
}

/** Lets it mount what its fstab says, and waits for its word that it did. */
function untilUp(child: ChildProcess, name: string): Promise<void> {
  return new Promise((resolve, reject) => {
    let out = ''
    child.stdout?.on('data', (chunk: Buffer) => {
      out += chunk.toString()
      if (out.includes('up\n')) resolve()
    })
    child.once('exit', () => reject(new Error(`The instance ${name} went down while it booted`)))
    child.stdin?.write('go\n')
  })
}
