// Writes docs/troubleshooting.md from the catalogue of causes. A test fails where the page and the catalogue differ.
import { execFileSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
execFileSync(process.execPath, [join(root, 'scripts', 'build.mjs')], { stdio: 'inherit' })
const { troubleshootingPage } = await import(join(root, 'build', 'src', 'render', 'troubleshooting.js'))
writeFileSync(join(root, 'docs', 'troubleshooting.md'), troubleshootingPage())
