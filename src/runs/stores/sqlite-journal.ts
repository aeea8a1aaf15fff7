/** Run events in SQLite: one row an event, and a row a run with its summary, both of one transaction. */
import type { SQLOutputValue } from 'node:sqlite'
import type { RunEvent } from '../../domain/run.ts'
import { nextSummary, type RunSummary } from '../../domain/run-summary.ts'
import type { JournalStore } from '../journal-store.ts'
import type { SqliteFile } from './sqlite-file.ts'

type Row = Record<string, SQLOutputValue>

export function sqliteJournal({ database, read, write }: SqliteFile): JournalStore {
  const lastOf = database.prepare('SELECT max(seq) AS seq FROM events WHERE run = ?')
  const insert = database.prepare('INSERT INTO events (run, seq, at, type, data) VALUES (?, ?, ?, ?, ?)')
  const summaryOf = database.prepare('SELECT summary FROM runs WHERE id = ?')
  const putSummary = database.prepare(
    'INSERT INTO runs (id, ended, summary) VALUES (?, ?, ?) ON CONFLICT (id) DO UPDATE SET ended = excluded.ended, summary = excluded.summary',
  )
  const ofRun = database.prepare('SELECT * FROM events WHERE run = ? ORDER BY seq')
  const since = database.prepare('SELECT * FROM events WHERE place > ? ORDER BY place LIMIT ?')
  const newest = database.prepare('SELECT summary FROM runs WHERE ? IS NULL OR id < ? ORDER BY id DESC LIMIT ?')
  const open = database.prepare('SELECT summary FROM runs WHERE ended IS NULL ORDER BY id')

  return {
    append: (runId, expectedSeq, body) =>
      write(() => {
        const seq = Number(lastOf.get(runId)?.seq ?? 0)
        if (seq !== expectedSeq) return { kind: 'conflict', seq }
        const event: RunEvent = { ...body, runId, seq: seq + 1 }
        const kept = summaryOf.get(runId)
        const summary = nextSummary(kept && summaryIn(kept), event)
        insert.run(runId, event.seq, event.at, event.type, JSON.stringify(event.data))
        putSummary.run(runId, summary.endedAt ?? null, JSON.stringify(summary))
        return { kind: 'appended', event }
      }),
    read: (runId) => read(() => ofRun.all(runId).map(eventIn)),
    readSince: (cursor, limit) =>
      read(() => {
        const rows = since.all(Number(cursor ?? 0), limit)
        const last = rows.at(-1)
        return { events: rows.map(eventIn), cursor: last ? String(last.place) : cursor }
      }),
    summaries: ({ limit, before = null }) => read(() => newest.all(before, before, limit).map(summaryIn)),
    unfinished: () => read(() => open.all().map(summaryIn)),
  }
}

/** Only this file writes them. */
const eventIn = ({ run, seq, at, type, data }: Row): RunEvent => ({ type, data: JSON.parse(String(data)), at, runId: run, seq }) as RunEvent

const summaryIn = ({ summary }: Row): RunSummary => JSON.parse(String(summary)) as RunSummary
