/** What a token that proves an identity in AWS may be used for, and how often. */
import type { CallerProofs, Proof } from '../../../../src/compose/callers.ts'
import { signedCallers } from '../../../../src/entrypoints/api/signed-callers.ts'
import { memoryUsed, type Used } from '../../../../src/runs/used.ts'

const caller = { arn: 'arn:aws:iam::123456789012:role/ada', uniqueId: 'AROAEXAMPLEEXAMPLE12', session: 'laptop' }
const start = Date.parse('2026-11-30T12:00:00Z')

/** Tokens are `SIGNATURE@SECONDS`: signed so long after the start, for a minute. */
function stage(
  options: {
    readonly most?: number
    readonly atOnce?: number
    readonly beganAt?: number
    readonly prove?: () => Promise<Proof>
    readonly used?: Used
  } = {},
) {
  let now = start + (options.beganAt ?? 0) * 1000
  let asked = 0
  const proofs: CallerProofs = {
    read: (token, at) => {
      const [signature = '', seconds = '0'] = token.split('@')
      const signedAt = new Date(start + Number(seconds) * 1000)
      const expiresAt = new Date(signedAt.getTime() + 60_000)
      if (expiresAt <= at) return { kind: 'refused', why: 'it is over' }
      return { kind: 'signed', signed: { query: token, signature, signedAt, expiresAt } }
    },
    prove: () => {
      asked++
      return options.prove?.() ?? Promise.resolve({ kind: 'caller', caller })
    },
  }
  const callers = signedCallers({ proofs, clock: { now: () => new Date(now) }, ...options })
  return {
    look: (token: string, name: string | undefined = 'ada') => callers.called(token, { nameOf: () => name, changes: false }),
    change: (token: string, name: string | undefined = 'ada') => callers.called(token, { nameOf: () => name, changes: true }),
    stranger: (token: string) => callers.called(token, { nameOf: () => undefined, changes: true }),
    later: (seconds: number) => {
      now += seconds * 1000
    },
    asked: () => asked,
  }
}

test('looks as often as it counts, and STS is asked once', async () => {
  const { look, later, asked } = stage()
  expect(await look('a')).toEqual({ kind: 'principal', name: 'ada', caller })
  later(59)
  expect(await look('a')).toMatchObject({ kind: 'principal' })
  expect(asked()).toBe(1)
  later(1)
  expect(await look('a')).toEqual({ kind: 'refused', why: 'it is over' })
})

test('changes something once, also when it comes twice at the same moment, or after a look', async () => {
  const { look, change } = stage()
  await look('a')
  expect(await change('a')).toMatchObject({ kind: 'principal' })
  expect(await change('a')).toMatchObject({ kind: 'refused', why: expect.stringContaining('used already') })
  const both = await Promise.all([change('b'), change('b')])
  expect(both.map((c) => c.kind)).toEqual(['principal', 'refused'])
  expect(await look('b')).toMatchObject({ kind: 'principal' })
})

test('changes something once by all replicas that share a store, and is asked again where the store was silent', async () => {
  const shared = memoryUsed()
  const [one, other] = [stage({ used: shared }), stage({ used: shared })]
  const both = await Promise.all([one.change('a'), other.change('a')])
  expect(both.map((c) => c.kind).sort()).toEqual(['principal', 'refused'])
  expect(await other.look('a')).toMatchObject({ kind: 'principal' })
  let isThere = false
  const store: Used = { once: (...asked) => (isThere ? shared.once(...asked) : Promise.reject(new Error('no connection'))) }
  const away = stage({ used: store })
  await expect(away.change('b')).rejects.toThrow('no connection')
  isThere = true
  expect(await away.change('b')).toMatchObject({ kind: 'principal' })
  expect(await away.change('b')).toMatchObject({ kind: 'refused' })
  expect(await one.change('b')).toMatchObject({ kind: 'refused', why: expect.stringContaining('used already') })
})

test('changes nothing where it was signed before the server started, as nobody knows whether it was used', async () => {
  const { look, change } = stage()
  expect(await change('a@-1')).toMatchObject({ kind: 'refused', why: expect.stringContaining('before the server started') })
  expect(await look('a@-1')).toMatchObject({ kind: 'principal' })
})

test('changes nothing before its own time, or a server that starts until then would take it once more', async () => {
  const first = stage()
  expect(await first.look('a@50')).toMatchObject({ kind: 'principal' })
  expect(await first.change('a@50')).toMatchObject({ kind: 'refused', why: expect.stringContaining('for later') })
  first.later(50)
  expect(await first.change('a@50')).toMatchObject({ kind: 'principal' })
  const restarted = stage({ beganAt: 55 })
  expect(await restarted.change('a@50')).toMatchObject({ kind: 'refused', why: expect.stringContaining('before the server started') })
})

test('of somebody whom the server does not know takes no place', async () => {
  const { stranger, change } = stage({ most: 1 })
  expect(await stranger('x')).toMatchObject({ kind: 'refused', why: `${caller.arn} is nobody whom this server knows` })
  expect(await change('a')).toMatchObject({ kind: 'principal' })
})

test('counts no longer, nor for a change, by another date that is written beside the signature', async () => {
  const { look, change, later, asked } = stage()
  await look('a')
  later(59)
  const another = { kind: 'refused', why: 'its signature is another request’s' }
  expect(await look('a@59')).toEqual(another)
  later(30)
  expect(await change('a@80')).toEqual(another)
  expect(asked()).toBe(1)
})

test('is not forgotten before its end for others that come', async () => {
  const { change, later } = stage({ most: 1 })
  await change('a')
  expect(await change('b')).toMatchObject({ kind: 'silent' })
  expect(await change('a')).toMatchObject({ kind: 'refused' })
  later(60)
  expect(await change('b@60')).toMatchObject({ kind: 'principal' })
})

test('is let in by nobody while STS is silent, and so many wait for it at once', async () => {
  const none: Proof = { kind: 'silent', why: 'STS answered 503, which proves nothing' }
  const silent = stage({ prove: () => Promise.resolve(none) })
  expect(await silent.look('a')).toEqual(none)
  expect(await silent.look('a')).toEqual(none)
  expect(silent.asked()).toBe(2)
  let answer: (proof: Proof) => void = () => {}
  const slow = stage({
    atOnce: 1,
    prove: () =>
      new Promise((resolve) => {
        answer = resolve
      }),
  })
  const first = slow.look('a')
  expect(await slow.look('b')).toMatchObject({ kind: 'silent', why: expect.stringContaining('under way') })
  answer({ kind: 'caller', caller })
  expect(await first).toMatchObject({ kind: 'principal' })
})
