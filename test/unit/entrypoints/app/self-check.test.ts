/** What `prism-app --check` says, of every single thing that can be wrong with the App's registration and of the AWS side. */
import { readFileSync } from 'node:fs'
import type { Registration } from '../../../../src/compose/as-app.ts'
import { fail } from '../../../../src/domain/catalogue.ts'
import { GitHubError } from '../../../../src/domain/github.ts'
import type { Run } from '../../../../src/domain/run.ts'
import { checkedText, isFit, needed, type Subject, selfCheck, wantedEvents } from '../../../../src/entrypoints/app/self-check.ts'
import { webhookPath } from '../../../../src/entrypoints/app/webhook-server.ts'

const has = {
  permissions: { ...needed.permissions, members: 'read', checks: 'write' },
  events: [...needed.events, ...Object.keys(wantedEvents)],
}
const registered: Registration = {
  slug: 'prism-lab',
  ...has,
  webhookUrl: `https://prism.example.org${webhookPath}`,
  hasSecret: true,
  checksCertificate: true,
  installations: [{ account: 'acme', ...has, suspended: false }],
}
const answering = (run: Partial<Run>): Subject['prism'] => {
  const prism = { request: async () => 'r', execute: async () => ({ state: 'done', run: run as Run }) as const }
  return () => prism
}
const volumes = answering({ answer: { kind: 'volumes', volumes: [] } })

const failing: Subject['prism'] = () => {
  throw fail('aws-region', { seen: 'no region' })
}

const checked = (change: Partial<Registration> = {}, prism = volumes, ledger = false) =>
  selfCheck({ appId: 12, region: 'eu-west-1', prism, ledger, registration: async () => ({ ...registered, ...change }) })

test('what it needs is what the manifest asks for', () => {
  const manifest = JSON.parse(readFileSync('app-manifest.json', 'utf8')) as Record<string, unknown>
  expect(manifest).toMatchObject({
    default_permissions: needed.permissions,
    default_events: [...needed.events, ...Object.keys(wantedEvents)],
  })
})

test('everything in order', async () => {
  const checks = await checked()
  expect(checks.map((c) => `${c.state} ${c.what}`)).toEqual([
    'ok GitHub App',
    'ok registration',
    'ok webhook',
    'ok installed at acme',
    'ok AWS in eu-west-1',
  ])
  expect(isFit(checks)).toBe(true)
  expect(checkedText(checks)).toMatch(/✓ AWS in eu-west-1: 0 file systems can be listed\nprism-app can be started\.\n$/)
})

test('with a ledger to keep, contents: write is missing until an owner accepts it', async () => {
  const without = (await checked({}, volumes, true)).filter((c) => c.state !== 'ok')
  expect(without.map((c) => `${c.state} ${c.what}: ${c.seen}`)).toEqual([
    'wrong registration: lacks contents: write',
    'wrong installed at acme: lacks contents: write',
  ])
  const more = { permissions: { ...has.permissions, contents: 'write' }, events: has.events }
  const accepted = await checked({ ...more, installations: [{ account: 'acme', ...more, suspended: false }] }, volumes, true)
  expect(accepted.every((c) => c.state === 'ok')).toBe(true)
})

const less = { permissions: { issues: 'read', metadata: 'read' }, events: [] }
test.each<[string, Partial<Registration>, string, RegExp]>([
  [
    'a permission and an event that were not given',
    less,
    'registration',
    /lacks contents: read, issues: write, pull_requests: write, event issue_comment/,
  ],
  [
    'an installation that did not accept a change',
    { installations: [{ account: 'acme', ...less, suspended: false }] },
    'installed at acme',
    /lacks contents: read, issues: write/,
  ],
  ['a suspended installation', { installations: [{ account: 'acme', ...has, suspended: true }] }, 'installed at acme', /suspended/],
  ['no installation', { installations: [] }, 'installation', /none/],
  ['no webhook', { webhookUrl: '' }, 'webhook', /no URL/],
  ['a webhook at another path', { webhookUrl: 'https://prism.example.org/' }, 'webhook', /goes to \//],
  ['a webhook without a secret', { hasSecret: false }, 'webhook', /no delivery is signed/],
])('%s is wrong and has its fix', async (_, change, what, seen) => {
  const checks = await checked(change)
  const wrong = checks.filter((c) => c.state !== 'ok')
  expect(wrong).toMatchObject([{ what, state: 'wrong', seen: expect.stringMatching(seen), fix: expect.stringMatching(/./) }])
  expect(isFit(checks)).toBe(false)
  expect(checkedText(checks)).toMatch(/✗ [\s\S]*Fix: [\s\S]*before the points marked ✗ are fixed\.\n$/)
})

test.each<[string, Partial<Registration>]>([
  ['more permissions than it needs', { permissions: { ...has.permissions, contents: 'write' } }],
  ['no leave to read teams', { permissions: needed.permissions }],
  ['a certificate that nobody checks', { checksCertificate: false }],
  ['a webhook without TLS', { webhookUrl: `http://prism.example.org${webhookPath}` }],
])('%s is a warning: the App can be started', async (_, change) => {
  const checks = await checked(change)
  expect(checks.filter((c) => c.state !== 'ok')).toMatchObject([{ state: 'warning' }])
  expect(isFit(checks)).toBe(true)
})

test.each([
  [new GitHubError('unauthorised', 'GET /app: 401', {}), /does not accept App id 12/],
  [new GitHubError('unavailable', 'GET /app: 502', {}), /could not be asked: GET \/app: 502/],
])('GitHub that refuses or is away is wrong, and AWS is looked at all the same', async (error, seen) => {
  const checks = await selfCheck({ appId: 12, region: undefined, ledger: false, prism: volumes, registration: () => Promise.reject(error) })
  expect(checks).toMatchObject([
    { what: 'GitHub App', state: 'wrong', seen: expect.stringMatching(seen) },
    { what: 'AWS', state: 'ok' },
  ])
})

test.each<[string, Subject['prism']]>([
  ['an environment without a region', failing],
  ['a refused call', answering({ findings: [{ code: 'aws-denied', seen: 'no region', why: '', next: 'Allow it.' }] })],
])('%s is AWS’s finding, with its fix', async (_, prism) => {
  const checks = await checked({}, prism)
  expect(checks.at(-1)).toMatchObject({ state: 'wrong', seen: 'no region', fix: expect.stringMatching(/./) })
})
