/** The operator's file bounds each repository, and no repository lowers it. */
import { PrismError } from '../../../src/domain/catalogue.ts'
import { mayAsk } from '../../../src/policy/may-ask.ts'
import { operatorOf } from '../../../src/policy/operator.ts'
import { repositoryRights, stagePolicy } from '../../support/rights.ts'

const text = `version: 1
repositories:
  acme/research: { regions: [eu-central-1], volumes: [research-data], tags: { Team: genomics } }
  acme/*: { policy-review: waived }
approvals:
  - { of: [unmount], by: { permission: admin }, people: 2 }
`

test('a repository by its name, in any case, else by its owner, else not at all', () => {
  const of = operatorOf(text, false)
  expect(of('Acme/Research')).toMatchObject({
    bounds: { regions: ['eu-central-1'], volumes: ['research-data'], tags: { Team: 'genomics' } },
    reviewWaived: false,
  })
  expect(of('acme/other')).toMatchObject({ bounds: { approvals: [{ people: 2 }] }, reviewWaived: true })
  expect([of('evil/research'), of('acme'), of('acmeX/y')]).toEqual([undefined, undefined, undefined])
})

test('a role by its whole ARN, which another account may own, and nothing else', () => {
  const of = (role: string) =>
    operatorOf(`version: 1\nrepositories: { acme/research: { role: "${role}" } }\n`, false)('acme/research')?.bounds.role
  expect(of('arn:aws:iam::210987654321:role/teams/prism-research')).toBe('arn:aws:iam::210987654321:role/teams/prism-research')
  for (const wrong of ['prism-research', 'arn:aws:iam::1:role/x', 'arn:aws:iam::123456789012:user/ada', 'arn:aws:iam::123456789012:role/'])
    expect(() => of(wrong)).toThrow(/operator-file/)
})

test('without a file every repository is named, and bounded by nothing', () => {
  expect(operatorOf(undefined, true)('any/where')).toEqual({ bounds: { approvals: [] }, reviewWaived: true })
})

test('a file with an error is not used at all, and every error is told with its line', () => {
  const wrong = 'version: 1\nrepositories:\n  acme: {}\n  acme/x: { region: [eu-central-1] }\n'
  const said = (): string[] => {
    try {
      operatorOf(wrong, false)
    } catch (error) {
      if (error instanceof PrismError) return [error.finding, ...error.others].map((f) => f.seen)
    }
    return []
  }
  expect(said()).toEqual([expect.stringMatching(/^line 3: /), expect.stringMatching(/^line 4: .*there is no "region"/)])
})

test('a repository that it does not name may ask for nothing, whatever its own policy says', () => {
  const origin = {
    entrypoint: 'github',
    actor: { id: '583231', name: 'octocat' },
    repository: 'o/r',
    issue: 1,
    commentId: 2,
    permission: { base: 'admin', roleName: 'admin' },
  } as const
  const request = { verb: 'status', volume: { kind: 'name', name: 'research-data' } } as const
  expect(mayAsk(request, origin, repositoryRights(stagePolicy, { bounds: undefined }))).toMatchObject({
    kind: 'denied',
    finding: { code: 'repository-unknown' },
  })
})

test('what the file leaves out bounds nothing, and the review is as the server has it', () => {
  const of = (waived: boolean, more = '') => operatorOf(`version: 1\nrepositories: { acme/research: ${more} }\n`, waived)('acme/research')
  expect(of(false)).toStrictEqual({ bounds: { approvals: [] }, reviewWaived: false })
  expect(of(true)).toStrictEqual({ bounds: { approvals: [] }, reviewWaived: true })
  expect(of(true, '{ policy-review: required }')).toMatchObject({ reviewWaived: false })
  expect(of(false, '{ policy-review: waived }')).toMatchObject({ reviewWaived: true })
})

test('a volume by its name or its id, and by nothing else', () => {
  const of = (volume: string) => operatorOf(`version: 1\nrepositories: { acme/research: { volumes: ["${volume}"] } }\n`, false)
  for (const right of ['research-data', 'fs-0123456789abcdef0']) expect(of(right)('acme/research')?.bounds.volumes).toEqual([right])
  expect(() => of('a b')).toThrow('a name or an fs- id')
})
