/**
 * The network as one instance sees it: metadata, the VPC's resolver, and the mount targets that security groups let it reach, with a
 * real socket behind each. Every other address of the VPC swallows packets, as a closed security group does.
 */
import { readFileSync } from 'node:fs'
import type { RequestListener } from 'node:http'
import type { Server, Socket } from 'node:net'
import { createServer as createTlsServer } from 'node:tls'
import type { LabNetworkView } from '../ports.ts'
import { runCommand } from './command.ts'
import { answerDns } from './name-server.ts'
import { must, type Run } from './reach.ts'
import { openSockets, serveHttp } from './serve.ts'
import { nsenter, programs, type World } from './world.ts'

/** What answers at port 2049 of mount targets: EFS's TLS with a certificate, nobody, or something that is not TLS. */
export type NfsServer = 'good' | 'expired' | 'not-yet-valid' | 'wrong-name' | 'untrusted' | 'plain' | 'refuses'

export type NetworkControls = {
  readonly nfsServer: (kind: NfsServer) => Promise<void>
  /** How the VPC's resolver answers for file systems, whatever the VPC's attributes say; undefined: by those. */
  readonly resolver: (answers: LabNetworkView['names'] | undefined) => void
}

export type InstanceNetwork = {
  readonly controls: NetworkControls
  /** Opens the sockets of an instance that is booting. */
  readonly open: (pid: number, metadata: RequestListener) => Promise<void>
  readonly see: (view: LabNetworkView) => Promise<void>
}

const nfsPort = 2049

export function instanceNetwork(world: World, zone: string, pid: () => number): InstanceNetwork {
  let view: LabNetworkView | undefined
  let answers: LabNetworkView['names'] | undefined
  let kind: NfsServer = 'good'
  let nfs: Server | undefined
  let applied = new Set<string>()
  let open = true
  let last: Promise<void> = Promise.resolve()
  const ip: Run = (script, { args = [], ...options } = {}) =>
    runCommand(nsenter, [...world.enter(pid(), '--net'), '/bin/bash', '-c', script, 'bash', ...args], { env: programs(), ...options })

  /** The addresses of what may be reached lie on lo, so that the sockets here answer for them. */
  const apply = (): Promise<void> => {
    // one that failed, because the instance was going down, is no reason for the next to
    last = last
      .catch(() => undefined)
      .then(async () => {
        if (!view) return
        const wanted = new Set(view.reachable)
        const changes = [
          ...(open ? ['route del local 172.31.0.0/16 dev lo'] : []),
          ...[...wanted].filter((a) => !applied.has(a)).map((a) => `addr add ${a}/32 dev lo`),
          ...[...applied].filter((a) => !wanted.has(a)).map((a) => `addr del ${a}/32 dev lo`),
        ]
        applied = wanted
        open = false
        if (changes.length > 0) await must(ip('ip -batch -', { stdin: `${changes.join('\n')}\n` }), 'ip addr')
      })
    return last
  }
  const certificate = async (name: string) => {
    const folder = await certificatesOf(world, name)
    return { key: readFileSync(`${folder}/${name}.key`), cert: readFileSync(`${folder}/${name}.pem`) }
  }
  const serveNfs = async (socket: Server): Promise<void> => {
    nfs = socket
    const tls = kind === 'plain' || kind === 'refuses' ? undefined : createTlsServer(await certificate(kind))
    // who shakes hands was here; the file system itself is the lab's tmpfs
    tls?.on('secureConnection', (connection) => connection.on('error', () => undefined).end())
    tls?.on('tlsClientError', () => undefined)
    socket.on('connection', (connection: Socket) => {
      connection.on('error', () => undefined)
      if (tls) tls.emit('connection', connection)
      else connection.end('NFS\n', () => connection.destroySoon())
    })
  }

  return {
    controls: {
      nfsServer: async (wanted) => {
        kind = wanted
        // connections that are open may stay; nobody new is let in
        nfs?.close()
        if (kind === 'refuses') return
        const { tcp } = await openSockets(world, pid(), [`tcp:${nfsPort}:0.0.0.0`])
        await serveNfs(tcp[0]!)
      },
      resolver: (wanted) => {
        answers = wanted
      },
    },
    open: async (target, metadata) => {
      const { tcp, udp } = await openSockets(world, target, ['tcp:80:169.254.169.254', `tcp:${nfsPort}:0.0.0.0`, 'udp:53:169.254.169.253'])
      serveHttp(tcp[0]!, metadata)
      await serveNfs(tcp[1]!)
      udp[0]!.on('error', () => undefined)
      udp[0]!.on('message', (message, from) => {
        const names = answers ?? view?.names ?? 'answered'
        if (names === 'silent') return
        const answer = answerDns(message, (name) => (names === 'answered' ? addressesOf(world, zone, name) : undefined))
        if (answer) udp[0]!.send(answer, from.port, from.address)
      })
      applied = new Set()
      open = true
      await apply()
    },
    see: async (wanted) => {
      view = wanted
      await apply()
    },
  }
}

/** `fs-….efs.REGION…` is the target in the asker's zone; with a zone in front, that zone's. */
function addressesOf(world: World, zone: string, name: string): string[] | undefined {
  const [, named, id = '', region, suffix] = /^(?:([a-z0-9-]+)\.)?(fs-[0-9a-f]+)\.efs\.([a-z0-9-]+)\.(amazonaws\..+)$/.exec(name) ?? []
  if (id === '' || region !== world.region || suffix !== suffixIn(world.region)) return undefined
  try {
    return [readFileSync(world.path(world.lab, 'dns', id, named ?? zone), 'utf8').trim()]
  } catch {
    return undefined
  }
}

/** China and the European Sovereign Cloud have names of their own, and do not know the others'. */
const suffixIn = (region: string): string =>
  region.startsWith('cn-') ? 'amazonaws.com.cn' : region.startsWith('eusc-') ? 'amazonaws.eu' : 'amazonaws.com'

/** Made once for all instances of a world. */
const made = new WeakMap<World, Map<string, Promise<string>>>()

/** The folder, as this process can read it, that holds KIND.key, KIND.pem and the authority that clients trust. */
export async function certificatesOf(world: World, kind: string): Promise<string> {
  const kinds = made.get(world) ?? new Map<string, Promise<string>>()
  made.set(world, kinds)
  const folder = `${world.lab}/certificates`
  // the good one first: it makes the authority
  if (kind !== 'good') await certificatesOf(world, 'good')
  const making =
    kinds.get(kind) ?? must(world.run('certificates.sh', [folder, world.region, kind]), 'certificates.sh').then(() => world.path(folder))
  kinds.set(kind, making)
  return making
}
