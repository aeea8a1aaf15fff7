/** The line of all replicas in PostgreSQL. */
import type { ClientBase, Pool } from 'pg'
import { type Due, type Held, type Line, roundFor, type Standing } from '../line.ts'
import type { Commit } from './postgres-commit.ts'

type Row = {
  readonly run: string
  readonly held: string
  readonly asker: string
  readonly round: number
  readonly has_turn: boolean
  readonly ours: boolean
}

/** Milliseconds between two looks of a replica that has somebody who waits. */
const looking = 500

/** One that is there already is of a replica that died, or was away too long: whoever carries the run on has it. */
const joining = `INSERT INTO prism.line (run, held, asker, round, replica, has_turn) VALUES ($1, $2, $3, $4, $5, false)
  ON CONFLICT (run) DO UPDATE SET replica = excluded.replica, has_turn = false, freed = NULL`
/** What we had before we were taken to be dead is left to whoever carries it on. */
const leaving = `DELETE FROM prism.line WHERE run = $1 AND replica = $2
  AND EXISTS (SELECT FROM prism.replicas WHERE id = $2 AND until > clock_timestamp())`
/**
 * What a dead replica had is carried on by another one, and until then nobody else begins what it may be in the middle of. For a quarter of an hour: what was not
 * taken up by then never is.
 */
const standing = `SELECT run, held, asker, round, has_turn, replica = $1 AS ours FROM prism.line
  WHERE replica IN (SELECT id FROM prism.replicas) OR
    (coalesce(freed, clock_timestamp()) > clock_timestamp() - interval '15 minutes'
      AND NOT EXISTS (SELECT FROM prism.runs WHERE id = run AND ended IS NOT NULL))
  ORDER BY round, place`

/** `current`: what this replica is called by now. */
export function postgresLine(pool: Pool, { write }: Commit, current: () => string): Line {
  /** By run: what we were called when it joined. */
  const joined = new Map<string, string>()

  async function seen(client: Pick<ClientBase, 'query'>): Promise<readonly Standing[]> {
    const { rows } = await client.query<Row>(standing, [current()])
    return rows.map(({ run, held, has_turn, ...more }) => ({ runId: run, held: JSON.parse(held) as Held, hasTurn: has_turn, ...more }))
  }

  async function given(client: Pick<ClientBase, 'query'>, due: Due): Promise<readonly Standing[]> {
    const all = await seen(client)
    const now = due(all)
    if (now.length > 0) await client.query('UPDATE prism.line SET has_turn = true WHERE run = ANY($1) AND replica = $2', [now, current()])
    return all.map((one) => (now.includes(one.runId) ? { ...one, hasTurn: true } : one))
  }

  return {
    join: ({ runId, held, asker }, due) =>
      write(async (client) => {
        joined.set(runId, current())
        const round = roundFor(asker, await seen(client))
        await client.query(joining, [runId, JSON.stringify(held), asker, round, current()])
        return given(client, due)
      }),
    look: async (due) => {
      const all = await seen(pool)
      return due(all).length === 0 ? all : write((client) => given(client, due))
    },
    leave: async (runId) => {
      await write((client) => client.query(leaving, [runId, joined.get(runId)]))
      joined.delete(runId)
    },
    every: looking,
  }
}
