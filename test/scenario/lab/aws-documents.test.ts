/** SSM documents of one's own, as the lab keeps and runs them. */
import {
  AddTagsToResourceCommand,
  CreateDocumentCommand,
  DeleteDocumentCommand,
  DescribeDocumentCommand,
  GetCommandInvocationCommand,
  GetDocumentCommand,
  ListCommandInvocationsCommand,
  ListCommandsCommand,
  SendCommandCommand,
  type SendCommandCommandInput,
  UpdateDocumentCommand,
  UpdateDocumentDefaultVersionCommand,
} from '@aws-sdk/client-ssm'
import { checkWireAtTheEnd, instance, type OpenLab, openLab, refusal, until } from '../../unit/lab/aws/open-lab.ts'

checkWireAtTheEnd()

let open: OpenLab
const ubuntu = instance('ubuntu-instance')
beforeEach(async () => {
  open = await openLab({ instances: [ubuntu] })
})
afterEach(() => open.close())

const Name = 'Team-Greet'
const document = (runCommand: string[], more: object = {}) =>
  JSON.stringify({
    schemaVersion: '2.2',
    description: 'greets',
    parameters: {
      who: { type: 'String', allowedPattern: '^[a-z]+$', interpolationType: 'ENV_VAR' },
      words: { type: 'String', default: 'hello' },
      ...more,
    },
    mainSteps: [{ action: 'aws:runShellScript', name: 'greet', inputs: { runCommand, timeoutSeconds: 60 } }],
  })
const greeting = document(['echo "{{ words }} ${SSM_who-nobody}"'])
const described = async (more: { DocumentVersion?: string; VersionName?: string } = {}) =>
  (await open.ssm.send(new DescribeDocumentCommand({ Name, ...more }))).Document
const active = () =>
  until(
    () => described({ DocumentVersion: '$LATEST' }),
    (d) => d?.Status === 'Active',
  )
async function create(Content = greeting): Promise<void> {
  await open.ssm.send(
    new CreateDocumentCommand({
      Name,
      Content,
      VersionName: 'first',
      DocumentType: 'Command',
      DocumentFormat: 'JSON',
      Tags: [{ Key: 'team', Value: 'a' }],
    }),
  )
  await active()
}
const sending = (Parameters: Record<string, string[]>, more: Partial<SendCommandCommandInput> = {}) =>
  open.ssm.send(new SendCommandCommand({ DocumentName: Name, InstanceIds: [ubuntu.id], Parameters, ...more }))
async function says(Parameters: Record<string, string[]>, more: Partial<SendCommandCommandInput> = {}): Promise<string> {
  const CommandId = (await sending(Parameters, more)).Command!.CommandId!
  const [row] = await until(
    async () => (await open.ssm.send(new ListCommandInvocationsCommand({ CommandId, Details: true }))).CommandInvocations ?? [],
    (all) => all.length > 0 && all.every((one) => one.Status !== 'Pending' && one.Status !== 'InProgress'),
  )
  expect(row!.CommandPlugins![0]!.Name).toBe('greet')
  const whole = await open.ssm.send(new GetCommandInvocationCommand({ CommandId, InstanceId: ubuntu.id }))
  return whole.StandardOutputContent!
}

test('is made, tagged, read, and is Active after a moment; a second one of the name is refused', async () => {
  await create()
  await open.ssm.send(new AddTagsToResourceCommand({ ResourceType: 'Document', ResourceId: Name, Tags: [{ Key: 'team', Value: 'b' }] }))
  expect(await described()).toMatchObject({
    Owner: open.lab.account,
    DocumentVersion: '1',
    VersionName: 'first',
    HashType: 'Sha256',
    Tags: [{ Key: 'team', Value: 'b' }],
  })
  const { Content } = await open.ssm.send(new GetDocumentCommand({ Name, VersionName: 'first' }))
  expect(Content).toBe(greeting)
  expect(await refusal(open.ssm.send(new CreateDocumentCommand({ Name, Content: greeting })))).toMatchObject({
    name: 'DocumentAlreadyExists',
  })
})

test('gets versions: the newest follows the newest, the default is moved by itself, the same content is no new one', async () => {
  await create()
  const other = document(['echo other'])
  const update = (Content: string, DocumentVersion?: string, VersionName = 'second') =>
    open.ssm.send(new UpdateDocumentCommand({ Name, Content, VersionName, ...(DocumentVersion ? { DocumentVersion } : {}) }))
  expect(await refusal(update(other))).toMatchObject({ name: 'InvalidDocumentVersion' })
  expect(await refusal(update(greeting, '$LATEST'))).toMatchObject({ name: 'DuplicateDocumentContent' })
  expect(await refusal(update(other, '$LATEST', 'first'))).toMatchObject({ name: 'DuplicateDocumentVersionName' })
  await update(other, '$LATEST')
  await active()
  expect(await described()).toMatchObject({ DocumentVersion: '1', DefaultVersion: '1', LatestVersion: '2' })
  await open.ssm.send(new UpdateDocumentDefaultVersionCommand({ Name, DocumentVersion: '2' }))
  expect(await described()).toMatchObject({ DocumentVersion: '2', VersionName: 'second' })
  expect(await says({ who: ['ada'] })).toBe('other\n')
  expect(await says({ who: ['ada'] }, { DocumentVersion: '1' })).toBe('hello ada\n')
  expect(await refusal(described({ VersionName: 'third' }))).toMatchObject({ name: 'InvalidDocumentVersion' })
  await open.ssm.send(new DeleteDocumentCommand({ Name }))
  expect(await refusal(described())).toMatchObject({ name: 'InvalidDocument' })
})

test.each([
  ['no JSON', 'InvalidDocumentContent', '{'],
  ['another schema', 'InvalidDocumentSchemaVersion', '{"schemaVersion":"9.9"}'],
  ['a parameter’s name that the agent drops', 'InvalidDocumentContent', document(['id'], { a_b: { type: 'String' } })],
  ['a pattern that the agent cannot read', 'InvalidDocumentContent', document(['id'], { a: { type: 'String', allowedPattern: '^(?!x)' } })],
  ['more than 64 KB', 'MaxDocumentSizeExceeded', document(['#'.repeat(70_000)])],
])('with %s is refused: %s', async (_, name, Content) => {
  expect(await refusal(open.ssm.send(new CreateDocumentCommand({ Name, Content, DocumentType: 'Command' })))).toMatchObject({ name })
})

test('AWS’s own cannot be changed, and nobody can take its prefix', async () => {
  const own = new UpdateDocumentCommand({ Name: 'AWS-RunShellScript', Content: greeting, DocumentVersion: '$LATEST' })
  expect(await refusal(open.ssm.send(own))).toMatchObject({ name: 'InvalidDocument' })
  const prefix = new CreateDocumentCommand({ Name: 'AWS-Mine', Content: greeting, DocumentType: 'Command' })
  expect(await refusal(open.ssm.send(prefix))).toMatchObject({ name: 'DocumentAlreadyExists' })
})

describe('a command by it', () => {
  beforeEach(() => create())

  test('has its parameters in the environment or in its text, as each is declared', async () => {
    expect(await says({ who: ['ada'], words: ['good morning'] })).toBe('good morning ada\n')
    expect(open.lab.executions().at(-1)).toMatchObject({ script: 'echo "good morning ${SSM_who-nobody}"', environment: { SSM_who: 'ada' } })
    expect((await open.ssm.send(new ListCommandsCommand({}))).Commands![0]).toMatchObject({ DocumentName: Name })
  })

  test('becomes what the value says where it is text: the reason not to have any there', async () => {
    expect(await says({ who: ['ada'], words: ['$(echo owned)'] })).toBe('owned ada\n')
  })

  test('has no variables on an agent that is older than they are', async () => {
    open.lab.setAgentVersion(ubuntu.id, '3.3.2745.0')
    expect(await says({ who: ['ada'] })).toBe('hello nobody\n')
    open.lab.setAgentVersion(ubuntu.id, '3.3.2746.0')
    expect(await says({ who: ['ada'] })).toBe('hello ada\n')
  })

  test.each([
    ['a required one missing', {}],
    ['one that is not declared', { who: ['ada'], more: ['x'] }],
    ['two values for a String', { who: ['ada', 'bob'] }],
    ['a value outside its pattern', { who: ['$(id)'] }],
    ['a reference to the parameter store in its place', { who: ['{{ssm:x}}'] }],
  ])('is refused with %s', async (_, parameters) => {
    expect(await refusal(sending(parameters as Record<string, string[]>))).toMatchObject({ name: 'InvalidParameters' })
    expect(open.lab.executions()).toEqual([])
  })

  test('is refused where the document has another hash or no such version', async () => {
    const hash = (await described())!.Hash!
    const pinned = { DocumentHash: hash, DocumentHashType: 'Sha256', DocumentVersion: '1' } as const
    expect(await says({ who: ['ada'] }, pinned)).toBe('hello ada\n')
    expect(await refusal(sending({ who: ['ada'] }, { ...pinned, DocumentHash: '0'.repeat(64) }))).toMatchObject({
      name: 'InvalidDocument',
      message: `document hash ${'0'.repeat(64)} does not match Sha256.`,
    })
    expect(await refusal(sending({ who: ['ada'] }, { DocumentVersion: '7' }))).toMatchObject({ name: 'InvalidDocumentVersion' })
  })
})
