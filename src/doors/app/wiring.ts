/** The words and the table that this door passes on: what is asked, what is answered. */
import { commandsInComment, parseCommand } from '../../language/comment.ts'
import { formatCommand } from '../../language/format.ts'
import { helpMarkdown } from '../../language/help.ts'
import { renderRunMarkdown } from '../../render/markdown.ts'
import type { Language } from './language.ts'

export const language: Language = { commandsInComment, parseCommand, helpMarkdown, formatCommand }
export const render = renderRunMarkdown
