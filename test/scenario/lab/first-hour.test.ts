/** What docs/first-hour.md shows, as it stands there: what is typed in the first shell, and the script with an approval. */
import { spawnSync } from 'node:child_process'
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { onLab } from '../../support/lab-stage.ts'

const root = join(import.meta.dirname, '../../../..')
const page = readFileSync(join(root, 'docs/first-hour.md'), 'utf8')
const [shell = '', ...blocks] = [...page.matchAll(/^```sh\n([\s\S]*?)^```/gm)].map(([, block = '']) => block)
const script = blocks.pop() ?? ''

onLab('the first hour', () => {
  let folder: string
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'prism-first-hour-'))
    writeFileSync(join(folder, 'prism'), `#!/bin/sh\nexec ${process.execPath} ${join(root, 'build/src/entrypoints/cli/bin.js')} "$@"\n`)
    chmodSync(join(folder, 'prism'), 0o755)
  })
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  const run = (command: string, typed: string) =>
    spawnSync('sh', ['-c', command], {
      cwd: folder,
      input: typed,
      encoding: 'utf8',
      env: { PATH: `${folder}:${dirname(process.execPath)}:${process.env.PATH}`, HOME: folder },
    })

  test('a volume is mounted, broken, explained and fixed, an instance goes and comes back, and a comment is answered', () => {
    // after each line, how it ended
    const typed = blocks.join('').replace(/\n/g, '\necho "=== $?"\n')
    const { stdout, stderr, status } = run(shell, typed)
    const said = stdout.split(/^=== /m)
    const lines = blocks.join('').trim().split('\n')
    expect(lines.length).toBeGreaterThan(10)
    const ended = lines.map((line, i) => `${line}: ${said[i + 1]?.split('\n')[0]}`)
    const verify = 'prism verify research-data ubuntu-instance rocky-instance'
    const red = [`${verify}: 1`, 'prism doctor research-data rocky-instance: 1']
    expect({ status, stderr, notAsExpected: ended.filter((e) => !e.endsWith(': 0') && !red.includes(e)) }).toMatchObject({
      status: 0,
      notAsExpected: [],
    })
    expect(stdout).toContain('42 of 42 rows hold')
    expect(stdout).toMatch(/✗ differs +rocky-instance +\/etc\/fstab .* no line/)
    expect(stdout).toMatch(/✗ differs +rocky-instance +instance-stopped/)
    expect(stdout).toMatch(/^\/mnt\/research-data /m)
    expect(stdout).toMatch(/── prism-efs\[bot\]\n### ✅ /)
  })

  test('ada asks, grace approves, and a clone of the ledger is verified by both verifiers', () => {
    const { stdout, stderr, status } = run(script, '')
    expect({ status, stderr }).toMatchObject({ status: 0 })
    expect(stdout.match(/consistent, not witnessed: ledger #\d+/g)).toHaveLength(2)
    expect(stdout).toMatch(/approved by\s+grace/)
  })
})
