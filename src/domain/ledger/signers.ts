/** Whose signatures a ledger's commits have. In a file of its own: the words of a command need it, and nothing else of a ledger. */

/** Of GitHub's web signer on github.com, whose key https://github.com/web-flow.gpg has. */
export const gitHubSigners: readonly string[] = ['968479A1AFF927E37D1A566BB5690EEEBB952194']
