/** Below what differs: each cause, why it matters, and the exact next command, as a comment says it. */
import type { InstanceDiagnosis } from '../../../../src/domain/doctor-report.ts'
import type { Cause } from '../../../../src/domain/next-steps.ts'
import type { Request } from '../../../../src/domain/request.ts'
import { causesItems } from '../../../../src/render/view/causes.ts'
import { inComment, type Saying } from '../../../../src/render/view/say.ts'
import { emptyView } from '../../../../src/render/view/view.ts'
import { blocksAsComment, leftOutOf } from '../../../support/as-comment.ts'
import { manyId } from '../../../support/many.ts'
import { operation } from '../../../support/operation.ts'

const request = (verb: 'mount' | 'doctor', name: string): Request => ({
  verb,
  volume: { kind: 'name', name: 'data' },
  selectors: [{ kind: 'name', name }],
  options: operation.options,
})
const cause = (more: Partial<Cause> = {}): Cause => ({
  names: ['not-persistent'],
  verdict: 'differs',
  why: ['After a reboot it is gone.'],
  instanceIds: [manyId(1)],
  fix: { kind: 'requests', requests: [request('mount', 'calc-1')] },
  explain: [request('doctor', 'calc-1')],
  ...more,
})
const nameOf = (id: string) => `calc-${Number.parseInt(id.slice(2), 16)}`
const shown = (given: Cause, saying: Saying = inComment, all = 1) => blocksAsComment(causesItems([given], all, nameOf, saying))
const both: Saying = { ...inComment, terminal: ({ verb }) => `prism volume ${verb}` }
const diagnosis: InstanceDiagnosis = { instanceId: manyId(1), name: 'calc-1', verdict: 'unknown', others: [], checks: [], log: [] }

test('one command fixes it, and another tells why', () => {
  expect(shown(cause())).toEqual([
    '- **not-persistent** on calc-1: After a reboot it is gone. **Fix:** comment `/prism mount data calc-1` · **why:** `/prism doctor data calc-1`',
  ])
  expect(shown(cause({ explain: [] }))).toEqual([
    '- **not-persistent** on calc-1: After a reboot it is gone. **Fix:** comment `/prism mount data calc-1`',
  ])
  expect(shown(cause(), both)).toEqual([
    '- **not-persistent** on calc-1: After a reboot it is gone. **Fix:** comment `/prism mount data calc-1`, or at a terminal `prism volume mount` · **why:** `/prism doctor data calc-1`',
  ])
  expect(shown(cause(), { say: ({ verb }) => `prism ${verb}` })).toEqual([
    '- **not-persistent** on calc-1: After a reboot it is gone. **Fix:** `prism mount` · **why:** `prism doctor`',
  ])
})

test('several commands are said each by itself', () => {
  const requests = [request('mount', 'calc-1'), request('mount', 'calc-2')]
  const several = cause({
    fix: { kind: 'requests', requests },
    explain: requests,
    instanceIds: [manyId(1), manyId(2)],
    undetermined: diagnosis,
  })
  expect(shown(several)).toEqual([
    '- **not-persistent** on calc-1 and calc-2: After a reboot it is gone. **Fix:** comment, each by itself:',
    '  ```text',
    '  /prism mount data calc-1',
    '  /prism mount data calc-2',
    '  ```',
    '  - **Why:** `/prism mount data calc-1` (the first of 2 such commands)',
    '  - undetermined: everything was looked at, and nothing that is known explains it',
  ])
  expect(shown(several, both)[0]).toEqual(
    '- **not-persistent** on calc-1 and calc-2: After a reboot it is gone. **Fix:** comment, each by itself (at a terminal: `prism volume` instead of `/prism`):',
  )
  expect(shown({ ...several, explain: [] }, { say: ({ verb }) => `prism ${verb}` })).toEqual([
    '- **not-persistent** on calc-1 and calc-2: After a reboot it is gone. **Fix:** each of:',
    '  ```text',
    '  prism mount',
    '  prism mount',
    '  ```',
    '  - undetermined: everything was looked at, and nothing that is known explains it',
  ])
})

test('where no command of Prism’s does it, what to do is said in words', () => {
  const words = cause({ names: ['gid-taken', 'uid-taken'], fix: { kind: 'words', words: ['Give it another number.', 'Then mount.'] } })
  expect(shown(words)).toEqual([
    '- **gid-taken, uid-taken** on calc-1: After a reboot it is gone. **Next:** Give it another number. Then mount. · **why:** `/prism doctor data calc-1`',
  ])
  expect(shown({ ...words, explain: [], undetermined: diagnosis })).toEqual([
    '- **gid-taken, uid-taken** on calc-1: After a reboot it is gone. **Next:** Give it another number. Then mount.',
    '  - undetermined: everything was looked at, and nothing that is known explains it',
  ])
})

test('a diagnosed cause has its steps with the ids filled in, and what else was seen', () => {
  const steps = cause({
    title: 'The zone has no mount target',
    seen: 'none in us-east-1b',
    fix: { kind: 'steps', steps: 'aws efs create-mount-target', afterwards: [request('mount', 'calc-1')] },
    others: [
      { cause: 'clock-off', seen: '7 s' },
      { cause: 'no-route', seen: 'none' },
    ] as unknown as NonNullable<Cause['others']>,
  })
  expect(shown(steps)).toEqual([
    '- **The zone has no mount target** (`not-persistent`) on calc-1: none in us-east-1b. After a reboot it is gone. **Fix:**',
    '  ```text',
    '  aws efs create-mount-target',
    '  ```',
    '  - **Then:** comment `/prism mount data calc-1`',
    '  - Also seen, mostly behind it: clock-off (7 s), no-route (none)',
  ])
  const { seen: _, others: __, ...bare } = steps
  expect(shown({ ...bare, fix: { kind: 'steps', steps: 'x', afterwards: [] } })).toEqual([
    '- **The zone has no mount target** (`not-persistent`) on calc-1: . After a reboot it is gone. **Fix:**',
    '  ```text',
    '  x',
    '  ```',
  ])
})

test('who has it is named, all of many are one word, and an instance is named once', () => {
  const ids = [1, 2, 3, 4].map(manyId)
  const on = (instanceIds: readonly string[], all: number) => shown(cause({ instanceIds, explain: [] }), inComment, all)[0]!.split(': ')[0]
  expect([on(ids, 4), on(ids, 5), on(ids.slice(0, 3), 3), on([], 3), on([manyId(1), manyId(1), manyId(2)], 3)]).toEqual([
    '- **not-persistent** on all 4',
    '- **not-persistent** on calc-1, calc-2, calc-3 and calc-4',
    '- **not-persistent** on calc-1, calc-2 and calc-3',
    '- **not-persistent**',
    '- **not-persistent** on calc-1 and calc-2',
  ])
})

test('a diagnosis that found no cause says what it did not see', () => {
  const check = (title: string, state: 'ok' | 'unknown') => ({ area: 'agent', title, state, seen: '' }) as const
  const told = (checks: InstanceDiagnosis['checks']) => shown(cause({ undetermined: { ...diagnosis, checks } })).slice(1)
  expect(told([check('DNS', 'unknown'), check('Port', 'ok'), check('TLS', 'unknown')])).toEqual([
    '  - Why it came to that could not be looked at further. Not seen: DNS, TLS.',
  ])
  expect(told([check('Port', 'ok')])).toEqual(['  - undetermined: everything was looked at, and nothing that is known explains it'])
})

test('causes are counted where there is no room for them', () => {
  expect(leftOutOf({ ...emptyView, first: [causesItems([cause(), cause()], 1, nameOf, inComment)] })).toBe('2 causes')
})
