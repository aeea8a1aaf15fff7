/** The answer to `/prism history`: of this repository's runs, and of the volumes that whoever asks has rights on by the policy of this moment. */
import type { Ledgers } from '../../compose/ledgers.ts'
import type { Prism } from '../../compose/prism.ts'
import { entriesOf, type History, historyOf } from '../../domain/ledger/history.ts'
import type { Origin } from '../../domain/request.ts'
import type { Standing } from '../../domain/standing.ts'
import { markdown } from '../../render/escape.ts'
import { renderHistoryMarkdown, renderRunHistoryMarkdown } from '../../render/history.ts'
import type { HistoryAsked } from './language.ts'
import type { Log } from './log.ts'

type Answering = { readonly ledgers?: Pick<Ledgers, 'read'>; readonly prism: Pick<Prism, 'whoami'>; readonly log: Log }

export async function historyReply(
  { ledgers, prism, log }: Answering,
  origin: Origin & { readonly entrypoint: 'github' },
  { asked, run }: HistoryAsked,
): Promise<string> {
  if (!ledgers) return 'No ledger is kept here: `PRISM_LEDGER` is off.'
  const standing = await prism.whoami(origin)
  if (standing.nothing !== undefined) return `Nothing of it is shown to you: ${markdown(standing.nothing)}.`
  try {
    const read = await ledgers.read(origin)
    if (!read) return 'The ledger is not begun: it is, with the first run.'
    if (run !== undefined) {
      const entries = entriesOf(read.entries, run, origin.repository)
      return renderRunHistoryMarkdown(run, entries.every(sightOf(standing)) ? entries : [], read)
    }
    const history = historyOf(read.entries, { ...asked, repository: origin.repository })
    return renderHistoryMarkdown(seenBy(standing, history), asked, read)
  } catch (error) {
    log.error('the ledger could not be read', { error })
    return 'The ledger could not be read: GitHub did not answer. Ask again in a moment.'
  }
}

/** A volume that a person has no right on does not exist for them. */
export function seenBy(standing: Pick<Standing, 'rows' | 'policy'>, { deeds, spans }: History): History {
  const sees = sightOf(standing)
  return { deeds: deeds.filter(sees), spans: spans.filter(sees) }
}

type OfVolume = { readonly volume?: string | undefined; readonly fileSystem?: string | undefined }

export function sightOf({ rows, policy }: Pick<Standing, 'rows' | 'policy'>): (what: OfVolume) => boolean {
  const volumes = new Set(rows.flatMap((row) => row.volumes))
  // with a policy it is a volume's name like any other
  if (policy === undefined && volumes.has('all')) return () => true
  return ({ volume = '', fileSystem = '' }) => volumes.has(volume) || volumes.has(fileSystem)
}
