/** The registry that a step reads: by the job's token, of the default branch, and only a version that counts. */
import { registryBy } from '../../../../src/entrypoints/action/registry.ts'
import { type LabGitHub, startLabGitHub } from '../../../../src/lab/github/start.ts'

const path = '.github/prism/people.yml'
const text = 'version: 1\npeople:\n  ada: {uid: 65536}\n'
const origin = {
  entrypoint: 'workflow',
  actor: { id: '1', name: 'mona' },
  repository: 'acme/research',
  runUrl: 'https://github.com/acme/research/actions/runs/1',
} as const

let lab: LabGitHub
beforeEach(async () => {
  lab = await startLabGitHub({
    repositories: [{ fullName: 'acme/research', collaborators: { wendy: 'write', mary: 'maintain' }, issues: [] }],
  })
})
afterEach(() => lab.stop())

const read = async (waived = false) => {
  const token = lab.workflowToken({ contents: 'read', pull_requests: 'read', metadata: 'read' })
  return (await registryBy(token, { GITHUB_API_URL: lab.url }, waived))({ origin })
}

test('what one person pushed makes no account, unless the review is waived, which is said', async () => {
  lab.pushFile('wendy', path, text)
  await expect(read()).rejects.toMatchObject({ finding: { code: 'registry-unread', seen: expect.stringContaining('approved it') } })
  expect(await read(true)).toMatchObject({
    registry: { people: [{ name: 'ada', uid: 65536 }] },
    notes: ['the operator waived the review of the registry'],
  })
})

test('what somebody else approved counts, with the blob that says which version it was', async () => {
  const pull = lab.propose('wendy', path, text)
  lab.review('mary', pull, 'APPROVED')
  lab.merge(pull)
  expect(await read()).toMatchObject({ blob: expect.stringMatching(/^[0-9a-f]{40}$/), registry: { people: [{ name: 'ada' }] }, notes: [] })
})
