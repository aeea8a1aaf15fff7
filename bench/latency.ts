/**
 * How long one operation takes, and how much of it is waiting between the end of a command and whatever comes next: on one instance of the lab and on three,
 * from the words to the answer. Beside it the AWS SDK's waiter, one command after the other, each as long as Prism's own was.
 *   npm run bench:latency [-- --json] [-- --runs N]
 */
import { parseArgs } from 'node:util'
import { SendCommandCommand, SSMClient, waitUntilCommandExecuted } from '@aws-sdk/client-ssm'
import { compose } from '../src/compose/prism.ts'
import type { LabExecutionRecord } from '../src/lab/aws/ssm/state.ts'
import type { Instance } from '../src/lab/instances/instance.ts'
import { openStage } from '../test/support/lab-stage.ts'

const { values } = parseArgs({ options: { json: { type: 'boolean', default: false }, runs: { type: 'string', default: '5' } } })
const runs = Number(values.runs)

const stage = await openStage('bench-latency', 1)
// the stage's own clock shortens waiting
const prism = compose({ env: stage.lab.env })
const { AWS_ENDPOINT_URL: endpoint = '', AWS_ACCESS_KEY_ID: accessKeyId = '', AWS_SECRET_ACCESS_KEY: secretAccessKey = '' } = stage.lab.env
const ssm = new SSMClient({ region: 'us-east-1', endpoint, credentials: { accessKeyId, secretAccessKey } })

type Measured = { readonly ms: number; readonly spans: readonly number[] }

/** From the words to the answer. What ends later, nobody waits for. */
async function measured(words: string, verdict: string): Promise<Measured> {
  const before = stage.lab.aws.executions().length
  const began = performance.now()
  const { report } = await stage.say(words, { prism })
  const [ms, until] = [performance.now() - began, new Date()]
  if (report.verdict !== verdict) throw new Error(`${words}: ${report.verdict}, not ${verdict}`)
  return { ms, spans: spansOf(stage.lab.aws.executions().slice(before), until) }
}

/** Of each command that was waited for its longest execution, ms. */
function spansOf(executions: readonly LabExecutionRecord[], until: Date): readonly number[] {
  const longest = new Map<string, number>()
  for (const { commandId, startedAt, endedAt } of executions)
    if (endedAt && endedAt <= until) longest.set(commandId, Math.max(longest.get(commandId) ?? 0, endedAt.getTime() - startedAt.getTime()))
  return [...longest.values()]
}

/** What somebody writes who has the SDK: send, wait until it is executed, go on. */
async function byWaiter(spans: readonly number[]): Promise<number> {
  const [first] = instances
  const began = performance.now()
  for (const span of spans) {
    const { Command } = await ssm.send(
      new SendCommandCommand({
        DocumentName: 'AWS-RunShellScript',
        InstanceIds: [first!.id],
        Parameters: { commands: [`sleep ${(span / 1000).toFixed(3)}`] },
      }),
    )
    await waitUntilCommandExecuted({ client: ssm, maxWaitTime: 60 }, { CommandId: Command?.CommandId, InstanceId: first!.id })
  }
  return performance.now() - began
}

const medianOf = (all: readonly Measured[]): Measured => all.toSorted((a, b) => a.ms - b.ms)[Math.floor(all.length / 2)]!
const instances: Instance[] = []

try {
  const told: Record<string, Record<string, string | number>> = {}
  const { name } = await stage.volume()
  for (const count of [1, 3]) {
    while (instances.length < count) instances.push(await stage.instance(`calc-${instances.length}`))
    const on = instances.map((_, n) => `calc-${n}`).join(' ')
    const all = { mount: [] as Measured[], verify: [] as Measured[], unmount: [] as Measured[] }
    for (let run = 0; run < runs; run++) {
      all.mount.push(await measured(`mount ${name} ${on}`, 'holds'))
      all.verify.push(await measured(`verify ${name} ${on}`, 'holds'))
      all.unmount.push(await measured(`unmount ${name} ${on}`, 'holds'))
    }
    for (const [verb, some] of Object.entries(all)) {
      const { ms, spans } = medianOf(some)
      const hostMs = spans.reduce((sum, span) => sum + span, 0)
      told[`${verb}, ${count}`] = {
        ms: Math.round(ms),
        roundTrips: spans.length,
        hostMs: Math.round(hostMs),
        waiting: Number((1 - Math.min(1, hostMs / ms)).toFixed(2)),
        waiterRatio: Number(((await byWaiter(spans)) / ms).toFixed(1)),
      }
    }
  }
  process.stdout.write(
    values.json
      ? `${JSON.stringify({ runs, latency: told })}\n`
      : `| verb, instances | ms | round trips | on the hosts, ms | waiting, of the whole | by the SDK’s waiter, × |\n|---|---|---|---|---|---|\n` +
          Object.entries(told)
            .map(([what, row]) => `| ${what} | ${Object.values(row).join(' | ')} |\n`)
            .join(''),
  )
} finally {
  await stage.clear()
  await stage.stop()
}
