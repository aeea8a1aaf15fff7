import { DescribeSubnetsCommand, DescribeVpcsCommand } from '@aws-sdk/client-ec2'
import { CreateFileSystemCommand, DescribeFileSystemsCommand } from '@aws-sdk/client-efs'
import {
  GetCommandInvocationCommand,
  ListCommandInvocationsCommand,
  ListCommandsCommand,
  SendCommandCommand,
  SSMClient,
} from '@aws-sdk/client-ssm'
import { realClock } from '../../../src/lab/aws/clock.ts'
import { checkWireAtTheEnd, instance, type OpenLab, openLab, refusal, region, until } from '../../unit/lab/aws/open-lab.ts'

checkWireAtTheEnd()

let open: OpenLab
const host = instance('ubuntu-instance')
/** How far the lab's clock is before the machine's: what is to come in a minute need not be waited for. */
let ahead = 0
const clock = { ...realClock, now: () => new Date(Date.now() + ahead) }
beforeEach(async () => {
  ahead = 0
  open = await openLab({ instances: [host], clock, timings: { deliveryTimeoutScale: 0.002 } })
})
afterEach(() => open.close())

async function send(commands = ['echo ran'], TimeoutSeconds = 3600): Promise<string> {
  const { Command } = await open.ssm.send(
    new SendCommandCommand({ DocumentName: 'AWS-RunShellScript', InstanceIds: [host.id], Parameters: { commands }, TimeoutSeconds }),
  )
  return Command!.CommandId!
}
const invocations = async (CommandId: string) =>
  (await open.ssm.send(new ListCommandInvocationsCommand({ CommandId, Details: true }))).CommandInvocations ?? []
const whole = (CommandId: string) => open.ssm.send(new GetCommandInvocationCommand({ CommandId, InstanceId: host.id }))
const ended = (id: string) =>
  until(
    () => invocations(id),
    ([one]) => ['Success', 'Failed', 'TimedOut'].includes(one?.Status ?? ''),
  )
const runs = (count: number) =>
  until(
    async () => open.lab.executions(),
    (all) => all.length === count && all.every((one) => one.endedAt !== undefined),
  )

describe('faults of an answer', () => {
  test('throttling, in the shape of each protocol, for as many calls as asked', async () => {
    open.lab.faults.throttle('*', 3)
    expect(await refusal(open.ssm.send(new ListCommandsCommand({})))).toMatchObject({
      name: 'ThrottlingException',
      status: 400,
      message: 'Rate exceeded',
    })
    expect(await refusal(open.efs.send(new DescribeFileSystemsCommand({})))).toMatchObject({ name: 'ThrottlingException', status: 429 })
    expect(await refusal(open.ec2.send(new DescribeVpcsCommand({})))).toMatchObject({ name: 'RequestLimitExceeded', status: 503 })
    expect((await open.ec2.send(new DescribeVpcsCommand({}))).Vpcs).toHaveLength(1)
  })

  test('the SDK takes it for throttling: its own retries get through', async () => {
    open.lab.faults.throttle('ListCommands', 2)
    const patient = new SSMClient({
      endpoint: open.lab.url,
      region,
      credentials: { accessKeyId: open.lab.env.AWS_ACCESS_KEY_ID!, secretAccessKey: open.lab.env.AWS_SECRET_ACCESS_KEY! },
      maxAttempts: 3,
    })
    const { Commands, $metadata } = await patient.send(new ListCommandsCommand({}))
    patient.destroy()
    expect(Commands).toEqual([])
    expect($metadata.attempts).toBe(3)
    expect(open.lab.calls().map((call) => [call.operation, call.status, call.fault])).toEqual([
      ['ListCommands', 400, 'throttle'],
      ['ListCommands', 400, 'throttle'],
      ['ListCommands', 200, undefined],
    ])
  })

  test('any modelled error, with the status that its model gives it', async () => {
    const { faults } = open.lab
    faults.fail('CreateFileSystem', 'FileSystemLimitExceeded')
    expect(await refusal(open.efs.send(new CreateFileSystemCommand({ CreationToken: 't' })))).toMatchObject({
      name: 'FileSystemLimitExceeded',
      status: 403,
    })
    faults.fail('CreateFileSystem', 'InsufficientThroughputCapacity')
    expect(await refusal(open.efs.send(new CreateFileSystemCommand({ CreationToken: 't' })))).toMatchObject({ status: 503 })
    faults.answer('SendCommand', {
      kind: 'error',
      code: 'AccessDeniedException',
      message: 'User is not authorized to perform: ssm:SendCommand',
    })
    expect(await refusal(send())).toMatchObject({ name: 'AccessDeniedException', status: 400, message: /not authorized/ })
    faults.answer('DescribeSubnets', { kind: 'error', code: 'UnauthorizedOperation', status: 403 })
    expect(await refusal(open.ec2.send(new DescribeSubnetsCommand({})))).toMatchObject({ name: 'UnauthorizedOperation', status: 403 })
    expect(open.lab.executions()).toEqual([])
  })

  test('a slow answer comes whole, after one that was asked for later', async () => {
    open.lab.faults.answer('DescribeVpcs', { kind: 'slow', milliseconds: 2_000 })
    const came: string[] = []
    const slow = open.ec2.send(new DescribeVpcsCommand({})).finally(() => came.push('slow'))
    await open.ec2.send(new DescribeSubnetsCommand({})).finally(() => came.push('other'))
    expect((await slow).Vpcs).toHaveLength(1)
    expect(came).toEqual(['other', 'slow'])
  })

  test('SendCommand whose answer is lost has been carried out', async () => {
    open.lab.faults.answer('SendCommand', { kind: 'lost' })
    expect((await refusal(send())).message).toMatch(/ECONNRESET|socket hang up/)
    expect(await runs(1)).toMatchObject([{ exitCode: 0 }])
    // the caller can find it only by looking
    expect((await open.ssm.send(new ListCommandsCommand({}))).Commands).toHaveLength(1)
  })

  test('clear takes back what was not used', async () => {
    open.lab.faults.throttle('*', 100)
    open.lab.faults.command({ kind: 'cut-output', characters: 0 })
    open.lab.faults.hideCommands('for-ever')
    open.lab.faults.clear()
    const id = await send()
    expect((await ended(id))[0]!.CommandPlugins![0]!.Output).toBe('ran\n')
    expect((await open.ssm.send(new ListCommandsCommand({}))).Commands).toHaveLength(1)
  })
})

describe('not yet visible', () => {
  test('for some calls: an empty list and InvocationDoesNotExist, then there', async () => {
    open.lab.faults.hideInvocations({ calls: 2 })
    const id = await send()
    expect(await invocations(id)).toEqual([])
    expect(await refusal(whole(id))).toMatchObject({ name: 'InvocationDoesNotExist', status: 400 })
    expect(await whole(id)).toMatchObject({ CommandId: id })
  })

  test('for some milliseconds', async () => {
    open.lab.faults.hideInvocations({ milliseconds: 60_000 })
    const id = await send()
    await runs(1)
    expect(await invocations(id)).toEqual([])
    ahead = 60_000
    expect((await ended(id))[0]!.Status).toBe('Success')
  })

  test('ListCommands may show a command late, or never, while its invocations show', async () => {
    const list = async () => (await open.ssm.send(new ListCommandsCommand({}))).Commands!.map((one) => one.CommandId)
    open.lab.faults.hideCommands({ milliseconds: 60_000 })
    const late = await send()
    await ended(late)
    expect(await list()).toEqual([])
    ahead = 60_000
    expect(await list()).toEqual([late])
    open.lab.faults.hideCommands('for-ever')
    const never = await send()
    await ended(never)
    expect(await list()).toEqual([late])
  })
})

describe('delivery', () => {
  test('late: it runs when nobody counts on it any more, and stays reported as timed out', async () => {
    open.lab.faults.command({ kind: 'late', milliseconds: 3_000 })
    const id = await send(['echo late'], 30)
    expect((await ended(id))[0]).toMatchObject({ Status: 'TimedOut', StatusDetails: 'DeliveryTimedOut' })
    expect(open.lab.executions()).toEqual([])
    expect(await runs(1)).toMatchObject([{ commandId: id, exitCode: 0, count: 1 }])
    expect((await invocations(id))[0]!.Status).toBe('TimedOut')
  })

  test('late, but in time: it only takes longer', async () => {
    open.lab.faults.command({ kind: 'late', milliseconds: 1_000 })
    const id = await send()
    expect((await invocations(id))[0]!.Status).toBe('Pending')
    expect((await ended(id))[0]!.Status).toBe('Success')
  })

  test('twice: the log of executions counts both, the answer is that of the first', async () => {
    open.lab.faults.command({ kind: 'twice', apartMilliseconds: 60 }, { instanceId: host.id })
    const id = await send(['date +%N'])
    const [row] = await ended(id)
    const first = row!.CommandPlugins![0]!.Output
    expect((await runs(2)).map((one) => [one.commandId, one.count])).toEqual([
      [id, 1],
      [id, 2],
    ])
    expect((await whole(id)).StandardOutputContent).toBe(first)
  })

  test('a fault for another instance does not strike here', async () => {
    open.lab.faults.command({ kind: 'twice', apartMilliseconds: 0 }, { instanceId: 'i-0ffffffffffffffff' })
    await ended(await send())
    expect(open.lab.executions()).toHaveLength(1)
  })
})

describe('damaged output', () => {
  const text = 'x'.repeat(100)
  const outputOf = async (): Promise<string> => {
    const id = await send([`printf %s ${text}`])
    await ended(id)
    return (await whole(id)).StandardOutputContent!
  }

  test('cut short', async () => {
    open.lab.faults.command({ kind: 'cut-output', characters: 10 })
    expect(await outputOf()).toBe('x'.repeat(10))
    expect(await outputOf()).toBe(text)
  })

  test.each(['head', 'tail'] as const)('its %s overwritten', async (where) => {
    open.lab.faults.command({ kind: 'corrupt-output', where })
    const junk = '\ufffd'.repeat(40)
    expect(await outputOf()).toBe(where === 'head' ? junk + 'x'.repeat(60) : 'x'.repeat(60) + junk)
  })
})

test('an instance that breaks while it executes is a failure that says so', async () => {
  const broken = instance('broken', async () => {
    throw new Error('no such namespace')
  })
  open.lab.addInstance(broken)
  const { Command } = await open.ssm.send(
    new SendCommandCommand({ DocumentName: 'AWS-RunShellScript', InstanceIds: [broken.id], Parameters: { commands: ['true'] } }),
  )
  const [row] = await ended(Command!.CommandId!)
  expect(row!.Status).toBe('Failed')
  expect(row!.CommandPlugins![0]!.Output).toContain('no such namespace')
  expect(open.lab.executions()).toMatchObject([{ ended: 'broken' }])
})
