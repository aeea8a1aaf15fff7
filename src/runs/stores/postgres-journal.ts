/** Run events in PostgreSQL: one row an event, and a row a run with its summary, both of one transaction. */
import type { Pool } from 'pg'
import type { RunEvent } from '../../domain/run.ts'
import { nextSummary, type RunSummary } from '../../domain/run-summary.ts'
import { workOnRun } from '../claims.ts'
import type { JournalStore } from '../journal-store.ts'
import type { Commit } from './postgres-commit.ts'

type Row = Readonly<Record<string, unknown>>

const state = `SELECT (SELECT max(seq) FROM prism.events WHERE run = $1) AS seq,
  (SELECT summary FROM prism.runs WHERE id = $1) AS summary,
  (SELECT until > clock_timestamp() FROM prism.replicas WHERE id = $2) AS lives,
  (SELECT replica FROM prism.claims WHERE what = $3) AS worker`
const keepBoth = `WITH kept AS (INSERT INTO prism.events (run, seq, at, type, data) VALUES ($1, $2, $3, $4, $5))
  INSERT INTO prism.runs (id, ended, summary) VALUES ($1, $6, $7)
  ON CONFLICT (id) DO UPDATE SET ended = excluded.ended, summary = excluded.summary`

/** `replica`: who we are now; one that is dead, or does not work on a run that somebody works on, appends nothing to it. */
export function postgresJournal(pool: Pool, { write }: Commit, replica: () => string): JournalStore {
  const rowsOf = async (text: string, values: readonly unknown[] = []): Promise<readonly Row[]> =>
    (await pool.query<Row>(text, [...values])).rows

  return {
    append: (runId, expectedSeq, body) => {
      const we = replica()
      return write(async (client, again) => {
        const { rows } = await client.query<Row>(state, [runId, we, workOnRun(runId)])
        const { seq: last, summary: before, lives, worker } = rows[0] ?? {}
        const seq = Number(last ?? 0)
        const event: RunEvent = { ...body, runId, seq: expectedSeq + 1 }
        const data = JSON.stringify(body.data)
        if (again && seq === event.seq && (await stands(event, data))) return { kind: 'appended', event }
        if (seq !== expectedSeq || lives !== true || (typeof worker === 'string' && worker !== we)) return { kind: 'conflict', seq }
        const summary = nextSummary(typeof before === 'string' ? (JSON.parse(before) as RunSummary) : undefined, event)
        const values = [runId, event.seq, event.at, event.type, data, summary.endedAt ?? null, JSON.stringify(summary)]
        await client.query(keepBoth, values)
        return { kind: 'appended', event }

        async function stands({ at, type }: RunEvent, text: string): Promise<boolean> {
          const same = 'SELECT 1 FROM prism.events WHERE run = $1 AND seq = $2 AND at = $3 AND type = $4 AND data = $5'
          return (await client.query(same, [runId, seq, at, type, text])).rows.length > 0
        }
      })
    },
    read: async (runId) => (await rowsOf('SELECT * FROM prism.events WHERE run = $1 ORDER BY seq', [runId])).map(eventIn),
    readSince: async (cursor, limit) => {
      const rows = await rowsOf('SELECT * FROM prism.events WHERE place > $1 ORDER BY place LIMIT $2', [Number(cursor ?? 0), limit])
      const last = rows.at(-1)
      return { events: rows.map(eventIn), cursor: last ? String(last.place) : cursor }
    },
    summaries: async ({ limit, before = null }) =>
      (await rowsOf('SELECT summary FROM prism.runs WHERE $1::text IS NULL OR id < $1 ORDER BY id DESC LIMIT $2', [before, limit])).map(
        summaryIn,
      ),
    unfinished: async () => (await rowsOf('SELECT summary FROM prism.runs WHERE ended IS NULL ORDER BY id')).map(summaryIn),
  }
}

/** Only this file writes them. */
const eventIn = ({ run, seq, at, type, data }: Row): RunEvent => ({ type, data: JSON.parse(String(data)), at, runId: run, seq }) as RunEvent

const summaryIn = ({ summary }: Row): RunSummary => JSON.parse(String(summary)) as RunSummary
