/** What the README shows of the lab, as somebody would paste it in a clone that is built. */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { inspectHost } from '../../../src/lab/instances/host.ts'

const root = join(import.meta.dirname, '../../../..')
const [, snippet = ''] = /^```bash\n(npx prism lab run[\s\S]*?)^```/m.exec(readFileSync(join(root, 'README.md'), 'utf8')) ?? []
const host = inspectHost()
const scenario = host.kind === 'refused' ? test.skip : test

scenario(`the README’s first mount without AWS${host.kind === 'refused' ? ` (${host.reason})` : ''}`, () => {
  const folder = mkdtempSync(join(tmpdir(), 'prism-readme-'))
  try {
    const { stdout, status } = spawnSync('sh', ['-c', snippet], {
      cwd: root,
      encoding: 'utf8',
      env: {
        PATH: `${dirname(process.execPath)}:${process.env.PATH}`,
        HOME: folder,
        AWS_ACCESS_KEY_ID: 'AKIAREAL',
        AWS_SECRET_ACCESS_KEY: 'real',
      },
    })
    expect(stdout).toContain('✓ research-data is mounted on rocky-instance and ubuntu-instance')
    expect(stdout).toContain('rocky-instance is broken: fstab: the line is missing')
    expect(stdout).toMatch(/── ada {2}👀 👎\n\/prism verify research-data rocky-instance\n\n── prism-efs\[bot\]\n### ❌ /)
    expect(stdout).toContain('/prism mount research-data rocky-instance')
    expect(status).toBe(0)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
})
