/** What docs/first-hour.md shows, as it stands there. */
import { spawnSync } from 'node:child_process'
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { onLab } from '../../support/lab-stage.ts'

const root = join(import.meta.dirname, '../../../..')
const [, snippet = ''] = /^```sh\n([\s\S]*?)^```/m.exec(readFileSync(join(root, 'docs/first-hour.md'), 'utf8')) ?? []

onLab('the first hour', () => {
  test('ada asks, grace approves, and a clone of the ledger is verified by both verifiers', () => {
    const folder = mkdtempSync(join(tmpdir(), 'prism-first-hour-'))
    try {
      writeFileSync(join(folder, 'prism'), `#!/bin/sh\nexec ${process.execPath} ${join(root, 'build/src/entrypoints/cli/bin.js')} "$@"\n`)
      chmodSync(join(folder, 'prism'), 0o755)
      const { stdout, stderr, status } = spawnSync('sh', ['-c', snippet], {
        cwd: folder,
        encoding: 'utf8',
        env: { PATH: `${folder}:${dirname(process.execPath)}:${process.env.PATH}`, HOME: folder },
      })
      expect({ status, stderr }).toMatchObject({ status: 0 })
      expect(stdout.match(/consistent, not witnessed: ledger #\d+/g)).toHaveLength(2)
      expect(stdout).toMatch(/approved by\s+grace/)
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  })
})
