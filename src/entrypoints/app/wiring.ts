/** The words and the table that this entry point passes on: what is asked, what is answered. */
import type { Run } from '../../domain/run.ts'
import { commandsInComment, parseCommand } from '../../language/comment.ts'
import { formatAsked, formatCommand } from '../../language/format.ts'
import { helpMarkdown } from '../../language/help.ts'
import { renderRunMarkdown } from '../../render/markdown.ts'
import type { Language } from './language.ts'
import type { Answered } from './live-counts.ts'

export const language: Language = { commandsInComment, parseCommand, helpMarkdown, formatCommand }
export const render = (run: Run, live?: Answered): string => renderRunMarkdown(run, formatAsked, { live })
