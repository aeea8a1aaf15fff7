/** The answer to `/prism user who`: of this repository's syncs, for whoever may make one by the policy of this moment. */
import type { Ledgers } from '../../compose/ledgers.ts'
import type { Prism } from '../../compose/prism.ts'
import { type AccountQuestion, accountsOf } from '../../domain/ledger/accounts.ts'
import type { Origin } from '../../domain/request.ts'
import { mayDo } from '../../domain/standing.ts'
import { markdown } from '../../render/escape.ts'
import { renderWhoMarkdown } from '../../render/who.ts'
import type { Log } from './log.ts'

type Answering = { readonly ledgers?: Pick<Ledgers, 'read'>; readonly prism: Pick<Prism, 'whoami'>; readonly log: Log }

export async function whoReply(
  { ledgers, prism, log }: Answering,
  origin: Origin & { readonly entrypoint: 'github' },
  asked: AccountQuestion,
): Promise<string> {
  if (!ledgers) return 'No ledger is kept here: `PRISM_LEDGER` is off.'
  const standing = await prism.whoami(origin)
  if (standing.nothing !== undefined) return `Nothing of it is shown to you: ${markdown(standing.nothing)}.`
  if (!mayDo(standing, 'sync-people')) return 'Nothing of it is shown to you: no rule of the policy lets you sync people.'
  try {
    const read = await ledgers.read(origin)
    if (!read) return 'The ledger is not begun: it is, with the first run.'
    return renderWhoMarkdown(accountsOf(read.entries, { ...asked, repository: origin.repository }), asked, read)
  } catch (error) {
    log.error('the ledger could not be read', { error })
    return 'The ledger could not be read: GitHub did not answer. Ask again in a moment.'
  }
}
