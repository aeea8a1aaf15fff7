/** What this entry point needs from GitHub's runner, and nothing more. */
import type { OutputName } from './io.ts'
import { logLine } from './log-line.ts'
import { workflowCommands } from './workflow-commands.ts'

export type Level = 'error' | 'warning' | 'notice'

export type Runner = {
  /** Trimmed; empty when not given. */
  readonly input: (name: string) => string
  readonly output: (name: OutputName, value: string) => void
  /** Kept for the post step of the same job. The last value of a name wins. */
  readonly save: (name: string, value: string) => void
  readonly saved: (name: string) => string
  readonly annotate: (level: Level, title: string, message: string) => void
  readonly log: (line: string) => void
  readonly debug: (text: string) => void
  /** Markdown, at most 1 MiB. */
  readonly summary: (markdown: string) => Promise<void>
  /** Masks a value in the log. */
  readonly mask: (value: string) => void
}

const commands = workflowCommands(process.env, (text) => process.stdout.write(text))

/** The real runner. Annotations are escaped as its commands want it; plain lines are made inert here. */
export const actionsRunner: Runner = {
  input: commands.input,
  output: commands.output,
  save: commands.save,
  saved: commands.saved,
  annotate: (level, title, message) => commands.command(level, { title }, message),
  log: (line) => commands.log(logLine(line)),
  debug: (text) => commands.command('debug', {}, text),
  summary: async (markdown) => commands.summary(markdown),
  mask: (value) => {
    if (value !== '') commands.command('add-mask', {}, value)
  },
}
