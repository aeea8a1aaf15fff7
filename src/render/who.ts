/** Whose account was where, and who could reach a volume, in a comment and at a terminal. */
import type { AccountQuestion, Accounts } from '../domain/ledger/accounts.ts'
import type { Access, WhoCould } from '../domain/ledger/who-could.ts'
import { layOut } from './lay-out.ts'
import { commentLimit } from './markdown.ts'
import { pageOf } from './print/page-of.ts'
import { printTerminal } from './print/terminal-print.ts'
import type { Look } from './print/terminal-text.ts'
import type { Read } from './view/history.ts'
import { couldView, whoView } from './view/who.ts'

export const renderWhoMarkdown = (accounts: Accounts, asked: AccountQuestion, read: Read): string =>
  layOut(pageOf(whoView(accounts, asked, read), ''), commentLimit)

export const renderWhoTerminal = (accounts: Accounts, asked: AccountQuestion, read: Read, look: Look): string =>
  printTerminal(whoView(accounts, asked, read), look, { full: true })

export const renderCouldMarkdown = (all: readonly Access[], asked: WhoCould, read: Read): string =>
  layOut(pageOf(couldView(all, asked, read), ''), commentLimit)

export const renderCouldTerminal = (all: readonly Access[], asked: WhoCould, read: Read, look: Look): string =>
  printTerminal(couldView(all, asked, read), look, { full: true })
