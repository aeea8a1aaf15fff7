/** What keeps a server from keeping its runs. */
import { entry } from './entry.ts'

export const stores = {
  'store-not-named': entry(
    'input',
    'A server that is restarted must find the runs that it had begun, so it has to be told where to keep them.',
    'Set PRISM_STORE=sqlite:/var/lib/prism/app.db (a file on a local disk), PRISM_STORE=postgres://… (several replicas), or PRISM_STORE=memory to lose all runs at each restart.',
  ),
  'store-unusable': entry(
    'input',
    'Runs cannot be kept there, and what cannot be kept is not begun.',
    'Fix what is named, or name another file in PRISM_STORE. docs/operations.md says what the store needs.',
  ),
  'store-taken': entry(
    'input',
    'Another process works with this file. Two of them would carry out the same runs.',
    'Stop the other process, or give each its own file in PRISM_STORE.',
  ),
  'sqlite-too-old': entry(
    'input',
    'SQLite before 3.51.3 has a fault in resetting its write-ahead log that can lose what was acknowledged.',
    'Start it with a Node that has a newer SQLite: node -p process.versions.sqlite tells. Node 24.21 has.',
  ),
} as const
