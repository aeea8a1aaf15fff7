import { catalogue, type FindingCode, finding } from '../../../src/domain/catalogue.ts'
import type { Identity } from '../../../src/domain/facts.ts'
import type { FileSystem } from '../../../src/domain/ports.ts'
import type { Report, SharingCell } from '../../../src/domain/report.ts'
import type { Answer } from '../../../src/domain/run.ts'
import { plainText } from '../../../src/render/escape.ts'
import { table } from '../../../src/render/print/terminal-table.ts'
import { shownWidth } from '../../../src/render/print/terminal-wrap.ts'
import { renderFindings, renderMade, renderTerminal } from '../../../src/render/terminal.ts'
import { instanceId, operation, reportOf } from '../entrypoints/cli/stage.ts'

const look = { color: false, width: 110 }
const other = 'i-0123456789abcdef1'
const evil = 'x\u001b]0;owned\u0007\r\u009b31m\u202ey\u200b\ufeff'

const who = (on: string, account: string, uid: number, temporary = false): Identity => ({ instanceId: on, account, uid, temporary })
const [ubuntu, rocky, stranger] = [who(instanceId, 'ubuntu', 1000), who(other, 'rocky', 1000), who(other, 'prism-test', 61234, true)]
const cell = (writer: Identity, reader: Identity, verdict: SharingCell['verdict'], read: SharingCell['read'] = 'done'): SharingCell => ({
  writer,
  reader,
  read,
  append: read,
  verdict,
})

function twoInstances(): Report {
  const report = reportOf('differs')
  const first = report.instances[0]!
  return {
    ...report,
    instances: [
      {
        ...first,
        steps: [
          { step: 'client', status: 'unchanged', detail: '', milliseconds: 300 },
          { step: 'group', status: 'changed', detail: '', milliseconds: 900 },
          { step: 'mount', status: 'failed', detail: '', milliseconds: 0 },
        ],
        rows: [
          ...first.rows,
          { section: 'permissions', subject: 'users', expected: 'root:prism-shared 2755', observed: '', verdict: 'unknown' },
          { section: 'umask', subject: 'ubuntu · cron', expected: '0002', observed: evil, verdict: 'note' },
        ],
        findings: [finding('row-differs', { seen: 'line one\nline two', instanceId })],
      },
      { instanceId: other, name: 'rocky-instance', about: '', verdict: 'unknown', steps: [], rows: [], findings: [] },
    ],
    sharing: {
      verdict: 'differs',
      cells: [
        cell(ubuntu, rocky, 'same-identity'),
        cell(ubuntu, stranger, 'not-shared', 'refused'),
        cell(stranger, ubuntu, 'shared'),
        cell(stranger, rocky, 'unknown', 'timeout'),
      ],
      notes: ['equal uids prove nothing'],
    },
    notes: ['ubuntu and rocky are one person to EFS'],
    findings: [finding('instance-offline', { seen: 'db is offline' })],
  }
}

const volume: FileSystem = {
  id: 'fs-0123456789abcdef0',
  name: 'research-data',
  state: 'available',
  createdAt: '2026-11-23T00:00:00Z',
  bytes: 5_368_709_120,
  encrypted: true,
  performanceMode: 'generalPurpose',
  throughputMode: 'elastic',
  creationToken: 'x',
  accountId: '111122223333',
  tags: {},
  targets: [
    { id: 'fsmt-1', subnetId: 'subnet-1', availabilityZone: 'us-east-1a', ipAddress: '10.0.0.9', state: 'available', securityGroupIds: [] },
  ],
}

describe('a report', () => {
  const text = renderTerminal({ kind: 'report', report: twoInstances() }, look)
  const full = renderTerminal({ kind: 'report', report: twoInstances() }, look, undefined, { full: true })
  const lines = text.split('\n')

  test('says the verdict first and last, and who differs', () => {
    expect(lines[0]).toMatch(/^✗ research-data: 0 of 3 instances hold · ubuntu-instance failed: row-differs · rocky-instance is unknown/)
    const end = lines.slice(-2)
    expect(lines.slice(0, 2)).toEqual(end)
  })

  test('shows what differs or is unknown before anything else, each with its mark and its word', () => {
    const first = text.split('\n\n')[1]!
    expect(first).toMatch(/✗ differs +instance-offline +db is offline/)
    expect(first).toMatch(/✗ differs +ubuntu-instance +\/mnt\/research-data\/shared +root:prism-shared 2775 +root:root 0755/)
    expect(first).toMatch(/\? unknown +ubuntu-instance +users +root:prism-shared 2755 +not seen$/m)
    expect(first).toContain('line one\\nline two')
  })

  test('says the next command of each cause', () => {
    const words = text.replace(/\n +/g, ' ')
    expect(words).toMatch(/- instance-offline: The instance’s SSM agent .+ Next: Check that the agent runs/)
    // the mount that failed to set it is not offered again
    expect(words).toMatch(
      /Next: The mount that was just made could not set it\. .+ · why: prism volume doctor research-data ubuntu-instance/,
    )
  })

  test('shows every row, and what the steps did, with --full', () => {
    expect(full).toMatch(/· note +ubuntu · cron +0002 +x\\u\{1b\}/)
    expect(full).toMatch(/ubuntu-instance +group +changed +900 ms/)
    expect(full).toMatch(/rocky-instance i-0123456789abcdef1\nnothing was seen/)
    expect(text).not.toContain('900 ms')
    expect(text).toMatch(/· --full also shows: every row, by instance/)
  })

  test('counts the pairs, names those that do not share, and shows who could read and append to what whom wrote with --full', () => {
    expect(text).toContain('Sharing: ✗ 1 of 3 pairs of different uids read and appended · 1 pair not tried: same uid')
    expect(text).toMatch(/✗ differs +ubuntu@ubuntu-instance \(uid +prism-test@rocky-instance +read: refused, append: +1/)
    const wide = renderTerminal({ kind: 'report', report: twoInstances() }, { color: false, width: 220 }, undefined, { full: true })
    expect(wide).toContain('wrote ↓ · read and appended →')
    const narrow = renderTerminal({ kind: 'report', report: twoInstances() }, { color: false, width: 70 }, undefined, { full: true })
    for (const words of ['= same identity', '✗ not shared', '✓ shared', '? unknown']) {
      expect(full.replace(/\s+/g, ' ')).toContain(words)
      expect(narrow.replace(/\s+/g, ' ')).toContain(words.slice(0, 5))
    }
    expect(full).toContain('equal uids prove nothing')
  })

  test('says the notes', () => {
    expect(text).toContain('· ubuntu and rocky are one person to EFS')
  })

  test('says that sharing was not tried, unless the volume was unmounted', () => {
    expect(renderTerminal({ kind: 'report', report: reportOf('holds') }, look)).toContain('Sharing: · not tried: nothing is claimed')
    const unmounted = { ...reportOf('holds'), operation: { ...operation, verb: 'unmount' } as const }
    expect(renderTerminal({ kind: 'report', report: unmounted }, look)).not.toMatch(/sharing/i)
  })
})

const plainSettings = {
  lifeCycle: { kind: 'seen', value: { backOnAccess: false } },
  backups: { kind: 'seen', value: true },
  replication: { kind: 'seen', value: [] },
} as const
const answers: readonly Answer[] = [
  { kind: 'report', report: twoInstances() },
  {
    kind: 'plan',
    plan: {
      operation,
      clients: [{ instanceId, source: 'repository', why: `apt-get; ${evil}`, otherwise: 'distributor' }],
      differences: [
        { instanceId, subject: '/mnt/research-data', expected: 'mounted', observed: evil, code: 'not-mounted', repair: 'mount it' },
        { instanceId, subject: 'root', expected: 'ours', observed: 'foreign', code: 'foreign-root' },
      ],
      jobs: [
        { key: 'k.1', script: 'inspect', scriptSha: '', params: {}, instanceIds: [instanceId], executionSeconds: 60, changes: false },
        { key: 'k.2', script: 'mount', scriptSha: '', params: {}, instanceIds: [instanceId], executionSeconds: 300, changes: true },
      ],
      refused: [finding('gid-taken', { seen: `gid 3000 belongs to ${evil}`, instanceId })],
      digest: 'abc123',
    },
  },
  { kind: 'volumes', volumes: [volume, { ...volume, name: evil, bytes: 0 }] },
  { kind: 'volumes', volumes: [] },
  {
    kind: 'instances',
    instances: [
      { id: instanceId, name: evil, platform: 'Ubuntu 24.04', agentVersion: '3.3', online: true },
      { id: other, name: 'rocky-instance', platform: 'Rocky Linux 9.4', agentVersion: '3.3', online: false },
    ],
    findings: [finding('instance-not-found', { seen: evil })],
  },
  { kind: 'instances', instances: [], findings: [] },
  {
    kind: 'status',
    volume: {
      ...volume,
      oneZone: 'us-east-1a',
      overwriteProtection: 'replicating',
      throughputMode: 'provisioned',
      provisionedThroughput: 64,
    },
    settings: {
      lifeCycle: { kind: 'seen', value: { infrequentAccessAfterDays: 30, archiveAfterDays: 365, backOnAccess: true } },
      backups: { kind: 'unseen', why: evil },
      replication: {
        kind: 'seen',
        value: [
          {
            from: { fileSystemId: 'fs-source', region: 'eu-west-1' },
            to: { fileSystemId: volume.id, region: 'us-east-1' },
            state: 'ENABLED',
          },
        ],
      },
    },
    mounted: [
      { instanceId, name: 'ubuntu-instance', state: 'mounted', detail: '/mnt/research-data' },
      { instanceId: other, name: evil, state: 'not-mounted', detail: '' },
      { instanceId: 'i-2', name: 'db', state: 'unknown', detail: evil },
    ],
  },
  { kind: 'status', volume: { ...volume, targets: [] }, settings: plainSettings, mounted: [] },
  { kind: 'updated', volume, steps: [{ step: 'throughput', status: 'changed', detail: 'elastic → bursting' }] },
  { kind: 'updated', steps: [{ step: 'backups', status: 'planned', detail: 'off → AWS Backup, its default plan' }] },
  { kind: 'created', volume, steps: [{ step: 'file system', status: 'changed', detail: evil }] },
  { kind: 'created', steps: [{ step: 'file system', status: 'planned', detail: 'encrypted' }] },
  { kind: 'deleted', volume: 'research-data', fileSystemId: volume.id, steps: [] },
]

test('a volume’s settings are told, and why where EFS could not be asked', () => {
  const [told, plain] = answers.filter((a) => a.kind === 'status').map((a) => renderTerminal(a, look))
  expect(told).toMatch(/modes +generalPurpose, provisioned, 64 MiB\/s/)
  expect(told).toContain('to Infrequent Access after 30 days, to Archive after 365 days, back when they are read')
  expect(told).toMatch(/backups +not known: /)
  expect(told).toMatch(/replication +a replica of fs-source in eu-west-1, so read-only: EFS alone writes to it \(enabled\)/)
  expect(told).toMatch(/overwrite protection +it is the destination/)
  expect(plain).toMatch(/replication +none/)
  expect(plain).toMatch(/life cycle +none/)
  expect(plain).toMatch(/backups +on/)
})

describe('every answer', () => {
  const shown = (kind: Answer['kind'], nth = 0): string => renderTerminal(answers.filter((a) => a.kind === kind)[nth]!, look)

  test('has its words', () => {
    expect(shown('plan')).toContain('would run mount on ubuntu-instance')
    expect(shown('plan')).not.toContain('would run inspect')
    // the first row of an instance of which nothing is begun
    expect(shown('plan')).toMatch(/mounted +x\\u\{1b\}.* nothing: left/)
    expect(shown('plan')).toMatch(/^✗ Plan: mount research-data would change nothing · 1 instance left as it is/)
    expect(shown('plan')).toContain('digest abc123')
    expect(shown('volumes')).toMatch(/research-data +fs-0123456789abcdef0 +available +5 GiB +yes/)
    expect(shown('volumes')).toContain(' 0 B ')
    expect(shown('volumes', 1)).toContain('prism volume create NAME')
    expect(shown('instances')).toMatch(/✗ offline +rocky-instance +i-0123456789abcdef1 /)
    expect(shown('instances')).toMatch(/^✗ 1 of 2 instances online · rocky-instance offline\n/)
    expect(shown('instances', 1)).toContain('no instance')
    expect(shown('status')).toMatch(/^\? research-data is available, mounted on ubuntu-instance · db unknown\n/)
    expect(shown('status')).toMatch(/\? unknown +db i-2/)
    expect(shown('status')).toMatch(/fsmt-1 +us-east-1a +subnet-1 +10\.0\.0\.9 +available/)
    expect(shown('status', 1)).toContain('no mount target')
    expect(shown('created')).toContain('✓ research-data (fs-0123456789abcdef0) is available')
    expect(shown('created', 1)).toContain('nothing was changed')
    expect(shown('deleted')).toBe('✓ research-data (fs-0123456789abcdef0) is deleted')
  })

  test.each(answers.map((answer) => [answer.kind, answer] as const))(
    '%s: says the same in colour, fits, and lets no outside text act',
    (_, answer) => {
      for (const width of [60, 80, 200]) {
        const plain = renderTerminal(answer, { color: false, width })
        const colored = renderTerminal(answer, { color: true, width })
        // what is left of the colours must be the plain text, letter by letter
        const colors = new RegExp(`${String.fromCharCode(27)}\\[[0-9]{1,2}m`, 'g')
        expect(colored.replace(colors, '')).toBe(plain)
        expect(plain).not.toMatch(/[^\P{Cc}\n]|[\u200b-\u200f\u202a-\u202e\ufeff]/u)
      }
    },
  )
})

describe('findings', () => {
  test('that several instances share are said once', () => {
    const on = (id: string) => finding('client-absent', { seen: 'not there', instanceId: id })
    const text = renderFindings([on('i-1'), on('i-2'), on('i-1')], look)
    expect(text.match(/client-absent/g)).toHaveLength(1)
    expect(text).toContain('✗ client-absent on i-1, i-2: not there')
  })

  test('name no command of comments where there is one of a terminal', () => {
    const codes = (Object.keys(catalogue) as FindingCode[]).filter((code) => /`prism /.test(catalogue[code].next))
    expect(codes.length).toBeGreaterThan(5)
    for (const code of codes) {
      const text = renderFindings([finding(code, { seen: 'x' })], look)
      expect([code, text]).toEqual([code, expect.stringMatching(/`prism\s/)])
      expect([code, text]).toEqual([code, expect.not.stringMatching(/\/prism\s/)])
    }
  })

  test('of doubt carry a question mark', () => {
    expect(renderFindings([finding('outcome-unknown', { seen: 'x' })], look)).toMatch(/^\? outcome-unknown: x\n/)
  })
})

test('a plan counts what would be changed: nothing of an instance that is left as it is, and no row that stays', () => {
  const [first] = answers.flatMap((a) => (a.kind === 'plan' ? [a.plan] : []))
  const there = first!.differences.map((d) => ({ ...d, instanceId: other }))
  const text = renderTerminal({ kind: 'plan', plan: { ...first!, differences: [...first!.differences, ...there] } }, look)
  expect(text).toMatch(new RegExp(`^✗ Plan: mount research-data would change 1 thing on ${other} · 1 instance left as it is`))
  expect(text).toContain('stays: foreign-root')
  const alone = renderTerminal({ kind: 'plan', plan: { ...first!, differences: there, refused: [] } }, look)
  expect(alone).toMatch(new RegExp(`^· Plan: mount research-data would change 1 thing on ${other} · nothing was changed`))
})

describe('a table', () => {
  test('wraps so that no line is wider than the terminal, and loses nothing', () => {
    const words = ['/mnt/research-data/users/somebody-with-a-long-name', 'root:prism-shared 2775', 'short', 'a'.repeat(50)]
    for (const width of [44, 60, 80, 300]) {
      const text = table({ color: false, width }, ['one', 'two', 'three', 'four'], [words])
      for (const line of text.split('\n')) expect(shownWidth(line)).toBeLessThanOrEqual(width)
      const inColumns = text.startsWith('  one  ')
      const told = inColumns
        ? ['one', 'two', 'three', 'four', ...words]
        : words.map((word, i) => `${['one', 'two', 'three', 'four'][i]}:${word}`)
      expect(text.replace(/\s/g, '').length).toBe(told.join('').replace(/\s/g, '').length)
    }
  })

  test('never breaks inside a word that a column could hold: where all of them cannot, each row is lines', () => {
    const head = ['person', 'instances', 'since', 'groups', 'until', 'told']
    const row = ['ada', 'rocky-instance, ubuntu-instance', '1970-01-01', 'genomics, prism-shared', '2026-12-31', 'member of prism-shared']
    const words = row.flatMap((cell) => cell.split(/[\s,]+/))
    const formOf = (width: number) => {
      const text = table({ color: false, width }, head, [row])
      expect(text.split('\n').filter((line) => shownWidth(line) > width)).toEqual([])
      for (const word of words) expect(text.split(/[\s,]+/)).toContain(word)
      return text.startsWith('  person  ') ? 'columns' : 'lines'
    }
    expect([40, 60, 80, 100, 200].map(formOf)).toEqual(['lines', 'lines', 'columns', 'columns', 'columns'])
  })

  test('counts columns as a terminal does', () => {
    expect(['abc', 'é', 'e\u0301', '数据', '✓'].map(shownWidth)).toEqual([3, 1, 1, 4, 1])
    expect(
      table(
        look,
        ['a', 'b'],
        [
          ['数据', 'x'],
          ['ab', 'y'],
        ],
      ),
    ).toBe('  a     b\n  数据  x\n  ab    y')
  })
})

test('plain text keeps what can be read and spells out the rest', () => {
  expect(plainText('é 数据 😀 ok')).toBe('é 数据 😀 ok')
  expect(plainText(evil)).toBe('x\\u{1b}]0;owned\\u{7}\\u{d}\\u{9b}31m\\u{202e}y\\u{200b}\\u{feff}')
  expect(plainText('a\nb\tc\u2028d\ud800')).toBe('a\\nb c\\u{2028}d\\u{d800}')
})

describe('beside an answer', () => {
  const gone: Answer = { kind: 'deleted', volume: 'research-data', fileSystemId: volume.id, steps: [] }
  test('findings of the entry point come first, lines of its own last', () => {
    const also = [finding('aws-error', { seen: 'the ledger could not be read', instanceId })]
    expect(renderTerminal(gone, look, undefined, { also, foot: ['sent by AWS-RunShellScript'] }).split('\n')).toEqual([
      '✓ research-data (fs-0123456789abcdef0) is deleted',
      '',
      '             instance             what       seen',
      '  ✗ differs  i-0123456789abcdef0  aws-error  the ledger could not be read',
      '',
      '- aws-error on i-0123456789abcdef0: AWS refused the call. Next: Fix the error above, then retry.',
      '',
      '· sent by AWS-RunShellScript',
    ])
  })
  test('what was made until a run ended is told', () => {
    const steps = Array.from({ length: 42 }, (_, n) => ({ step: `step ${n}`, status: 'changed' as const, detail: '' }))
    const lines = renderMade(steps, look).split('\n')
    expect([lines[0], lines[2], lines.filter((l) => l.includes('step ')).length]).toEqual([
      '? Done until then:',
      '  step     status   detail',
      43,
    ])
  })
})
