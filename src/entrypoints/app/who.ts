/** The answers to `/prism user who` and `/prism who`: of this repository's syncs and mounts, for whoever may make a sync by the policy of this moment. */
import type { Ledgers } from '../../compose/ledgers.ts'
import type { Prism } from '../../compose/prism.ts'
import { type AccountQuestion, accountsOf } from '../../domain/ledger/accounts.ts'
import { type Entry, isOfRun } from '../../domain/ledger/entry.ts'
import { type WhoCould, whoCould } from '../../domain/ledger/who-could.ts'
import type { Origin } from '../../domain/request.ts'
import { mayDo, type Standing } from '../../domain/standing.ts'
import { markdown } from '../../render/escape.ts'
import { renderCouldMarkdown, renderWhoMarkdown } from '../../render/who.ts'
import { sightOf } from './history.ts'
import type { Log } from './log.ts'

type Answering = { readonly ledgers?: Pick<Ledgers, 'read'>; readonly prism: Pick<Prism, 'whoami'>; readonly log: Log }
type Asking = Origin & { readonly entrypoint: 'github' }
type Read = NonNullable<Awaited<ReturnType<Ledgers['read']>>>

export const whoReply = (on: Answering, origin: Asking, asked: AccountQuestion): Promise<string> =>
  told(on, origin, (read) => renderWhoMarkdown(accountsOf(read.entries, { ...asked, repository: origin.repository }), asked, read))

export const couldReply = (on: Answering, origin: Asking, asked: WhoCould): Promise<string> =>
  told(on, origin, (read, standing) => {
    const seen = read.entries.filter(isSeenBy(standing))
    return renderCouldMarkdown(whoCould(seen, { ...asked, repository: origin.repository }), asked, read)
  })

/** Of no volume, or of one that they have a right on: another does not exist for them. */
function isSeenBy(standing: Standing): (entry: Entry) => boolean {
  const sees = sightOf(standing)
  return (entry) => !isOfRun(entry) || (entry.volume === undefined && entry.fileSystem === undefined) || sees(entry)
}

async function told(
  { ledgers, prism, log }: Answering,
  origin: Asking,
  shown: (read: Read, standing: Standing) => string,
): Promise<string> {
  if (!ledgers) return 'No ledger is kept here: `PRISM_LEDGER` is off.'
  const standing = await prism.whoami(origin)
  if (standing.nothing !== undefined) return `Nothing of it is shown to you: ${markdown(standing.nothing)}.`
  if (!mayDo(standing, 'sync-people')) return 'Nothing of it is shown to you: no rule of the policy lets you sync people.'
  try {
    const read = await ledgers.read(origin)
    return read ? shown(read, standing) : 'The ledger is not begun: it is, with the first run.'
  } catch (error) {
    log.error('the ledger could not be read', { error })
    return 'The ledger could not be read: GitHub did not answer. Ask again in a moment.'
  }
}
