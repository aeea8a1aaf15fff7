/**
 * Tokens that prove an identity in AWS. One may be used to look for as long as it counts, and for one request that changes something: whoever got hold
 * of it on its way cannot do that again. What was used is kept in memory and in the store, for other replicas; nothing that was signed before this process began changes anything.
 */
import { createHash } from 'node:crypto'
import type { CallerProofs } from '../../compose/callers.ts'
import type { Used } from '../../compose/store.ts'
import type { AwsCaller } from '../../domain/aws-principal.ts'
import type { Clock } from '../../domain/ports.ts'

export type Called =
  | { readonly kind: 'principal'; readonly name: string; readonly caller?: AwsCaller }
  | { readonly kind: 'refused'; readonly why: string }
  /** STS did not say: the same may count in a minute. */
  | { readonly kind: 'silent'; readonly why: string }

export type SignedCallers = {
  /** Throws where the store cannot be asked. `nameOf`: of whom the server knows; `changes`: whether it is for more than a look. */
  readonly called: (token: string, asked: { readonly nameOf: NameOf; readonly changes: boolean }) => Promise<Called>
}

type NameOf = (caller: AwsCaller, now: Date) => string | undefined
/** `query`: all of what STS was asked. */
type Held = { readonly query: string; readonly caller: AwsCaller; readonly until: number; used: boolean }

export type SignedCallersOptions = {
  readonly proofs: CallerProofs
  readonly clock: Pick<Clock, 'now'>
  /** What all replicas used; absent: there is no other one. */
  readonly used?: Used
  /** How many callers' tokens are held at most. */
  readonly most?: number
  /** How many questions to STS are under way at most: anybody can have one asked. */
  readonly atOnce?: number
}

/** How far the clock of whoever changes something may be ahead, in milliseconds. */
const aheadOfChange = 2_000

const usedAlready = 'it was used already: sign again for each request that changes something'
const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')

export function signedCallers({ proofs, clock, used, most = 10_000, atOnce = 16 }: SignedCallersOptions): SignedCallers {
  /** By signature, and only those of callers whom the server knows. */
  const held = new Map<string, Held>()
  const began = clock.now()
  let asking = 0
  return { called }

  async function called(token: string, { nameOf, changes }: { readonly nameOf: NameOf; readonly changes: boolean }): Promise<Called> {
    const read = proofs.read(token, clock.now())
    if (read.kind === 'refused') return read
    const { signed } = read
    if (changes && signed.signedAt.getTime() < Math.floor(began.getTime() / 1000) * 1000)
      return { kind: 'refused', why: 'it was signed before the server started: sign again' }
    // one that is used before its own time would be taken once more by a server that starts until then
    if (changes && signed.signedAt.getTime() > clock.now().getTime() + aheadOfChange)
      return { kind: 'refused', why: 'it is signed for later, and is to change something: set the clock right, or wait' }
    let known = held.get(signed.signature)
    // else whoever has one could give it another date, and it would count for ever
    if (known && known.query !== signed.query) return { kind: 'refused', why: 'its signature is another request’s' }
    if (!known) {
      if (asking >= atOnce) return { kind: 'silent', why: `${atOnce} questions to STS are under way` }
      asking++
      const proof = await proofs.prove(signed).finally(() => {
        asking--
      })
      if (proof.kind !== 'caller') return proof
      known = { query: signed.query, caller: proof.caller, until: signed.expiresAt.getTime(), used: false }
    }
    const now = clock.now()
    const { caller } = known
    const name = nameOf(caller, now)
    if (name === undefined) return { kind: 'refused', why: `${caller.arn} is nobody whom this server knows` }
    // of two at the same moment the second finds what the first one held
    const mine = held.get(signed.signature) ?? hold(signed.signature, known, now.getTime())
    if (!mine) return { kind: 'silent', why: 'too many tokens are in use' }
    if (changes && mine.used) return { kind: 'refused', why: usedAlready }
    if (!changes) return { kind: 'principal', name, caller }
    mine.used = true
    try {
      // the hash says enough, and is nothing to sign with
      const isFirst = await used?.once(`sts ${sha256(signed.signature)}`, signed.expiresAt, now)
      return isFirst === false ? { kind: 'refused', why: usedAlready } : { kind: 'principal', name, caller }
    } catch (error) {
      // whoever asks again, the store is asked again for
      mine.used = false
      throw error
    }
  }

  /** What is held is never given up before its end, or it could be used again. */
  function hold(signature: string, what: Held, now: number): Held | undefined {
    if (held.size >= most) for (const [key, { until }] of held) if (until <= now) held.delete(key)
    if (held.size >= most) return undefined
    held.set(signature, what)
    return what
  }
}
