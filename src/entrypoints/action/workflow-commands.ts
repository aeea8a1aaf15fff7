/**
 * What a step says to GitHub's runner: lines of the log that begin with `::`, and files that the environment names
 * (docs.github.com/actions/reference/workflows-and-actions/workflow-commands). GitHub's own package for it brings an HTTP client for
 * OpenID Connect, which is most of what a step would load.
 */
import { appendFileSync } from 'node:fs'

type Env = Readonly<Record<string, string | undefined>>
export type WorkflowCommands = {
  readonly input: (name: string) => string
  readonly output: (name: string, value: string) => void
  readonly save: (name: string, value: string) => void
  readonly saved: (name: string) => string
  /** A line of the log that the runner acts on. */
  readonly command: (name: string, properties: Readonly<Record<string, string>>, message: string) => void
  readonly log: (line: string) => void
  /** Appends to the step's summary; nothing on a runner that is older than those. */
  readonly summary: (markdown: string) => void
}

/** Throws where a file that the runner names cannot be written. */
export function workflowCommands(env: Env, write: (text: string) => void): WorkflowCommands {
  const command: WorkflowCommands['command'] = (name, properties, message) => {
    const given = Object.entries(properties).map(([key, value]) => `${key}=${escaped(value, true)}`)
    write(`::${name}${given.length > 0 ? ` ${given.join(',')}` : ''}::${escaped(message, false)}\n`)
  }
  const keep = (variable: string, old: string, name: string, value: string): void => {
    const file = env[variable]
    if (file) appendFileSync(file, `${entry(name, value)}\n`)
    else command(old, { name }, value)
  }
  return {
    command,
    input: (name) => (env[`INPUT_${name.replaceAll(' ', '_').toUpperCase()}`] ?? '').trim(),
    output: (name, value) => keep('GITHUB_OUTPUT', 'set-output', name, value),
    save: (name, value) => keep('GITHUB_STATE', 'save-state', name, value),
    saved: (name) => env[`STATE_${name}`] ?? '',
    log: (line) => write(`${line}\n`),
    summary: (markdown) => {
      if (env.GITHUB_STEP_SUMMARY) appendFileSync(env.GITHUB_STEP_SUMMARY, `${markdown}\n`)
    },
  }
}

/** A value of several lines ends at a line that is not in it. */
function entry(name: string, value: string): string {
  let end = 'ghadelimiter_0'
  for (let n = 1; value.includes(end); n++) end = `ghadelimiter_${n}`
  return `${name}<<${end}\n${value}\n${end}`
}

/** No text can end its command or begin another; a property cannot end at a colon or a comma of its own. */
function escaped(text: string, property: boolean): string {
  const message = text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A')
  return property ? message.replaceAll(':', '%3A').replaceAll(',', '%2C') : message
}
