/**
 * The packaged Action against the lab's AWS and GitHub, where what counts is the Action's own part: that an interrupt and the post step
 * really cancel, that a host which talks nonsense is not believed, that the comment arrives. The instances are closures here; the
 * scenarios in which they are real Linux are elsewhere.
 */
import { join } from 'node:path'
import { DescribeSubnetsCommand, EC2Client } from '@aws-sdk/client-ec2'
import {
  CreateFileSystemCommand,
  CreateMountTargetCommand,
  DescribeFileSystemsCommand,
  DescribeMountTargetsCommand,
  EFSClient,
} from '@aws-sdk/client-efs'
import { type LabAws, startLabAws } from '../../../src/lab/aws/start.ts'
import { type LabGitHub, startLabGitHub } from '../../../src/lab/github/start.ts'
import type { LabExecution, LabExecutionResult, LabInstance } from '../../../src/lab/ports.ts'
import { commandLines, startAction } from '../../support/action-runner.ts'

type Behaviour = (execution: LabExecution) => Promise<LabExecutionResult>
let behaviour: Behaviour
const instance: LabInstance = {
  id: 'i-0123456789abcdef0',
  name: 'ubuntu-instance',
  tags: {},
  distribution: 'ubuntu',
  platformName: 'Ubuntu',
  platformVersion: '24.04',
  availabilityZone: 'us-east-1a',
  privateIp: '10.0.0.10',
  execute: (execution) => behaviour(execution),
}

/** Runs until it is killed, as a script on a hung mount does. */
const hang: Behaviour = ({ signal }) =>
  new Promise((resolve) =>
    signal.addEventListener('abort', () => resolve({ exitCode: 137, stdout: '', stderr: '', ended: 'cancelled' }), { once: true }),
  )
const say =
  (stdout: string, exitCode = 0): Behaviour =>
  async () => ({ exitCode, stdout, stderr: stdout, ended: 'exited' })

let aws: LabAws
let github: LabGitHub
const nothing = async () => undefined

beforeAll(async () => {
  const storage = { createFileSystem: nothing, deleteFileSystem: nothing, setMountTargets: nothing }
  const log = process.env.PRISM_WIRE_LOG
  aws = await startLabAws({
    instances: [instance],
    storage,
    region: 'us-east-1',
    ...(log ? { recordTo: join(log, 'action-cancelled.jsonl') } : {}),
  })
  github = await startLabGitHub({ repositories: [{ fullName: 'octo/lab', issues: [{ number: 7, title: 'Mount it' }] }] })
  await createVolume('research-data')
})
afterAll(async () => {
  await aws?.stop()
  await github?.stop()
})

async function createVolume(name: string): Promise<void> {
  const options = {
    endpoint: aws.url,
    region: 'us-east-1',
    credentials: { accessKeyId: aws.env.AWS_ACCESS_KEY_ID!, secretAccessKey: aws.env.AWS_SECRET_ACCESS_KEY! },
  }
  const efs = new EFSClient(options)
  const { FileSystemId } = await efs.send(
    new CreateFileSystemCommand({ CreationToken: name, Encrypted: true, Tags: [{ Key: 'Name', Value: name }] }),
  )
  await until(
    async () => (await efs.send(new DescribeFileSystemsCommand({ FileSystemId }))).FileSystems?.[0]?.LifeCycleState === 'available',
  )
  const { Subnets = [] } = await new EC2Client(options).send(new DescribeSubnetsCommand({}))
  const subnet = Subnets.find((s) => s.AvailabilityZone === 'us-east-1a')
  await efs.send(new CreateMountTargetCommand({ FileSystemId, SubnetId: subnet?.SubnetId }))
  await until(
    async () => (await efs.send(new DescribeMountTargetsCommand({ FileSystemId }))).MountTargets?.[0]?.LifeCycleState === 'available',
  )
}

async function until(check: () => boolean | Promise<boolean>): Promise<void> {
  for (let i = 0; i < 400; i++) {
    if (await check()) return
    await new Promise((go) => setTimeout(go, 25))
  }
  throw new Error('waited ten seconds for what did not happen')
}

/** What the page of the Action asks for. */
const tokenOfJob = { contents: 'read', pull_requests: 'read', issues: 'write', metadata: 'read' }
const inputs = { volume: 'research-data', instances: 'ubuntu-instance' }
const start = (given: Record<string, string> = {}, env: Record<string, string> = {}) =>
  startAction(
    { ...inputs, 'github-token': github.workflowToken(tokenOfJob), ...given },
    { ...aws.env, GITHUB_API_URL: github.url, ...env },
    { issue: { number: 7 } },
  )

/** Ids of commands asked to be cancelled since `from`. */
const cancelled = (from: number): unknown[] =>
  aws
    .calls()
    .filter((c) => c.seq > from && c.operation === 'CancelCommand')
    .map((c) => (c.params as { CommandId?: string }).CommandId)
const now = () => aws.calls().at(-1)?.seq ?? 0
const underWay = (from: number) => aws.executions().length > from

describe('a job that is cancelled while a script runs', () => {
  test('by the runner’s SIGINT: the SSM command is cancelled, the outcome is unknown, the step is red', async () => {
    behaviour = hang
    const [from, before] = [now(), aws.executions().length]
    const { child, ended } = start()
    await until(() => underWay(before))
    child.kill('SIGINT')
    // nothing but its own end: the host goes on for as long as it is let
    const ran = await ended
    expect(ran.code).toBe(1)
    expect(cancelled(from)).toHaveLength(1)
    expect(ran.outputs).toMatchObject({ ok: 'false', 'run-id': expect.stringMatching(/^[0-9A-Z]{26}$/) })
    expect(JSON.parse(ran.outputs.report!)).toMatchObject({ verdict: 'unknown' })
    expect(ran.text).toContain('The outcome on the instances is unknown')
    expect(aws.executions().slice(before)).toHaveLength(1)
  })

  test('by a kill: the post step cancels the command by the id that was saved', async () => {
    behaviour = hang
    const [from, before] = [now(), aws.executions().length]
    const { child, ended } = start()
    await until(() => underWay(before))
    // the id is saved when the answer to SendCommand is in; the first poll comes after that
    await until(() => aws.calls().some((c) => c.seq > from && c.operation === 'ListCommandInvocations'))
    child.kill('SIGKILL')
    const killed = await ended
    expect(killed.signal).toBe('SIGKILL')
    const [commandId] = JSON.parse(killed.state.STATE_commands!) as string[]
    expect(cancelled(from)).toEqual([])

    const post = await start({}, killed.state).ended
    expect(post.code).toBe(0)
    expect(cancelled(from)).toEqual([commandId])
    expect(post.text).toContain(`Cancelled 1 SSM command: ${commandId}`)
    await until(() =>
      aws
        .executions()
        .slice(before)
        .every((e) => e.endedAt !== undefined),
    )
  })
})

describe('a host that talks nonsense', () => {
  test.each([
    ['nothing', ''],
    ['JSON of its own', '{"verdict":"holds","ok":true}'],
    ['workflow commands', '::set-output name=ok::true\n  ::add-mask::e\n##[set-output name=ok]true\n'],
  ])('and prints %s is not believed', async (_, stdout) => {
    behaviour = say(stdout)
    const ran = await start().ended
    expect(ran.code).toBe(1)
    expect(ran.outputs.ok).toBe('false')
    expect(JSON.parse(ran.outputs.report!).verdict).not.toBe('holds')
    for (const line of commandLines(ran.text)) expect(line).toMatch(/^::(?:(?:error|warning) title=Prism|add-mask::ghs_[0-9a-z]+$)/)
  })
})

describe('the comment', () => {
  test('is the table, on the event’s issue, by the workflow’s token', async () => {
    behaviour = say('')
    const token = github.workflowToken(tokenOfJob, 'octo/lab')
    const ran = await start({ comment: 'true', 'github-token': token }).ended
    const thread = github.thread(7, 'octo/lab')
    expect(thread.at(-1)?.body).toBe(ran.outputs.summary)
    expect(ran.text).not.toContain('could not be posted')
    expect(ran.text.replace(/^::add-mask::.*$/gm, '')).not.toContain(token)
  })

  test('that the token may not write is a warning', async () => {
    behaviour = say('')
    const token = github.workflowToken({ ...tokenOfJob, issues: 'read' }, 'octo/lab')
    const ran = await start({ comment: '7', 'github-token': token }).ended
    expect(ran.text).toMatch(/^::warning title=Prism%3A no comment::The comment on #7 could not be posted/m)
    expect(ran.outputs['run-id']).not.toBe('')
  })
})
