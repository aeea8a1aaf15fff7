/** The registry of people of a repository: the version that counts, or why none does. */
import { type GitHub, GitHubError, type PolicyFile } from '../../../src/domain/github.ts'
import { usualNumbers } from '../../../src/domain/people/registry.ts'
import type { Origin } from '../../../src/domain/request.ts'
import { type ParseRegistry, repositoryRegistry } from '../../../src/runs/repository-registry.ts'

const actor = { id: '7', name: 'ada' }
const origin: Origin = { entrypoint: 'schedule', actor, repository: 'acme/research' }
const registry = { numbers: usualNumbers, people: [], groups: [], retired: [] }
const version = (blob: string) => ({ blob, text: `the file of ${blob}` })
const counting = { isPublic: false, newest: version('0123456789abcdef'), counts: version('0123456789abcdef') }

function reading(
  file: PolicyFile | (() => never),
  { waived = false, parse = (() => ({ kind: 'registry', registry })) as ParseRegistry } = {},
) {
  const asked: string[] = []
  const gitHub: Pick<GitHub, 'registryFile' | 'keysOf'> = {
    keysOf: async (id) => ({ login: `login ${id}`, keys: [] }),
    registryFile: async ({ owner, repo }, reviewed) => {
      asked.push(`${owner}/${repo}${reviewed ? ', reviewed' : ''}`)
      return typeof file === 'function' ? file() : file
    },
  }
  const source = repositoryRegistry({ github: async () => gitHub, reviewWaived: () => waived, parse })
  return { asked, read: (of: Origin = origin) => source({ origin: of }) }
}

test('is the version that somebody approved who did not write it', async () => {
  const parsed: string[] = []
  const { asked, read } = reading(counting, {
    parse: (text) => {
      parsed.push(text)
      return { kind: 'registry', registry }
    },
  })
  const { keysOf, ...said } = await read()
  expect(said).toEqual({ blob: '0123456789abcdef', registry, notes: [] })
  expect(await keysOf?.(7)).toEqual({ login: 'login 7', keys: [] })
  expect([asked, parsed]).toEqual([['acme/research, reviewed'], ['the file of 0123456789abcdef']])
})

test('of an older version than the newest it is told that the newest does not count', async () => {
  const { notes } = await reading({ ...counting, newest: version('fedcba9876543210') }).read()
  expect(notes).toEqual(['registry fedcba987654 does not count: nobody who did not write it approved it'])
  const { newest: _, ...deleted } = counting
  expect((await reading(deleted).read()).notes).toEqual([])
})

test('that the operator waived the review is told, and no review is asked for', async () => {
  const { asked, read } = reading(counting, { waived: true })
  expect((await read()).notes).toEqual(['the operator waived the review of the registry'])
  expect(asked).toEqual(['acme/research'])
})

test('without one, and with one that does not count, nothing is read', async () => {
  await expect(reading({ isPublic: false }).read()).rejects.toMatchObject({
    finding: { code: 'registry-unread', seen: 'acme/research: there is none' },
  })
  await expect(reading({ isPublic: false, newest: version('fedcba9876543210') }).read()).rejects.toMatchObject({
    finding: {
      code: 'registry-unread',
      seen: 'acme/research: registry fedcba987654 does not count: nobody who did not write it approved it',
    },
  })
})

test('every error of the file is told, with its line', async () => {
  const errors = [
    { line: 3, message: 'uid 5 is too low' },
    { line: 9, message: 'ada is there twice' },
  ]
  await expect(reading(counting, { parse: () => ({ kind: 'wrong', errors }) }).read()).rejects.toMatchObject({
    finding: { code: 'bad-registry', seen: 'registry 0123456789ab, line 3: uid 5 is too low' },
    others: [{ code: 'bad-registry', seen: 'registry 0123456789ab, line 9: ada is there twice' }],
  })
})

test('where GitHub cannot be asked that is told; a fault of ours is none of GitHub’s', async () => {
  const away = reading(() => {
    throw new GitHubError('unavailable', 'GitHub is away')
  })
  await expect(away.read()).rejects.toMatchObject({
    finding: { code: 'registry-unread', seen: 'GitHub could not be asked: GitHub is away' },
  })
  const broken = reading(() => {
    throw new TypeError('x is undefined')
  })
  await expect(broken.read()).rejects.toThrow(TypeError)
})

test('who asks from no repository has none', async () => {
  const { asked, read } = reading(counting)
  await expect(read({ entrypoint: 'terminal', actor })).rejects.toMatchObject({ finding: { code: 'missing-input' } })
  expect(asked).toEqual([])
})
