/** `/prism who` and `/prism user who`: what of the ledger is shown, and to whom. */
import type { Said } from '../../../../src/domain/ledger/entry.ts'
import { verify } from '../../../../src/domain/ledger/verify.ts'
import type { Origin } from '../../../../src/domain/request.ts'
import type { Standing } from '../../../../src/domain/standing.ts'
import { couldReply, whoReply } from '../../../../src/entrypoints/app/who.ts'
import { beginning, ledgerOf, origin, runIdOf } from '../../../support/ledger.ts'

const host = { id: 'i-calc', name: 'calc' }
function deed(number: number, verb: string, more: Partial<Said>, end: Partial<NonNullable<Said['instances']>[number]> = {}): Said[] {
  const about = { run: runIdOf(number), actor: { id: '7', login: 'wendy' }, via: 'github', repository: 'acme/research', verb, ...more }
  const at = `2026-11-0${number}T12:00:00.000Z`
  return [
    { ...about, at, event: 'dispatching', seq: 1, job: 'k', instances: [host] },
    { ...about, at, event: 'ended', seq: 2, state: 'done', instances: [{ ...host, verdict: 'holds', ...end }] },
  ]
}
const research = { volume: 'research-data', fileSystem: 'fs-1', mountPoint: '/mnt/research' }
const payroll = { volume: 'payroll', fileSystem: 'fs-2', mountPoint: '/mnt/payroll' }
const read = verify(
  ledgerOf([
    [beginning],
    deed(1, 'mount', research, { people: ['ada'] }),
    deed(2, 'mount', payroll, { people: ['max'] }),
    deed(3, 'mount', { ...research, repository: 'acme/other' }, { people: ['eve'] }),
    deed(4, 'sync-people', {}, { opened: ['grace 65537 prism-shared'] }),
  ]),
)

const rows = (...may: Standing['rows'][number]['may'][]): Standing['rows'] =>
  may.map((verb) => ({ may: verb, volumes: ['research-data'], instances: ['all'] }))
const of = (standing: object, ledgers: object | undefined = { read: async () => read }) => {
  const logged: unknown[] = []
  const on = { prism: { whoami: async () => standing }, log: { error: (...said: unknown[]) => logged.push(said) }, ledgers }
  return { on: on as unknown as Parameters<typeof couldReply>[0], logged }
}
const by = origin as Origin & { readonly entrypoint: 'github' }
const may = { rows: rows('status', 'sync-people'), approvals: [], notes: [], policy: 'b10b' }

test('whom it was mounted for and who had an account there, of this repository’s runs and of volumes that they have a right on', async () => {
  const body = await couldReply(of(may).on, by, { volume: 'research-data' })
  expect(body).toMatch(/Who could reach `research-data`: 2 accounts on 1 instance/)
  expect(body).toMatch(/ada\W/)
  expect(body).toMatch(/grace\W.*65537/)
  expect(body).not.toMatch(/eve|max/)
  for (const volume of ['payroll', 'fs-2']) expect(await couldReply(of(may).on, by, { volume })).toMatch(/: 0 accounts on 0 instances/)
})

test('on a day', async () => {
  expect(await couldReply(of(may).on, by, { volume: 'fs-1', at: '2026-11-02' })).toMatch(/`fs-1` at 2026-11-02: 1 account on 1 instance/)
})

test.each([
  ['no ledger is kept', of(may, null as unknown as object), /No ledger is kept here/],
  ['it is not begun', of(may, { read: async () => undefined }), /not begun/],
  ['the policy shows them nothing', of({ ...may, nothing: 'no rule names you' }), /^Nothing of it is shown to you: no rule names you\.$/],
  ['they may not sync people', of({ ...may, rows: rows('status') }), /no rule of the policy lets you sync people/],
])('nothing is told where %s', async (_, { on }, said) => {
  expect(await couldReply(on, by, { volume: 'research-data' })).toMatch(said)
  expect(await whoReply(on, by, {})).toMatch(said)
})

test('that GitHub did not answer is told and logged', async () => {
  const { on, logged } = of(may, { read: () => Promise.reject(new Error('502')) })
  expect(await couldReply(on, by, { volume: 'research-data' })).toMatch(/could not be read: GitHub did not answer/)
  expect(logged).toHaveLength(1)
})
