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

/**
 * One that is there already is of a replica that died, or was away too long: whoever carries the run on has it. Whoever was away itself, and tries to
 * join as it comes back, takes it from nobody.
 */
const joining = `INSERT INTO prism.line (run, held, asker, round, replica, has_turn)
  SELECT $1, $2, $3, $4::integer, id, false FROM prism.replicas WHERE id = $5 AND until > clock_timestamp()
  ON CONFLICT (run) DO UPDATE SET replica = excluded.replica, has_turn = false, freed = NULL
    WHERE line.replica = excluded.replica OR line.replica NOT IN (SELECT id FROM prism.replicas WHERE until > clock_timestamp())`
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
  /** By run: what we were called when it joined, an object for each time. */
  const joined = new Map<string, { readonly by: string }>()

  async function seen(client: Pick<ClientBase, 'query'>, by = current()): Promise<readonly Standing[]> {
    const { rows } = await client.query<Row>(standing, [by])
    return rows.map(({ run, held, has_turn, ...more }) => ({ runId: run, held: JSON.parse(held) as Held, hasTurn: has_turn, ...more }))
  }

  async function given(client: Pick<ClientBase, 'query'>, due: Due): Promise<readonly Standing[]> {
    const by = current()
    const all = await seen(client, by)
    const now = due(all)
    if (now.length > 0) await client.query('UPDATE prism.line SET has_turn = true WHERE run = ANY($1) AND replica = $2', [now, by])
    return all.map((one) => (now.includes(one.runId) ? { ...one, hasTurn: true } : one))
  }

  return {
    join: ({ runId, held, asker }, due) => {
      const by = current()
      joined.set(runId, { by })
      return write(async (client) => {
        const round = roundFor(asker, await seen(client))
        const { rowCount } = await client.query(joining, [runId, JSON.stringify(held), asker, round, by])
        if (rowCount === 0) throw new Error('another replica has it in the queue, or this one is taken to be dead')
        return given(client, due)
      })
    },
    look: async (due) => {
      const all = await seen(pool)
      return due(all).length === 0 ? all : write((client) => given(client, due))
    },
    leave: async (runId) => {
      const then = joined.get(runId)
      await write((client) => client.query(leaving, [runId, then?.by]))
      // it may have joined once more meanwhile
      if (joined.get(runId) === then) joined.delete(runId)
    },
    every: looking,
  }
}
