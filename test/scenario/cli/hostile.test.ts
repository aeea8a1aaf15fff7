/** Words that want to be more than words: at the parsers, at the command line's own process, behind the parsers, in AWS, on hosts. */
import { spawn } from 'node:child_process'
import { readdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import {
  CreateFileSystemCommand,
  CreateMountTargetCommand,
  DescribeFileSystemsCommand,
  DescribeMountTargetsCommand,
  EFSClient,
} from '@aws-sdk/client-efs'
import { SendCommandCommand, SSMClient } from '@aws-sdk/client-ssm'
import { composeSetup, machineClock } from '../../../src/compose/prism.ts'
import { PrismError } from '../../../src/domain/catalogue.ts'
import type { OwnDocument } from '../../../src/domain/documents.ts'
import { defaultMountOptions, type MountOptions } from '../../../src/domain/request.ts'
import { contracts } from '../../../src/host/assemble.ts'
import { commandsFor, makeJob, ownDocuments, parametersFor, unmountParams } from '../../../src/host/job.ts'
import { parameterLine } from '../../../src/host/parameters.ts'
import type { Instance } from '../../../src/lab/instances/instance.ts'
import { commandsInComment, parseCommand } from '../../../src/language/comment.ts'
import { renderRunMarkdown } from '../../../src/render/markdown.ts'
import { of, on, onLab, openStage, type Stage } from '../../support/lab-stage.ts'

/** What a shell, SSM, fstab, Markdown or a terminal would make something of. None holds a blank: that would be two words. */
const hostile = [
  '$(touch$IFS/tmp/pwned)',
  'a[$(touch$IFS/tmp/pwned)]', // where bash reckons
  '`touch$IFS/tmp/pwned`',
  ';touch$IFS/tmp/pwned;',
  '|reboot',
  '&&reboot',
  '>/etc/passwd',
  "'||reboot||'",
  '"$(reboot)"',
  '{{ssm:secret}}',
  '{{ssm-secure:secret}}',
  '$'.concat('{{github.token}}'),
  '../../../../etc/passwd',
  '/etc',
  '--lazy=$(reboot)',
  'na\u0000me',
  'na\u202Eme',
  'nаme', // a Cyrillic a
  '\u001B]0;owned\u0007',
  '<img/src=x/onerror=alert(1)>',
  '![x](https://evil.example/x.png)',
  '@everyone',
  'x'.repeat(1_000_000),
]
const withLines = ['a\nb', 'a\r\nreboot', 'a b', 'a\tb']

onLab('hostile words', () => {
  let stage: Stage
  let volume: { readonly id: string; readonly name: string }
  let ubuntu: Instance
  beforeAll(async () => {
    stage = await openStage('hostile')
    // where a client is there, no package is sent at all
    ;[volume, ubuntu] = await Promise.all([stage.volume(), stage.instance('ubuntu'), stage.instance('bare', { client: 'absent' })])
    const setup = composeSetup({ env: stage.lab.env, clock: machineClock, version: '0' })
    for (const change of await setup.plan()) await setup.apply(change)
  })
  afterAll(() => stage?.stop())
  const counts = () => ({ calls: stage.lab.aws.calls().length, executions: stage.lab.aws.executions().length })

  test('in a comment end at the parser: a finding, and AWS is not even asked', () => {
    const before = counts()
    for (const word of [...hostile, ...withLines.map((w) => w.replace(/\s+/, ''))].filter((w) => !/^[ab]+$|^areboot$/.test(w)))
      for (const line of [
        `/prism mount ${word} ubuntu`,
        `/prism mount ${volume.name} ${word}`,
        `/prism mount ${volume.name} tag:Team=${word}`,
        `/prism mount ${volume.name} ubuntu --users ${word}`,
        `/prism mount ${volume.name} ubuntu --mount-point ${word}`,
        `/prism mount ${volume.name} ubuntu --client-url https://x.example/${word} --client-sha256 ${'0'.repeat(64)}`,
        `/prism ${word} ${volume.name} ubuntu`,
        `/prism unmount ${volume.name} ubuntu ${word}`,
      ]) {
        const harmless = /^\/prism mount \S+ tag:Team=(?:\.\.\/|\/etc|@everyone)|client-url https:\/\/x\.example\/(?:\.\.\/|\/etc)/
        if (harmless.test(line)) continue
        let kind = 'parsed'
        try {
          parseCommand(line)
        } catch (error) {
          kind = error instanceof PrismError ? 'finding' : `threw ${String(error)}`
        }
        expect({ line: line.slice(0, 120), kind }).toEqual({ line: line.slice(0, 120), kind: 'finding' })
      }
    expect(counts()).toEqual(before)
  })

  test('in a comment of a megabyte are no commands, but for whole plain lines', () => {
    const bodies = [
      `/prism mount ${volume.name} ubuntu${' '.repeat(1_000_000)}; reboot`,
      `${'> '.repeat(300_000)}/prism mount ${volume.name} ubuntu`,
      `${'`'.repeat(1_000_000)}\n/prism mount ${volume.name} ubuntu`,
      `x /prism mount ${volume.name} ubuntu\n`.repeat(20_000),
    ]
    for (const body of bodies) for (const { line } of commandsInComment(body)) expect(() => parseCommand(line)).toThrow(PrismError)
  })

  test('at the command line end in exit code 2; no shell, no AWS call', async () => {
    const before = counts()
    const program = fileURLToPath(new URL('../../../src/entrypoints/cli/main.js', import.meta.url))
    const run = (...words: string[]) =>
      new Promise<{ code: number | null; said: string }>((resolve, reject) => {
        const child = spawn(process.execPath, [program, ...words], { env: { PATH: process.env.PATH, ...stage.lab.env } })
        let said = ''
        child.stdout.on('data', (d: Buffer) => (said += d.toString()))
        child.stderr.on('data', (d: Buffer) => (said += d.toString()))
        child.once('error', reject)
        child.once('close', (code) => resolve({ code, said }))
      })
    const tries = [
      ['volume', 'mount', '$(touch /tmp/pwned)', 'ubuntu'],
      ['volume', 'mount', volume.name, 'ubuntu; touch /tmp/pwned'],
      ['volume', 'mount', volume.name, '{{ssm:secret}}\n#!/bin/sh\nreboot'],
      ['volume', 'mount', volume.name, 'ubuntu', '--users', 'ubuntu,`reboot`'],
      ['volume', 'mount', volume.name, 'x'.repeat(100_000)],
      ['volume', 'create', '\u001B[2J../../etc'],
    ]
    for (const { code, said } of await Promise.all(tries.map((words) => run(...words)))) {
      expect(code).toBe(2)
      expect(said).not.toContain('\u001B')
      expect(said.length).toBeLessThan(5_000)
    }
    expect(counts()).toEqual(before)
    expect(readdirSync('/tmp')).not.toContain('pwned')
  })

  const sneaked: readonly (readonly [string, Partial<MountOptions>])[] = [
    ['mount point', { mountPoint: '/mnt/$(touch /tmp/pwned)' }],
    ['mount point with a line break', { mountPoint: '/mnt/a\nPRISM_ADOPT=1' }],
    ['account', { people: [{ name: 'ubuntu;touch /tmp/pwned' }] }],
    ['account that is an option', { people: [{ name: '--uid=0' }] }],
    ['package URL', { client: { kind: 'package', packages: [{ url: 'https://x.example/$(reboot).deb', sha256: '0'.repeat(64) }] } }],
    ['package URL that is a file', { client: { kind: 'package', packages: [{ url: 'file:///etc/shadow', sha256: '0'.repeat(64) }] } }],
    ['checksum', { client: { kind: 'package', packages: [{ url: 'https://x.example/a.deb', sha256: '0; reboot' }] } }],
  ]
  const ways = ['run-shell-script', 'own'] as const
  const both = ways.flatMap((way) => sneaked.map(([where, options]) => [where, way, options] as const))
  test.each(both)(
    'that got past every parser, in a %s, by %s, are refused by the script’s contract: no mount is sent',
    async (_, way, options) => {
      const request = {
        verb: 'mount',
        volume: { kind: 'name', name: volume.name },
        selectors: [{ kind: 'name', name: 'bare' }],
        options: { ...defaultMountOptions, ...options },
      } as const
      const { run, executed, strays } = await stage.ask(request, { prism: stage.prismBy(way) })
      expect(run.state).toBe('failed')
      expect(run.findings.map((f) => f.code)).toEqual(['internal-error'])
      expect(executed.filter((e) => e !== 'inspect bare')).toEqual([])
      expect(strays).toEqual([])
    },
  )

  describe('that got past all of Prism', () => {
    const send = (document: OwnDocument, parameters: Record<string, string[]>) => {
      const { env } = stage.lab
      const ssm = new SSMClient({
        endpoint: env.AWS_ENDPOINT_URL!,
        region: env.AWS_REGION!,
        credentials: { accessKeyId: env.AWS_ACCESS_KEY_ID!, secretAccessKey: env.AWS_SECRET_ACCESS_KEY! },
      })
      const input = { DocumentName: document.name, InstanceIds: [ubuntu.id], Parameters: parameters }
      return ssm.send(new SendCommandCommand(input)).finally(() => ssm.destroy())
    }
    const params = unmountParams({ fileSystemId: 'fs-0123456789abcdef0', mountPoint: '/mnt/x', lazy: false, addresses: [] })
    const unmounting = (key: string) =>
      makeJob({ runId: key, n: 1, script: 'unmount', params, instanceIds: [ubuntu.id], executionSeconds: 60 })
    const soon = () => new Date(Date.now() + 60_000)

    test.each(ownDocuments().map((d) => [d.name, d] as const))('are refused by SSM in every parameter of %s', async (_, document) => {
      const before = counts().executions
      const declared = Object.keys((JSON.parse(document.content) as { parameters: object }).parameters)
      const accepted: string[] = []
      await Promise.all(
        [...hostile, ...withLines].flatMap((word) =>
          declared.map(async (name) => {
            // every other parameter is missing too, so what is said has to be about this one
            const refusal = await send(document, { [name]: [word] }).then(
              () => new Error('accepted'),
              (error: unknown) => error as Error,
            )
            // a pattern cannot leave out places; that one is the host's to refuse, below
            if (name === 'mountPoint' && word === '/etc') return
            const meant = refusal.message.includes(`"${name}"`) || refusal.name === 'MaxDocumentSizeExceeded'
            if (!/^(?:InvalidParameters|MaxDocumentSizeExceeded|RequestEntityTooLarge)$/.test(refusal.name) || !meant)
              accepted.push(`${name}=${word.slice(0, 40)}: ${refusal.name} ${refusal.message.slice(0, 80)}`)
          }),
        ),
      )
      expect(accepted).toEqual([])
      expect(counts().executions).toBe(before)
    })

    const pastPatterns: readonly (readonly [string, string])[] = [
      ['a last line break, which the $ of Java lets through', '/mnt/x\n'],
      ['a directory of the system', '/etc'],
      ['a place in one', '/usr/local/bin'],
      ['all homes', '/home'],
    ]
    test.each(pastPatterns)('and past SSM’s patterns, as %s, are refused on the host before anything is done', async (_, mountPoint) => {
      const before = counts().executions
      const parameters = Object.fromEntries(
        Object.entries(parametersFor(unmounting('01PAST'), soon())).map(([name, values]) => [
          name,
          name === 'mountPoint' ? [mountPoint] : [...values],
        ]),
      )
      await send(ownDocuments().find((d) => d.script === 'unmount') as OwnDocument, parameters)
      while (stage.lab.aws.executions().slice(before)[0]?.endedAt === undefined) await new Promise((resolve) => setTimeout(resolve, 20))
      expect(stage.lab.aws.executions().slice(before)).toMatchObject([{ exitCode: 3, ended: 'exited' }])
      expect(await on(ubuntu, 'ls /var/lib/prism/jobs 2>/dev/null | grep 01PAST; ls /tmp')).toBe('')
    })

    test('are words in the environment of a document’s script and in the line of AWS-RunShellScript alike: no shell reads them', async () => {
      const document = ownDocuments().find((d) => d.script === 'unmount') as OwnDocument
      const { mainSteps } = JSON.parse(document.content) as { mainSteps: [{ inputs: { runCommand: string[] } }] }
      const signal = new AbortController().signal
      for (const [n, word] of hostile.filter((w) => w.length < 1000 && !w.includes('\0')).entries()) {
        const job = unmounting(`01WORD${n}`)
        const environment = Object.fromEntries(
          Object.entries(parametersFor(job, soon())).map(([name, [value]]) => [
            `SSM_${name}`,
            name === 'mountPoint' ? word : (value ?? ''),
          ]),
        )
        const [shebang, , ...text] = commandsFor(job, soon())
        const line = parameterLine(
          contracts.unmount.parameters,
          { ...job.params, mountPoint: word },
          {
            PRISM_JOB: `${job.key}.line`,
            PRISM_SCRIPT: 'unmount',
            PRISM_SHA: job.scriptSha,
            PRISM_NOT_AFTER: String(Math.floor(soon().getTime() / 1000)),
          },
        )
        const ended = await Promise.all([
          ubuntu.execute({ script: mainSteps[0].inputs.runCommand.join('\n'), environment, timeoutSeconds: 60, signal }),
          ubuntu.execute({ script: [shebang, line, ...text].join('\n'), environment: {}, timeoutSeconds: 60, signal }),
        ])
        expect({ word, ended: ended.map((e) => e.ended) }).toEqual({ word, ended: ['exited', 'exited'] })
      }
      expect(await on(ubuntu, 'ls /tmp; find / -xdev -name pwned 2>/dev/null; head -c 5 /etc/passwd')).toBe('root:')
    })
  })

  test('that got past every parser as names are names to AWS, and match nothing', async () => {
    for (const word of [...hostile.slice(0, 13), ...withLines]) {
      const { run, executed } = await stage.ask({
        verb: 'mount',
        volume: { kind: 'name', name: word },
        selectors: [{ kind: 'name', name: word }],
        options: defaultMountOptions,
      })
      expect(run.findings.map((f) => f.code)).toEqual(['volume-not-found'])
      expect(executed).toEqual([])
    }
  })
})

onLab('hostile surroundings', () => {
  let stage: Stage
  beforeAll(async () => {
    stage = await openStage('hostile-hosts')
  })
  afterEach(() => stage.clear())
  afterAll(() => stage?.stop())
  const words = '$(touch /tmp/pwned)`touch /tmp/pwned`|<b>@all</b>\u001B[31m {{ssm:x}}'

  test('in Name tags of a volume and an instance that are meant by id are shown inert, and mounted all the same', async () => {
    const { env } = stage.lab
    const options = {
      endpoint: env.AWS_ENDPOINT_URL!,
      region: env.AWS_REGION!,
      credentials: { accessKeyId: env.AWS_ACCESS_KEY_ID!, secretAccessKey: env.AWS_SECRET_ACCESS_KEY! },
    }
    const ubuntu = await stage.instance('ubuntu', { tags: { Name: words, Team: 'astro' } })
    const volume = await stage.volume()
    const efs = new EFSClient(options)
    // what EFS itself lets a tag hold
    const evil = await efs.send(
      new CreateFileSystemCommand({ CreationToken: 'evil', Encrypted: true, Tags: [{ Key: 'Name', Value: '../../etc @all' }] }),
    )
    const id = { FileSystemId: evil.FileSystemId }
    await available(async () => (await efs.send(new DescribeFileSystemsCommand(id))).FileSystems?.[0])
    await efs.send(new CreateMountTargetCommand({ FileSystemId: evil.FileSystemId, SubnetId: volume.targets[0]?.subnetId }))
    await available(async () => (await efs.send(new DescribeMountTargetsCommand(id))).MountTargets?.[0])
    const { run, report } = await stage.say(`mount ${evil.FileSystemId} tag:Team=astro`)
    expect(run.state).toBe('done')
    expect(report.operation.mountPoint).toBe(`/mnt/${evil.FileSystemId}`)
    const shown = renderRunMarkdown(run)
    // in a code span nobody is mentioned
    expect(shown.replace(/(?<!\\)`[^`\n]*`/g, '')).not.toMatch(/<b>|(?<!\\)@all/)
    expect(shown).not.toContain('\u001B')
    expect(await on(ubuntu, 'ls /tmp')).toBe('')
    const status = await stage.say(`status ${evil.FileSystemId}`)
    expect(renderRunMarkdown(status.run)).not.toContain('<b>')
  })

  test('on a host: profiles that print records, accounts’ comments, file names and fstab lines stay values and forge nothing', async () => {
    const users = [{ name: 'ada', uid: 2001, gecos: 'Ada $(touch /tmp/pwned),,,' }]
    const [volume, ubuntu] = await Promise.all([stage.volume(), stage.instance('ubuntu', { users })])
    const place = `/mnt/${volume.name}`
    await on(
      ubuntu,
      `echo 'echo "PRISM/1 end job=x records=0"; echo "behaviour account=ada try=create-file outcome=done"; touch /tmp/pwned.$LOGNAME' >/home/ada/.profile
       printf '%s\n' 'LABEL=$(touch\\040/tmp/pwned) /data\\040;reboot ext4 defaults 0 0' >/etc/fstab
       mkdir -p /opt/efs && mount -t efs -o tls ${volume.id} /opt/efs && chown 0:3000 /opt/efs && chmod 2775 /opt/efs
       cd /opt/efs && touch '$(touch pwned)' "$(printf 'line\\nPRISM/1 end')" '{{ssm:x}}' '<b>@all'; cd /; umount /opt/efs`,
    )
    const { run, report } = await stage.say(`mount ${volume.name} ubuntu --users ada`)
    expect(run.state).toBe('done')
    expect(of(report, 'ubuntu').verdict).toBe('holds')
    expect(JSON.stringify(report)).not.toMatch(/\\u001b|\\n/i)
    // her profile ran as she, in her own session; nothing ran as root
    expect(await on(ubuntu, "cd /tmp && stat -c '%U %n' *; find / -xdev -name pwned 2>/dev/null")).toBe('ada pwned.ada')
    expect((await ubuntu.readFile('/etc/fstab')).split('\n')[0]).toBe('LABEL=$(touch\\040/tmp/pwned) /data\\040;reboot ext4 defaults 0 0')
    const busy = await stage.say(`unmount ${volume.name} ubuntu`)
    expect(busy.report.verdict).toBe('holds')
    expect(await on(ubuntu, `mountpoint -q ${place} || echo gone`)).toBe('gone')
  })
})

async function available(look: () => Promise<{ readonly LifeCycleState?: string | undefined } | undefined>): Promise<void> {
  for (let tries = 0; (await look())?.LifeCycleState !== 'available'; tries++) {
    if (tries > 200) throw new Error('it did not become available')
    await new Promise((resolve) => setTimeout(resolve, 25))
  }
}
