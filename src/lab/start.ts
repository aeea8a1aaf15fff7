/** Starts a whole lab: instances in a world of their own, AWS in front of them, GitHub on request. Tests, the demo and `prism lab up` share it. */

import { type LabAws, startLabAws } from './aws/start.ts'
import type { Timings } from './aws/world.ts'
import type { LabGitHub, LabGitHubOptions } from './github/start.ts'
import { createInstance, type Instance, type InstanceSpec } from './instances/instance.ts'
import { openWorld, type World } from './instances/world.ts'

export type LabOptions = {
  /** Default: one of each distribution, as images in life come (see `defaultInstances`). */
  readonly instances?: readonly InstanceSpec[]
  readonly region?: string
  /** Of the AWS endpoint; 0 or absent: any free one. */
  readonly port?: number
  readonly github?: boolean | LabGitHubOptions
  /** Of AWS's life cycles; tests shorten them. */
  readonly timings?: Partial<Timings>
  /** Where every exchange with AWS is appended as a JSON line. */
  readonly recordTo?: string
}

export type Lab = {
  /** What an AWS client needs in its environment to use this lab. */
  readonly env: Readonly<Record<string, string>>
  readonly aws: LabAws
  /** By name. */
  readonly instances: Readonly<Record<string, Instance>>
  readonly world: World
  readonly github?: LabGitHub
  /** Ends servers, instances and file systems; safe to call twice. */
  readonly stop: () => Promise<void>
}

/** One instance of each distribution; the EFS client is missing where distributions do not have it. */
export const defaultInstances: readonly InstanceSpec[] = [
  { name: 'ubuntu-instance', distribution: 'ubuntu' },
  { name: 'rocky-instance', distribution: 'rocky' },
  { name: 'amazon-instance', distribution: 'amazon' },
  { name: 'debian-instance', distribution: 'debian' },
]

/** The same as a team's own images would be: with the EFS client installed. */
export const teamInstances: readonly InstanceSpec[] = defaultInstances.map((spec) => ({ ...spec, client: 'installed' }))

/** Throws with the reason where this machine cannot hold a lab; what had started by then is ended. */
export async function startLab(options: LabOptions = {}): Promise<Lab> {
  const region = options.region ?? 'us-east-1'
  const world = await openWorld({ region })
  try {
    const instances = await Promise.all((options.instances ?? defaultInstances).map((spec) => createInstance(world, spec)))
    const aws = await startLabAws({
      instances,
      storage: world.storage,
      region,
      ...(options.port === undefined ? {} : { port: options.port }),
      ...(options.timings ? { timings: options.timings } : {}),
      ...(options.recordTo === undefined ? {} : { recordTo: options.recordTo }),
    })
    world.onStop(() => aws.stop())
    const asked = options.github === true ? {} : options.github
    const github = asked ? await (await import('./github/start.ts')).startLabGitHub(asked) : undefined
    if (github) world.onStop(() => github.stop())
    return {
      env: aws.env,
      aws,
      instances: Object.fromEntries(instances.map((instance) => [instance.name, instance])),
      world,
      ...(github ? { github } : {}),
      stop: world.stop,
    }
  } catch (error) {
    await world.stop()
    throw error
  }
}
