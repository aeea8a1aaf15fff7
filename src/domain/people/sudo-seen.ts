/** What a host showed of who becomes root by sudo. As values. */
/** Of one host. */
export type SudoSeen = {
  readonly there: boolean
  /** Its configuration takes in /etc/sudoers.d. */
  readonly reads: boolean
  /** Files of Prism’s for numbers that nobody has there. */
  readonly strange: readonly number[]
  readonly says: readonly SudoSays[]
}

/** What `sudo -l -U` lists for a person. */
export type SudoSays = {
  /** unknown: neither, but what `words` say */
  readonly said: 'given' | 'none' | 'unknown'
  /** Whose password: nobody’s, their own, or that of root or of whom they become. */
  readonly asks: 'nobody' | 'own' | 'other'
  readonly rules: readonly string[]
  /** Rules beyond those. */
  readonly more: number
  readonly words: string
}

export type OwnSudoSeen = {
  /** exact: Prism’s line, of root alone; `uid:gid:mode`, text or other: how it is otherwise; empty: there is none. */
  readonly file: string
  /** Which of `SudoSeen.says` is theirs; absent: not asked. */
  readonly says?: number
}
