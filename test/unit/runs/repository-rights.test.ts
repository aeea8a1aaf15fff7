/** The rights of whoever asks through a repository: of its policy, its operator and people as GitHub tells them at this moment. */
import {
  type GitHub,
  GitHubError,
  type GitHubErrorCode,
  type Permission,
  type PolicyFile,
  type Thumbs,
} from '../../../src/domain/github.ts'
import type { Origin } from '../../../src/domain/request.ts'
import type { Bounds, Rights } from '../../../src/domain/rights.ts'
import { type RightsOptions, repositoryRights } from '../../../src/runs/repository-rights.ts'

const text = `version: 1
volumes: { research-data: }
instances: { all: { names: ["*"] } }
principals: { nightly: , desk: { actor: 7, login: ada } }
rights: [{ who: { permission: write }, may: [mount] }]
`
const withTeams = `${text}approvals: [{ of: [mount], by: [{ team: 42 }, { team: 43 }, { team: 42 }] }]\n`
const version = (blob: string, of = text) => ({ blob, text: of })
const inForce = { isPublic: false, newest: version('b10b'), counts: version('b10b') }
const write: Permission = { base: 'write', roleName: 'write' }
const ada = { id: '7', name: 'ada' }
const comment: Origin = { entrypoint: 'github', actor: ada, repository: 'acme/research', issue: 1, commentId: 2, permission: write }
const workflow: Origin = { entrypoint: 'workflow', actor: ada, repository: 'acme/research', runUrl: 'https://github.example/1' }
const bounds: Bounds = { approvals: [] }

type Answers = {
  readonly file?: PolicyFile | (() => never)
  readonly permissions?: Readonly<Record<number, Permission>>
  readonly teams?: () => readonly { readonly id: number; readonly slug: string }[]
  readonly comment?: { readonly body: string; readonly authorId: number } | undefined
  readonly thumbs?: Thumbs | undefined
}

/** What GitHub is asked, and the rights that come of its answers. */
function asking(
  { file = inForce, permissions = {}, teams = () => [], comment: told, thumbs }: Answers = {},
  more: Partial<RightsOptions> = {},
) {
  const asked: string[] = []
  const gitHub: Pick<GitHub, 'permission' | 'policyFile' | 'teamsOf' | 'thread'> = {
    policyFile: async ({ owner, repo }, reviewed) => {
      asked.push(`policy of ${owner}/${repo}${reviewed ? ', reviewed' : ''}`)
      return typeof file === 'function' ? file() : file
    },
    permission: async ({ owner, repo }, { id, login }) => {
      asked.push(`permission of ${login} (${id}) on ${owner}/${repo}`)
      return permissions[id] ?? write
    },
    teamsOf: async (organization, login, ids) => {
      asked.push(`teams of ${login} in ${organization}: ${ids.join(' ')}`)
      return teams()
    },
    thread: ({ owner, repo }, issue) =>
      ({
        read: async (id: number) => {
          asked.push(`comment ${id} of ${owner}/${repo}#${issue}`)
          return told
        },
        thumbs: async (id: number) => {
          asked.push(`reactions to ${id} of ${owner}/${repo}#${issue}`)
          return thumbs
        },
      }) as ReturnType<GitHub['thread']>,
  }
  const rights = repositoryRights({ github: async () => gitHub, operated: () => ({ bounds, reviewWaived: false }), ...more })
  return {
    asked,
    rights: async (origin: Origin, agreed?: Parameters<typeof rights>[0]['agreed']) => rights(agreed ? { origin, agreed } : { origin }),
  }
}
const failing = (code: GitHubErrorCode) => (): never => {
  throw new GitHubError(code, 'GitHub said no')
}
const notes = (rights: Rights) => (rights.kind === 'repository' ? rights.notes : rights.kind)

test('what was not asked through a repository is not bounded by one, and GitHub is not asked', async () => {
  const { asked, rights } = asking()
  expect(await rights({ entrypoint: 'terminal', actor: ada })).toEqual({ kind: 'unbounded' })
  expect(asked).toEqual([])
})

test('whoever asks is read anew, with the policy that counts and the operator’s bounds', async () => {
  const { asked, rights } = asking({ permissions: { 7: { base: 'admin', roleName: 'admin' } } })
  expect(await rights(comment)).toMatchObject({
    kind: 'repository',
    isPublic: false,
    notes: [],
    bounds,
    approvers: [],
    inForce: { blob: 'b10b', policy: { volumes: [{ name: 'research-data' }] } },
    asker: { id: '7', permission: { base: 'admin' } },
  })
  expect(await rights(comment)).not.toHaveProperty('planVoid')
  expect(asked.slice(0, 2)).toEqual(['policy of acme/research, reviewed', 'permission of ada (7) on acme/research'])
})

test('a repository that the operator does not name has no rights, and GitHub is not asked', async () => {
  const { asked, rights } = asking({}, { operated: () => undefined })
  expect(await rights(comment)).toEqual({ kind: 'repository', isPublic: true, notes: [], bounds: undefined, approvers: [] })
  expect(asked).toEqual([])
})

test('where GitHub cannot be asked nothing is known; a fault of ours is not an answer', async () => {
  expect(await asking({ file: failing('unavailable') }).rights(comment)).toEqual({
    kind: 'unknown',
    why: 'GitHub could not be asked: GitHub said no',
  })
  const broken = asking({
    file: () => {
      throw new TypeError('x is undefined')
    },
  })
  await expect(broken.rights(comment)).rejects.toThrow(TypeError)
})

describe('a repository that never had a policy', () => {
  const never = { isPublic: false }
  test('has rights without one, which let administrators look', async () => {
    const rights = await asking({ file: never }).rights(comment)
    expect(rights).toMatchObject({ kind: 'repository', notes: [] })
    expect(rights).not.toHaveProperty('inForce')
  })

  test('is unbounded where something else decides; one whose policy does not count, or was taken away, is not', async () => {
    const unbounded = (file: PolicyFile) => asking({ file }, { withoutPolicy: 'unbounded' }).rights(workflow)
    expect(await unbounded(never)).toEqual({ kind: 'unbounded' })
    expect(await unbounded({ ...never, newest: version('new') })).toMatchObject({ kind: 'repository' })
    expect(await unbounded({ ...never, counts: version('old') })).toMatchObject({ kind: 'repository' })
    expect(await unbounded(inForce)).toMatchObject({ kind: 'repository' })
  })
})

test('what another person started again is nobody’s, as GitHub tells only their name', async () => {
  const again: Origin = { ...workflow, rerunBy: 'max' }
  expect(await asking().rights(again)).toEqual({ kind: 'unknown', why: '"max" started again what "ada" had started' })
  expect(await asking().rights(workflow)).toMatchObject({ kind: 'repository', asker: { id: '7' } })
})

test('what a clock started, and a leaving, was asked by nobody', async () => {
  const account = { id: 9, login: 'eve' }
  const nobodys: readonly Origin[] = [
    { ...workflow, scheduled: true },
    { entrypoint: 'schedule', actor: ada, repository: 'acme/research' },
    { entrypoint: 'leaving', actor: ada, repository: 'acme/research', account },
  ]
  for (const origin of nobodys) {
    const { asked, rights } = asking()
    expect(await rights(origin)).not.toHaveProperty('asker')
    expect(asked).toEqual(['policy of acme/research, reviewed'])
  }
})

describe('which version of the policy counts', () => {
  test('is told where it is not the newest', async () => {
    const notCounted = 'policy 0123456789ab does not count: nobody who did not write it approved it in a pull request'
    const newest = version('0123456789abcdef')
    expect(notes(await asking({ file: { ...inForce, newest } }).rights(comment))).toEqual([notCounted])
    const rights = await asking({ file: { isPublic: true, newest } }).rights(comment)
    expect(rights).toMatchObject({ isPublic: true, notes: [notCounted] })
    expect(rights).not.toHaveProperty('inForce')
  })

  test('is not asked for a review that the operator waived, and that is told where there is a policy', async () => {
    const waived = { operated: () => ({ bounds, reviewWaived: true }) }
    const { asked, rights } = asking({}, waived)
    expect(notes(await rights(comment))).toEqual(['the operator waived the review of the policy'])
    expect(asked[0]).toBe('policy of acme/research')
    expect(notes(await asking({ file: { isPublic: false } }, waived).rights(comment))).toEqual([])
  })

  test('a file with an error in it counts for nothing, not for its good half', async () => {
    const rights = await asking({ file: { ...inForce, counts: version('b10b', `${text}nonsense: 1\n`) } }).rights(comment)
    expect(rights).not.toHaveProperty('inForce')
    expect(notes(rights)).toEqual([expect.stringMatching(/^policy b10b has errors, line 6: .*nonsense/)])
  })
})

describe('teams', () => {
  const file = { ...inForce, counts: version('b10b', withTeams) }
  test('are asked for only where a rule names one, each once, of the policy and of the operator', async () => {
    const inTeam = asking({ file, teams: () => [{ id: 42, slug: 'storage' }] })
    expect(await inTeam.rights(comment)).toMatchObject({ asker: { id: '7', permission: { ...write, teams: [{ id: 42 }] } }, notes: [] })
    expect(inTeam.asked.filter((what) => what.startsWith('teams'))).toEqual(['teams of ada in acme: 42 43'])
    const byOperator: Bounds = { approvals: [{ of: ['mount'], by: [{ kind: 'team', id: 44 }], people: 1, withinMinutes: 60 }] }
    const bounded = asking({ file: { isPublic: false } }, { operated: () => ({ bounds: byOperator, reviewWaived: false }) })
    await bounded.rights(comment)
    expect(bounded.asked).toContain('teams of ada in acme: 44')
    const none = asking()
    await none.rights(comment)
    expect(none.asked.filter((what) => what.startsWith('teams'))).toEqual([])
    const byGrant = asking({ file: { ...inForce, counts: version('b10b', text.replace('permission: write', 'team: 45')) } })
    await byGrant.rights(comment)
    expect(byGrant.asked).toContain('teams of ada in acme: 45')
  })

  test.each(['forbidden', 'not-found'] as const)(
    'that may not be asked for (%s) leave people without any, which is told once',
    async (code) => {
      const agreed = { planOf: 'p', approvals: [{ digest: 'd', by: { id: '8', name: 'max' } }], expiresAt: '' }
      const rights = await asking({ file, teams: failing(code) }).rights(comment, agreed)
      expect(rights).toMatchObject({
        asker: { permission: write },
        notes: ['teams cannot be asked for without organization members: read'],
      })
      expect(rights.kind === 'repository' && rights.asker?.permission).not.toHaveProperty('teams')
    },
  )

  test('that GitHub does not answer for are not known, so nothing is', async () => {
    expect(await asking({ file, teams: failing('unavailable') }).rights(comment)).toMatchObject({ kind: 'unknown' })
    const broken = asking({
      file,
      teams: () => {
        throw new TypeError('x is undefined')
      },
    })
    await expect(broken.rights(comment)).rejects.toThrow(TypeError)
  })
})

describe('a token of the REST API', () => {
  const by = (principal: string, id: string, name = principal): Origin => ({
    entrypoint: 'api',
    actor: { id, name },
    repository: 'acme/research',
    principal,
  })
  test('has the rights of the person for whom the policy says that it speaks', async () => {
    const { asked, rights } = asking()
    expect(await rights(by('desk', '7', 'old-login'))).toMatchObject({ asker: { id: '7', permission: write } })
    expect(asked).toContain('permission of ada (7) on acme/research')
  })

  test('that is nobody’s on GitHub is itself, without any permission there, and GitHub is not asked', async () => {
    const { asked, rights } = asking()
    expect(await rights(by('nightly', 'api:nightly'))).toMatchObject({
      asker: { id: 'api:nightly', permission: { base: 'none', roleName: '' } },
    })
    expect(asked).toEqual(['policy of acme/research, reviewed'])
  })

  test('that speaks for somebody else by now, or for nobody, is nobody', async () => {
    const nobody = { asker: { id: '', permission: { base: 'none', roleName: '' } } }
    expect(await asking().rights(by('desk', '8'))).toMatchObject(nobody)
    expect(await asking().rights(by('unknown', '7'))).toMatchObject(nobody)
    expect(await asking({ file: { isPublic: false } }).rights(by('desk', '7'))).toMatchObject(nobody)
  })
})

describe('a plan that others approved', () => {
  const told = { repository: 'acme/threads', issue: 3, commentId: 4, url: 'https://github.example/4', body: 'the plan' }
  const approvals = ['8', '9'].map((id) => ({ digest: 'd', by: { id, name: `user-${id}` } }))
  const agreed = { planOf: 'p', approvals, expiresAt: '2026-11-29T12:00:00Z' }

  test('has its approvers as they are now', async () => {
    const rights = await asking({ permissions: { 9: { base: 'read', roleName: 'read' } } }).rights(comment, agreed)
    expect(rights).toMatchObject({
      approvers: [
        { id: '8', permission: write },
        { id: '9', permission: { base: 'read' } },
      ],
    })
    expect(rights).not.toHaveProperty('planVoid')
  })

  test.each([
    ['is gone', undefined, 'the comment that told the plan is gone'],
    ['was edited', { body: 'the plan!', authorId: 1 }, 'the comment that told the plan was edited'],
    ['is as it was', { body: 'the plan', authorId: 1 }, undefined],
  ])('is void unless the comment that told it is as it was: it %s', async (_, read, planVoid) => {
    const { asked, rights } = asking({ comment: read })
    const found = await rights(comment, { ...agreed, told })
    expect(found.kind === 'repository' && found.planVoid).toBe(planVoid)
    expect(asked).toContain('comment 4 of acme/threads#3')
  })

  describe('by a 👍', () => {
    const writtenAt = '2026-11-28T12:00:00Z'
    const thumb = { id: 70, by: { id: 8, login: 'user-8' }, isPerson: true, at: '2026-11-28T12:00:01Z' }
    const byThumb = { ...agreed, told, approvals: approvals.map((a) => (a.by.id === '8' ? { ...a, reactionId: 70 } : a)) }
    const seen = async (one: Partial<typeof thumb> | undefined, changedAt = writtenAt) => {
      const thumbs = one && { writtenAt, changedAt, thumbs: [{ ...thumb, ...one }] }
      const { asked, rights } = asking({ comment: { body: 'the plan', authorId: 1 }, thumbs })
      const found = await rights(comment, byThumb)
      return found.kind === 'repository' ? { ids: found.approvers.map((p) => p.id), planVoid: found.planVoid, asked } : undefined
    }

    test('stands as long as it is there, with the right of this moment; GitHub is asked for it where one was given', async () => {
      const found = await seen({})
      expect(found).toMatchObject({ ids: ['8', '9'], planVoid: undefined })
      expect(found?.asked).toContain('reactions to 4 of acme/threads#3')
      const { asked, rights } = asking({ comment: { body: 'the plan', authorId: 1 } })
      await rights(comment, { ...agreed, told })
      expect(asked.join()).not.toContain('reactions')
    })

    test.each<[string, Partial<typeof thumb> | undefined]>([
      ['was taken away, though another of the same person stands', { id: 71 }],
      ['is somebody else’s', { by: { id: 6, login: 'user-8' } }],
      ['is a bot’s', { isPerson: false }],
      ['is as old as the comment', { at: writtenAt }],
      ['is older than it', { at: '2026-11-28T11:59:59Z' }],
      ['has a time that is none', { at: 'soon' }],
      ['was on a comment that is gone', undefined],
    ])('does not where it %s; who approved otherwise does', async (_, one) => {
      expect((await seen(one))?.ids).toEqual(['9'])
    })

    test('is void where the comment was edited and put back: nobody knows what was read', async () => {
      expect((await seen({}, '2026-11-28T12:00:05Z'))?.planVoid).toBe('the comment that told the plan was edited, and put back')
    })
  })
})
