import { fail } from '../../../src/domain/catalogue.ts'
import type { DocumentChoice, OwnDocument } from '../../../src/domain/documents.ts'
import type { Documents, FoundDocument } from '../../../src/domain/ports.ts'
import { ownDocuments } from '../../../src/host/job.ts'
import { chooseTransports } from '../../../src/runs/choose-transports.ts'

const own = ownDocuments()
const [a, b] = ['i-0000000000000000a', 'i-0000000000000000b'] as const
const ours = (d: OwnDocument): FoundDocument => ({ kind: 'ours', document: d.name, version: '3', sha256: d.sha256, isDefault: true })
const absent = (d: OwnDocument): FoundDocument => ({ kind: 'absent', document: d.name })
const swapped = (d: OwnDocument): FoundDocument =>
  d.script === 'sharing-test' ? { kind: 'other', document: d.name, seen: `${d.name} version 9 has sha256 0` } : ours(d)
const byShell = { kind: 'run-shell-script' }
const byMount = { kind: 'own-document', document: 'Prism-Mount', version: '3', sha256: own.find((d) => d.script === 'mount')!.sha256 }

/** SSM as it is, and what it was asked. */
function ssm(look: (d: OwnDocument) => FoundDocument, agents: Record<string, string> = { [a]: '3.3.3572.0', [b]: '3.3.3572.0' }) {
  const asked: string[] = []
  const documents: Documents = {
    look: async (d) => {
      asked.push(d.name)
      return look(d)
    },
    agentVersions: async (ids) => {
      asked.push(`agents of ${ids.length}`)
      return new Map(ids.flatMap((id) => (agents[id] === undefined ? [] : [[id, agents[id]]])))
    },
  }
  return { asked, transports: (choice: DocumentChoice) => chooseTransports({ choice, documents, own: () => own }) }
}

test('documents that are ours are used, by version and hash; SSM is asked once in a run', async () => {
  const { asked, transports } = ssm(ours)
  const chosen = transports('auto')
  expect(await chosen.choose('mount', [a, b])).toEqual({ routes: [{ transport: byMount, instanceIds: [a, b] }], refused: [] })
  await chosen.choose('sharing-test', [a])
  expect(asked).toEqual([...own.map((d) => d.name), 'agents of 2'])
})

test('where nobody set anything up, auto goes by AWS-RunShellScript after one question; own refuses', async () => {
  const { asked, transports } = ssm(absent)
  expect(await transports('auto').choose('mount', [a])).toEqual({ routes: [{ transport: byShell, instanceIds: [a] }], refused: [] })
  expect(asked).toEqual([own[0]!.name])
  expect(await transports('own').choose('mount', [a])).toMatchObject({ routes: [], refused: [{ code: 'document-absent', instanceId: a }] })
})

test('run-shell-script asks SSM nothing', async () => {
  const { asked, transports } = ssm(swapped)
  expect(await transports('run-shell-script').choose('mount', [a])).toEqual({
    routes: [{ transport: byShell, instanceIds: [a] }],
    refused: [],
  })
  expect(asked).toEqual([])
})

test.each(['auto', 'own'] as const)('%s: one document that is not ours stops every script, before anything is begun', async (choice) => {
  const { routes, refused } = await ssm(swapped).transports(choice).choose('inspect', [a, b])
  expect(routes).toEqual([])
  expect(refused.map((f) => [f.code, f.instanceId])).toEqual([
    ['document-foreign', a],
    ['document-foreign', b],
  ])
  expect(refused[0]?.seen).toContain('Prism-SharingTest version 9')
})

test('an agent that hands no parameters over: auto sends to it by AWS-RunShellScript, own refuses it, the others go on', async () => {
  const { transports } = ssm(ours, { [a]: '3.3.2745.0', [b]: '3.3.2746.0' })
  expect(await transports('auto').choose('mount', [a, b])).toEqual({
    routes: [
      { transport: byMount, instanceIds: [b] },
      { transport: byShell, instanceIds: [a] },
    ],
    refused: [],
  })
  const { routes, refused } = await transports('own').choose('mount', [a, b])
  expect(routes).toEqual([{ transport: byMount, instanceIds: [b] }])
  expect(refused).toMatchObject([{ code: 'agent-too-old', instanceId: a, seen: expect.stringContaining('3.3.2745.0') }])
})

test('a role that may not look at documents goes on as before with auto, and is told so with own', async () => {
  const denied = ssm(() => {
    throw fail('aws-denied', { seen: 'ssm:DescribeDocument' })
  })
  expect((await denied.transports('auto').choose('mount', [a])).routes).toEqual([{ transport: byShell, instanceIds: [a] }])
  await expect(denied.transports('own').choose('mount', [a])).rejects.toThrow('ssm:DescribeDocument')
})

test('not being able to ask is no reason to go the wider way', async () => {
  const broken = ssm(() => {
    throw fail('aws-throttled', { seen: 'ssm:DescribeDocument' })
  })
  await expect(broken.transports('auto').choose('mount', [a])).rejects.toThrow('aws-throttled')
})
