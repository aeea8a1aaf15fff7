/** Starts the packaged Action as GitHub's runner does: `dist/index.js` as a process of its own, with the runner's variables and files. */
import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Input, inputs } from '../../src/entrypoints/action/io.ts'

export type Ran = {
  readonly code: number | null
  readonly signal: NodeJS.Signals | null
  /** Both streams; the runner reads commands from both. */
  readonly text: string
  readonly outputs: Readonly<Record<string, string>>
  /** As the runner hands them to the post step: `STATE_name`. */
  readonly state: Readonly<Record<string, string>>
  readonly summary: string
}

export type Started = { readonly child: ChildProcess; readonly ended: Promise<Ran> }
type Strings = Readonly<Record<string, string>>

/** Inputs that a workflow leaves out come with the default of `action.yml`, as on the runner. `event` is the payload. */
export function startAction(given: Strings, env: Strings, event: object = { ref: 'refs/heads/main' }): Started {
  const folder = mkdtempSync(join(tmpdir(), 'prism-action-'))
  for (const file of ['output', 'state', 'summary']) writeFileSync(join(folder, file), '')
  writeFileSync(join(folder, 'event.json'), JSON.stringify(event))
  const defaults = Object.fromEntries(
    (inputs as readonly Input[]).map((i) => [i.name, i.kind === 'secret' ? 'ghs_notarealtoken' : (i.default ?? '')]),
  )
  const asVariables = Object.entries({ ...defaults, ...given }).map(([name, value]) => [`INPUT_${name.toUpperCase()}`, value])
  const child = spawn(process.execPath, ['dist/index.js'], {
    env: {
      PATH: process.env.PATH,
      ...Object.fromEntries(asVariables),
      GITHUB_ACTIONS: 'true',
      GITHUB_OUTPUT: join(folder, 'output'),
      GITHUB_STATE: join(folder, 'state'),
      GITHUB_STEP_SUMMARY: join(folder, 'summary'),
      GITHUB_EVENT_PATH: join(folder, 'event.json'),
      GITHUB_EVENT_NAME: 'workflow_dispatch',
      GITHUB_REPOSITORY: 'octo/lab',
      GITHUB_SERVER_URL: 'https://github.com',
      GITHUB_RUN_ID: '42',
      GITHUB_RUN_ATTEMPT: '1',
      GITHUB_ACTOR: 'mona',
      GITHUB_ACTOR_ID: '583231',
      ...env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const chunks: Buffer[] = []
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => chunks.push(chunk))
  const read = (file: string) => readFileSync(join(folder, file), 'utf8')
  const ended = new Promise<Ran>((resolve, reject) => {
    child.on('error', reject)
    child.on('close', (code, signal) => {
      const state = Object.entries(parseFileCommands(read('state'))).map(([name, value]) => [`STATE_${name}`, value])
      resolve({
        code,
        signal,
        text: Buffer.concat(chunks).toString(),
        outputs: parseFileCommands(read('output')),
        state: Object.fromEntries(state),
        summary: read('summary'),
      })
      rmSync(folder, { recursive: true, force: true })
    })
  })
  return { child, ended }
}

/** The lines that the runner would obey. */
export const commandLines = (text: string): string[] =>
  text.split(/\r\n|\r|\n/).filter((line) => /^\s*::/.test(line) || line.includes('##['))

/** `name<<delimiter`, lines, `delimiter`: read as the runner reads it, so that a value cannot end itself. The last of a name counts. */
function parseFileCommands(text: string): Record<string, string> {
  const values: Record<string, string> = {}
  const lines = text.split('\n')
  for (let i = 0; i < lines.length; i++) {
    const head = /^([^=<]+)<<(.+)$/.exec(lines[i] ?? '')
    if (!head) continue
    const end = lines.indexOf(head[2]!, i + 1)
    values[head[1]!] = lines.slice(i + 1, end).join('\n')
    i = end
  }
  return values
}
