/** What people and GitHub say in one try, and what is in the thread in the end. */
import { type Commented, type LabGitHub, startLabGitHub } from '../../src/lab/github/start.ts'
import { stagePolicy } from '../support/rights.ts'

/** approve: an unmount that another person has to approve. */
export const ways = ['mount', 'unmount', 'approve'] as const
export type Way = (typeof ways)[number]
export const verbOf = (way: Way): 'mount' | 'unmount' => (way === 'mount' ? 'mount' : 'unmount')

export type Conversation = {
  readonly github: LabGitHub
  /** The command's comment; the webhook is delivered where somebody listens. */
  readonly ask: () => Promise<void>
  /** A comment after it, about something that is only looked at. */
  readonly askMore: () => Promise<void>
  readonly approve: () => Promise<void>
  /** What was delivered again: under its own id, and under another one. */
  readonly duplicate: () => Promise<void>
  /** What was delivered in vain, the last first. */
  readonly deliverLastFirst: () => Promise<void>
  /** Whether the plan is told; or that there is none, since the command has ended. */
  readonly isPlanned: () => boolean
  /** Whether a plan waits for somebody who approves it. */
  readonly waits: () => boolean
  /** Whether every comment has its last reaction. */
  readonly isOver: () => boolean
  /** What the App wrote. */
  readonly answers: () => readonly string[]
  /** How many answers there have to be. */
  readonly expected: () => number
  /** Whether the comment that told the plan is as it was first written. */
  readonly isPlanAsTold: () => boolean
  readonly stop: () => Promise<void>
}

const finals = ['rocket', '-1', 'confused']
const approvals = `approvals:
  - { of: [mount, unmount], by: { role: maintain } }
`

export async function openConversation(way: Way, volume: string, instance: string): Promise<Conversation> {
  const policy = stagePolicy.replace('research-data', volume)
  const github = await startLabGitHub({
    repositories: [
      {
        fullName: 'acme/research',
        collaborators: { wendy: 'write', max: 'maintain' },
        files: { '.github/prism.yml': way === 'approve' ? policy + approvals : policy },
        issues: [{ number: 1, title: 'Shared data' }],
      },
    ],
  })
  const said: Commented[] = []
  const say = async (login: string, body: string): Promise<void> => {
    said.push(await github.comment(login, 1, body))
  }
  const ours = () => github.thread(1).filter((c) => c.author === `${github.app.slug}[bot]`)
  const plan = () => ours().find((c) => c.body.includes('/prism approve '))
  const hasEnded = ({ commentId }: Commented): boolean =>
    github
      .thread(1)
      .find((c) => c.id === commentId)
      ?.reactions.some((r) => finals.includes(r.content)) ?? false
  let approved = false

  return {
    github,
    ask: () => say('wendy', `/prism ${verbOf(way)} ${volume} ${instance}${way === 'mount' ? ' --no-sharing-test' : ''}`),
    askMore: () => say('wendy', `/prism status ${volume}`),
    approve: async () => {
      const digest = /\/prism approve ([0-9a-f]+)/.exec(plan()?.body ?? '')?.[1]
      if (digest === undefined) return
      approved = true
      await say('max', `/prism approve ${digest}`)
    },
    duplicate: async () => {
      await Promise.all(said.flatMap(({ delivery, payload }) => [github.redeliver(delivery.id), github.deliver('issue_comment', payload)]))
    },
    deliverLastFirst: async () => {
      for (const { delivery } of said.toReversed()) await github.redeliver(delivery.id)
    },
    isPlanned: () => plan() !== undefined || said.every(hasEnded),
    waits: () => plan() !== undefined && !approved,
    // a plan that was approved is carried out for the comment that approved it
    isOver: () => (approved ? said.slice(1) : said).every(hasEnded),
    answers: () => ours().map((c) => c.body),
    expected: () => (approved ? 3 : said.length),
    isPlanAsTold: () => (plan()?.history.length ?? 0) === 0,
    stop: github.stop,
  }
}
