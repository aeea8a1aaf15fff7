/** The mount script, run as it is sent, on an instance in namespaces. */
import type { HostFacts } from '../../src/domain/facts.ts'
import { permissionTable } from '../../src/domain/layout.ts'
import type { HostJob } from '../../src/domain/plan.ts'
import { makeJob, mountParams } from '../../src/host/job.ts'
import type { Mount } from '../../src/host/mount/contract.ts'
import { type Node, type Ran, startWorld, type World, whyNot } from './host-node.ts'

const reason = whyNot()
if (reason) console.log(`host scripts are not run here: ${reason}`)
const onLinux = reason ? describe.skip : describe

export const volume = 'fs-0123456789abcdef0'
const place = '/mnt/research-data'
let n = 0
function mountJob(more: Partial<Mount> = {}): HostJob {
  const accounts = more.accounts ?? ['ubuntu']
  const params = mountParams({
    fileSystemId: volume,
    region: 'us-east-1',
    mountPoint: place,
    accounts,
    groupName: 'prism-shared',
    gid: 3000,
    paths: permissionTable(accounts, { sticky: false, privateSpaces: false }),
    umask: '0002',
    client: { kind: 'auto' },
    adopt: false,
    nfsServer: `${volume}.efs.us-east-1.amazonaws.com`,
    efsOptions: '_netdev,noresvport,tls',
    nfsOptions: 'nfsvers=4.1,rsize=1048576,wsize=1048576,hard,timeo=600,retrans=2,noresvport,_netdev',
    packageSeconds: 3,
    mountSeconds: 5,
    lockSeconds: 2,
    ...more,
  })
  return makeJob({ runId: '01JTEST', n: ++n, script: 'mount', params, instanceIds: ['i-0123456789abcdef0'] })
}

function told(ran: Ran) {
  if (ran.result.kind !== 'transcript')
    throw new Error(`no transcript: ${JSON.stringify(ran.result)}\n${ran.stdout.slice(0, 300)}\n${ran.stderr}`)
  return ran.result
}
const codes = (ran: Ran) => told(ran).failures.map((f) => f.code)
const statuses = (ran: Ran) => Object.fromEntries(told(ran).steps.map((s) => [s.step, s.status]))
function facts(ran: Ran): HostFacts {
  const seen = told(ran).observation
  if (seen?.kind !== 'observed') throw new Error('nothing was observed')
  return seen.facts
}

onLinux('mount on a fresh instance', () => {
  let world: World
  let node: Node
  beforeAll(async () => {
    world = await startWorld()
    node = await world.node('i-0123456789abcdef0')
  })
  afterAll(() => world.stop())

  test('does the eight steps and shows that the table holds', async () => {
    const ran = await node.run(mountJob())
    console.log(ran.stdout.length, JSON.stringify(told(ran), null, 1), ran.stderr)
    expect(statuses(ran)).toEqual({})
  })
  test('a second run changes nothing and says so', async () => {
    const ran = await node.run(mountJob())
    expect(statuses(ran)).toEqual({})
  })
})
