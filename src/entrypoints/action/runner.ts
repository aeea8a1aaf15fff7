/** What this entry point needs from GitHub's runner, and nothing more; `@actions/core` implements it. */
import * as core from '@actions/core'
import type { OutputName } from './io.ts'
import { logLine } from './log-line.ts'

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

const say = { error: core.error, warning: core.warning, notice: core.notice }

/** The real runner. Annotations are escaped by `@actions/core`; plain lines are made inert here. */
export const actionsRunner: Runner = {
  input: (name) => core.getInput(name),
  output: (name, value) => core.setOutput(name, value),
  save: (name, value) => core.saveState(name, value),
  saved: (name) => core.getState(name),
  annotate: (level, title, message) => say[level](message, { title }),
  log: (line) => core.info(logLine(line)),
  debug: (text) => core.debug(text),
  summary: async (markdown) => {
    // not set on runners that are older than step summaries
    if (process.env.GITHUB_STEP_SUMMARY) await core.summary.addRaw(markdown, true).write()
  },
  mask: (value) => {
    if (value !== '') core.setSecret(value)
  },
}
