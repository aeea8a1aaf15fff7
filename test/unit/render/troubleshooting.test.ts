import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { causeIds } from '../../../src/domain/causes/all.ts'
import { troubleshootingPage } from '../../../src/render/troubleshooting.ts'

// build/test/unit/render → the repository
const page = readFileSync(fileURLToPath(new URL('../../../../docs/troubleshooting.md', import.meta.url)), 'utf8')

test('docs/troubleshooting.md is what the catalogue says (node scripts/troubleshooting.mjs writes it)', () => {
  expect(page).toBe(troubleshootingPage())
})

test('every cause has its place on the page, and the link that leads there', () => {
  for (const id of causeIds) {
    expect(page).toContain(`\n## ${id}\n`)
    expect(page).toContain(`(#${id})`)
  }
})
