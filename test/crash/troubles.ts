/** What goes wrong beside a kill: from the restart on, or from the beginning where nothing is killed. */
import type { LabFault } from '../../src/lab/github/faults.ts'
import type { LabGitHub } from '../../src/lab/github/start.ts'
import type { Stage } from '../support/lab-stage.ts'

type Labs = { readonly github: LabGitHub; readonly aws: Stage['lab']['aws'] }

export type Trouble = {
  readonly name: string
  readonly begin?: (labs: Labs) => void
  /** The App's clock goes wrong by so many seconds: at its restart, or in the middle of the run. */
  readonly clock?: number
  /** missed: posted while the App is down · reordered: and a later comment is delivered before it. */
  readonly deliveries?: 'missed' | 'reordered'
  /** With the kill goes the power. Of what was not synced nothing is kept, or some sectors. */
  readonly power?: 'nothing' | 'some'
}

const comments = '/repos/{owner}/{repo}/issues/{issue_number}/comments'
const comment = '/repos/{owner}/{repo}/issues/comments/{comment_id}'
const writes = [`POST ${comments}`, `PATCH ${comment}`]
const reads = [
  `GET ${comments}`,
  `GET ${comment}`,
  'GET /repos/{owner}/{repo}/contents/{path}',
  'GET /repos/{owner}/{repo}/collaborators/{username}/permission',
]

const gitHub = (name: string, routes: readonly string[], kind: LabFault['kind'], times: number): Trouble => ({
  name,
  begin: ({ github }) => {
    for (const route of routes) github.faults.add({ route, kind, times })
  },
})
const aws = (name: string, arm: (faults: Stage['lab']['aws']['faults']) => void): Trouble => ({ name, begin: ({ aws }) => arm(aws.faults) })

const hour = 3_600

export const troubles: readonly Trouble[] = [
  gitHub('GitHub answers 502', [...reads, ...writes], 'unavailable', 2),
  gitHub('GitHub’s secondary limit', [...reads, ...writes], { rateLimited: 'secondary', seconds: 1 }, 2),
  gitHub('GitHub’s answers to writes are lost', writes, 'answer-lost', 1),
  aws('AWS throttles', (faults) => {
    for (const call of ['SendCommand', 'ListCommands', 'ListCommandInvocations', 'GetCommandInvocation', 'DescribeFileSystems'])
      faults.throttle(call, 3)
  }),
  aws('SendCommand’s answer is lost', (faults) => faults.answer('SendCommand', { kind: 'lost' })),
  aws('SSM lists no command', (faults) => faults.hideCommands('for-ever')),
  aws('SSM delivers late', (faults) => faults.command({ kind: 'late', milliseconds: 3_000 }, { times: 2 })),
  aws('SSM delivers twice', (faults) => faults.command({ kind: 'twice', apartMilliseconds: 300 }, { times: 6 })),
  { name: 'the clock an hour ahead', clock: hour },
  { name: 'the clock an hour back', clock: -hour },
  { name: 'the delivery is missed', deliveries: 'missed' },
  { name: 'the delivery is missed, and the clock an hour ahead', deliveries: 'missed', clock: hour },
  { name: 'a later comment is delivered before', deliveries: 'reordered' },
]

export const powerCuts: readonly Trouble[] = [
  { name: 'a power cut keeps nothing unsynced', power: 'nothing' },
  { name: 'a power cut keeps some of it', power: 'some' },
]
