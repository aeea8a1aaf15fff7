import type { AddressInfo } from 'node:net'
import type { LabInstance, LabStorage } from '../ports.ts'
import { type LabClock, realClock, stoppable } from './clock.ts'
import { instanceOperations } from './ec2/instances.ts'
import { createNetwork, defaultLayout, type NetworkLayout } from './ec2/network.ts'
import { placeOperations } from './ec2/places.ts'
import { createReach } from './ec2/reach.ts'
import { securityGroupOperations } from './ec2/security-groups.ts'
import { tagOperations as ec2TagOperations } from './ec2/tags.ts'
import { accessPointOperations } from './efs/access-points.ts'
import { fileSystemOperations } from './efs/file-systems.ts'
import { mountTargetOperations } from './efs/mount-targets.ts'
import { replicationOperations } from './efs/replications.ts'
import { efsRoutes } from './efs/routes.ts'
import { settingOperations } from './efs/settings.ts'
import type { Efs } from './efs/state.ts'
import { tagOperations as efsTagOperations } from './efs/tags.ts'
import { createFaults, type Faults } from './faults.ts'
import { identityOperations, type Roles, type TrustPolicy } from './identity.ts'
import { createRecorder } from './recorder.ts'
import { createAwsServer } from './server.ts'
import { createSessions } from './sessions.ts'
import { createAgents } from './ssm/agent.ts'
import { initialPackages, type LabPackage } from './ssm/distributor.ts'
import { initialDocuments } from './ssm/document-store.ts'
import { documentOperations } from './ssm/documents.ts'
import { instanceInformationOperations } from './ssm/instance-information.ts'
import { sendCommandOperations } from './ssm/send-command.ts'
import { isOver, type LabExecutionRecord, type Ssm } from './ssm/state.ts'
import { watchCommandOperations } from './ssm/watch-commands.ts'
import type { Operations } from './wire/operation.ts'
import type { Exchange } from './wire/services.ts'
import { newCredentials } from './wire/signature.ts'
import { defaultTimings, type InstanceState, type KnownInstance, type Timings } from './world.ts'

export type LabAwsOptions = {
  readonly instances: readonly LabInstance[]
  readonly storage: LabStorage
  readonly region: string
  /** 0 or absent: any free one. */
  readonly port?: number
  readonly clock?: LabClock
  /** One VPC; three zones with a subnet each unless said otherwise. */
  readonly network?: NetworkLayout
  readonly timings?: Partial<Timings>
  /** The parameter store's content, for `{{ssm:NAME}}`. */
  readonly parameters?: Readonly<Record<string, string>>
  /** Where every exchange is appended as a JSON line. */
  readonly recordTo?: string
}

export type LabAws = {
  readonly url: string
  /** What any AWS client needs in its environment to talk to the lab. */
  readonly env: Readonly<Record<string, string>>
  readonly account: string
  readonly faults: Faults
  /** Every run of a script on an instance, in the order of their starts. */
  readonly executions: () => readonly LabExecutionRecord[]
  /** Every request and its answer. */
  readonly calls: () => readonly Exchange[]
  readonly addInstance: (instance: LabInstance, state?: InstanceState) => void
  /** Terminated: neither EC2 nor SSM know it any more. */
  readonly removeInstance: (instanceId: string) => void
  readonly setInstanceState: (instanceId: string, state: InstanceState) => void
  /** The ids of those that there are now. */
  readonly fileSystems: () => readonly string[]
  /** The Name tags of those. */
  readonly volumeNames: () => readonly string[]
  /** The version of its SSM agent, which decides what that can do. */
  readonly setAgentVersion: (instanceId: string, version: string) => void
  /** Puts a package into Distributor, in the place of the one of that name. */
  readonly publishPackage: (distributed: LabPackage) => void
  /** A role that whoever it trusts may assume; its ARN. Another trust under the name takes the place of the one before. */
  readonly putRole: (name: string, trust: TrustPolicy) => string
  readonly stop: () => Promise<void>
}

/** The agent of an instance that nobody said anything else about. */
const currentAgent = '3.3.3572.0'

/** Starts EFS, SSM, EC2 and STS of one account and region behind one address on the loopback. */
export async function startLabAws(options: LabAwsOptions): Promise<LabAws> {
  const { region } = options
  const clock = stoppable(options.clock ?? realClock)
  const faults = createFaults()
  const instances = new Map<string, KnownInstance>()
  const world = {
    account: '123456789012',
    region,
    clock,
    timings: { ...defaultTimings, ...options.timings },
    storage: {
      ...options.storage,
      setMountTargets: async (...told: Parameters<LabStorage['setMountTargets']>) => {
        await options.storage.setMountTargets(...told)
        await reach.changed()
      },
    },
    faults,
    instances,
  }
  const network = createNetwork(region, options.network ?? defaultLayout(region))
  const efs: Efs = { world, network, fileSystems: new Map(), targets: new Map(), accessPoints: new Map(), replications: [] }
  const reach = createReach(world, network, efs)
  const ssm: Ssm = {
    world,
    commands: new Map(),
    executions: [],
    documents: initialDocuments(),
    packages: initialPackages(),
    parameters: new Map(Object.entries(options.parameters ?? {})),
  }
  const agents = createAgents(ssm)
  const recorder = createRecorder(options.recordTo)

  /** What changes something is answered when the instances' networks are as it says. */
  const holding = (operations: Operations): Operations =>
    Object.fromEntries(
      Object.entries(operations).map(([name, run]) => [
        name,
        /^(?:Describe|List|Get)/.test(name)
          ? run
          : async (input, caller) => {
              await reach.changed()
              const output = await run(input, caller)
              await reach.changed()
              return output
            },
      ]),
    )

  const credentials = newCredentials()
  const roles: Roles = new Map()
  const sessions = createSessions(credentials, world.account, clock)
  const server = createAwsServer({
    sessions,
    region,
    efsRoutes,
    faults,
    recorder,
    wait: (milliseconds) => new Promise((resolve) => void clock.after(milliseconds, resolve)),
    operations: {
      efs: holding({
        ...fileSystemOperations(efs),
        ...mountTargetOperations(efs),
        ...accessPointOperations(efs),
        ...settingOperations(efs),
        ...replicationOperations(efs),
        ...efsTagOperations(efs),
      }),
      ssm: holding({
        ...sendCommandOperations(ssm, agents),
        ...watchCommandOperations(ssm),
        ...instanceInformationOperations(ssm),
        ...documentOperations(ssm),
      }),
      ec2: holding({
        ...instanceOperations(world, network),
        ...placeOperations(world, network),
        ...securityGroupOperations(world, network),
        ...ec2TagOperations(world, network),
      }),
      sts: identityOperations(world, roles, sessions),
    },
  })

  const addInstance: LabAws['addInstance'] = (instance, state = 'online') => {
    instances.set(instance.id, {
      instance,
      state,
      tags: { Name: instance.name, ...instance.tags },
      agentVersion: currentAgent,
      since: clock.now(),
    })
  }
  for (const instance of options.instances) addInstance(instance)

  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(options.port ?? 0, '127.0.0.1', resolve))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return {
    url,
    env: {
      AWS_ENDPOINT_URL: url,
      AWS_REGION: region,
      AWS_DEFAULT_REGION: region,
      AWS_ACCESS_KEY_ID: credentials.accessKeyId,
      AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
      AWS_EC2_METADATA_DISABLED: 'true',
      // the files of the person whose machine it is name profiles, endpoints and credentials of the real AWS
      AWS_CONFIG_FILE: '/dev/null',
      AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
    },
    account: world.account,
    faults,
    executions: () => [...ssm.executions],
    calls: recorder.exchanges,
    addInstance,
    removeInstance: (id) => {
      instances.delete(id)
      reach.forget(id)
    },
    setInstanceState: (id, state) => {
      const known = instances.get(id)
      if (known === undefined) throw new Error(`The lab has no instance ${id}`)
      known.state = state
      agents.wake(id)
    },
    fileSystems: () => [...efs.fileSystems.keys()],
    volumeNames: () => [...efs.fileSystems.values()].flatMap((fs) => fs.tags.find((tag) => tag.Key === 'Name')?.Value ?? []),
    setAgentVersion: (id, version) => {
      const known = instances.get(id)
      if (known === undefined) throw new Error(`The lab has no instance ${id}`)
      known.agentVersion = version
    },
    publishPackage: (distributed) => {
      ssm.packages.set(distributed.name, distributed)
    },
    putRole: (name, trust) => {
      roles.set(name, trust)
      return `arn:aws:iam::${world.account}:role/${name}`
    },
    stop: async () => {
      clock.stop()
      for (const command of ssm.commands.values()) for (const one of command.invocations) if (!isOver(one)) one.abort.abort()
      server.closeAllConnections()
      await new Promise<void>((resolve) => server.close(() => resolve()))
    },
  }
}
