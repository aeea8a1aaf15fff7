import { spawnSync } from 'node:child_process'
import { closeSync, openSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { finding } from '../../../../src/domain/catalogue.ts'
import type { FileSystem } from '../../../../src/domain/ports.ts'
import type { EventBody, RunEnd } from '../../../../src/domain/run.ts'
import type { JsonResult } from '../../../../src/entrypoints/cli/json.ts'
import { cancelling, mountEndingIn, operation, type Play, prism, runId, Screen } from './stage.ts'

const untouched: Play = () => {
  throw new Error('nothing was to be executed')
}
const ending =
  (state: RunEnd, data: Partial<Extract<EventBody, { type: 'ended' }>['data']>): Play =>
  ({ emit }) =>
    emit({ type: 'ended', data: { state, findings: [], ...data } })

const json = (stdout: string): JsonResult => JSON.parse(stdout) as JsonResult

describe('prism volume mount research-data ubuntu-instance', () => {
  const line = 'volume mount research-data ubuntu-instance'

  test('shows the table and ends 0 when everything holds', async () => {
    const ran = await prism(line, mountEndingIn('holds'))
    expect(ran.requests).toMatchObject([
      { verb: 'mount', volume: { kind: 'name', name: 'research-data' }, selectors: [{ kind: 'name', name: 'ubuntu-instance' }] },
    ])
    expect(ran.origins).toMatchObject([{ entrypoint: 'terminal' }])
    expect(ran.stdout).toMatch(/^✓ research-data is mounted on ubuntu-instance\n/)
    expect(ran.stdout).toMatch(/…\/shared\s+root:prism-shared 2775\s+✓/)
    // the verdict is the last line too
    expect(ran.stdout).toMatch(/\n✓ research-data is mounted on ubuntu-instance\n$/)
    expect(ran.code).toBe(0)
  })

  test('shows every row with --full', async () => {
    const ran = await prism(`${line} --full`, mountEndingIn('holds'))
    expect(ran.stdout).toMatch(/\/mnt\/research-data\/shared\s+root:prism-shared 2775\s+root:prism-shared 2775/)
    expect(ran.stdout).not.toContain('--full')
  })

  test('ends 1 when something differs, 3 when something is not known', async () => {
    expect((await prism(line, mountEndingIn('differs'))).code).toBe(1)
    expect((await prism(line, mountEndingIn('unknown'))).code).toBe(3)
  })

  test('tells each change in a line of its own where nothing can be rewritten', async () => {
    const ran = await prism(line, mountEndingIn('holds'))
    expect(ran.stderr.split('\n')).toEqual([
      'resolving names …',
      expect.stringMatching(/^ubuntu-instance {2}waiting {2}/),
      expect.stringMatching(/^ubuntu-instance {2}mounting {2}sending {2}/),
      expect.stringMatching(/^ubuntu-instance {2}mounting {2}running {2}/),
      expect.stringMatching(/^ubuntu-instance {2}mounting {2}done {2}2 s$/),
      '',
    ])
  })

  test('rewrites its lines on a terminal, and takes them away at the end', async () => {
    const ran = await prism(line, mountEndingIn('holds'), { terminal: true })
    expect(ran.stderr).toContain('ubuntu-instance  mounting  running')
    expect(ran.stderr).toContain('\u001b[2K')
    expect(ran.stdout).not.toContain('\u001b')
  })

  test('--json prints one object and nothing else', async () => {
    const ran = await prism(`${line} --json`, mountEndingIn('holds'))
    expect(json(ran.stdout)).toMatchObject({
      ok: true,
      exitCode: 0,
      runId,
      state: 'done',
      verdict: 'holds',
      report: { instances: [{ name: 'ubuntu-instance' }] },
      findings: [],
    })
    expect(ran.stderr).toBe('')
    expect(json((await prism(`${line} --json`, mountEndingIn('unknown'))).stdout)).toMatchObject({
      ok: false,
      exitCode: 3,
      state: 'unknown',
    })
  })

  test('colours are asked for, or come with a terminal, and NO_COLOR wins', async () => {
    const terminal = (): Screen => Object.assign(new Screen(), { isTTY: true })
    const colored = async (env: Record<string, string>, stdout: Screen): Promise<boolean> =>
      (await prism(line, mountEndingIn('holds'), { env, stdout })).stdout.includes('\u001b[32m')
    expect(await colored({}, terminal())).toBe(true)
    expect(await colored({}, new Screen())).toBe(false)
    expect(await colored({ TERM: 'dumb' }, terminal())).toBe(false)
    expect(await colored({ FORCE_COLOR: '1' }, new Screen())).toBe(true)
    expect(await colored({ FORCE_COLOR: '0' }, terminal())).toBe(false)
    expect(await colored({ FORCE_COLOR: '1', NO_COLOR: '1' }, terminal())).toBe(false)
  })
})

test('--dry-run shows the plan; one that leaves something out does not end 0', async () => {
  const plan = { operation, clients: [], differences: [], jobs: [], refused: [], digest: 'abc' }
  const planned: Play = ({ emit, dryRun }) =>
    emit({ type: 'ended', data: { state: dryRun ? 'done' : 'failed', answer: { kind: 'plan', plan }, findings: [] } })
  const ran = await prism('volume mount research-data ubuntu-instance --dry-run', planned)
  expect(ran.stdout).toContain('Plan: mount research-data would change nothing · nothing was changed')
  expect(ran.code).toBe(0)
  const refused = finding('instance-offline', { seen: 'i-1 is offline' })
  const partly = await prism(
    'volume mount a b --dry-run',
    ending('done', { answer: { kind: 'plan', plan: { ...plan, refused: [refused] } } }),
  )
  expect(partly.code).toBe(1)
  expect(partly.stdout).toContain('instance-offline')
})

describe('exit codes for what never became a table', () => {
  test.each([
    ['volume-not-found', 4],
    ['aws-credentials', 4],
    ['too-many-accounts', 4],
    ['volume-use-unknown', 3],
    ['host-busy', 1],
    ['confirm-name', 2],
  ] as const)('%s ends %i', async (code, exit) => {
    const ran = await prism('volume mount a b', ending('failed', { findings: [finding(code, { seen: 'as seen' })] }))
    expect(ran.code).toBe(exit)
    expect(ran.stderr).toContain(`${code}: as seen`)
    expect(ran.stderr).toContain('Next:')
  })

  test('denied ends 4, doubt ends 3', async () => {
    expect((await prism('volume list', ending('denied', { findings: [finding('denied', { seen: 'x' })] }))).code).toBe(4)
    expect((await prism('volume list', ending('unknown', { findings: [finding('outcome-unknown', { seen: 'x' })] }))).code).toBe(3)
  })

  test('a fault of our own ends 70 and is not dressed up', async () => {
    const broken: Play = () => {
      throw new TypeError('x is not a function')
    }
    const ran = await prism('volume list --json', broken)
    expect(ran.code).toBe(70)
    expect(ran.stderr).toContain('x is not a function')
    expect(json(ran.stdout)).toMatchObject({ ok: false, exitCode: 70 })
  })
})

describe('volume update', () => {
  test.each([
    ['--backups', { backups: true }],
    ['--no-backups', { backups: false }],
    ['--back-on-access --no-backups', { backOnAccess: true, backups: false }],
    ['--no-back-on-access --backups', { backOnAccess: false, backups: true }],
  ])('takes %s as what it says', async (words, options) => {
    const ran = await prism(`volume update research-data ${words}`, ending('done', { answer: { kind: 'updated', steps: [] } }))
    expect(ran.requests).toEqual([{ verb: 'update', volume: { kind: 'name', name: 'research-data' }, options }])
    expect(ran.code).toBe(0)
  })
})

describe('volume create', () => {
  test('takes its options', async () => {
    const line =
      'volume create research-data --throughput-mode provisioned --provisioned-throughput 128 --performance-mode maxIO --backups --infrequent-access-after 30 --tag Team=bio --tag Cost=1 --subnet subnet-01234567 --subnet subnet-89abcdef --security-group sg-01234567 --kms-key alias/efs'
    const ran = await prism(line, ending('done', { answer: { kind: 'created', steps: [] } }))
    expect(ran.requests).toEqual([
      {
        verb: 'create',
        name: 'research-data',
        options: {
          performanceMode: 'maxIO',
          throughputMode: 'provisioned',
          provisionedThroughput: 128,
          kmsKeyId: 'alias/efs',
          backups: true,
          infrequentAccessAfterDays: 30,
          tags: { Team: 'bio', Cost: '1' },
          subnetIds: ['subnet-01234567', 'subnet-89abcdef'],
          securityGroupIds: ['sg-01234567'],
        },
      },
    ])
    expect(ran.code).toBe(0)
  })

  test.each([
    ['fs-01234567', 'bad-volume-name'],
    ['a --throughput-mode provisioned', 'missing-input'],
    ['a --provisioned-throughput 1', 'bad-option'],
    ['a --performance-mode maxIO', 'bad-option'],
    ['a --performance-mode fast', 'bad-option'],
    ['a --infrequent-access-after 8', 'bad-option'],
    ['a --subnet subnet-xyz', 'bad-option'],
    ['a --tag Name=other', 'bad-option'],
    ['a --tag aws:x=1', 'bad-option'],
    ['a --tag A=1 --tag A=2', 'bad-option'],
    ['a --tag novalue', 'bad-option'],
    ['a --throughput-mode provisioned --provisioned-throughput 0', 'bad-option'],
  ])('refuses %s as %s', async (words, code) => {
    const ran = await prism(`volume create ${words}`, untouched)
    expect(ran).toMatchObject({ code: 2, requests: [] })
    expect(ran.stderr).toContain(code)
  })
})

describe('volume delete', () => {
  const deleted = ending('done', { answer: { kind: 'deleted', volume: 'research-data', fileSystemId: 'fs-01234567', steps: [] } })

  test('asks for the name again on a terminal', async () => {
    const ran = await prism('volume delete research-data', deleted, { terminal: true, typed: 'research-data\n' })
    expect(ran.stderr).toContain('Type research-data to continue: ')
    expect(ran.requests).toEqual([{ verb: 'delete', volume: { kind: 'name', name: 'research-data' }, confirm: 'research-data' }])
    expect(ran.code).toBe(0)
  })

  test.each([
    ['another name', 'research\n'],
    ['y', 'y\n'],
    ['nothing', '\n'],
    ['the end of input', ''],
  ])('does nothing after %s', async (_, typed) => {
    const ran = await prism('volume delete research-data', untouched, { terminal: true, typed })
    expect(ran).toMatchObject({ code: 2, requests: [] })
    expect(ran.stderr).toContain('confirm-name')
  })

  test('needs --yes elsewhere, and with --json', async () => {
    expect(await prism('volume delete research-data', untouched, { typed: 'research-data\n' })).toMatchObject({ code: 2, requests: [] })
    expect(await prism('volume delete research-data --json', untouched, { terminal: true })).toMatchObject({ code: 2, requests: [] })
    expect(await prism('volume delete research-data --yes --json', deleted)).toMatchObject({
      code: 0,
      requests: [{ confirm: 'research-data' }],
    })
  })
})

describe('a volume whose making stops in the middle', () => {
  const step = { step: 'mount target', status: 'changed', detail: 'us-east-1a' } as const
  const expired = finding('aws-credentials', { seen: 'elasticfilesystem:CreateMountTarget: ExpiredToken' })
  const play: Play = ({ emit }) => {
    emit({ type: 'provisioned', data: step })
    emit({ type: 'ended', data: { state: 'failed', findings: [expired] } })
  }

  test('shows what was made by then, beside why it stopped', async () => {
    const ran = await prism('volume create research-data', play)
    expect(ran.code).toBe(4)
    expect(ran.stdout).toMatch(/Done until then:\n\n.*\n.*mount target +changed +us-east-1a/)
    expect(ran.stderr).toContain('aws-credentials: elasticfilesystem:CreateMountTarget: ExpiredToken')
  })

  test('in JSON too', async () => {
    expect(json((await prism('volume create research-data --json', play)).stdout)).toMatchObject({ provisioned: [step] })
  })
})

describe('an interrupt', () => {
  const hanging =
    (after: Play): Play =>
    async (stage) => {
      await new Promise<void>((resolve) => stage.signal.addEventListener('abort', () => resolve()))
      await after(stage)
    }
  const soon = (interrupt: () => void): void => void setTimeout(interrupt, 20)

  test('cancels the run’s commands, says what is not known and how to look, and ends 130', async () => {
    const ran = await prism('volume mount research-data b --sticky', hanging(cancelling()), { interrupts: soon })
    expect(ran.cancelled).toEqual([runId])
    expect(ran.code).toBe(130)
    expect(ran.stderr).toContain('cancelled on SSM: c-1')
    expect(ran.stderr.replace(/\n +/g, ' ')).toContain('prism volume verify research-data b --sticky')
    expect(ran.stderr.match(/cancelled:/g)).toHaveLength(1)
    expect(ran.left).toEqual([])
  })

  test('that SSM did not follow is not called a cancellation', async () => {
    const ran = await prism('volume mount research-data b', hanging(cancelling('ssm:CancelCommand: no')), { interrupts: soon })
    expect(ran.code).toBe(130)
    expect(ran.stderr).toContain('not-cancelled: interrupted; not cancelled, so still running: c-1 (ssm:CancelCommand: no)')
    expect(ran.stderr).not.toContain('cancelled on SSM')
  })

  test('in JSON is a finding', async () => {
    const ran = await prism('volume unmount a b --json', hanging(ending('unknown', {})), { interrupts: soon })
    expect(json(ran.stdout)).toMatchObject({ ok: false, exitCode: 130, state: 'unknown', findings: [{ code: 'cancelled' }] })
  })

  test('repeated leaves at once', async () => {
    const twice = (interrupt: () => void): void => {
      soon(interrupt)
      setTimeout(interrupt, 30)
    }
    const slow = hanging(async (stage) => {
      await new Promise((resolve) => setTimeout(resolve, 60))
      await ending('unknown', {})(stage)
    })
    expect((await prism('volume mount a b', slow, { interrupts: twice })).left).toEqual([130])
  })
})

describe('hostile words', () => {
  /** Any control character but the line end, and a bidirectional override. */
  const raw = /[^\P{Cc}\n]|\u202e/u

  test.each([
    [['volume', 'mount', 'a;reboot', 'b']],
    [['volume', 'mount', 'a', '$(reboot)']],
    [['volume', 'mount', 'a', '{{ssm:secret}}']],
    [['volume', 'mount', 'a\nb', 'c']],
    [['volume', 'mount', 'a', 'b\u0000']],
    [['volume', 'mount', 'а', 'b']],
    [['volume', 'mount', 'a', 'b', '--users', 'x\u001b[2J']],
    [['volume', 'mount', 'a', 'b', '--mount-point', '/etc']],
    [['volume', 'mount', 'a', 'b', '--\u001b[2J\u202e']],
    [['volume', '\u009b2J', 'a']],
    [['volume', 'mount', 'a', 'b'.repeat(1_000_000)]],
    [['volume', 'mount', 'a', 'b', '--region', 'x.example/#']],
    [['volume', 'info', '__proto__', 'constructor']],
    [['', '']],
  ])('%#: are refused with 2, touch nothing and reach no terminal raw', async (argv) => {
    for (const extra of [[], ['--json']]) {
      const ran = await prism([...argv, ...extra], untouched)
      expect(ran).toMatchObject({ code: 2, requests: [] })
      expect(`${ran.stdout}${ran.stderr}`).not.toMatch(raw)
      expect(`${ran.stdout}${ran.stderr}`.length).toBeLessThan(2_000)
      if (extra.length > 0) expect(json(ran.stdout).findings).toHaveLength(1)
    }
  })

  test('what AWS calls a volume cannot write on the terminal either', async () => {
    const name = 'x\u001b]0;owned\u0007\u009b31m\u202ey'
    const volume = { ...emptyVolume, name }
    const list = ending('done', { answer: { kind: 'volumes', volumes: [volume] } })
    expect((await prism('volume list', list)).stdout).not.toMatch(raw)
    const text = (await prism('volume list --json', list)).stdout
    expect(text).not.toMatch(raw)
    expect(json(text)).toMatchObject({ answer: { volumes: [{ name }] } })
  })
})

const emptyVolume: FileSystem = {
  id: 'fs-01234567',
  name: 'x',
  state: 'available',
  createdAt: '2026-11-23T00:00:00Z',
  bytes: 6144,
  encrypted: true,
  performanceMode: 'generalPurpose',
  throughputMode: 'elastic',
  creationToken: 'x',
  accountId: '111122223333',
  tags: {},
  targets: [],
}

test('a reader that went away does not end the run', async () => {
  const stdout = new Screen()
  stdout._write = (_chunk, _encoding, done: (error?: Error) => void) => done(Object.assign(new Error('write EPIPE'), { code: 'EPIPE' }))
  expect((await prism('volume mount a b', mountEndingIn('holds'), { stdout })).code).toBe(0)
})

describe('the program itself', () => {
  const program = join(dirname(fileURLToPath(import.meta.url)), '../../../../src/entrypoints/cli/main.js')
  const run = (...args: string[]) => spawnSync(process.execPath, [program, ...args], { encoding: 'utf8', env: { PATH: process.env.PATH } })

  test('--help has examples and the exit codes', () => {
    const { status, stdout, stderr } = run('--help')
    expect(stdout).toContain('prism volume mount research-data ubuntu-instance')
    expect(stdout).toMatch(/130 {2}interrupted/)
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
  })

  test.each([
    ['stdout', ['--help'], 74],
    ['stderr', ['nonsense'], 2],
  ] as const)('%s on a full device does not end with success', (name, args, code) => {
    const full = openSync('/dev/full', 'w')
    const stdio = name === 'stdout' ? (['ignore', full, 'pipe'] as const) : (['ignore', 'pipe', full] as const)
    const { status } = spawnSync(process.execPath, [program, ...args], { stdio: [...stdio], env: { PATH: process.env.PATH } })
    closeSync(full)
    expect(status).toBe(code)
  })

  test('alone it prints its help, which ends with where to begin', () => {
    const { status, stdout } = run()
    expect(status).toBe(0)
    const [, page = ''] = /^Without AWS: prism lab run -- bash, and read (.*)\n$/m.exec(stdout) ?? []
    expect(readFileSync(page, 'utf8')).toMatch(/^# The first hour\n/)
    expect(stdout).toBe(run('--help').stdout)
  })

  test('--version is the package’s', () => {
    expect(run('--version').stdout).toMatch(/^\d+\.\d+\.\d+\n$/)
  })

  test.each([
    [['volume'], 'bad-command', 'a command is missing'],
    [['volume', 'moutn', 'a', 'b'], 'bad-command', 'Did you mean mount?'],
    [['volume', 'mount', 'a'], 'missing-input', 'INSTANCE'],
    [['volume', 'mount', 'a', 'b', '--usres', 'c'], 'bad-option', 'Did you mean --users?'],
    [['volume', 'list', 'a'], 'bad-command', 'too many arguments'],
    [['volume', 'mount', 'a', 'b', '--lazy'], 'bad-option', '--lazy'],
    [['delete', 'research-data'], 'bad-command', 'did you mean prism volume delete or prism'],
    [['moun', 'a', 'b'], 'bad-command', 'Did you mean mount?'],
    [['help', 'moutn'], 'bad-command', 'prism has no command "moutn"'],
    [['volume', 'help', 'moutn'], 'bad-command', 'prism volume has no command "moutn"'],
    [['volume', 'status', 'a'], 'bad-command', 'did you mean prism volume info?'],
  ])('%j is a slip: %s, exit code 2', (args, code, seen) => {
    const { status, stdout, stderr } = run(...args)
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' })
    expect(stderr).toContain(code)
    expect(stderr).toContain(seen)
  })

  test.each([
    [['lab'], 'See `prism lab --help`.'],
    [['user'], 'See `prism user --help`.'],
    [['frobnicate'], 'See `prism --help`.'],
    [['volume', 'moutn', 'a', 'b'], 'See `prism volume --help`.'],
    [['unmount', 'a'], 'Give it, then retry; `prism unmount --help` shows how.'],
    [['verify', 'a'], 'Give it, then retry; `prism verify --help` shows how.'],
    [['--region', 'eu-central-1', 'user', 'add', 'ada', '--usre'], 'See `prism user add --help`.'],
  ])('after the slip %j it names the help of that command', (args, next) => {
    expect(run(...args).stderr).toContain(`Next: ${next}`)
  })

  test('help does not load what only a run needs', () => {
    const { stderr } = spawnSync(process.execPath, [program, '--help'], {
      encoding: 'utf8',
      env: { PATH: process.env.PATH, NODE_DEBUG: 'esm' },
    })
    expect(stderr).toContain('commander')
    expect(stderr).not.toMatch(/compose\.js|log-update|client-ssm|mdast/)
  })
})
