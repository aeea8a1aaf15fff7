import { execFile } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { DescribeVpcsCommand, EC2Client } from '@aws-sdk/client-ec2'
import { DescribeFileSystemsCommand, EFSClient } from '@aws-sdk/client-efs'
import { GetCommandInvocationCommand, ListCommandsCommand, SSMClient } from '@aws-sdk/client-ssm'
import type { Exchange } from '../../../src/lab/aws/wire/services.ts'
import {
  checkWire,
  checkWireAtTheEnd,
  instance,
  type OpenLab,
  openLab,
  python,
  recording,
  refusal,
  region,
} from '../../unit/lab/aws/open-lab.ts'

checkWireAtTheEnd()

const run = promisify(execFile)
const cli = await run('aws', ['--version']).then(
  ({ stdout }) => stdout.trim(),
  () => undefined,
)

let open: OpenLab
const host = instance('ubuntu-instance')
beforeEach(async () => {
  open = await openLab({ instances: [host] })
})
afterEach(() => open.close())

const credentials = () => ({ accessKeyId: open.lab.env.AWS_ACCESS_KEY_ID!, secretAccessKey: open.lab.env.AWS_SECRET_ACCESS_KEY! })

describe('who is let in', () => {
  const unsigned: [string, string, RequestInit, string, RegExp][] = [
    [
      'SSM',
      '/',
      { method: 'POST', headers: { 'x-amz-target': 'AmazonSSM.ListCommands' }, body: '{}' },
      'application/x-amz-json-1.1',
      /"__type":"MissingAuthenticationTokenException"/,
    ],
    ['EFS', '/2015-02-01/file-systems', {}, 'application/json', /"ErrorCode":"MissingAuthenticationTokenException"/],
    [
      'EC2',
      '/',
      { method: 'POST', body: 'Action=DescribeVpcs&Version=2016-11-15' },
      'text/xml',
      /<Code>MissingAuthenticationToken<\/Code>/,
    ],
    [
      'STS',
      '/',
      { method: 'POST', body: 'Action=GetCallerIdentity&Version=2011-06-15' },
      'text/xml',
      /<ErrorResponse>.*<Code>MissingAuthenticationToken<\/Code>/,
    ],
  ]
  test.each(unsigned)('a request to %s without a signature is a 403 in its protocol', async (_, path, init, type, body) => {
    const answer = await fetch(open.lab.url + path, init)
    expect(answer.status).toBe(403)
    expect(answer.headers.get('content-type')).toContain(type)
    expect(await answer.text()).toMatch(body)
  })

  test('another key is not known', async () => {
    const settings = { endpoint: open.lab.url, region, credentials: { accessKeyId: 'AKIAELSEWHERE', secretAccessKey: 'x' }, maxAttempts: 1 }
    expect(await refusal(new SSMClient(settings).send(new ListCommandsCommand({})))).toMatchObject({ name: 'UnrecognizedClientException' })
    expect(await refusal(new EFSClient(settings).send(new DescribeFileSystemsCommand({})))).toMatchObject({
      name: 'UnrecognizedClientException',
    })
    expect(await refusal(new EC2Client(settings).send(new DescribeVpcsCommand({})))).toMatchObject({ name: 'AuthFailure', status: 401 })
  })

  test('whoever knows the key and not the secret, or changes what was signed, is refused: any user of the machine reaches the port', async () => {
    const guess = { ...credentials(), secretAccessKey: 'lab/only/not/a/secret/anywhere/else00000' }
    const settings = { endpoint: open.lab.url, region, credentials: guess, maxAttempts: 1 }
    await expect(new SSMClient(settings).send(new ListCommandsCommand({}))).rejects.toMatchObject({ name: 'InvalidSignatureException' })
    await expect(new EFSClient(settings).send(new DescribeFileSystemsCommand({}))).rejects.toMatchObject({
      name: 'InvalidSignatureException',
    })
    await expect(new EC2Client(settings).send(new DescribeVpcsCommand({}))).rejects.toMatchObject({ name: 'SignatureDoesNotMatch' })
    await open.ssm.send(new ListCommandsCommand({}))
    const { requestHeaders, requestBody, target } = open.lab.calls().findLast((call) => call.operation === 'ListCommands')!
    const { host: _, 'content-length': __, connection: ___, ...headers } = requestHeaders
    const again = (body: string) => fetch(`${open.lab.url}${target}`, { method: 'POST', headers, body })
    expect((await again(requestBody)).status).toBe(200)
    const changed = await again(JSON.stringify({ MaxResults: 1 }))
    expect([changed.status, await changed.text()]).toEqual([400, expect.stringContaining('InvalidSignatureException')])
  })

  test('a client of another region is told so', async () => {
    const settings = { endpoint: open.lab.url, region: 'us-east-1', credentials: credentials(), maxAttempts: 1 }
    expect(await refusal(new SSMClient(settings).send(new ListCommandsCommand({})))).toMatchObject({
      name: 'InvalidSignatureException',
      message: /valid region, not 'us-east-1'/,
    })
  })

  test('the environment that the lab prints is all that an SDK client needs', async () => {
    const saved = { ...process.env }
    Object.assign(process.env, open.lab.env)
    try {
      const client = new SSMClient({})
      expect((await client.send(new ListCommandsCommand({}))).Commands).toEqual([])
      client.destroy()
    } finally {
      process.env = saved
    }
  })
})

test('a body beyond all limits is refused, and one that is no JSON too', async () => {
  const post = (body: string) => fetch(open.lab.url, { method: 'POST', headers: { 'x-amz-target': 'AmazonSSM.ListCommands' }, body })
  expect((await post('x'.repeat(5_000_000))).status).toBe(413)
  const broken = await post('{')
  expect(broken.status).toBe(400)
  expect(await broken.text()).toContain('SerializationException')
})

const withCli = cli === undefined ? describe.skip : describe
withCli(`the AWS CLI works against the lab${cli === undefined ? ' (no aws on PATH; Debian: awscli)' : ''}`, () => {
  const aws = async (...args: string[]): Promise<unknown> => {
    const env = { PATH: process.env.PATH, HOME: process.env.HOME, AWS_PAGER: '', ...open.lab.env }
    // AWS_ENDPOINT_URL came with 2.13 and 1.29; Debian's 2.9 wants the option
    const { stdout } = await run('aws', [...args, '--output', 'json', '--endpoint-url', open.lab.url], { env })
    return stdout === '' ? undefined : JSON.parse(stdout)
  }

  test('from the file system to the output of a command', async () => {
    expect(await aws('sts', 'get-caller-identity')).toMatchObject({ Account: open.lab.account })
    const fs = (await aws('efs', 'create-file-system', '--creation-token', 'cli', '--encrypted', '--tags', 'Key=Name,Value=cli')) as {
      FileSystemId: string
    }
    expect(await aws('efs', 'describe-file-systems', '--file-system-id', fs.FileSystemId)).toMatchObject({
      FileSystems: [{ Name: 'cli', Encrypted: true }],
    })
    expect(await aws('ec2', 'describe-instances', '--filters', 'Name=tag:Name,Values=ubuntu-*')).toMatchObject({
      Reservations: [{ Instances: [{ InstanceId: host.id }] }],
    })
    const sent = (await aws(
      'ssm',
      'send-command',
      '--instance-ids',
      host.id,
      '--document-name',
      'AWS-RunShellScript',
      '--parameters',
      'commands=["echo from the CLI"]',
    )) as {
      Command: { CommandId: string }
    }
    await aws('ssm', 'wait', 'command-executed', '--command-id', sent.Command.CommandId, '--instance-id', host.id)
    expect(await aws('ssm', 'get-command-invocation', '--command-id', sent.Command.CommandId, '--instance-id', host.id)).toMatchObject({
      Status: 'Success',
      StandardOutputContent: 'from the CLI\n',
    })
  })

  test('and shows a modelled error as its own', async () => {
    const error = await aws('efs', 'describe-file-systems', '--file-system-id', 'fs-0123456789abcdef0').then(
      () => undefined,
      (cause: { stderr: string; code: number }) => cause,
    )
    expect(error?.stderr).toContain('(FileSystemNotFound) when calling the DescribeFileSystems operation')
  })
})

const withBotocore = python === undefined ? describe.skip : describe
withBotocore(`the check of the wire${python === undefined ? ' (no python3 with botocore; Debian: python3-botocore)' : ''}`, () => {
  const folder = mkdtempSync(join(tmpdir(), 'prism-check-wire-'))
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  /** What was recorded, with one exchange changed, and what the check says of it. */
  function checked(exchanges: readonly Exchange[], args: string[] = []): { status: number; output: string } {
    const file = join(folder, 'changed.jsonl')
    writeFileSync(file, exchanges.map((one) => JSON.stringify(one)).join('\n'))
    return checkWire([...args, file])!
  }

  async function recorded(): Promise<Exchange[]> {
    await open.ssm.send(new ListCommandsCommand({ MaxResults: 5 }))
    await open.efs.send(new DescribeFileSystemsCommand({ MaxItems: 5 }))
    await open.ec2.send(new DescribeVpcsCommand({ Filters: [{ Name: 'is-default', Values: ['true'] }] }))
    return [...open.lab.calls()]
  }

  const change = (exchanges: readonly Exchange[], operation: string, from: string, to: string): Exchange[] =>
    exchanges.map((one) => {
      if (one.operation !== operation) return one
      const text = JSON.stringify(one)
      const changed = text.replaceAll(JSON.stringify(from).slice(1, -1), JSON.stringify(to).slice(1, -1))
      if (changed === text) throw new Error(`${from} is not in the exchange`)
      return JSON.parse(changed) as Exchange
    })

  test('passes what the SDK and the lab say to each other, and counts it', async () => {
    expect(checked(await recorded())).toMatchObject({
      status: 0,
      output: expect.stringMatching(/3 answers, 3 requests; 3 operations; 0 problems/) as string,
    })
    expect(readFileSync(recording, 'utf8').trim().split('\n').length).toBeGreaterThanOrEqual(3)
  })

  const damage: [string, string, string, string, RegExp][] = [
    [
      'an unknown member of a request',
      'ListCommands',
      '"MaxResults":5',
      '"MaxResultz":5',
      /ListCommandsRequest\.MaxResultz is not in the model — and the lab accepted it/,
    ],
    ['a value out of range', 'ListCommands', '"MaxResults":5', '"MaxResults":51', /MaxResults has 51, at most 50 allowed/],
    ['a wrong type', 'ListCommands', '"MaxResults":5', '"MaxResults":"5"', /MaxResults is not an integer/],
    ['an unknown query parameter', 'DescribeFileSystems', '?MaxItems=5', '?MaxItem=5', /MaxItem is not a member/],
    [
      'a path that is no operation',
      'DescribeFileSystems',
      '/2015-02-01/file-systems',
      '/2015-02-01/filesystems',
      /no operation of the model/,
    ],
    ['an unknown form member', 'DescribeVpcs', 'Filter.1.Value.1=true', 'Filter.1.Values.1=true', /unknown member Filter\.1\.Values\.1/],
    [
      'an unknown element of an answer',
      'DescribeVpcs',
      '<isDefault>true</isDefault>',
      '<default>true</default>',
      /default is not in the model/,
    ],
    ['an enum that is none', 'DescribeVpcs', '<state>available</state>', '<state>ready</state>', /'ready' is none of/],
    [
      'a missing required member of an answer',
      'DescribeFileSystems',
      '[]',
      '[{"FileSystemId":"fs-01234567"}]',
      /CreationToken is required and missing/,
    ],
    ['an answer that cannot be read', 'ListCommands', '{"Commands":[]}', '{"Commands":', /botocore cannot read it/],
    [
      'an error that the model does not have',
      'GetCommandInvocation',
      'InvocationDoesNotExist',
      'NoSuchInvocation',
      /error NoSuchInvocation is not in the model/,
    ],
  ]
  test('finds every kind of damage', async () => {
    await refusal(
      open.ssm.send(new GetCommandInvocationCommand({ CommandId: '00000000-0000-4000-8000-000000000000', InstanceId: host.id })),
    )
    const exchanges = await recorded()
    // one recording of all damaged exchanges, numbered by case, because each start of Python costs half a second
    const damaged = damage.map(([, operation, from, to], i) => {
      const sound = exchanges.find((one) => one.operation === operation)!
      return { ...change([sound], operation, from, to)[0]!, seq: i + 1 }
    })
    const wrongStatus = { ...exchanges.find((one) => one.operation === 'DescribeFileSystems')!, seq: 99, status: 201 }
    const { status, output } = checked([...damaged, wrongStatus])
    expect(status).toBe(1)
    const said = (seq: number) => output.split('\n').filter((line) => line.startsWith(`#${seq} `))
    expect(damage.map(([what, , , , says], i) => [what, said(i + 1).some((line) => says.test(line))])).toEqual(
      damage.map(([what]) => [what, true]),
    )
    expect(said(99)).toEqual(['#99 efs.DescribeFileSystems: answer: status 201, the model says 200'])
  })

  test('forgives a broken request only where it was refused, and only when told', async () => {
    const exchanges = await recorded()
    await refusal(open.ssm.send(new ListCommandsCommand({ MaxResults: 51 })))
    const all = [...exchanges, open.lab.calls().at(-1)!]
    expect(checked(all).status).toBe(1)
    expect(checked(all, ['--refused-is-fine'])).toMatchObject({
      status: 0,
      output: expect.stringContaining('1 broken requests, refused') as string,
    })
  })

  test('is not content with nothing', () => {
    expect(checked([])).toMatchObject({ status: 1, output: expect.stringContaining('nothing was checked') as string })
  })
})
