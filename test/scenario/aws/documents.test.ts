/** Prism's own SSM documents: set up by an operator, used by a run, refused where they are not Prism's. */
import {
  CreateDocumentCommand,
  DeleteDocumentCommand,
  DescribeDocumentCommand,
  SSMClient,
  UpdateDocumentCommand,
  UpdateDocumentDefaultVersionCommand,
} from '@aws-sdk/client-ssm'
import type { OwnDocument } from '../../../src/domain/documents.ts'
import { sentBy } from '../../../src/domain/sent-by.ts'
import { ownDocuments } from '../../../src/host/job.ts'
import type { Exchange } from '../../../src/lab/aws/wire/services.ts'
import { renderRunMarkdown } from '../../../src/render/markdown.ts'
import { codes, of, onLab, openStage, type Stage } from '../../support/lab-stage.ts'
import { prism } from '../../unit/entrypoints/cli/stage.ts'

const nothing = () => {
  throw new Error('setup drives no run')
}
const own = ownDocuments()
const mountDocument = own.find((d) => d.script === 'mount') as OwnDocument
const ourTags = [{ Key: 'managed-by', Value: 'prism' }]

onLab('Prism’s own SSM documents', () => {
  let stage: Stage
  let ssm: SSMClient
  beforeAll(async () => {
    stage = await openStage('documents')
    const { env } = stage.lab
    ssm = new SSMClient({
      endpoint: env.AWS_ENDPOINT_URL!,
      region: env.AWS_REGION!,
      credentials: { accessKeyId: env.AWS_ACCESS_KEY_ID!, secretAccessKey: env.AWS_SECRET_ACCESS_KEY! },
    })
  })
  beforeEach(async () => {
    for (const { name } of own) await ssm.send(new DeleteDocumentCommand({ Name: name })).catch(() => undefined)
  })
  afterEach(() => stage.clear())
  afterAll(async () => {
    ssm?.destroy()
    await stage?.stop()
  })

  const setup = (words = '--yes', more: Parameters<typeof prism>[2] = {}) =>
    prism(`setup ${words}`.trim().split(' '), nothing, { env: { ...stage.lab.env }, ...more })
  const described = async (Name: string) => (await ssm.send(new DescribeDocumentCommand({ Name }))).Document
  const active = async (Name: string) => {
    for (let tries = 0; (await described(Name))?.Status !== 'Active'; tries++) {
      if (tries > 200) throw new Error(`${Name} did not become Active`)
      await new Promise((resolve) => setTimeout(resolve, 10))
    }
  }
  const create = async (Name: string, Content: string, Tags = ourTags) => {
    await ssm.send(new CreateDocumentCommand({ Name, Content, DocumentType: 'Command', Tags }))
    await active(Name)
  }
  const replace = async (document: OwnDocument, content: string) => {
    await ssm.send(new DeleteDocumentCommand({ Name: document.name }))
    await create(document.name, content)
  }
  const altered = (document: OwnDocument) => document.content.replace('"#!/bin/sh",', '"#!/bin/sh","touch /tmp/pwned",')
  const changing = (calls: readonly Exchange[]) => calls.filter((c) => /^(?:Create|Update|Delete|AddTags)/.test(c.operation))
  const sends = (calls: readonly Exchange[]) => calls.filter((c) => c.operation === 'SendCommand').map((c) => c.params)

  describe('prism setup', () => {
    test('shows what it would make and makes nothing; with --yes makes it; a second time there is nothing to do', async () => {
      const from = stage.lab.aws.calls().length
      const dry = await setup('--dry-run')
      expect(dry.code).toBe(1)
      expect(dry.stdout).toContain('+ Prism-Mount is not there; it is made\n--- /dev/null')
      expect(dry.stdout).toContain('+PRISM_NAMES=job=JOB,')
      expect(changing(stage.lab.aws.calls().slice(from))).toEqual([])

      const made = await setup()
      expect({ code: made.code, stderr: made.stderr }).toEqual({ code: 0, stderr: '' })
      for (const { name, sha256, versionName } of own) {
        expect(await described(name)).toMatchObject({ Hash: sha256, VersionName: versionName, Tags: expect.arrayContaining(ourTags) })
        expect(made.stdout).toContain(`✓ ${name} version 1 (sha256 ${sha256})`)
      }
      const before = stage.lab.aws.calls().length
      const again = await setup('--dry-run')
      expect(again.code).toBe(0)
      expect((await setup()).stdout).toContain('✓ Prism-Unmount is this Prism’s, version 1')
      expect(changing(stage.lab.aws.calls().slice(before))).toEqual([])
    })

    test('asks on a terminal, and does nothing without a yes', async () => {
      const no = await setup('', { terminal: true, typed: 'y\n' })
      expect({ code: no.code, said: no.stderr.includes('Type yes to continue'), refused: no.stderr.includes('confirm-setup') }).toEqual({
        code: 2,
        said: true,
        refused: true,
      })
      expect((await setup('')).code).toBe(2)
      expect((await setup('--json')).code).toBe(2)
      await expect(described('Prism-Mount')).rejects.toThrow('does not exist')
      expect((await setup('', { terminal: true, typed: 'yes\n' })).code).toBe(0)
    })

    test('brings another version up to date after showing the difference, and makes it the default', async () => {
      await setup()
      await replace(mountDocument, altered(mountDocument))
      const dry = await setup('--dry-run')
      expect(dry.code).toBe(1)
      expect(dry.stdout).toContain('~ Prism-Mount version 1 says otherwise')
      expect(dry.stdout.split('\n').filter((line) => /^[-+][^-+]/.test(line))).toEqual(['-touch /tmp/pwned'])
      const { code, stdout } = await setup('--yes --json')
      expect(code).toBe(0)
      expect(JSON.parse(stdout)).toMatchObject({
        ok: true,
        done: [{ document: 'Prism-Mount', version: '2', sha256: mountDocument.sha256 }],
        findings: [],
      })
      expect(await described('Prism-Mount')).toMatchObject({ DefaultVersion: '2', Hash: mountDocument.sha256 })
    })

    test('makes its own version the default again where somebody put another in front of it', async () => {
      await setup()
      await ssm.send(new UpdateDocumentCommand({ Name: 'Prism-Mount', Content: altered(mountDocument), DocumentVersion: '$LATEST' }))
      await active('Prism-Mount')
      await ssm.send(new UpdateDocumentDefaultVersionCommand({ Name: 'Prism-Mount', DocumentVersion: '2' }))
      expect((await setup('--dry-run')).stdout).toContain('version 1 is this Prism’s; it becomes the default instead of version 2')
      expect((await setup()).code).toBe(0)
      expect(await described('Prism-Mount')).toMatchObject({ DefaultVersion: '1', LatestVersion: '2' })
    })

    test('takes its own content for its own where another tool put it there without a name, behind a version of somebody’s', async () => {
      await create('Prism-Mount', altered(mountDocument))
      await ssm.send(new UpdateDocumentCommand({ Name: 'Prism-Mount', Content: mountDocument.content, DocumentVersion: '$LATEST' }))
      await active('Prism-Mount')
      expect((await setup()).code).toBe(0)
      expect(await described('Prism-Mount')).toMatchObject({ DefaultVersion: '2', LatestVersion: '2', Hash: mountDocument.sha256 })
    })

    test('adds its version without a name where somebody gave the name to another content', async () => {
      await ssm.send(
        new CreateDocumentCommand({
          Name: 'Prism-Mount',
          Content: altered(mountDocument),
          VersionName: mountDocument.versionName,
          DocumentType: 'Command',
          Tags: ourTags,
        }),
      )
      await active('Prism-Mount')
      expect((await setup()).code).toBe(0)
      expect(await described('Prism-Mount')).toMatchObject({ DefaultVersion: '2', Hash: mountDocument.sha256 })
    })

    test('never touches a document of that name that is not Prism’s, and does the others', async () => {
      await create('Prism-Mount', altered(mountDocument), [{ Key: 'team', Value: 'other' }])
      const before = await described('Prism-Mount')
      const { code, stdout } = await setup()
      expect(code).toBe(4)
      expect(stdout).toContain('document-unmarked')
      expect(await described('Prism-Mount')).toEqual(before)
      expect(await described('Prism-Inspect')).toMatchObject({ DefaultVersion: '1' })
    })

    test('goes on after an answer was lost, a throttling and a denial', async () => {
      stage.lab.aws.faults.answer('CreateDocument', { kind: 'lost' })
      stage.lab.aws.faults.throttle('CreateDocument', 1)
      await setup()
      stage.lab.aws.faults.clear()
      expect((await setup()).code).toBe(0)
      for (const { name, sha256 } of own) expect(await described(name)).toMatchObject({ Hash: sha256, LatestVersion: '1' })
      await replace(mountDocument, altered(mountDocument))
      stage.lab.aws.faults.answer('UpdateDocument', { kind: 'error', code: 'AccessDeniedException' })
      const denied = await setup()
      expect(denied.code).toBe(4)
      expect(denied.stderr).toContain('ssm:UpdateDocument')
    })
  })

  describe('a mount', () => {
    test('goes by them: typed parameters in the environment, version and hash pinned, and the report says so', async () => {
      await setup()
      const [volume, ubuntu] = await Promise.all([
        stage.volume(),
        stage.instance('ubuntu'),
        stage.instance('rocky', { distribution: 'rocky' }),
      ])
      const from = stage.lab.aws.calls().length
      const { run, report, strays } = await stage.say(`mount ${volume.name} ubuntu rocky`, { prism: stage.prismBy('own') })
      expect(report.verdict).toBe('holds')
      expect(strays).toEqual([])
      for (const send of sends(stage.lab.aws.calls().slice(from))) {
        const document = own.find((d) => d.name === (send as { DocumentName: string }).DocumentName)
        expect(send).toMatchObject({ DocumentVersion: '1', DocumentHash: document?.sha256, DocumentHashType: 'Sha256' })
      }
      const mounted = stage.lab.aws.executions().find((e) => e.instanceId === ubuntu.id && e.environment.SSM_umask)
      expect(mounted?.environment).toMatchObject({ SSM_fileSystemId: volume.id, SSM_mountPoint: `/mnt/${volume.name}` })
      expect(stage.lab.aws.executions().every((e) => !e.script.includes(volume.id))).toBe(true)
      expect(sentBy(run).map(({ transport }) => transport.kind === 'own-document' && transport.document)).toEqual([
        'Prism-Inspect',
        'Prism-Mount',
        'Prism-SharingTest',
      ])
      expect(renderRunMarkdown(run)).toContain(`sent by Prism-Mount version 1 (sha256 ${mountDocument.sha256.slice(0, 16)}…)`)
      const gone = await stage.say(`unmount ${volume.name} ubuntu rocky`)
      expect(gone.report.verdict).toBe('holds')
      expect(sentBy(gone.run).every(({ transport }) => transport.kind === 'own-document')).toBe(true)
    })

    test('of a region where nobody set anything up goes by AWS-RunShellScript and says what that is; with own it is refused', async () => {
      const volume = await stage.volume()
      await stage.instance('ubuntu')
      const { run, report } = await stage.say(`mount ${volume.name} ubuntu`)
      expect(report.verdict).toBe('holds')
      expect(renderRunMarkdown(run)).toContain('sent by AWS-RunShellScript, which is root on everything it is allowed on')
      const refused = await stage.say(`verify ${volume.name} ubuntu`, { prism: stage.prismBy('own') })
      expect({ executed: refused.executed, codes: refused.run.findings.map((f) => f.code) }).toEqual({
        executed: [],
        codes: ['document-absent'],
      })
    })

    test('is refused where a document is not Prism’s, with what is there and what was expected; nothing runs', async () => {
      await setup()
      await replace(mountDocument, altered(mountDocument))
      const volume = await stage.volume()
      await stage.instance('ubuntu')
      for (const choice of ['auto', 'own'] as const) {
        const { run, executed, strays } = await stage.say(`mount ${volume.name} ubuntu`, { prism: stage.prismBy(choice) })
        expect({ executed, strays }).toEqual({ executed: [], strays: [] })
        expect(run.findings).toMatchObject([
          { code: 'document-foreign', seen: expect.stringContaining(`expected sha256 ${mountDocument.sha256}`) },
        ])
      }
    })

    test('whose document is swapped between the look and the send is refused by SSM; nothing of the other runs', async () => {
      await setup()
      const volume = await stage.volume()
      const ubuntu = await stage.instance('ubuntu')
      const { report, executed, strays } = await stage.say(`mount ${volume.name} ubuntu`, {
        onEvent: async (event) => {
          if (event.type === 'dispatching' && event.data.job.script === 'mount') await replace(mountDocument, altered(mountDocument))
        },
      })
      expect(executed).toEqual(['inspect ubuntu'])
      expect(strays).toEqual([])
      expect(of(report, 'ubuntu').findings).toMatchObject([
        { code: 'document-foreign', seen: expect.stringContaining('does not match Sha256') },
      ])
      expect((await ubuntu.run('ls /tmp/pwned')).code).not.toBe(0)
    })

    test('takes a document that SSM laid out otherwise, and one that another Prism put a newer version in front of', async () => {
      await setup()
      await replace(mountDocument, JSON.stringify(JSON.parse(mountDocument.content)))
      const inspect = own.find((d) => d.script === 'inspect') as OwnDocument
      await ssm.send(new UpdateDocumentCommand({ Name: inspect.name, Content: altered(inspect), DocumentVersion: '$LATEST' }))
      await active(inspect.name)
      await ssm.send(new UpdateDocumentDefaultVersionCommand({ Name: inspect.name, DocumentVersion: '2' }))
      const volume = await stage.volume()
      const ubuntu = await stage.instance('ubuntu')
      const { report, run } = await stage.say(`mount ${volume.name} ubuntu`, { prism: stage.prismBy('own') })
      expect(report.verdict).toBe('holds')
      expect(sentBy(run).every(({ transport }) => transport.kind === 'own-document' && transport.version === '1')).toBe(true)
      expect((await ubuntu.run('ls /tmp/pwned')).code).not.toBe(0)
    })

    test('to an agent that is too old for them goes by AWS-RunShellScript, or is refused with own; the others go on', async () => {
      await setup()
      const volume = await stage.volume()
      const [old] = await Promise.all([stage.instance('old'), stage.instance('new', { distribution: 'rocky' })])
      stage.lab.aws.setAgentVersion(old.id, '3.2.2303.0')
      const auto = await stage.say(`mount ${volume.name} old new`)
      expect(auto.report.verdict).toBe('holds')
      expect(sentBy(auto.run).find(({ transport }) => transport.kind === 'run-shell-script')?.instanceIds).toEqual([old.id])
      const strict = await stage.say(`verify ${volume.name} old new`, { prism: stage.prismBy('own') })
      expect(codes(strict.report, 'old')).toEqual(['agent-too-old'])
      expect(of(strict.report, 'new').verdict).toBe('holds')
    })

    test('whose send got no answer is found again, and runs once', async () => {
      await setup()
      const volume = await stage.volume()
      await stage.instance('ubuntu')
      const { report, executed } = await stage.say(`mount ${volume.name} ubuntu --no-sharing-test`, {
        onEvent: (event) => {
          if (event.type === 'dispatching' && event.data.job.script === 'mount')
            stage.lab.aws.faults.answer('SendCommand', { kind: 'lost' })
        },
      })
      expect(executed).toEqual(['inspect ubuntu', 'mount ubuntu'])
      expect(codes(report, 'ubuntu')).toEqual([])
    })
  })
})
