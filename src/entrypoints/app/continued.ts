/** A command whose paragraph continues below its line: what was understood, and how to give the whole command on one line. */
import { finding } from '../../domain/catalogue.ts'
import { code, fence } from '../../render/escape.ts'

export type Continued = {
  readonly line: string
  /** What stands below, on one line. */
  readonly below: string
  /** As understood without what stands below; undefined where that is not a command. */
  readonly alone: string | undefined
  /** As understood with it. */
  readonly whole: string | undefined
}

/** A wrapped command is short; other text need not be shown in full. */
const longest = 300
const short = (text: string): string => (text.length > longest ? `${text.slice(0, longest)}…` : text)

export function continuedMarkdown({ line, below, alone, whole }: Continued): string {
  const { code: name, why, next } = finding('command-continues', { seen: line })
  return [
    `- ${code(name)}: below ${code(short(line))} there is ${code(short(below))}.`,
    `  ${why}`,
    `  **Next:** ${next}`,
    '',
    alone === undefined ? 'The line alone was not understood.' : `The line alone was understood as ${code(alone)}.`,
    '',
    ...(whole === undefined
      ? ['Together with the text below, it was not understood.']
      : ['If the text below **belongs to the command**, post:', '', fence([whole])]),
    ...(alone === undefined ? [] : ['', 'If it does **not**, post this alone, or with an empty line below it:', '', fence([alone])]),
  ].join('\n')
}
