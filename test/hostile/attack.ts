/** What one attack is: who attacks, how, and what it makes untrue, so that its success can be told from canaries alone. */

export type Seat = 'member' | 'root' | 'stranger' | 'liar' | 'network' | 'leaver' | 'old data' | 'sudo'

/**
 * What Prism is made to do meanwhile. look: a verify without the sharing test · verify: with it · unmount: a try at it · mount: a
 * repeated one · races: a job of an earlier verify, again and again, then a verify.
 */
export type Meanwhile = 'look' | 'verify' | 'mount' | 'unmount' | { readonly races: 'write' | 'behaviour' }

/** What is known of every attack, wherever it is tried. */
export type Known = {
  readonly name: string
  readonly seat: Seat
  /**
   * Tried with --full alone: the name of the attack that stands for it otherwise, from the same seat and into the same code, of which this one
   * is another spelling.
   */
  readonly full?: string
}

/** An attack on instances. Scripts are bash; `$P` the mount point, `$N` the volume's name, `$V` its id, `$T` the folder of the programs. */
export type Attack = Known & {
  readonly seat: Exclude<Seat, 'network' | 'leaver' | 'old data' | 'sudo'>
  readonly meanwhile: Meanwhile
  /** As root, on both instances: what the image brings or the seat may do at any time, so that it is not part of what is looked at. */
  readonly scene?: string
  /** As root, on the attacker's instance alone. */
  readonly sceneThere?: string
  /** As the seat, on the attacker's instance, to its end. */
  readonly first?: string
  /** As the seat, while Prism works: a program that prints a line when it is ready, and goes on. */
  readonly program?: string
  /** The `program` prints nothing. */
  readonly silent?: true
  /** As a stranger on the other instance, after: what was planted is tried. */
  readonly afterwards?: string
  /** Rows that the attack makes untrue for a while: they may be red or unknown; greener than before they may not be. */
  readonly touches?: RegExp
  /** Rows that may not hold, because what they say is not so. */
  readonly untrue?: RegExp
  /** What root of the attacker's instance finds by these words has to be the same afterwards. */
  readonly keeps?: string
  /** Paths that the attack itself changes, beside its own places. */
  readonly mayChange?: RegExp
  /** Puts away what the restoring of volume and homes does not: as root on both. */
  readonly undo?: string
  /** Seconds; 60 when left out. */
  readonly limit?: number
  /** Nothing of it can reach the other instance: the look is at the attacker's alone. */
  readonly alone?: true
  /** With others of this name it shares one look, where their places lie apart. Where a canary dies, each is tried by itself. */
  readonly together?: string
}

/** What it is tried on a Prism that has a fault on purpose: what is sent to an instance, changed. */
export type Fault = (script: string, place: string) => string

/** What came of it: `why` names the canary that died; empty where none did. `left`: what new instances had to be made for. */
export type Outcome = { readonly name: string; readonly seat: Seat; readonly why: string; readonly seconds: number; readonly left?: string }

/** Attacks that no lab instance can hold, and why. */
export type Elsewhere = { readonly name: string; readonly why: string }
