/** The plan of an adoption as a comment shows it: what is to be settled by hand, what would change, what stays, and how to agree. */
import type { Adoption } from '../../../../src/domain/adoption/parts.ts'
import { finding } from '../../../../src/domain/catalogue.ts'
import type { HostJob, Plan } from '../../../../src/domain/plan.ts'
import { adoptionView } from '../../../../src/render/view/adoption.ts'
import { inComment } from '../../../../src/render/view/say.ts'
import { asComment, leftOutOf } from '../../../support/as-comment.ts'
import { operation, rockyId, ubuntuId } from '../../../support/operation.ts'

const job: HostJob = { key: 'k', script: 'mount', scriptSha: '', params: {}, instanceIds: [ubuntuId], executionSeconds: 60, changes: true }
const adoption = (instanceId: string, more: Partial<Adoption> = {}): Adoption => ({
  instanceId,
  changes: [],
  kept: [],
  conflicts: [],
  ...more,
})
const change = { what: '/etc/fstab', before: 'one line, by hand', after: 'one line, of Prism' }
const conflict = { code: 'foreign-root', seen: 'data lies in it', settle: ['# move it away', 'mv a b'] } as const
type Given = Parameters<typeof adoptionView>[0]
const view = (adoptions: readonly Adoption[], more: Partial<Given> = {}, jobs: readonly HostJob[] = [job]) => {
  const plan: Plan = { operation, clients: [], differences: [], jobs, refused: [], digest: 'abcdef0123456789'.repeat(4) }
  return adoptionView({ plan, adoptions, findings: [], diagnoses: [], agree: undefined, ...more }, inComment)
}
const shown = (...given: Parameters<typeof view>) => asComment(view(...given))

test('says line by line what would change, what stays, and how to have exactly that done', () => {
  const kept = [{ what: '/mnt/research-data', why: 'it is mounted as it should be' }]
  const agree = { verb: 'verify', volume: { kind: 'name', name: 'research-data' }, selectors: [], options: operation.options } as const
  const changes = [change, { ...change, what: 'ada', note: 'gets a group' }]
  expect(shown([adoption(ubuntuId, { changes, kept })], { agree })).toEqual([
    '### ℹ️ Plan: import `research-data` on ubuntu-instance · nothing was changed',
    'No data is moved or re-owned; nothing is mounted or unmounted.',
    '**ubuntu-instance** `i-0aaaaaaaaaaaaaaaa`: would change',
    '| What | Before | After |',
    '| - | - | - |',
    '| `/etc/fstab` | `one line, by hand` | `one line, of Prism` |',
    '| `ada` | `one line, by hand` | `one line, of Prism` ⚠️ gets a group |',
    '- stays: `/mnt/research-data`: it is mounted as it should be',
    'To have exactly this done, say the plan back:',
    '```text',
    '/prism verify research-data',
    '```',
    'If anything is otherwise by then, nothing is done and the new plan is shown.',
    '<sub>`fs-0123456789abcdef0` at `/mnt/research-data` · digest `abcdef0123456789`</sub>',
  ])
})

test('where all is as Prism would have made it, that is said', () => {
  expect(shown([adoption(ubuntuId, { kept: [{ what: 'a', why: 'b' }] })])).toEqual([
    '### ℹ️ Plan: import `research-data` on ubuntu-instance · nothing was changed',
    'No data is moved or re-owned; nothing is mounted or unmounted.',
    '**ubuntu-instance** `i-0aaaaaaaaaaaaaaaa`: nothing is to be changed: it is as Prism would have made it',
    '**ubuntu-instance** `i-0aaaaaaaaaaaaaaaa`',
    '- stays: `a`: b',
    'To have exactly this done, say the plan back:',
    '```text',
    'plan abcdef0123456789',
    '```',
    'If anything is otherwise by then, nothing is done and the new plan is shown.',
    '<sub>`fs-0123456789abcdef0` at `/mnt/research-data` · digest `abcdef0123456789`</sub>',
  ])
})

test('what has to be settled by hand comes first, with the commands, and is told once', () => {
  const found = finding('foreign-root', { seen: 'data lies in it', instanceId: rockyId })
  const all = [adoption(ubuntuId, { changes: [change] }), adoption(rockyId, { conflicts: [conflict], changes: [change] })]
  expect(shown(all, { findings: [found] })).toEqual([
    '### ❌ Plan: import `research-data` on ubuntu-instance · **rocky-instance** to be settled by hand first · nothing was changed',
    '- ❌ **rocky-instance**: `foreign-root`: data lies in it; settle it by hand, until then nothing is changed there:',
    '  ```text',
    '  # move it away',
    '  mv a b',
    '  ```',
    'No data is moved or re-owned; nothing is mounted or unmounted.',
    '**ubuntu-instance** `i-0aaaaaaaaaaaaaaaa`: would change',
    '| What | Before | After |',
    '| - | - | - |',
    '| `/etc/fstab` | `one line, by hand` | `one line, of Prism` |',
    '**rocky-instance** `i-0bbbbbbbbbbbbbbbb`: would change after that',
    '| What | Before | After |',
    '| - | - | - |',
    '| `/etc/fstab` | `one line, by hand` | `one line, of Prism` |',
    'To have exactly this done, say the plan back:',
    '```text',
    'plan abcdef0123456789',
    '```',
    'If anything is otherwise by then, nothing is done and the new plan is shown.',
    '<sub>`fs-0123456789abcdef0` at `/mnt/research-data` · digest `abcdef0123456789`</sub>',
  ])
})

test('where nothing can be agreed to yet, that is said', () => {
  expect(shown([adoption(rockyId, { conflicts: [conflict] })], {}, [])).toEqual([
    '### ❌ Plan: import `research-data` · **rocky-instance** to be settled by hand first · nothing was changed',
    '- ❌ **rocky-instance**: `foreign-root`: data lies in it; settle it by hand, until then nothing is changed there:',
    '  ```text',
    '  # move it away',
    '  mv a b',
    '  ```',
    'No data is moved or re-owned; nothing is mounted or unmounted.',
    'There is nothing that could be agreed to yet.',
    '<sub>`fs-0123456789abcdef0` at `/mnt/research-data` · digest `abcdef0123456789`</sub>',
  ])
})

test('what else is in the way differs, with its diagnosis', () => {
  const findings = [finding('instance-offline', { seen: 'agent offline', instanceId: rockyId })]
  const diagnoses = [{ instanceId: rockyId, name: 'rocky-instance', verdict: 'unknown', others: [], checks: [], log: [] }] as const
  expect(shown([], { findings, diagnoses }, [])).toEqual([
    '### ❌ Plan: import `research-data` · nothing was changed',
    '| Instance · What | Seen |',
    '| - | - |',
    '| ❌ rocky-instance · `instance-offline` | agent offline |',
    '- **instance-offline** on rocky-instance: The instance’s SSM agent does not answer, so nothing can be run or seen there. **Next:** Check that the agent runs and reaches the SSM endpoints, then run the same command again.',
    '- ❔ **rocky-instance** `i-0bbbbbbbbbbbbbbbb`: undetermined: everything was looked at, and nothing that is known explains it',
    'No data is moved or re-owned; nothing is mounted or unmounted.',
    'There is nothing that could be agreed to yet.',
    '<sub>`fs-0123456789abcdef0` at `/mnt/research-data` · digest `abcdef0123456789`</sub>',
  ])
})

test('what has no room is named', () => {
  const all = [adoption(ubuntuId, { changes: [change], kept: [{ what: 'a', why: 'b' }] }), adoption(rockyId, { conflicts: [conflict] })]
  expect(leftOutOf(view(all, { findings: [finding('instance-offline', { seen: 'x' })] }))).toEqual(
    '1 rows that differ or are unknown; 1 causes; 1 instances with something to settle by hand first; 1 changes; 1 what stays; 1 how to agree; what is left alone; what then',
  )
})
