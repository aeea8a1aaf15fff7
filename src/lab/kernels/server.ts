/** The file server: a kernel with nfsd behind TLS, and the lab's storage on it. */
import { must } from '../instances/reach.ts'
import type { LabStorage } from '../ports.ts'
import type { KernelInstance } from './instance.ts'
import { bootKernel, type KernelOptions } from './kernel.ts'

export type FileServer = {
  readonly storage: LabStorage
  /** PEM. */
  readonly authority: string
  /** Clients learn names of file systems by their hosts file. */
  readonly addClient: (client: KernelInstance) => void
  /** What /etc/exports says in brackets, such as `rw,root_squash`. Default: `rw,no_root_squash`. */
  readonly exportWith: (options: string) => Promise<void>
  /** The network cable: out, packets vanish and nobody is told. */
  readonly link: (state: 'up' | 'down') => Promise<void>
  /** The process that ends TLS: off, connections are refused. */
  readonly tls: (state: 'on' | 'off') => Promise<void>
  /** A script on the server, as root; what it prints. */
  readonly run: (script: string) => Promise<string>
  readonly halt: () => Promise<void>
}

export async function startFileServer(
  place: Pick<KernelOptions, 'image' | 'wire' | 'folder' | 'processor'>,
  region: string,
): Promise<FileServer> {
  const kernel = await bootKernel({ ...place, name: 'file-server', ip: '172.31.255.2', megabytes: 192 })
  const run = async (script: string) => (await must(kernel.start(script, 'root').done, script)).stdout
  const server = async (...words: readonly string[]) => run(`/lab/server ${words.map((word) => `'${word}'`).join(' ')}`)
  const clients: KernelInstance[] = []
  const authority = await server('start', region).catch(async (error: unknown) => {
    await kernel.halt('at-once')
    throw error
  })
  const name = (id: string) => `${id}.efs.${region}.amazonaws.com`
  return {
    authority,
    addClient: (client) => void clients.push(client),
    exportWith: async (options) => void (await server('export', options)),
    link: async (state) => void (await server('link', state)),
    tls: async (state) => void (await server('tls', state)),
    run,
    halt: () => kernel.halt('at-once'),
    storage: {
      createFileSystem: async (id) => void (await server('create', id)),
      deleteFileSystem: async (id) => void (await server('delete', id)),
      // one at a time, and nothing beside it: a client mounts the root of what the server has
      setAccessPoint: async (_, point) => {
        if (!point) return void (await server('export', 'rw,no_root_squash'))
        const { path, creation, user } = point
        if (!creation || (user && user.groups.length > 0))
          throw new Error('the deep lab makes the folder of an access point, and nfsd has no secondary groups for its user')
        const { uid, gid, permissions } = creation
        await server('point', path, `${uid}:${gid}`, permissions, user ? `${user.uid}:${user.gid}` : '-')
      },
      setMountTargets: async (id, targets) => {
        for (const target of targets) await server('address', `${target.ipAddress}/16`)
        await Promise.all(
          clients.map((client) => {
            const target = targets.find((t) => t.availabilityZone === client.availabilityZone)
            const line = target ? `echo '${target.ipAddress} ${name(id)}' >>/etc/hosts` : ':'
            return must(client.run(`sed -i '/ ${name(id)}$/d' /etc/hosts; ${line}; sync`), `the hosts file of ${client.name}`)
          }),
        )
      },
    },
  }
}
