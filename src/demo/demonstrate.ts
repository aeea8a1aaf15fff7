/** Starts the lab and the real app, delivers a signed comment, waits for the answer, and proves the sharing by itself. */
import type { LabGitHub } from '../lab/github/start.ts'
import type { InstanceSpec } from '../lab/instances/instance.ts'
import { startLab } from '../lab/start.ts'
import { type Approval, proveApproval } from './prove-approval.ts'
import { provePeople } from './prove-people.ts'
import { type Proof, proveSharing } from './prove-sharing.ts'
import { runCli } from './run-cli.ts'
import { appEnvironment, startApp, webhookPath } from './start-app.ts'
import { type Answer, waitForAnswer } from './wait-for-answer.ts'

export type Mounted = {
  readonly command: string
  /** The bot's answer, Markdown. */
  readonly comment: string
  /** On the command's comment, as GitHub names them. */
  readonly reactions: readonly string[]
  /** What was proved without Prism's code. */
  readonly proof: readonly Proof[]
  /** The same table as data: what `prism volume verify --json` says afterwards. */
  readonly report: { readonly verdict: string }
  /** From the demo's start to here. */
  readonly mountedAfterSeconds: number
}

export type Demonstration = Mounted & {
  readonly ok: boolean
  /** A plan, approved by another person, carried out across a kill of the App, and its history. */
  readonly approval: Approval
  /** Two people on two machines, one of whom leaves. */
  readonly people: readonly Proof[]
  readonly seconds: number
}

/** Told while the demo goes on: what is being done, and each part as soon as it is there. */
export type Audience = {
  readonly doing: (line: string) => void
  readonly mounted: (part: Mounted) => void
  readonly approved: (part: Approval) => void
  readonly left: (part: readonly Proof[]) => void
}

const command = '/prism mount research-data ubuntu-instance rocky-instance'

/** A team's images: the EFS client is in them. carol and eve are accounts of the team on the second one. */
const instances: readonly InstanceSpec[] = [
  { name: 'ubuntu-instance', distribution: 'ubuntu', client: 'installed' },
  {
    name: 'rocky-instance',
    distribution: 'rocky',
    client: 'installed',
    users: [
      { name: 'carol', uid: 1001 },
      { name: 'eve', uid: 1002 },
    ],
  },
]

/** As the App's manifest has them, and contents (write) for the ledger. */
const permissions = { contents: 'write', issues: 'write', members: 'read', pull_requests: 'write', metadata: 'read' }

export async function demonstrate(audience: Audience): Promise<Demonstration> {
  const started = Date.now()
  const seconds = (): number => Math.round((Date.now() - started) / 100) / 10
  const say = audience.doing
  say('starting the lab: AWS and EFS, GitHub (all three simulated), and two Linux instances on this machine …')
  const lab = await startLab({ instances, github: { app: { permissions } } })
  try {
    const { github } = lab
    const [ubuntu, rocky] = [lab.instances['ubuntu-instance'], lab.instances['rocky-instance']]
    if (!github || !ubuntu || !rocky) throw new Error('the lab did not start what the demo needs')
    say('creating the volume: prism volume create research-data …')
    await runCli(lab.env, 'volume', 'create', 'research-data')
    say('starting the Probot app …')
    const { verdict, comment, reactions } = await firstMount(lab.env, github, say)
    say('proving the sharing once more, by plain commands …')
    const proof = await proveSharing(ubuntu, rocky)
    say('asking the command line: prism volume verify …')
    const { report } = (await runCli(lab.env, 'volume', 'verify', 'research-data', 'ubuntu-instance', 'rocky-instance')) as Pick<
      Mounted,
      'report'
    >
    const mounted: Mounted = { command, comment, reactions, proof, report, mountedAfterSeconds: seconds() }
    audience.mounted(mounted)
    const approval = await proveApproval(lab, github, say)
    audience.approved(approval)
    const people = await provePeople(lab, ubuntu, rocky, say)
    audience.left(people)
    const ok = verdict === 'holds' && report.verdict === 'holds' && [...proof, ...people].every((p) => p.ok) && approval.ok
    return { ok, ...mounted, approval, people, seconds: seconds() }
  } finally {
    await lab.stop()
  }
}

async function firstMount(env: Readonly<Record<string, string>>, github: LabGitHub, say: (line: string) => void): Promise<Answer> {
  const app = await startApp(appEnvironment(env, github))
  try {
    github.setRole('ada', 'maintain')
    github.setWebhookTarget(`${app.url}${webhookPath}`)
    say(`ada, a maintainer, comments: ${command}`)
    const { commentId } = await github.comment('ada', 1, command)
    return await waitForAnswer(() => github.thread(1), commentId)
  } finally {
    await app.stop()
  }
}
