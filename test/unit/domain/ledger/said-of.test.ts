import { createHash } from 'node:crypto'
import { canonical } from '../../../../src/domain/ledger/canonical.ts'
import { saidOf } from '../../../../src/domain/ledger/said-of.ts'
import type { EventBody } from '../../../../src/domain/run.ts'
import { eventsOf, mountRun, origin, request, runIdOf, saidOfAll } from '../../../support/ledger.ts'

const run = mountRun(runIdOf(1))

test('who asked, where, in which words, and with which right', () => {
  expect(saidOf(run.slice(0, 1))).toEqual({
    at: '2026-11-23T12:00:00.000Z',
    event: 'requested',
    run: runIdOf(1),
    seq: 1,
    actor: { id: '583231', login: 'octocat' },
    via: 'github',
    repository: 'acme/research',
    issue: 7,
    comment: { id: 9, sha256: 'a'.repeat(64) },
    permission: { base: 'write', role: 'maintain' },
    verb: 'mount',
    volume: 'research-data',
  })
})

test('what hosts showed is not told, and the end has a digest of all of it', () => {
  expect(saidOfAll(run).map((s) => s.event)).toEqual(['requested', 'decided', 'apply-decided', 'ended'])
  const lines = run.map((event) => `${canonical(event)}\n`).join('')
  expect(saidOf(run)).toMatchObject({ state: 'done', evidence: createHash('sha256').update(lines).digest('hex') })
})

test('nothing is said of a policy and of approvals that no event tells', () => {
  for (const said of saidOfAll(run)) {
    expect(said).not.toHaveProperty('policy')
    expect(said).not.toHaveProperty('approvals')
  }
})

test('where events tell of them, the policy’s blob and who approved stand in the end', () => {
  const approval = { digest: 'd'.repeat(64), by: { id: '2', name: 'grace' } }
  const asked: EventBody = {
    type: 'requested',
    data: { request, origin, dryRun: false, agreed: { planOf: runIdOf(1), expiresAt: '', approvals: [approval] } },
  }
  const decided: EventBody = { type: 'decided', data: { kind: 'allowed', policy: 'b10b' } }
  const said = saidOfAll(eventsOf(runIdOf(2), [asked, decided, { type: 'ended', data: { state: 'done', findings: [] } }]))
  expect(said[1]).toMatchObject({ event: 'decided', decision: 'allowed', policy: 'b10b' })
  expect(said[2]).toMatchObject({ policy: 'b10b', approvals: [{ by: { id: '2', login: 'grace' }, digest: 'd'.repeat(64) }] })
})
