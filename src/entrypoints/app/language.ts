/** What the App needs of `language/`: how comments are read and commands are formatted. Passed in, so that the grammar stays there. */
import type { Request } from '../../domain/request.ts'
import type { Aside, CommandLine } from '../../language/comment.ts'
import type { CommentVerb } from '../../language/verbs.ts'

export type { Aside, CommandLine, Help, HistoryAsked, PeopleAsked, WhoAsked } from '../../language/comment.ts'

export type Language = {
  /** The command lines of a comment, outside quotes and code, with what goes on below them. Never throws. */
  readonly commandsInComment: (body: string) => readonly CommandLine[]
  /** Throws PrismError with what was not understood, and what was perhaps meant. */
  readonly parseCommand: (line: string) => Request | Aside
  /** Markdown: all commands, or one of them. */
  readonly helpMarkdown: (topic?: CommentVerb) => string
  /** The line that asks for this request again. */
  readonly formatCommand: (request: Request) => string
}
