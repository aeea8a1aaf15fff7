/** An instance on a kernel of its own, with the accounts, files and programs of its distribution's image. */
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { accounts, type LabUser } from '../instances/accounts.ts'
import type { Output } from '../instances/command.ts'
import { cloudConfig, imageProfiles, osRelease } from '../instances/image-profiles.ts'
import { metadataFor } from '../instances/metadata.ts'
import { must } from '../instances/reach.ts'
import type { Distribution, LabInstance } from '../ports.ts'
import { agentOn, type KernelAgent } from './agent.ts'
import { bootKernel, type Kernel, type KernelOptions } from './kernel.ts'

export type KernelInstanceSpec = {
  /** The Name tag: letters, digits, dashes. */
  readonly name: string
  readonly distribution: Distribution
  /** In the VPC of the lab's AWS. */
  readonly privateIp: string
  /** Of the image's login user. Default: 1000, as images have it. */
  readonly loginUid?: number
  readonly users?: readonly LabUser[]
  /** Default: installed. */
  readonly client?: 'installed' | 'absent'
  /** See KernelOptions. */
  readonly processor: number
  /** PID 1. Default: `init.sh`, a boot of half the time. */
  readonly init?: 'init.sh' | 'systemd'
}

export type KernelInstance = LabInstance & {
  readonly expire: KernelAgent['expire']
  readonly spec: KernelInstanceSpec
  /** A bash script as root, past SSM. */
  readonly run: (script: string, options?: { readonly timeoutMs?: number }) => Promise<Output>
  /** Another boot of the same disk; fstab is mounted again as a boot does. `at-once` is a power cut. */
  readonly reboot: (how?: 'in-order' | 'at-once') => Promise<void>
  readonly halt: () => Promise<void>
}

export type Surroundings = Pick<KernelOptions, 'image' | 'wire' | 'folder'> & {
  readonly region: string
  /** The certificate, as PEM, by which clients know the file server. */
  readonly authority: string
}

export async function createKernelInstance(surroundings: Surroundings, spec: KernelInstanceSpec): Promise<KernelInstance> {
  const { region, authority, ...place } = surroundings
  const profile = imageProfiles[spec.distribution]
  const hash = createHash('sha256').update(spec.name).digest('hex')
  const description = {
    id: `i-0${hash.slice(0, 16)}`,
    name: spec.name,
    tags: { Name: spec.name },
    distribution: spec.distribution,
    platformName: profile.platformName,
    platformVersion: profile.platformVersion,
    availabilityZone: `${region}a`,
    privateIp: spec.privateIp,
  }
  const people = accounts(spec.distribution, spec.users ?? [], [])
  const uid = spec.loginUid ?? 1000
  const own = (text: string) => text.replaceAll(':1000:1000:', `:${uid}:${uid}:`).replaceAll(':x:1000:', `:x:${uid}:`)
  const files: Record<string, string> = {
    ...Object.fromEntries(Object.entries(people.files).map(([path, content]) => [path, own(content)])),
    '/etc/os-release': osRelease(spec.distribution),
    '/etc/hostname': `${spec.name}\n`,
    '/etc/hosts': `127.0.0.1 localhost\n${spec.privateIp} ${spec.name}\n`,
    '/etc/cloud/cloud.cfg': cloudConfig(spec.distribution),
    '/etc/machine-id': `${hash.slice(0, 32)}\n`,
    ...(spec.client === 'absent' ? {} : clientFiles(region, authority)),
    ...metadataFiles(metadataFor(description, region)),
  }
  const init = spec.init === 'systemd' ? { init: '/lib/systemd/systemd' } : {}
  const boot = () => bootKernel({ ...place, ...init, name: spec.name, ip: spec.privateIp, processor: spec.processor })
  let kernel: Kernel = await boot()
  const run: KernelInstance['run'] = async (script, { timeoutMs = 60_000 } = {}) => {
    const running = kernel.start(script, 'root')
    const timer = setTimeout(running.kill, timeoutMs)
    return running.done.finally(() => clearTimeout(timer))
  }
  const homes = people.homes.map((home) => `'${own(home)}'`).join(' ')
  const setUp = Object.entries(files).map(
    ([path, content]) =>
      `rm -f '${path}'; mkdir -p "$(dirname '${path}')"; base64 -d >'${path}' <<<'${Buffer.from(content).toString('base64')}'`,
  )
  const made = `set -e\n${setUp.join('\n')}
chmod 640 /etc/shadow /etc/gshadow
/lab/image-profile make ${profile.family} ${spec.distribution} ${spec.client ?? 'installed'} ${homes}
sync`
  await must(run(made), `the image of ${spec.name}`).catch(async (error: unknown) => {
    await kernel.halt('at-once')
    throw error
  })
  return {
    ...description,
    spec,
    run,
    ...agentOn(() => kernel, { instanceId: description.id, region }),
    reboot: async (how) => {
      await kernel.halt(how)
      kernel = await boot()
    },
    halt: () => kernel.halt('at-once'),
  }
}

/** What comes with the EFS client's package, beside mount.efs. */
function clientFiles(region: string, authority: string): Record<string, string> {
  const configuration = readFileSync(new URL('../instances/client/efs-utils.conf', import.meta.url), 'utf8')
  return {
    '/etc/amazon/efs/efs-utils.conf': configuration.replace('[mount]\n', `[mount]\nregion = ${region}\n`),
    '/etc/amazon/efs/efs-utils.crt': authority,
  }
}

/** What metadata.pl serves: the same values as the other lab's service, a file each. */
function metadataFiles(answer: ReturnType<typeof metadataFor>): Record<string, string> {
  const token = answer({ method: 'PUT', path: '/latest/api/token', headers: { 'x-aws-ec2-metadata-token-ttl-seconds': '60' } }).body
  const paths = [
    ...['instance-id', 'local-ipv4', 'mac', 'placement/availability-zone', 'placement/region'].map((name) => `meta-data/${name}`),
    'dynamic/instance-identity/document',
  ].map((name) => `latest/${name}`)
  return Object.fromEntries(
    paths.map((path) => [
      `/lab/metadata.d/${path.replaceAll('/', '!')}`,
      answer({ method: 'GET', path: `/${path}`, headers: { 'x-aws-ec2-metadata-token': token } }).body,
    ]),
  )
}
