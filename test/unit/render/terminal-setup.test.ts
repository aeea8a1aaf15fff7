/** What a setup would change, at a terminal: a line for each document, and the difference under it. */
import { finding } from '../../../src/domain/catalogue.ts'
import type { OwnDocument } from '../../../src/domain/documents.ts'
import type { DocumentChange } from '../../../src/domain/setup.ts'
import { renderChanges, renderSetUp } from '../../../src/render/terminal-setup.ts'

const document: OwnDocument = {
  name: 'Prism-Mount',
  script: 'mount',
  content: '{}',
  sha256: 'abc',
  versionName: 'v',
  readable: 'one\ntwo\n',
}
const look = { color: false, width: 100 }
const shown = (change: DocumentChange, whole = false, color = false) =>
  renderChanges([change], whole, { ...look, color })
    .replaceAll('\u001b', '^')
    .split('\n')

test('one that is as it should be, and one that is not there', () => {
  expect(shown({ document, kind: 'unchanged', version: '3' })).toEqual(['✓ Prism-Mount is this Prism’s, version 3 (sha256 abc)'])
  expect(shown({ document, kind: 'create' })).toEqual(['+ Prism-Mount is not there; it is made, of 2 lines, which --dry-run shows'])
  expect(shown({ document, kind: 'create' }, true)).toEqual([
    '+ Prism-Mount is not there; it is made',
    '--- /dev/null',
    '+++ Prism-Mount of this Prism',
    '@@ -0,0 +1,2 @@',
    '+one',
    '+two',
  ])
})

test('one that says otherwise is shown with the difference', () => {
  expect(shown({ document, kind: 'update', version: '2', from: 'one\n2\n' })).toEqual([
    '~ Prism-Mount version 2 says otherwise; a new version is made and becomes the default',
    '--- Prism-Mount version 2',
    '+++ Prism-Mount of this Prism',
    '@@ -1,2 +1,2 @@',
    ' one',
    '-2',
    '+two',
  ])
  expect(shown({ document, kind: 'make-default', version: '3', instead: '2', from: 'one\n2\n' })).toEqual([
    '~ Prism-Mount version 3 is this Prism’s; it becomes the default instead of version 2',
    '--- Prism-Mount version 2',
    '+++ Prism-Mount of this Prism',
    '@@ -1,2 +1,2 @@',
    ' one',
    '-2',
    '+two',
  ])
})

test('one that stays as it is says why', () => {
  expect(shown({ document, kind: 'refused', finding: finding('aws-denied', { seen: 'ssm:UpdateDocument' }) }).slice(0, 2)).toEqual([
    '✗ Prism-Mount stays as it is',
    '✗ aws-denied: ssm:UpdateDocument',
  ])
})

test('each mark has its tone, and several documents an empty line between them', () => {
  const kinds: DocumentChange[] = [
    { document, kind: 'unchanged', version: '3' },
    { document, kind: 'create' },
    { document, kind: 'update', version: '2', from: 'one\ntwo\n' },
    { document, kind: 'make-default', version: '3', instead: '2', from: 'one\ntwo\n' },
    { document, kind: 'refused', finding: finding('aws-denied', { seen: 'x' }) },
  ]
  expect(kinds.map((change) => shown(change, false, true)[0]!.split(' ')[0])).toEqual([
    '^[32m✓^[39m',
    '^[33m+^[39m',
    '^[33m~^[39m',
    '^[33m~^[39m',
    '^[31m✗^[39m',
  ])
  expect(renderChanges(kinds.slice(0, 2), false, look).split('\n\n')).toHaveLength(2)
})

test('as SSM holds it afterwards', () => {
  expect(renderSetUp({ document: 'Prism-Mount', version: '4', sha256: 'abc\u001b' }, look)).toBe(
    '✓ Prism-Mount version 4 (sha256 abc\\u{1b})',
  )
  expect(renderSetUp({ document: 'a', version: '1', sha256: 'b' }, { ...look, color: true }).startsWith('\u001b[32m✓')).toBe(true)
})
