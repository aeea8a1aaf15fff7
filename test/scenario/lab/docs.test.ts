/**
 * The commands that README and docs show, run as they stand in one lab: page by page, in the order in which they are shown, with what a page takes for
 * granted done before. Each line of `prism` is either run or named below with why not, and where else it is shown to work.
 */
import { spawnSync } from 'node:child_process'
import { chmodSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { onLab } from '../../support/lab-stage.ts'

const root = join(import.meta.dirname, '../../../..')

/** In this order; `before` is what the page takes for granted. */
const pages: readonly { readonly page: string; readonly before?: string }[] = [
  { page: 'docs/least-privilege.md' },
  { page: 'docs/cli.md' },
  { page: 'docs/evidence.md' },
  { page: 'docs/efs-client.md', before: 'prism volume unmount research-data ubuntu-instance' },
  { page: 'docs/identity.md', before: 'for on in lab-1 lab-2; do prism lab shell $on "useradd -m ada; useradd -m bob"; done' },
  // its ada and its genomics are others than those of the pages before
  {
    page: 'docs/people.md',
    before: [
      'for who in ada grace linus; do ssh-keygen -q -t ed25519 -N "" -f $who; done',
      'for on in ubuntu-instance lab-1; do prism lab shell $on "cd /mnt/research-data && rm -rf users/ada groups"; done; true',
    ].join('; '),
  },
]

/** How a line ends that is not to end well. */
const ends: readonly { readonly line: RegExp; readonly with: number; readonly as: string }[] = [
  { line: /web-1 web-2 --all/, with: 1, as: 'neither of them has it' },
  { line: /^prism setup --dry-run/, with: 1, as: 'the documents are not there yet' },
]

/** `by`: where it is shown instead. */
const notRun: readonly { readonly page?: string; readonly line: RegExp; readonly why: string; readonly by: string }[] = [
  { page: 'docs/first-hour.md', line: /^prism /, why: 'it is of the first hour', by: 'test/scenario/lab/first-hour.test.ts' },
  {
    line: /^npx prism (?:volume|mount|lab) |^npx prism (?:volume|mount|lab)$/,
    why: 'it is of the README',
    by: 'test/scenario/lab/readme.test.ts',
  },
  { line: /^npx prism --help/, why: 'it is of a clone', by: 'test/unit/entrypoints/cli/docs.test.ts' },
  { line: /^prism setup( |$)(?!--(?:dry-run|print-iam))/, why: 'it asks at a terminal', by: 'test/scenario/aws/documents.test.ts' },
  { line: /\$\(gh api/, why: 'it asks GitHub', by: 'test/unit/docs-commands.test.ts' },
  { line: /--plan 0123456789abcdef|--undo /, why: 'the number is of somebody’s plan', by: 'test/scenario/people/migrate.test.ts' },
  { line: /^prism volume adopt/, why: 'it takes a mount by hand', by: 'test/scenario/adopt/adopt.test.ts' },
  { line: /^prism volume migrate/, why: 'it takes entries of a number that nobody has', by: 'test/scenario/people/migrate.test.ts' },
  { line: /--client distributor/, why: 'the package is AWS’s', by: 'test/scenario/client/distributor.test.ts' },
  { line: /packages\.example\.org/, why: 'the host is an example', by: 'test/scenario/client/packages.test.ts' },
  { line: /roster\.csv/, why: 'group and roster are of a course', by: 'test/unit/entrypoints/cli/registry.test.ts' },
  { line: /^prism plans$/, why: 'it asks the REST API', by: 'test/scenario/api/aws-identity.test.ts' },
  { line: /fish/, why: 'it is for another shell', by: 'test/unit/entrypoints/cli/completion.test.ts' },
  { line: /access-point/, why: 'its instances have the volume mounted otherwise', by: 'test/scenario/mount/access-points.test.ts' },
  { line: /ledger/, why: 'the ledger is a branch on GitHub', by: 'test/unit/entrypoints/cli/ledger.test.ts' },
]

type Shown = { readonly page: string; readonly line: string }

function shown(page: string): Shown[] {
  const text = readFileSync(join(root, page), 'utf8')
  return [...text.matchAll(/^```(?:sh|bash)\n([\s\S]*?)^```/gm)].flatMap(([, body = '']) =>
    body
      .replace(/\\\n\s*/g, ' ')
      .split('\n')
      .map((line) => ({ page, line: line.trim().replace(/ {2,}#.*$/, '') }))
      .filter(({ line }) => /^(?:npx )?prism /.test(line) || /prism completion bash|^zcat /.test(line)),
  )
}

const everything = ['README.md', 'CONTRIBUTING.md', 'SECURITY.md', ...readdirSync(join(root, 'docs')).map((f) => `docs/${f}`)]
  .filter((page) => page.endsWith('.md'))
  .flatMap(shown)
const reasonFor = ({ page, line }: Shown) => notRun.find((one) => (one.page ?? page) === page && one.line.test(line))
const run = pages.flatMap(({ page }) => shown(page).filter((one) => reasonFor(one) === undefined))

test('every line of prism in README and docs is run here, or it says below why not', () => {
  const covered = new Set(run.map(({ line }) => line))
  expect(everything.filter((one) => !covered.has(one.line) && reasonFor(one) === undefined)).toEqual([])
  expect(notRun.filter(({ line }) => !everything.some((one) => line.test(one.line)))).toEqual([])
  expect(run.length).toBeGreaterThan(20)
})

const left = everything.flatMap((one) => {
  const reason = reasonFor(one)
  return reason ? [{ ...one, ...reason, line: one.line }] : []
})
test.each(left)('not run: $page: $line, as $why ($by)', ({ by }) => {
  expect(existsSync(join(root, by))).toBe(true)
})

onLab('in one lab', () => {
  const folder = mkdtempSync(join(tmpdir(), 'prism-docs-'))
  const said: { readonly text: string; readonly code: number }[] = []

  beforeAll(() => {
    const prism = join(folder, 'prism')
    writeFileSync(prism, `#!/bin/sh\nexec ${process.execPath} ${join(root, 'build/src/entrypoints/cli/bin.js')} "$@"\n`)
    chmodSync(prism, 0o755)
    const steps = pages.flatMap(({ page, before }) => [
      ...(before ? [`{ ${before}; } > prepared 2>&1 || { echo "before ${page}:"; cat prepared; }`] : []),
      ...run.filter((one) => one.page === page).map(({ line }, i) => `( ${line}\n) 2>&1; echo "=== ${i}: $?"`),
    ])
    const script = join(folder, 'script')
    writeFileSync(script, `export PATH=${folder}:$PATH\n${steps.join('\n')}\n`)
    const instances = ['ubuntu-instance', 'web-1', 'web-2', 'lab-1', 'lab-2', 'viewer', 'calc-1', 'calc-2'].map((name) => `${name}=ubuntu`)
    const { stdout } = spawnSync(
      prism,
      ['lab', 'run', '--instances', `${instances.join(',')},rocky-instance=rocky`, '--', 'bash', script],
      {
        cwd: folder,
        encoding: 'utf8',
        stdio: ['ignore', 'pipe', 'inherit'],
        env: { PATH: `${dirname(process.execPath)}:${process.env.PATH}`, HOME: folder },
      },
    )
    const parts = stdout.split(/^=== \d+: (\d+)\n/m)
    for (let i = 0; i + 1 < parts.length; i += 2) said.push({ text: parts[i] ?? '', code: Number(parts[i + 1]) })
  })
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  test.each(run.map((one, i) => ({ ...one, i })))('$page: $line', ({ line, i }) => {
    const { with: code, as } = ends.find((one) => one.line.test(line)) ?? { with: 0, as: 'it is done' }
    const { text, code: ended } = said[i] ?? { text: 'it was not run', code: -1 }
    if (ended !== code) throw new Error(`ended with ${ended}, not ${code} as ${as}:\n${text}`)
  })
})
