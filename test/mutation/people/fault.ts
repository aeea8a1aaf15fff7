/** What one fault of a host with people is: how it is put there, what a look has to say, and what the next sync may do. */
export type PeopleFault = {
  readonly name: string
  /** Bash as root. `ada` and `ben` are listed, `ben` with sudo, `eve` left; `$K` is the key that was eve's, `$D` sshd's folder of drop-ins. */
  readonly script: string
  /** Cells, plans or findings: the first thing that does not hold has to be one of them. */
  readonly says: readonly string[]
  /** repairs, or why it must keep its hands off. */
  readonly sync: 'repairs' | { readonly left: string }
  /** Puts away what a sync leaves. Without one, a fault that is left costs a new host. */
  readonly fix?: string
}
