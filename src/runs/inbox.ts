/**
 * Deliveries that were acknowledged and are not worked off: what a webhook said is here before it is answered, so a crash forgets none.
 * `test/support/inbox-contract.ts` holds each store to it.
 */
export type KeptDelivery = {
  /** GitHub's GUID: the same in every attempt. */
  readonly id: string
  /** What it is about, so that a second delivery of the same thing under another id is known too. */
  readonly subject: string
  readonly receivedAt: string
  /** JSON. Who reads it parses it: another version may have written it. */
  readonly content: unknown
}

export type Inbox = {
  /** Keeps it, on the disk where there is one, before it resolves. known: this id or this subject was kept before, settled or not. */
  readonly keep: (delivery: KeptDelivery) => Promise<'kept' | 'known'>
  /** Those that are not settled, in the order in which they were kept. */
  readonly open: () => Promise<readonly KeptDelivery[]>
  /** Whether it is kept and not settled. */
  readonly isOpen: (id: string) => Promise<boolean>
  /** Nothing is left to do for it; its content is forgotten, and that it was there is not. */
  readonly settle: (id: string) => Promise<void>
  /** There is something to do for it after all: what was settled is open again, with this content. */
  readonly reopen: (id: string, content: unknown) => Promise<void>
  /** Until when it is known that nothing which was sent is missing here; undefined: nobody said so yet. */
  readonly seenTo: () => Promise<Date | undefined>
  /** Nothing that was sent before that moment is missing. It never goes back. */
  readonly sawTo: (moment: Date) => Promise<void>
}
