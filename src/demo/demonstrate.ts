/** Starts the lab and the real app, delivers a signed comment, waits for the answer, and proves the sharing by itself. */
import { compose } from '../compose.ts'
import { defaultCreateOptions } from '../domain/request.ts'
import { startLab } from '../lab/start.ts'
import { type Proof, proveSharing } from './prove-sharing.ts'
import { startApp } from './start-app.ts'
import { answerIn, waitForAnswer } from './wait-for-answer.ts'

export type Demonstration = {
  readonly ok: boolean
  readonly command: string
  /** The bot's answer, Markdown. */
  readonly comment: string
  /** On the command's comment, as GitHub names them. */
  readonly reactions: readonly string[]
  readonly proof: readonly Proof[]
  /** What the mount's table says, as the bot wrote it into the thread. */
  readonly report: { readonly verdict: 'holds' | 'differs' | 'unknown'; readonly edits: number }
  readonly seconds: number
}

const command = '/prism mount research-data ubuntu-instance rocky-instance'

export async function demonstrate(say: (line: string) => void): Promise<Demonstration> {
  const started = Date.now()
  say('starting the lab: AWS, GitHub and two Linux instances on this machine …')
  const lab = await startLab({ instances: demoInstances, github: true })
  try {
    say('creating the volume research-data …')
    await createVolume(lab.env)
    say('starting the Probot app …')
    const app = await startApp(lab)
    try {
      say(`ada comments: ${command}`)
      const asked = await lab.github.comment('ada', 1, command)
      await waitForAnswer(lab.github, asked.commentId, 60_000)
    } finally {
      await app.stop()
    }
    say('proving the sharing once more, by plain commands on the instances …')
    const proof = await proveSharing(lab)
    const answer = answerIn(lab.github)
    return {
      ok: answer.report.verdict === 'holds' && proof.every((p) => p.ok),
      command,
      ...answer,
      proof,
      seconds: Math.round((Date.now() - started) / 100) / 10,
    }
  } finally {
    await lab.stop()
  }
}
