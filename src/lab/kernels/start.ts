/** Starts a deep lab: a switch, a file server and instances, a kernel each, and the lab's AWS in front of them. */
import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { type LabAws, startLabAws } from '../aws/start.ts'
import type { Timings } from '../aws/world.ts'
import { kernelImage } from './image.ts'
import { createKernelInstance, type KernelInstance, type KernelInstanceSpec } from './instance.ts'
import { type FileServer, startFileServer } from './server.ts'

export type DeepLabOptions = {
  readonly instances: readonly Omit<KernelInstanceSpec, 'processor'>[]
  /** The processor of the server, which has least to do; the instances get the next ones. Labs at a time are told different ones. Default: 0. */
  readonly firstProcessor?: number
  readonly timings?: Partial<Timings>
  readonly recordTo?: string
}

export type DeepLab = {
  readonly aws: LabAws
  readonly server: FileServer
  /** By name. */
  readonly instances: Readonly<Record<string, KernelInstance>>
  readonly stop: () => Promise<void>
}

const region = 'us-east-1'

/** Throws with the reason when something does not come up; what had started by then is ended. */
export async function startDeepLab({ instances: specs, firstProcessor = 0, ...options }: DeepLabOptions): Promise<DeepLab> {
  const image = await kernelImage()
  const folder = mkdtempSync(join(tmpdir(), 'prism-deep-'))
  const ends: (() => unknown)[] = [() => rmSync(folder, { recursive: true, force: true })]
  const stop = async () => {
    for (let end = ends.pop(); end; end = ends.pop()) await end()
  }
  try {
    const wire = join(folder, 'wire')
    // it ends when its standard input does, which is at the latest when this process does
    const wires = spawn('uml_switch', ['-unix', wire], { stdio: ['pipe', 'ignore', 'ignore'] })
    ends.push(() => wires.kill())
    for (let tries = 0; !existsSync(wire); tries++) {
      if (tries > 100) throw new Error('uml_switch did not make its socket')
      await sleep(20)
    }
    const place = { image, wire, folder }
    const server = await startFileServer({ ...place, processor: firstProcessor }, region)
    ends.push(server.halt)
    const surroundings = { ...place, region, authority: server.authority }
    const started = await Promise.allSettled(
      specs.map((spec, i) => createKernelInstance(surroundings, { ...spec, processor: firstProcessor + 1 + i })),
    )
    const instances = started.flatMap((s) => (s.status === 'fulfilled' ? [s.value] : []))
    for (const instance of instances) {
      ends.push(instance.halt)
      server.addClient(instance)
    }
    const failed = started.find((s) => s.status === 'rejected')
    if (failed) throw failed.reason
    const aws = await startLabAws({ ...options, instances, storage: server.storage, region })
    ends.push(() => aws.stop())
    return { aws, server, instances: Object.fromEntries(instances.map((i) => [i.name, i])), stop }
  } catch (error) {
    await stop()
    throw error
  }
}
