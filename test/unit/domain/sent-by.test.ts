/** Which documents a run used, for which programs and instances. */
import type { Transport } from '../../../src/domain/documents.ts'
import type { JobSent } from '../../../src/domain/job-record.ts'
import type { Run } from '../../../src/domain/run.ts'
import { sentBy } from '../../../src/domain/sent-by.ts'

const job = (script: JobSent['script']) =>
  ({ key: script, script, scriptSha: '', params: {}, executionSeconds: 60, changes: true }) as JobSent
const own = (document: string, version = '3', sha256 = 'a'): Transport => ({ kind: 'own-document', document, version, sha256 })
const shell: Transport = { kind: 'run-shell-script' }
const chunk = (transport: Transport, instanceIds: readonly string[], commandId?: string) => ({
  chunk: 0,
  instanceIds,
  comment: '',
  notAfter: '',
  transport,
  at: '',
  ...(commandId ? { commandId } : {}),
})
const run = (...jobs: Run['jobs']) => ({ jobs }) as Run

test('each document stands once, where it was first used, with all that went by it', () => {
  expect(
    sentBy(
      run(
        { job: job('inspect'), chunks: [chunk(shell, ['i-1'], 'c-1'), chunk(own('Prism-Inspect'), ['i-2'], 'c-2')] },
        { job: job('mount'), chunks: [chunk(shell, ['i-3', 'i-1'], 'c-3')] },
        { job: job('distributor'), chunks: [chunk({ kind: 'distributor' }, ['i-4'], 'c-4')] },
      ),
    ),
  ).toEqual([
    { transport: shell, scripts: ['inspect', 'mount'], instanceIds: ['i-1', 'i-3'] },
    { transport: own('Prism-Inspect'), scripts: ['inspect'], instanceIds: ['i-2'] },
    { transport: { kind: 'distributor' }, scripts: ['distributor'], instanceIds: ['i-4'] },
  ])
})

test('a document with another name, version or content is another', () => {
  const all = [own('Prism-Mount'), own('Prism-Inspect'), own('Prism-Mount', '4'), own('Prism-Mount', '3', 'b')]
  expect(sentBy(run({ job: job('mount'), chunks: all.map((one) => chunk(one, ['i-1'], 'c')) })).map((s) => s.transport)).toEqual(all)
})

test('what was only about to be sent used none', () => {
  expect(sentBy(run({ job: job('mount'), chunks: [chunk(shell, ['i-1'])] }))).toEqual([])
})
