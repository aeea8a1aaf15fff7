/** The answer to `/prism history`: of this repository's runs alone, whatever else its ledger has. */
import type { Ledgers } from '../../compose.ts'
import { historyOf, type Question } from '../../domain/ledger/history.ts'
import { renderHistoryMarkdown } from '../../render/history.ts'
import type { Log } from './log.ts'

export async function historyReply(ledgers: Ledgers | undefined, repository: string, asked: Question, log: Log): Promise<string> {
  if (!ledgers) return 'No ledger is kept here: `PRISM_LEDGER` is off.'
  try {
    const read = await ledgers.read({ entrypoint: 'github', repository })
    if (!read) return 'The ledger is not begun: it is, with the first run.'
    return renderHistoryMarkdown(historyOf(read.entries, { ...asked, repository }), asked, read)
  } catch (error) {
    log.error('the ledger could not be read', { error })
    return 'The ledger could not be read: GitHub did not answer. Ask again in a moment.'
  }
}
