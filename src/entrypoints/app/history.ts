/** The answer to `/prism history`: of this repository's runs, and of the volumes that whoever asks has rights on by the policy of this moment. */
import type { Ledgers, Prism } from '../../compose.ts'
import { type History, historyOf, type Question } from '../../domain/ledger/history.ts'
import type { Origin } from '../../domain/request.ts'
import type { Standing } from '../../domain/standing.ts'
import { markdown } from '../../render/escape.ts'
import { renderHistoryMarkdown } from '../../render/history.ts'
import type { Log } from './log.ts'

type Answering = { readonly ledgers?: Pick<Ledgers, 'read'>; readonly prism: Pick<Prism, 'whoami'>; readonly log: Log }

export async function historyReply(
  { ledgers, prism, log }: Answering,
  origin: Origin & { readonly entrypoint: 'github' },
  asked: Question,
): Promise<string> {
  if (!ledgers) return 'No ledger is kept here: `PRISM_LEDGER` is off.'
  const standing = await prism.whoami(origin)
  if (standing.nothing !== undefined) return `Nothing of it is shown to you: ${markdown(standing.nothing)}.`
  try {
    const read = await ledgers.read(origin)
    if (!read) return 'The ledger is not begun: it is, with the first run.'
    const history = historyOf(read.entries, { ...asked, repository: origin.repository })
    return renderHistoryMarkdown(seenBy(standing, history), asked, read)
  } catch (error) {
    log.error('the ledger could not be read', { error })
    return 'The ledger could not be read: GitHub did not answer. Ask again in a moment.'
  }
}

/** A volume that a person has no right on does not exist for them. */
export function seenBy({ rows, policy }: Pick<Standing, 'rows' | 'policy'>, { deeds, spans }: History): History {
  const volumes = new Set(rows.flatMap((row) => row.volumes))
  // with a policy it is a volume's name like any other
  if (policy === undefined && volumes.has('all')) return { deeds, spans }
  const sees = ({ volume, fileSystem = '' }: { readonly volume: string; readonly fileSystem?: string }): boolean =>
    volumes.has(volume) || volumes.has(fileSystem)
  return { deeds: deeds.filter(sees), spans: spans.filter(sees) }
}
