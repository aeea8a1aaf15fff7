/** `prism plans` and `prism approve`: a person at a terminal reads what another one asked for by REST, and approves it with their own token or AWS identity. */
import { z } from 'zod'
import { machineClock } from '../../clock.ts'
import { fail } from '../../domain/catalogue.ts'
import type { ExitCode } from '../../domain/meaning/exit.ts'
import { plainText } from '../../render/escape.ts'
import { commentAtTerminal } from '../../render/print/comment-at-terminal.ts'
import { formatJson } from './json.ts'
import type { PlansCommand } from './plans-options.ts'
import { type Server, serverFrom } from './server.ts'
import { lookOf, type World, write } from './streams.ts'

const approvalSchema = z.looseObject({
  code: z.string(),
  digest: z.string(),
  expiresAt: z.string(),
  from: z.array(z.string()),
  people: z.int(),
  approvedBy: z.array(z.string()),
})
const runSchema = z.looseObject({
  id: z.string().regex(/^[0-9A-Za-z]{1,64}$/),
  state: z.string(),
  verb: z.string(),
  volume: z.string().optional(),
  instances: z.array(z.string()),
  requestedBy: z.looseObject({ name: z.string() }),
  endedAt: z.string().optional(),
  approval: approvalSchema.optional(),
})
type ServedRun = z.infer<typeof runSchema>
const plansSchema = z.looseObject({ plans: z.array(runSchema) })
const approvedSchema = z.looseObject({ missing: z.int().optional(), from: z.array(z.string()).optional(), run: runSchema })

/** Milliseconds between two looks at a run. */
const every = 1_000
const codes: Readonly<Record<string, ExitCode>> = { done: 0, failed: 1, denied: 4 }

/** Throws `missing-input`, `bad-option`, `approval-unknown`, `server-refused`, `server-silent`. */
export async function answerPlans(asked: PlansCommand, world: World): Promise<ExitCode> {
  const server = serverFrom(world.env)
  switch (asked.kind) {
    case 'list':
      return list(await waiting(server), asked, world)
    case 'show': {
      const those = (await waiting(server)).filter((run) => run.approval?.digest.startsWith(asked.code))
      const [run] = those
      if (!run || those.length > 1 || asked.code === '') throw fail('approval-unknown', { seen: plainText(asked.code) })
      return show(server, run, 0, asked, world)
    }
    case 'approve':
      return approve(server, asked, world)
  }
}

const waiting = async (server: Server): Promise<readonly ServedRun[]> => (await server.get('/plans', plansSchema)).plans

function list(plans: readonly ServedRun[], { settings }: PlansCommand, { stdout }: World): ExitCode {
  if (settings.json) write(stdout, formatJson({ ok: true, exitCode: 0, plans }))
  else
    write(stdout, plans.length === 0 ? 'No plan waits for an approval.\n' : `${plans.map((plan) => plainText(lineOf(plan))).join('\n')}\n`)
  return 0
}

function lineOf({ approval, verb, volume = '', instances, requestedBy }: ServedRun): string {
  const { code = '', people = 0, from = [], expiresAt = '' } = approval ?? {}
  return `${code}  ${[verb, volume, ...instances].join(' ')} · asked by ${requestedBy.name} · needs ${people} of ${from.join(', or ')} · until ${expiresAt}`
}

async function approve(
  server: Server,
  asked: Extract<PlansCommand, { readonly kind: 'approve' | 'show' }>,
  world: World,
): Promise<ExitCode> {
  const heard = await server.post(`/plans/${encodeURIComponent(asked.code)}/approve`, approvedSchema)
  if (heard.missing !== undefined) {
    const { missing, from = [], run } = heard
    if (asked.settings.json) write(world.stdout, formatJson({ ok: true, exitCode: 0, missing, from, run }))
    else write(world.stdout, `${plainText(`✓ approved; it still waits for ${missing} more of ${from.join(', or ')}`)}\n`)
    return 0
  }
  write(world.stderr, `Approved; run ${heard.run.id} carries it out on the server, also if you leave …\n`)
  const run = await ended(server, heard.run)
  return show(server, run, codes[run.state] ?? 3, asked, world)
}

async function ended(server: Server, begun: ServedRun): Promise<ServedRun> {
  let run = begun
  while (run.endedAt === undefined) {
    await machineClock.sleep(every)
    run = await server.get(`/runs/${run.id}`, runSchema)
  }
  return run
}

async function show(server: Server, run: ServedRun, exitCode: ExitCode, { settings }: PlansCommand, world: World): Promise<ExitCode> {
  if (settings.json) write(world.stdout, formatJson({ ok: exitCode === 0, exitCode, run }))
  else write(world.stdout, `${shown(await server.text(`/runs/${run.id}?format=markdown`), world)}\n`)
  return exitCode
}

/** Whole: who approves has to have read all of it. A pipe gets it in Markdown, as it came. */
const shown = (text: string, { stdout, env }: World): string =>
  stdout.isTTY ? commentAtTerminal(text, lookOf(stdout, env), 'open') : text.split('\n').map(plainText).join('\n')
