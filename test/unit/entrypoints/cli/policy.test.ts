import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { stagePolicy } from '../../../support/rights.ts'
import { prism, type Ran } from './stage.ts'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'prism-policy-'))
  mkdirSync(join(folder, '.github'))
})
afterEach(() => rmSync(folder, { recursive: true }))

const put = (path: string, text: string) => writeFileSync(join(folder, path), text)
const check = (more = ''): Promise<Ran> =>
  prism(`policy check ${join(folder, '.github/prism.yml')}${more}`, () => {
    throw new Error('nothing was to be executed')
  })

test('a file that is right, and that CODEOWNERS gives to somebody, is green', async () => {
  put('.github/prism.yml', stagePolicy)
  put('.github/CODEOWNERS', '/.github/ @acme/storage\n')
  expect(await check()).toMatchObject({
    code: 0,
    stdout: expect.stringMatching(
      /^✓ owners: @acme\/storage\n\? not seen: whether a ruleset [^\n]*one person alone can change the file\n✓ the file is right\n$/,
    ),
  })
  expect(JSON.parse((await check(' --json')).stdout)).toMatchObject({ ok: true, notSeen: expect.stringMatching(/ruleset/) })
})

test('errors are told with file and line, and as JSON', async () => {
  put('.github/prism.yml', 'version: 1\nvolume:\n')
  put('CODEOWNERS', '* @ada\n')
  const { code, stdout } = await check()
  expect({ code, stdout }).toEqual({ code: 1, stdout: expect.stringMatching(/prism\.yml:2: there is no "volume"\n/) })
  expect(JSON.parse((await check(' --json')).stdout)).toMatchObject({ ok: false, errors: [{ line: 2 }], owners: ['@ada'] })
})

test('a file that nobody owns is red: one person alone may change it', async () => {
  put('.github/prism.yml', stagePolicy)
  expect(await check()).toMatchObject({
    code: 1,
    stdout: expect.stringMatching(/✗ CODEOWNERS gives the file to nobody[\s\S]*✓ the file is right/),
  })
})

test('a file that is not there is said so', async () => {
  expect((await check()).code).toBe(2)
})

test('without a name in a folder that has no policy, it says where it looked and what to give', async () => {
  const { code, stderr } = await prism('policy check', () => {
    throw new Error('nothing was to be executed')
  })
  expect({ code, stderr: stderr.replace(/\s+/g, ' ') }).toEqual({
    code: 2,
    stderr: expect.stringMatching(
      /there is no \.github\/prism\.yml in "[^"]+"; go to the repository’s folder, or name the file: prism policy check FILE/,
    ),
  })
})

test('what the file allows that the one before did not is told', async () => {
  put('.github/prism.yml', stagePolicy)
  put('CODEOWNERS', '* @ada\n')
  put('old.yml', stagePolicy.replace('suid, ', ''))
  const before = ` --before ${join(folder, 'old.yml')}`
  expect((await check(before)).stdout).toContain('+ newly allowed: research-data: suid\n')
  put(
    'old.yml',
    stagePolicy.replace('  - who: { permission: write }', '  - { who: { actor: 7 }, may: [verify] }\n  - who: { permission: write }'),
  )
  expect((await check(before)).stdout).toContain('- no longer: actor 7: verify research-data\n')
  put('old.yml', stagePolicy)
  expect((await check(before)).stdout).toContain('✓ it allows nothing new\n')
})
