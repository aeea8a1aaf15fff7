/** When something of a ledger began or ended, and whether that was so on a day. */

export type Time = {
  readonly at: string
  /** The entry that says so. */
  readonly n: number
  /** Login of whoever asked for it. */
  readonly by: string
}

/** `at`: a day in UTC, of which any moment counts, or a moment. Without a beginning it was there before the ledger. */
export function wasThen({ from, to }: { readonly from?: Pick<Time, 'at'>; readonly to?: Pick<Time, 'at'> }, at: string): boolean {
  const [begin, end] = at.includes('T') ? [at, at] : [`${at}T00:00:00Z`, `${at}T23:59:59.999Z`]
  const began = from === undefined || Date.parse(from.at) <= Date.parse(end)
  return began && (to === undefined || Date.parse(to.at) >= Date.parse(begin))
}
