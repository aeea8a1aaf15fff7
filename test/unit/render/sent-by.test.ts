/** By which document a run's commands went out. */
import type { Transport } from '../../../src/domain/documents.ts'
import type { Run } from '../../../src/domain/run.ts'
import { sentByLines } from '../../../src/render/sent-by.ts'

const job = (transport: Transport, commandId?: string) => ({
  job: { script: 'mount' },
  chunks: [{ instanceIds: ['i-1'], transport, commandId }],
})
const runWith = (...jobs: readonly object[]) => ({ jobs }) as unknown as Run
const own: Transport = { kind: 'own-document', document: 'Prism-Mount', version: '3', sha256: `${'ab'.repeat(8)}${'cd'.repeat(24)}` }

test('a line for each document, once, and none for what was not sent', () => {
  const all = runWith(job(own, 'c-1'), job({ kind: 'distributor' }, 'c-2'), job({ kind: 'run-shell-script' }, 'c-3'), job(own, 'c-4'))
  expect(sentByLines(all)).toEqual([
    'sent by Prism-Mount version 3 (sha256 abababababababab…)',
    'sent by AWS-ConfigureAWSPackage, to install the EFS client',
    'sent by AWS-RunShellScript, which is root on everything it is allowed on; prism setup narrows it',
  ])
  expect(sentByLines(runWith(job(own)))).toEqual([])
})
