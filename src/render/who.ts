/** Whose account was where, in a comment and at a terminal. */
import type { AccountQuestion, Accounts } from '../domain/ledger/accounts.ts'
import { layOut } from './lay-out.ts'
import { commentLimit } from './markdown.ts'
import { pageOf } from './print/page-of.ts'
import { printTerminal } from './print/terminal-print.ts'
import type { Look } from './print/terminal-text.ts'
import type { Read } from './view/history.ts'
import { whoView } from './view/who.ts'

export const renderWhoMarkdown = (accounts: Accounts, asked: AccountQuestion, read: Read): string =>
  layOut(pageOf(whoView(accounts, asked, read), ''), commentLimit)

export const renderWhoTerminal = (accounts: Accounts, asked: AccountQuestion, read: Read, look: Look): string =>
  printTerminal(whoView(accounts, asked, read), look, { full: true })
