import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { minNode, nodeTooOld } from '../../../src/domain/node-version.ts'

test('is the version of package.json', () => {
  const { engines } = JSON.parse(readFileSync('package.json', 'utf8')) as { readonly engines: { readonly node: string } }
  expect(engines.node).toBe(`>=${minNode.major}.${minNode.minor}`)
})

test.each(['22.15.0', '22.21.1', '24.0.0', '26.1.0'])('%s is new enough', (version) => {
  expect(nodeTooOld(version, 'prism')).toBeUndefined()
})

test.each(['22.14.9', '20.19.5', '18.0.0', '4.9.1'])('%s is not, and the line says what is', (version) => {
  expect(nodeTooOld(version, 'prism-app')).toBe(
    `prism-app needs Node 22.15 or newer and found ${version}; install one (https://nodejs.org) and retry. In a clone of Prism npm ci has brought one: npx prism-app`,
  )
})

test.each([
  ['cli', 'prism'],
  ['app', 'prism-app'],
  ['api', 'prism-api'],
])('the executable of %s says so in one line and loads nothing else', (entrypoint, program) => {
  const folder = mkdtempSync(join(tmpdir(), 'prism-node-'))
  try {
    // this Node, which calls itself an old one before the program reads it
    const old = join(folder, 'old.mjs')
    writeFileSync(old, `Object.defineProperty(process.versions, 'node', { value: '20.19.5' })`)
    const { status, stdout, stderr } = spawnSync(
      process.execPath,
      ['--import', old, join('build/src/entrypoints', entrypoint, 'bin.js'), '--help'],
      { encoding: 'utf8' },
    )
    expect([status, stdout, stderr]).toEqual([2, '', `${nodeTooOld('20.19.5', program)}\n`])
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
})

test('what is loaded before the version is known uses nothing that a Node of 2022 does not have', () => {
  for (const file of ['domain/node-version.js', 'entrypoints/cli/bin.js', 'entrypoints/app/bin.js', 'entrypoints/api/bin.js']) {
    const text = readFileSync(join('build/src', file), 'utf8')
    const imports = [...text.matchAll(/^import .* from '([^']+)'/gm)].map((m) => m[1])
    expect([file, imports]).toEqual([file, file.startsWith('domain') ? [] : ['../../domain/node-version.js']])
    // parsed as a module, run not at all
    execFileSync(process.execPath, ['--check', join('build/src', file)])
  }
})
