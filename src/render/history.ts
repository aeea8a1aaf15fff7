/** A ledger's history, in a comment and at a terminal. */
import type { RunEntry } from '../domain/ledger/entry.ts'
import type { History, Question } from '../domain/ledger/history.ts'
import { layOut } from './lay-out.ts'
import { commentLimit } from './markdown.ts'
import { pageOf } from './print/page-of.ts'
import { printTerminal } from './print/terminal-print.ts'
import type { Look } from './print/terminal-text.ts'
import { historyView, type Read } from './view/history.ts'
import { runHistoryView } from './view/run-history.ts'

export const renderHistoryMarkdown = (history: History, asked: Question, read: Read): string =>
  layOut(pageOf(historyView(history, asked, read), ''), commentLimit)

export const renderHistoryTerminal = (history: History, asked: Question, read: Read, look: Look): string =>
  printTerminal(historyView(history, asked, read), look, { full: true })

export const renderRunHistoryMarkdown = (run: string, entries: readonly RunEntry[], read: Read): string =>
  layOut(pageOf(runHistoryView(run, entries, read), ''), commentLimit)

export const renderRunHistoryTerminal = (run: string, entries: readonly RunEntry[], read: Read, look: Look): string =>
  printTerminal(runHistoryView(run, entries, read), look, { full: true })
