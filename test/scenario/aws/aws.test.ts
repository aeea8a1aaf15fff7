/** The adapters against the lab's AWS, over the real SDK clients and the real wire protocols. */
import { EC2Client } from '@aws-sdk/client-ec2'
import { createCallBudgets } from '../../../src/aws/call-budget.ts'
import { createClients } from '../../../src/aws/clients.ts'
import { createFileSystems } from '../../../src/aws/file-systems.ts'
import { createInstances } from '../../../src/aws/instances.ts'
import { createRunCommand } from '../../../src/aws/run-command.ts'
import { machineClock } from '../../../src/clock.ts'
import { PrismError } from '../../../src/domain/catalogue.ts'
import { parseSelector } from '../../../src/domain/names.ts'
import type { Clock, CommandToSend, FileSystem, ProvisionStep } from '../../../src/domain/ports.ts'
import { type CreateOptions, defaultCreateOptions } from '../../../src/domain/request.ts'
import { checkWireAtTheEnd, instance, type OpenLab, openLab, until } from '../../unit/lab/aws/open-lab.ts'

checkWireAtTheEnd()

const clock: Clock = { now: () => new Date(), sleep: (ms) => new Promise((resolve) => setTimeout(resolve, Math.min(ms, 40))) }
const patience = { seconds: 5, first: 20, longest: 100 }
const ubuntu = instance('ubuntu-instance', undefined, { tags: { Team: 'physics' } })
const rocky = instance('rocky-instance', undefined, { tags: { Team: 'physics' }, platformName: 'Rocky Linux', platformVersion: '9.4' })

let open: OpenLab
let files: ReturnType<typeof createFileSystems>
let fleet: ReturnType<typeof createInstances>
let commands: ReturnType<typeof createRunCommand>
beforeEach(async () => {
  open = await openLab({ instances: [ubuntu, rocky] })
  const clients = createClients({ env: open.lab.env }, createCallBudgets(machineClock))
  files = createFileSystems({ clients, clock, patience })
  fleet = createInstances({ clients })
  commands = createRunCommand({ clients, clock })
})
afterEach(() => open.close())

describe('two hundred names at once', () => {
  const crowd = Array.from({ length: 200 }, (_, i) => instance(`worker-${i}`))

  test('are a few questions in pages, which AWS’s rates let through', async () => {
    for (const one of crowd)
      open.lab.addInstance(one, one.name === 'worker-7' ? 'stopped' : one.name === 'worker-8' ? 'unmanaged' : 'online')
    open.lab.addInstance(instance('node', undefined, { id: 'mi-0123456789abcdef0' }))
    open.lab.addInstance(instance('worker-9'))
    open.lab.faults.limit('*', { burst: 20, perSecond: 10 })
    const names = [...crowd.map((one) => one.name), 'node', 'nobody']
    const found = await fleet.resolve(names.map((name) => parseSelector(name)))
    const codes = found.flatMap((r) => r.findings.map((f) => `${r.selector.kind === 'name' && r.selector.name} ${f.code}`))
    expect(codes).toEqual([
      'worker-7 instance-stopped',
      'worker-8 instance-unmanaged',
      'worker-9 instance-ambiguous',
      'nobody instance-not-found',
    ])
    expect(found.flatMap((r) => r.instances)).toHaveLength(198)
    expect(found.find((r) => r.selector.kind === 'name' && r.selector.name === 'node')!.instances).toMatchObject([
      { id: 'mi-0123456789abcdef0', name: 'node' },
    ])
    // two pages for the names, and as many for the ids: a page is read in one go, while nobody else has a turn
    expect(called('DescribeInstances')).toBe(4)
    // one by one they would be four hundred; how many of these few come too fast for the lab hangs on the machine
    expect(open.lab.calls().filter((c) => !c.responseBody.includes('Rate exceeded')).length).toBeLessThanOrEqual(30)
  })

  test('are asked one after the other where EC2 may not be asked', async () => {
    for (const one of crowd) open.lab.addInstance(one)
    open.lab.faults.answer('DescribeInstances', { kind: 'error', code: 'UnauthorizedOperation', status: 403 }, 1000)
    const found = await fleet.resolve(crowd.slice(0, 30).map((one) => parseSelector(one.name)))
    expect(found.flatMap((r) => r.instances.map((i) => i.name))).toEqual(crowd.slice(0, 30).map((one) => one.name))
  })
})

test('calls of several clients share the process’s budget, and slow down to what AWS grants', async () => {
  open.lab.faults.limit('*', { burst: 20, perSecond: 10 })
  const budgets = createCallBudgets(machineClock)
  const fleets = [1, 2].map(() => createInstances({ clients: createClients({ env: open.lab.env }, budgets) }))
  const asked = Array.from({ length: 120 }, (_, i) => fleets[i % 2]!.resolve([parseSelector(ubuntu.id)]))
  const found = (await Promise.all(asked)).flat()
  expect(found.flatMap((r) => r.findings)).toEqual([])
  expect(found.flatMap((r) => r.instances)).toHaveLength(120)
  const refused = open.lab.calls().filter((c) => c.responseBody.includes('Rate exceeded')).length
  // the first burst is more than this lab grants; without a slower rate each call would be refused several times
  expect(refused).toBeGreaterThan(0)
  expect(refused).toBeLessThan(120)
})

describe('where AWS does not answer', () => {
  const proxyPage = { kind: 'page', status: 502, body: '<html><body><h1>502 Bad Gateway</h1></body></html>' } as const

  test.each([
    ['elasticfilesystem:DescribeFileSystems', 'DescribeFileSystems', () => files.list()],
    ['ssm:ListCommands', 'ListCommands', () => commands.recent(new Date())],
    ['ec2:DescribeInstances', 'DescribeInstances', () => fleet.resolve([parseSelector('nobody')])],
  ] as const)('but a page of HTML comes for %s, the page is told from an answer of AWS', async (action, operation, call) => {
    open.lab.faults.answer(operation, proxyPage, 5)
    const { finding } = await refused(call())
    expect(finding).toMatchObject({ code: 'aws-interposed', seen: `${action}: HTTP 502, text/html` })
  })

  test('a command whose answer is a page may have been taken: its outcome is in doubt', async () => {
    open.lab.faults.answer('SendCommand', { ...proxyPage, status: 403 })
    const by = { kind: 'run-shell-script', commands: ['true'] } as const
    const command = { by, instanceIds: [ubuntu.id], comment: 'Prism x', deliverySeconds: 30, executionSeconds: 10 }
    expect((await commands.send(command)).kind).toBe('unknown')
  })
})

const called = (operation: string) => open.lab.calls().filter((c) => c.operation === operation).length
async function refused(call: Promise<unknown>): Promise<PrismError> {
  const error = await call.then(
    () => undefined,
    (e: unknown) => e,
  )
  if (!(error instanceof PrismError)) throw new Error(`not refused as it should: ${String(error)}`)
  return error
}
async function create(name: string, options: Partial<CreateOptions> = {}, dryRun = false) {
  const steps: ProvisionStep[] = []
  const made = await files.create(name, { ...defaultCreateOptions, ...options }, dryRun, (s) => steps.push(s))
  return { made, steps, words: steps.map((s) => `${s.step} ${s.status}`) }
}

describe('a volume', () => {
  test('is created encrypted, with a target in every zone behind a group of its own, and is found by name and id', async () => {
    const { made, words } = await create('research-data', { tags: { Team: 'physics' } })
    expect(made).toMatchObject({
      name: 'research-data',
      state: 'available',
      encrypted: true,
      throughputMode: 'elastic',
      creationToken: 'research-data',
    })
    expect(made!.tags).toMatchObject({ Team: 'physics', 'managed-by': 'prism' })
    expect(made!.targets.map((t) => t.state)).toEqual(['available', 'available', 'available'])
    expect(new Set(made!.targets.flatMap((t) => t.securityGroupIds)).size).toBe(1)
    expect(words).toEqual(['file system changed', 'security group changed', 'ingress changed', ...Array(3).fill('mount target changed')])
    const byName = await files.find({ kind: 'name', name: 'research-data' })
    const byId = await files.find({ kind: 'id', id: made!.id })
    expect(byName).toEqual(byId)
    expect(byName.targets).toHaveLength(3)
    expect((await files.list()).map((f) => f.id)).toEqual([made!.id])
  })

  test('created again is unchanged, step by step', async () => {
    await create('research-data', { infrequentAccessAfterDays: 30, backups: true })
    const { words } = await create('research-data', { infrequentAccessAfterDays: 30, backups: true })
    expect(words.every((w) => w.endsWith(' unchanged'))).toBe(true)
    expect(called('CreateFileSystem')).toBe(1)
    expect(called('CreateMountTarget')).toBe(3)
  })

  test('in a dry run is planned, and nothing is made', async () => {
    const { made, words } = await create('research-data', { backups: true, infrequentAccessAfterDays: 7 }, true)
    expect(made).toBeUndefined()
    expect(words.every((w) => w.endsWith(' planned'))).toBe(true)
    expect(words).toHaveLength(8)
    expect(open.lab.calls().filter((c) => !/^(Describe|List)/.test(c.operation))).toEqual([])
  })

  test('with other settings than the one of that name is refused, and says which', async () => {
    await create('research-data')
    const error = await refused(create('research-data', { throughputMode: 'bursting' }))
    expect(error.finding.code).toBe('volume-exists-otherwise')
    expect(error.finding.seen).toContain('throughput mode asked bursting, is elastic')
  })

  test.each<[string, Partial<CreateOptions>]>([
    ['provisioned without MiB/s', { throughputMode: 'provisioned' }],
    ['MiB/s without provisioned', { provisionedThroughput: 10 }],
    ['maxIO with elastic', { performanceMode: 'maxIO' }],
    ['our own tag', { tags: { Name: 'other' } }],
  ])('with options that EFS would refuse (%s) touches nothing', async (_, options) => {
    expect((await refused(create('research-data', options))).finding.code).toBe('bad-option')
    expect(open.lab.calls()).toEqual([])
  })

  test('whose create was cut off goes on where it stopped', async () => {
    open.lab.faults.fail('CreateMountTarget', 'IpAddressInUse', 1)
    const error = await refused(create('research-data'))
    expect(error.finding).toMatchObject({ code: 'aws-error', seen: expect.stringContaining('elasticfilesystem:CreateMountTarget') })
    const { made, words } = await create('research-data')
    expect(words.slice(0, 3)).toEqual(['file system unchanged', 'security group unchanged', 'ingress unchanged'])
    expect(made!.targets).toHaveLength(3)
    expect(called('CreateFileSystem')).toBe(1)
  })

  test('whose CreateFileSystem answer was lost is still one file system', async () => {
    open.lab.faults.answer('CreateFileSystem', { kind: 'lost' })
    const { made } = await create('research-data')
    expect(called('CreateFileSystem')).toBe(2)
    expect((await files.list()).map((f) => f.id)).toEqual([made!.id])
  })

  test('leaves a security group alone that has its name and is not ours', async () => {
    const { client, sdk } = await createClients({ env: open.lab.env }, createCallBudgets(machineClock)).ec2()
    const vpc = (await client.send(new sdk.DescribeVpcsCommand({}))).Vpcs![0]!.VpcId
    await client.send(new sdk.CreateSecurityGroupCommand({ GroupName: 'prism-research-data', Description: 'theirs', VpcId: vpc }))
    expect((await refused(create('research-data'))).finding.code).toBe('security-group-taken')
    expect(called('AuthorizeSecurityGroupIngress')).toBe(0)
    client.destroy()
  })

  test('that is not there, and one of two of a name, are findings', async () => {
    const missing = await refused(files.find({ kind: 'name', name: 'nowhere' }))
    expect(missing.finding).toMatchObject({ code: 'volume-not-found', seen: 'nowhere in eu-west-1' })
    expect((await refused(files.find({ kind: 'id', id: 'fs-0123456789abcdef0' }))).finding.code).toBe('volume-not-found')
    const { made } = await create('research-data')
    const { client, sdk } = await createClients({ env: open.lab.env }, createCallBudgets(machineClock)).efs()
    const twin = await client.send(new sdk.CreateFileSystemCommand({ CreationToken: 'x', Tags: [{ Key: 'Name', Value: 'research-data' }] }))
    const twice = await refused(files.find({ kind: 'name', name: 'research-data' }))
    expect(twice.finding.code).toBe('volume-ambiguous')
    for (const id of [made!.id, twin.FileSystemId!]) expect(twice.finding.seen).toContain(id)
    expect((await refused(create('research-data'))).finding.code).toBe('volume-ambiguous')
    client.destroy()
  })

  test('is deleted with its access points, targets and group, and a second delete finds nothing to do', async () => {
    const made = (await create('research-data')).made as FileSystem
    const { client, sdk } = await createClients({ env: open.lab.env }, createCallBudgets(machineClock)).efs()
    await client.send(new sdk.CreateAccessPointCommand({ FileSystemId: made.id, ClientToken: 'one' }))
    const steps: ProvisionStep[] = []
    await files.delete(made, (s) => steps.push(s))
    expect(steps.map((s) => `${s.step} ${s.status}`)).toEqual([
      'access point changed',
      ...Array(3).fill('mount target changed'),
      'file system changed',
      'security group changed',
    ])
    expect(await files.list()).toEqual([])
    const again: ProvisionStep[] = []
    await files.delete(made, (s) => again.push(s))
    expect(again.map((s) => `${s.step} ${s.status}`)).toEqual(['file system unchanged'])
    // and its name is free
    expect((await create('research-data')).made!.id).not.toBe(made.id)
    client.destroy()
  })
})

describe('instances', () => {
  const resolve = (...words: string[]) => fleet.resolve(words.map(parseSelector))

  test('resolve by name and id through SSM alone, without a call to EC2', async () => {
    const [byName, byId] = await resolve('ubuntu-instance', rocky.id)
    expect(byName!.instances).toMatchObject([{ id: ubuntu.id, name: 'ubuntu-instance', platform: 'Ubuntu 24.04', online: true }])
    expect(byId!.instances).toMatchObject([{ id: rocky.id, platform: 'Rocky Linux 9.4' }])
    expect(called('DescribeInstances')).toBe(0)
  })

  test('named twice are one, called by their name', async () => {
    const [byId, byName, byTag] = await resolve(ubuntu.id, 'ubuntu-instance', 'tag:Team=physics')
    expect(byId!.instances.map((i) => i.name)).toEqual(['ubuntu-instance'])
    expect(byName!.instances).toEqual([])
    expect(byTag!.instances.map((i) => i.name)).toEqual(['rocky-instance'])
  })

  test.each([
    ['stopped', 'instance-stopped'],
    ['offline', 'instance-offline'],
    ['unmanaged', 'instance-unmanaged'],
  ] as const)('that are %s are %s, by name, id and tag', async (state, code) => {
    open.lab.setInstanceState(ubuntu.id, state)
    for (const word of ['ubuntu-instance', ubuntu.id, 'tag:Team=physics']) {
      const [found] = await resolve(word)
      expect(found!.findings).toMatchObject([{ code, instanceId: ubuntu.id }])
      expect(found!.instances.map((i) => i.id)).toEqual(word.startsWith('tag:') ? [rocky.id] : [])
    }
  })

  test('that nobody knows, and names that two carry, are findings of their own; the others go on', async () => {
    const twin = instance('rocky-instance')
    open.lab.addInstance(twin)
    const [unknown, unknownId, twice, tag, fine] = await resolve(
      'nowhere',
      'i-0fffffffffffffff0',
      'rocky-instance',
      'tag:Team=no',
      'ubuntu-instance',
    )
    expect(unknown!.findings).toMatchObject([{ code: 'instance-not-found', seen: 'nowhere in eu-west-1' }])
    expect(unknownId!.findings).toMatchObject([{ code: 'instance-not-found', instanceId: 'i-0fffffffffffffff0' }])
    expect(twice!.findings).toMatchObject([{ code: 'instance-ambiguous' }])
    for (const id of [rocky.id, twin.id]) expect(twice!.findings[0]!.seen).toContain(id)
    expect(tag!.findings).toMatchObject([{ code: 'no-instances' }])
    expect(fine!.instances).toHaveLength(1)
  })

  test('where EC2 may not be asked are still judged by SSM, and the missing action is named', async () => {
    open.lab.faults.answer('DescribeInstances', { kind: 'error', code: 'UnauthorizedOperation', status: 403 }, 2)
    const [unknown] = await resolve('nowhere')
    expect(unknown!.findings).toMatchObject([{ code: 'aws-denied', seen: expect.stringContaining('ec2:DescribeInstances') }])
    const [tagged] = await resolve('tag:Team=physics')
    expect(tagged!.instances).toHaveLength(2)
  })

  test('are listed with the names that people use, more than a page of them', async () => {
    for (let n = 0; n < 60; n++) open.lab.addInstance(instance(`node-${n}`))
    const all = await fleet.list()
    expect(all).toHaveLength(62)
    expect(all.map((i) => i.name)).toEqual(expect.arrayContaining(['ubuntu-instance', 'node-0', 'node-59']))
  })
})

describe('a command', () => {
  const say = (...lines: string[]) => ({
    by: { kind: 'run-shell-script' as const, commands: ['#!/bin/sh', ...lines] },
    instanceIds: [ubuntu.id, rocky.id],
    comment: 'prism 01JOB.mount.0',
    deliverySeconds: 60,
    executionSeconds: 30,
  })
  const send = async (command: CommandToSend) => {
    const outcome = await commands.send(command)
    if (outcome.kind !== 'sent') throw new Error(`not sent: ${JSON.stringify(outcome)}`)
    return outcome
  }
  const ended = (commandId: string) =>
    until(
      () => commands.invocations(commandId),
      (all) => all.length === 2 && all.every((i) => i.state !== 'pending' && i.state !== 'running'),
    )

  test('runs on every instance once, and each is judged by itself', async () => {
    const failing = instance('failing', async () => ({ exitCode: 3, stdout: 'seen', stderr: 'so it failed', ended: 'exited' }))
    open.lab.addInstance(failing)
    const { commandId } = await send({ ...say('echo hello'), instanceIds: [failing.id, ubuntu.id] })
    const all = await ended(commandId)
    const of = (id: string) => all.find((i) => i.instanceId === id)
    expect(of(ubuntu.id)).toMatchObject({ state: 'success', output: expect.stringContaining('hello'), exitCode: 0 })
    expect(of(failing.id)).toMatchObject({
      state: 'failed',
      output: 'seen',
      errorOutput: expect.stringContaining('so it failed'),
      exitCode: 3,
    })
    expect(await commands.output(commandId, failing.id)).toMatchObject({
      state: 'failed',
      output: 'seen',
      errorOutput: expect.stringContaining('so it failed'),
    })
    expect(open.lab.executions()).toHaveLength(2)
  })

  test('by a tag runs on all that have it, and how many have ended is told without their output', async () => {
    open.lab.addInstance(instance('other', undefined, { tags: { Team: 'biology' } }))
    open.lab.addInstance(instance('node', undefined, { tags: { Team: 'physics' } }))
    const { commandId } = await send({ ...say('echo hello'), tag: { key: 'Team', value: 'physics' } })
    expect(
      await until(
        () => commands.counts(commandId),
        (told) => told?.over === true,
      ),
    ).toEqual({ ended: 3, of: 3, over: true })
    const pages: number[] = []
    const kept = await commands.invocations(commandId, (page) => {
      pages.push(page.length)
      return page.filter((one) => one.instanceId === rocky.id)
    })
    expect([pages, kept.map((one) => [one.instanceId, one.state])]).toEqual([[3], [[rocky.id, 'success']]])
    expect(await commands.counts('00000000-0000-0000-0000-000000000000')).toBeUndefined()
  })

  test('throttled before SSM took it is sent again, and runs once', async () => {
    open.lab.faults.throttle('SendCommand', 2)
    const { commandId } = await send(say('echo once'))
    await ended(commandId)
    expect(called('SendCommand')).toBe(3)
    expect(open.lab.executions()).toHaveLength(2)
  })

  test('whose answer was lost is not sent a second time: its outcome is unknown, and it is found by its comment', async () => {
    open.lab.faults.answer('SendCommand', { kind: 'lost' })
    expect(await commands.send(say('echo once'))).toMatchObject({ kind: 'unknown', cause: expect.any(Error) })
    expect(called('SendCommand')).toBe(1)
    const [sent] = await commands.recent(new Date(Date.now() - 60_000))
    expect(sent!.comment).toBe('prism 01JOB.mount.0')
    await ended(sent!.commandId)
    expect(open.lab.executions()).toHaveLength(2)
  })

  test('that SSM answers with its own error is in doubt, with a refusal it is not', async () => {
    open.lab.faults.answer('SendCommand', { kind: 'error', code: 'InternalServerError', status: 400 })
    expect(await commands.send(say('true'))).toMatchObject({ kind: 'unknown' })
    open.lab.faults.answer('SendCommand', { kind: 'error', code: 'AccessDeniedException', status: 400 })
    const denied = { code: 'aws-denied', seen: expect.stringContaining('ssm:SendCommand') }
    expect(await commands.send(say('true'))).toMatchObject({ kind: 'refused', finding: denied })
    const unregistered = await commands.send({ ...say('true'), instanceIds: ['i-0fffffffffffffff0'] })
    expect(unregistered).toMatchObject({ kind: 'refused', finding: { code: 'instance-offline' } })
    expect(open.lab.executions()).toEqual([])
  })

  test('that is not visible yet is an empty list and a pending output, not an error', async () => {
    open.lab.faults.hideInvocations({ calls: 2 })
    const { commandId } = await send(say('echo late'))
    expect(await commands.invocations(commandId)).toEqual([])
    expect(await commands.output(commandId, ubuntu.id)).toMatchObject({ state: 'pending' })
    expect((await ended(commandId)).map((i) => i.state)).toEqual(['success', 'success'])
  })

  test('is cancelled on one instance and goes on on the other', async () => {
    const { commandId } = await send(say('sleep 0.6; echo end'))
    await until(
      () => commands.invocations(commandId),
      (all) => all.length === 2 && all.every((i) => i.state === 'running'),
    )
    await commands.cancel(commandId, [rocky.id])
    const all = await ended(commandId)
    expect(all.find((i) => i.instanceId === rocky.id)!.state).toBe('cancelled')
    expect(all.find((i) => i.instanceId === ubuntu.id)!.state).toBe('success')
  })

  test('does not reach a shell through its comment or ids', async () => {
    const { commandId } = await send({ ...say('printf %s "$HOME"'), comment: "prism $(touch /tmp/x); '" })
    expect((await ended(commandId)).every((i) => i.state === 'success')).toBe(true)
    expect(open.lab.executions().every((e) => !e.script.includes('touch'))).toBe(true)
  })
})

describe('without what AWS needs', () => {
  test('the region, the finding says so before any call', () => {
    expect(() => createClients({ env: { HOME: '/nonexistent' } }, createCallBudgets(machineClock))).toThrow(
      expect.objectContaining({ finding: expect.objectContaining({ code: 'aws-region' }) }),
    )
  })

  test('credentials that AWS does not know, and throttling without end, are findings with the cause kept', async () => {
    open.lab.faults.answer('DescribeFileSystems', { kind: 'error', code: 'UnrecognizedClientException', status: 403 })
    const unknown = await refused(files.list())
    expect(unknown.finding.code).toBe('aws-credentials')
    expect(unknown.cause).toBeInstanceOf(Error)
    open.lab.faults.throttle('ListCommands', 10)
    expect((await refused(commands.recent(new Date()))).finding.code).toBe('aws-throttled')
  })

  test('EC2’s client is another program’s worth of code, and is loaded only when asked for', async () => {
    const clients = createClients({ env: open.lab.env }, createCallBudgets(machineClock))
    expect((await clients.ec2()).client).toBeInstanceOf(EC2Client)
    expect(await clients.ec2()).toBe(await clients.ec2())
  })
})
