/** What a host showed of how its people come in. As values. */
export type KeyFileSeen = {
  /** Of what it holds, as `keysDigest`; empty: there is none. */
  readonly digest: string
  /** `uid:mode`; other: it is no file; empty: there is none. */
  readonly state: string
  /** What is in it, where that is not what was wanted: `SHA256:…`, `?` for what is no plain key. */
  readonly prints: readonly string[]
  /** Lines after those, of which none is told. */
  readonly more?: number
}

export type WayInSeen = {
  /** Which of `SshdSeen.says` is theirs. */
  readonly says: number
  /** more: the key was taken, and something else is asked for · ended: after their last day · absent: not tried, `said` tells why */
  readonly login?: 'yes' | 'more' | 'no' | 'ended'
  /** With whose name it was tried: one of each kind is. */
  readonly by: string
  readonly said: string
}

export type SshdSeen = {
  readonly there: boolean
  /** Where Prism's block stands. */
  readonly way: 'drop-in' | 'block' | 'none'
  /** Why sshd does not take its configuration; empty: it does. */
  readonly broken: string
  /** How many of the sshd that run have not read the block: they began before it, and were not told. */
  readonly old: number
  /** Keywords that let other keys in from some addresses alone. */
  readonly address: string
  /** It has a key of a Kerberos realm: without one nobody is let in by GSSAPI. */
  readonly keytab: boolean
  /** Modules of PAM's auth stack for sshd that ask a directory for passwords. */
  readonly directories?: readonly string[]
  /** Those of its account stack that may let in whom they know, whatever the account itself says. */
  readonly deciding?: readonly string[]
  readonly says: readonly SshdSays[]
}

/** By keyword, as `sshd -T` prints it. */
export type SshdSays = {
  readonly keysFile: string
  readonly pubkey: string
  /** PubkeyAcceptedAlgorithms, or PubkeyAcceptedKeyTypes before OpenSSH 8.5; empty: it does not say. */
  readonly keyTypes: string
  readonly methods: string
  readonly command: string
  readonly authorities: string
  /** HostbasedAuthentication: other hosts say who somebody is, and a file in the home which. */
  readonly hostBased: string
  /** GSSAPIAuthentication: a Kerberos realm says who somebody is, and `~/.k5login` whom that lets in; empty: this sshd has none. */
  readonly gssapi: string
  /** KerberosAuthentication: passwords of a realm; empty: this sshd has none. */
  readonly kerberos: string
  /** PAM is asked for a password, by either way of asking for one. */
  readonly passwords?: boolean
  /** AllowUsers, DenyUsers, AllowGroups and DenyGroups, those that are set. */
  readonly lists: string
}

/** Where AuthenticationMethods names others alone, nobody comes in by a password. */
export const takesPasswords = ({ passwords = false, methods }: SshdSays): boolean =>
  passwords && (methods === '' || methods === 'any' || /password|keyboard-interactive/.test(methods))
