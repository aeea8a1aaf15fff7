/** Stores on this machine; `node:sqlite` loads only where one is opened. */

export { type Claim, type Claims, soleClaims } from '../runs/claims.ts'
export type { Inbox, KeptDelivery } from '../runs/inbox.ts'
export type { Line } from '../runs/line.ts'
export type { Locks } from '../runs/locks.ts'
export { makeQueue, type Queue } from '../runs/queue.ts'
export type { Store } from '../runs/store.ts'
export { keepFor, leftInStore, locksOfStore, openStore } from '../runs/stores/open.ts'
export type { StoreState } from '../runs/stores/sqlite-care.ts'
export type { Used } from '../runs/used.ts'

/** What an operator does with a store's file; `node:sqlite` loads only here. */
export const composeStoreCare = (): Promise<typeof import('../runs/stores/sqlite-care.ts')> => import('../runs/stores/sqlite-care.ts')
