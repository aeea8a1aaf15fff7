import {
  CancelCommandCommand,
  DescribeDocumentCommand,
  DescribeInstanceInformationCommand,
  GetCommandInvocationCommand,
  GetDocumentCommand,
  ListCommandInvocationsCommand,
  ListCommandsCommand,
  paginateDescribeInstanceInformation,
  SendCommandCommand,
  type SendCommandCommandInput,
} from '@aws-sdk/client-ssm'
import { checkWireAtTheEnd, instance, type OpenLab, openLab, refusal, until } from '../../unit/lab/aws/open-lab.ts'

const over = ['Success', 'Failed', 'Cancelled', 'TimedOut']
const quiet = async () => ({ exitCode: 0, stdout: '', stderr: '', ended: 'exited' as const })

checkWireAtTheEnd()

let open: OpenLab
const ubuntu = instance('ubuntu-instance')
const rocky = instance('rocky-instance', undefined, {
  distribution: 'rocky',
  platformName: 'Rocky Linux',
  platformVersion: '9.5',
  tags: { Team: 'physics' },
})
beforeEach(async () => {
  open = await openLab({
    instances: [ubuntu, rocky],
    timings: { deliveryTimeoutScale: 0.005 },
    parameters: { '/team/secret': 'from-the-store' },
  })
})
afterEach(() => open.close())

async function send(commands: string[], more: Partial<SendCommandCommandInput> = {}): Promise<string> {
  const { Command } = await open.ssm.send(
    new SendCommandCommand({ DocumentName: 'AWS-RunShellScript', InstanceIds: [ubuntu.id], Parameters: { commands }, ...more }),
  )
  return Command!.CommandId!
}

const invocations = async (CommandId: string) =>
  (await open.ssm.send(new ListCommandInvocationsCommand({ CommandId, Details: true }))).CommandInvocations ?? []
const ended = (id: string) =>
  until(
    () => invocations(id),
    (all) => all.length > 0 && all.every((one) => over.includes(one.Status!)),
  )
const output = (CommandId: string, InstanceId = ubuntu.id) => open.ssm.send(new GetCommandInvocationCommand({ CommandId, InstanceId }))
const command = async (CommandId: string) => (await open.ssm.send(new ListCommandsCommand({ CommandId }))).Commands![0]!

describe('a command', () => {
  test('really runs, its lines joined by newlines, and goes Pending → Success', async () => {
    const sent = await open.ssm.send(
      new SendCommandCommand({
        DocumentName: 'AWS-RunShellScript',
        InstanceIds: [ubuntu.id],
        Comment: 'job 1',
        Parameters: { commands: ['a=4', 'echo $((a * 10 + 2))'] },
      }),
    )
    expect(sent.Command).toMatchObject({ Status: 'Pending', Comment: 'job 1', TargetCount: 1, CompletedCount: 0 })
    const id = sent.Command!.CommandId!
    const [row] = await ended(id)
    expect(row).toMatchObject({ Status: 'Success', StatusDetails: 'Success', InstanceId: ubuntu.id })
    expect(row!.CommandPlugins![0]).toMatchObject({ Name: 'aws:runShellScript', ResponseCode: 0, Output: '42\n' })
    expect(await output(id)).toMatchObject({ StandardOutputContent: '42\n', ResponseCode: 0, PluginName: 'aws:runShellScript' })
    expect(await command(id)).toMatchObject({ Status: 'Success', CompletedCount: 1, ErrorCount: 0 })
    expect(open.lab.executions()).toMatchObject([
      { commandId: id, instanceId: ubuntu.id, script: 'a=4\necho $((a * 10 + 2))', exitCode: 0, ended: 'exited', count: 1 },
    ])
  })

  test('that fails says so for its instance, and the agent adds its line to stderr', async () => {
    const id = await send(['echo out', 'echo bad >&2', 'exit 3'], { InstanceIds: [ubuntu.id, rocky.id] })
    await ended(id)
    expect(await output(id)).toMatchObject({
      Status: 'Failed',
      ResponseCode: 3,
      StandardOutputContent: 'out\n',
      StandardErrorContent: 'bad\nfailed to run commands: exit status 3',
    })
    expect(await command(id)).toMatchObject({ Status: 'Failed', StatusDetails: 'Failed', ErrorCount: 2, TargetCount: 2 })
    const [first] = await invocations(id)
    expect(first!.CommandPlugins![0]!.Output).toContain('\n----------ERROR-------\nbad\n')
  })

  test('runs in its working directory, below its shebang', async () => {
    const id = await send(['#!/bin/sh', 'pwd'], { Parameters: { commands: ['#!/bin/sh', 'pwd'], workingDirectory: ['/usr'] } })
    await ended(id)
    expect((await output(id)).StandardOutputContent).toBe('/usr\n')
  })

  test('has its output cut at 24,000 and 8,000 characters, and at 2,500 in the listing', async () => {
    const id = await send(["head -c 30000 /dev/zero | tr '\\0' o", "head -c 9000 /dev/zero | tr '\\0' e >&2"])
    const [row] = await ended(id)
    const whole = await output(id)
    expect(whole.StandardOutputContent).toHaveLength(24_000)
    expect(whole.StandardOutputContent).toMatch(/^o+--output truncated--$/)
    expect(whole.StandardErrorContent).toHaveLength(8_000)
    const listed = row!.CommandPlugins![0]!.Output!
    expect(listed.length).toBeLessThanOrEqual(2_500)
    expect(listed).toMatch(/^o+\n---Output truncated---\n----------ERROR-------\ne+\n---Error truncated----$/)
  })

  test('that runs too long is killed and is TimedOut with 137', async () => {
    const short = instance('short', async (execution) => ({
      exitCode: 137,
      stdout: `limit ${execution.timeoutSeconds}`,
      stderr: '',
      ended: 'timed-out',
    }))
    open.lab.addInstance(short)
    const id = await send(['sleep 60'], { InstanceIds: [short.id], Parameters: { commands: ['sleep 60'], executionTimeout: ['7'] } })
    const [row] = await ended(id)
    expect(row).toMatchObject({ Status: 'TimedOut', StatusDetails: 'ExecutionTimedOut' })
    expect(await output(id, short.id)).toMatchObject({ ResponseCode: 137, StandardOutputContent: 'limit 7' })
    expect(await command(id)).toMatchObject({ Status: 'TimedOut', ErrorCount: 1 })
  })

  test('that is cancelled while it runs is killed: Cancelling, then Cancelled', async () => {
    const id = await send(['sleep 60'])
    await until(
      () => invocations(id),
      ([one]) => one?.Status === 'InProgress',
    )
    await open.ssm.send(new CancelCommandCommand({ CommandId: id }))
    const [row] = await ended(id)
    expect(row!.Status).toBe('Cancelled')
    expect(open.lab.executions()).toMatchObject([{ ended: 'cancelled' }])
    expect(await command(id)).toMatchObject({ Status: 'Cancelled' })
  })

  test('that is cancelled before it was delivered never runs', async () => {
    open.lab.setInstanceState(ubuntu.id, 'silent')
    const id = await send(['echo never'])
    await open.ssm.send(new CancelCommandCommand({ CommandId: id }))
    expect((await invocations(id))[0]!.Status).toBe('Cancelled')
    open.lab.setInstanceState(ubuntu.id, 'online')
    expect(open.lab.executions()).toEqual([])
  })

  test('to an agent that takes nothing is a delivery time-out', async () => {
    open.lab.setInstanceState(ubuntu.id, 'silent')
    const id = await send(['echo never'], { TimeoutSeconds: 30, InstanceIds: [ubuntu.id, rocky.id] })
    const rows = await ended(id)
    expect(rows.map((row) => [row.InstanceId, row.Status, row.StatusDetails])).toEqual([
      [ubuntu.id, 'TimedOut', 'DeliveryTimedOut'],
      [rocky.id, 'Success', 'Success'],
    ])
    // delivery time-outs don't count as errors
    expect(await command(id)).toMatchObject({ Status: 'Success', ErrorCount: 0, DeliveryTimedOutCount: 1 })
  })

  test('sends at most MaxConcurrency at a time, and stops when errors exceed MaxErrors', async () => {
    let running = 0
    let most = 0
    const many = Array.from({ length: 6 }, (_, i) =>
      instance(`n${i}`, async () => {
        running += 1
        most = Math.max(most, running)
        await new Promise((resolve) => setTimeout(resolve, 15))
        running -= 1
        return { exitCode: 1, stdout: '', stderr: '', ended: 'exited' }
      }),
    )
    for (const one of many) open.lab.addInstance(one)
    const id = await send(['false'], { InstanceIds: many.map((one) => one.id), MaxConcurrency: '2', MaxErrors: '1' })
    const rows = await ended(id)
    expect(most).toBe(2)
    expect(rows.filter((row) => row.StatusDetails === 'Terminated').length).toBeGreaterThanOrEqual(2)
    expect((await command(id)).Status).toBe('Failed')
  })

  test('waits where five are already running on the host', async () => {
    let release: () => void = () => undefined
    const gate = new Promise<void>((resolve) => {
      release = resolve
    })
    const busy = instance('busy', async () => {
      await gate
      return quiet()
    })
    open.lab.addInstance(busy)
    const ids = await Promise.all(Array.from({ length: 6 }, () => send(['true'], { InstanceIds: [busy.id], TimeoutSeconds: 2000 })))
    await until(
      async () => open.lab.executions().length,
      (count) => count >= 5,
    )
    await new Promise((resolve) => setTimeout(resolve, 40))
    expect(open.lab.executions()).toHaveLength(5)
    release()
    await Promise.all(ids.map(ended))
    expect(open.lab.executions()).toHaveLength(6)
  })

  test('has {{ssm:NAME}} in its text replaced from the parameter store, or is refused', async () => {
    const id = await send(["echo '{{ssm:/team/secret}} {{ other }}'"])
    await ended(id)
    expect((await output(id)).StandardOutputContent).toBe('from-the-store {{ other }}\n')
    expect(await refusal(send(['echo {{ ssm:not-there }}']))).toMatchObject({ name: 'InvalidParameters', status: 400 })
  })
})

describe('what SendCommand refuses, before anything runs', () => {
  afterEach(() => expect(open.lab.executions()).toEqual([]))

  const unknown = 'i-0ffffffffffffffff'
  const refused: [string, Partial<SendCommandCommandInput>, string, RegExp][] = [
    ['an unknown document', { DocumentName: 'Prism-Mount' }, 'InvalidDocument', /Prism-Mount does not exist/],
    ['an unknown instance', { InstanceIds: [unknown] }, 'InvalidInstanceId', /not in a valid state for account \d{12}/],
    ['one unknown among known ones', { InstanceIds: [ubuntu.id, unknown] }, 'InvalidInstanceId', new RegExp(unknown)],
    ['the same instance twice', { InstanceIds: [ubuntu.id, ubuntu.id] }, 'DuplicateInstanceId', /./],
    [
      '51 ids',
      { InstanceIds: Array.from({ length: 51 }, (_, i) => `i-${i.toString(16).padStart(17, '0')}`) },
      'ValidationException',
      /'instanceIds'.*length less than or equal to 50/,
    ],
    ['a malformed id', { InstanceIds: ['ubuntu;reboot'] }, 'ValidationException', /'instanceIds\.1\.member'.*regular expression pattern/],
    ['no instance at all', { InstanceIds: [] }, 'ValidationException', /InstanceIds or Targets/],
    ['a delivery time of 29 s', { TimeoutSeconds: 29 }, 'ValidationException', /'timeoutSeconds'.*greater than or equal to 30/],
    ['a comment of 101 characters', { Comment: 'x'.repeat(101) }, 'ValidationException', /'comment'.*less than or equal to 100/],
    ['a MaxErrors of -1', { MaxErrors: '-1' }, 'ValidationException', /'maxErrors'/],
    ['a MaxConcurrency of 0', { MaxConcurrency: '0' }, 'ValidationException', /'maxConcurrency'/],
    ['no commands', { Parameters: {} }, 'InvalidParameters', /commands/],
    ['a parameter that the document lacks', { Parameters: { commands: ['x'], user: ['y'] } }, 'InvalidParameters', /"user"/],
    ['more than 64 KB', { Parameters: { commands: ['x'.repeat(65_536)] } }, 'MaxDocumentSizeExceeded', /64 KB/],
  ]
  test.each(refused)('%s', async (_, input, name, message) => {
    const error = await refusal(send(['true'], input))
    expect(error).toMatchObject({ name, status: 400 })
    if (name !== 'DuplicateInstanceId') expect(error.message).toMatch(message)
  })

  test('what the lab has not built is a 501, never a pretended success', async () => {
    // kept out of the recording: there, the wire check would rightly complain
    const apart = await openLab({ instances: [ubuntu], recordTo: '/dev/null' })
    const call = apart.ssm.send(
      new SendCommandCommand({
        DocumentName: 'AWS-RunShellScript',
        InstanceIds: [ubuntu.id],
        Parameters: { commands: ['true'] },
        OutputS3BucketName: 'bucket',
      }),
    )
    expect(await refusal(call)).toMatchObject({
      name: 'NotModelledByTheLab',
      status: 501,
      message: 'The lab does not model the member OutputS3BucketName.',
    })
    await apart.close()
  })
})

describe('the states of an instance', () => {
  test.each(['offline', 'unmanaged', 'stopped'] as const)('one that is %s is no valid instance to SendCommand', async (state) => {
    open.lab.setInstanceState(ubuntu.id, state)
    expect(await refusal(send(['true']))).toMatchObject({ name: 'InvalidInstanceId' })
  })

  test('Windows is the wrong platform', async () => {
    open.lab.setInstanceState(ubuntu.id, 'windows')
    expect(await refusal(send(['true']))).toMatchObject({ name: 'UnsupportedPlatformType' })
  })

  test('DescribeInstanceInformation shows them as SSM does', async () => {
    const list = async () => {
      const { InstanceInformationList } = await open.ssm.send(
        new DescribeInstanceInformationCommand({ Filters: [{ Key: 'InstanceIds', Values: [ubuntu.id] }] }),
      )
      return InstanceInformationList!.map((one) => [one.PingStatus, one.PlatformType, one.PlatformName])
    }
    expect(await list()).toEqual([['Online', 'Linux', 'Ubuntu']])
    open.lab.setInstanceState(ubuntu.id, 'offline')
    expect(await list()).toEqual([['ConnectionLost', 'Linux', 'Ubuntu']])
    open.lab.setInstanceState(ubuntu.id, 'windows')
    expect(await list()).toEqual([['Online', 'Windows', 'Microsoft Windows Server 2022 Datacenter']])
    open.lab.setInstanceState(ubuntu.id, 'unmanaged')
    expect(await list()).toEqual([])
  })

  test('what waited for an agent goes when it is back in time', async () => {
    open.lab.setInstanceState(ubuntu.id, 'silent')
    const id = await send(['echo back'], { TimeoutSeconds: 2000 })
    await new Promise((resolve) => setTimeout(resolve, 30))
    open.lab.setInstanceState(ubuntu.id, 'online')
    expect((await ended(id))[0]!.Status).toBe('Success')
  })
})

describe('finding instances', () => {
  test('pages of five, all of them found by the paginator', async () => {
    for (let i = 0; i < 10; i++) open.lab.addInstance(instance(`more-${i}`, quiet))
    const sizes: number[] = []
    for await (const page of paginateDescribeInstanceInformation({ client: open.ssm, pageSize: 5 }, {}))
      sizes.push(page.InstanceInformationList!.length)
    expect(sizes).toEqual([5, 5, 2])
    expect(await refusal(open.ssm.send(new DescribeInstanceInformationCommand({ MaxResults: 4 })))).toMatchObject({
      name: 'ValidationException',
    })
    expect(await refusal(open.ssm.send(new DescribeInstanceInformationCommand({ NextToken: 'mine' })))).toMatchObject({
      name: 'InvalidNextToken',
    })
  })

  test('by tag; but tags cannot be mixed with other filters', async () => {
    const tagged = { Key: 'tag:Team', Values: ['physics'] }
    const { InstanceInformationList } = await open.ssm.send(new DescribeInstanceInformationCommand({ Filters: [tagged] }))
    expect(InstanceInformationList!.map((one) => one.InstanceId)).toEqual([rocky.id])
    const mixed = new DescribeInstanceInformationCommand({ Filters: [tagged, { Key: 'PingStatus', Values: ['Online'] }] })
    expect(await refusal(open.ssm.send(mixed))).toMatchObject({ name: 'InvalidFilterKey', status: 400 })
  })

  test('a target tag runs on all that carry it; one that matches nothing is a status, not an error', async () => {
    const id = await send(['hostname >/dev/null'], { InstanceIds: undefined, Targets: [{ Key: 'tag:Team', Values: ['physics'] }] })
    expect((await ended(id)).map((row) => row.InstanceId)).toEqual([rocky.id])
    const none = await send(['true'], { InstanceIds: undefined, Targets: [{ Key: 'tag:Team', Values: ['chemistry'] }] })
    expect(await command(none)).toMatchObject({ Status: 'Success', StatusDetails: 'NoInstancesInTag', TargetCount: 0 })
    expect(await invocations(none)).toEqual([])
  })
})

test('ListCommands filters by time and state, newest first, in pages', async () => {
  const ids = [await send(['true']), await send(['true']), await send(['true'])]
  await Promise.all(ids.map(ended))
  const list = async (filters: { key: 'InvokedAfter' | 'InvokedBefore' | 'Status'; value: string }[]) =>
    (await open.ssm.send(new ListCommandsCommand({ Filters: filters }))).Commands!.map((one) => one.CommandId)
  expect(await list([{ key: 'Status', value: 'Success' }])).toEqual([...ids].reverse())
  expect(await list([{ key: 'InvokedBefore', value: '2020-01-01T00:00:00Z' }])).toEqual([])
  expect(await list([{ key: 'InvokedAfter', value: '2020-01-01T00:00:00Z' }])).toHaveLength(3)
  const page = await open.ssm.send(new ListCommandsCommand({ MaxResults: 2 }))
  const rest = await open.ssm.send(new ListCommandsCommand({ MaxResults: 2, NextToken: page.NextToken }))
  expect([...page.Commands!, ...rest.Commands!].map((one) => one.CommandId)).toEqual([...ids].reverse())
  expect(rest.NextToken).toBeUndefined()
})

test('AWS-RunShellScript can be read and described; others do not exist', async () => {
  const { Content } = await open.ssm.send(new GetDocumentCommand({ Name: 'AWS-RunShellScript' }))
  expect(Object.keys((JSON.parse(Content!) as { parameters: object }).parameters)).toEqual([
    'commands',
    'workingDirectory',
    'executionTimeout',
  ])
  const { Document } = await open.ssm.send(new DescribeDocumentCommand({ Name: 'AWS-RunShellScript' }))
  expect(Document).toMatchObject({ Owner: 'Amazon', DocumentType: 'Command', SchemaVersion: '1.2' })
  expect(await refusal(open.ssm.send(new GetDocumentCommand({ Name: 'Prism-Mount' })))).toMatchObject({ name: 'InvalidDocument' })
})
