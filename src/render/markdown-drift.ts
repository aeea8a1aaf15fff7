/** The drift issue of a volume: its title, its body, and what its history says when the state changes. */
import type { Drift, DriftState } from '../domain/drift.ts'
import { codeLine } from './escape.ts'
import { layOut } from './lay-out.ts'
import type { Limit } from './page.ts'
import { pageOf } from './print/page-of.ts'
import { driftView, turnView } from './view/drift.ts'
import type { Saying } from './view/say.ts'

/** How a request is said: in a comment of the issue, and at a terminal. */
export type DriftSaying = { readonly comment: Saying['say']; readonly terminal: Saying['say'] }

/** At most 256 characters. The grammar of names keeps it plain. */
export function driftTitle({ record }: Drift): string {
  const name = record.volume === record.fileSystemId ? record.volume : `${record.volume} (${record.fileSystemId})`
  return `Shared volume ${name}: ${record.state satisfies DriftState}`
}

/** What the history says of a change of the state: nobody is notified of an edited body. */
export const driftTurn = (drift: Drift, saying: DriftSaying, room: number): string =>
  layOut(pageOf(turnView(drift, sayingOf(saying)), whereAll(drift)), within(room))

/** At most `room` characters. */
export const driftBody = (drift: Drift, saying: DriftSaying, room: number): string =>
  layOut(pageOf(driftView(drift, sayingOf(saying)), whereAll(drift)), within(room))

const sayingOf = ({ comment, terminal }: DriftSaying): Saying => ({ say: comment, terminal })

const whereAll = ({ record }: Drift): string =>
  `Everything: ${codeLine(`prism volume verify ${record.fileSystemId} --all --full`)} at a terminal.`
const within = (most: number): Limit => ({ most, aim: 12_000, size: (text) => text.length })
