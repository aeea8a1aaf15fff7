/** One thing that was expected of an account, and what was seen of it. */

import type { LeaverCell } from './leavers.ts'

/** `holds`: undefined where it was not seen. */
export type AccountCell = { readonly what: CellName; readonly expected: string; readonly seen: string; readonly holds?: boolean }
export type CellName =
  | 'account'
  | 'number'
  | 'number alone'
  | 'still open'
  | 'own group'
  | 'groups'
  | 'shared group'
  | LeaverCell
  | 'shell'
  | 'last day'
  | 'password'
  | 'tried'
  | 'keys'
  | 'sshd'
  | 'other keys'
  | 'other passwords'
  | 'login'
  | 'sudo'
  | 'root by sudo'
  | 'other sudo'
  | 'other root'
