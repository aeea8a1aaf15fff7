/** docs/efs-client.md says what the table in the code says. */
import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { pathToFileURL } from 'node:url'

test('docs/efs-client.md is up to date; if not: npm run docs', async () => {
  const { page }: { page: () => string } = await import(pathToFileURL(resolve('scripts/client-page.mjs')).href)
  expect(readFileSync('docs/efs-client.md', 'utf8')).toBe(page())
})
