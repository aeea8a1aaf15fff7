/** What can be wrong with a ledger before any of it is read. */
import { entry } from './entry.ts'

export const ledger = {
  'no-ledger': entry(
    'lookup',
    'A ledger is the branch prism-ledger: a folder with entries/, or one file of its lines.',
    'Clone it: git clone --branch prism-ledger --single-branch URL ledger.',
  ),
} as const
