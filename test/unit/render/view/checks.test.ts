/** What `verify --all` found, as a comment shows it: the volumes that differ, each with its causes; those that hold are a row each. */
import { finding } from '../../../../src/domain/catalogue.ts'
import type { VolumeCheck } from '../../../../src/domain/volume-check.ts'
import { formatCommand } from '../../../../src/language/format.ts'
import { checksView } from '../../../../src/render/view/checks.ts'
import { asComment, leftOutOf } from '../../../support/as-comment.ts'
import { checkOf, instanceAt } from '../../../support/volume-checks.ts'

const shown = (...checks: readonly VolumeCheck[]) => asComment(checksView(checks, { say: formatCommand }))
const named = (volume: string, ...hosts: Parameters<typeof checkOf>[0]) => checkOf(hosts, { volume })
/** Without what is in the folds, and without the permission tables. */
const outline = (lines: readonly string[]) => {
  const from = lines.findIndex((line) => line.startsWith('<details'))
  const folds = lines.filter((line) => line.startsWith('<details'))
  return [...lines.slice(0, from).filter((line) => !/^\| (?:-|Path|✅ \/|`)/.test(line)), ...folds]
}

test('where there is no volume, how to make one', () => {
  expect(shown()).toEqual(['### ✅ There is no volume in this region. Make one: `prism volume create NAME`'])
})

test('one volume where all holds is told as its report', () => {
  expect(shown(named('data', 'healthy', 'healthy'))[0]).toEqual(
    '### ✅ `research-data` is as it should be on host-1 and host-2, and shared',
  )
})

test('one volume that differs has its causes, and what a mount would do folds away', () => {
  expect(outline(shown(named('data', 'healthy', 'drifted')))).toEqual([
    '### ❌ `research-data`: 1 of 2 instances hold · **host-2** differs in 2 rows',
    '| Instance · What | Expected | Seen |',
    '| ❌ host-2 · `/mnt/research-data/shared/` | root:prism-shared 2775 | root:prism-shared 775 |',
    '| ❌ host-2 · `/etc/fstab` | one line for fs-0123456789abcdef0, nofail, nosuid, nodev | no line |',
    '| ❔ host-2 · /etc/fstab · at boot | systemd mounts it | no line by Prism |',
    '- **row-differs, not-persistent** on host-2: The host does not match the permission table. fstab does not mount the volume again after a reboot. **Fix:** comment `/prism mount research-data host-2` · **why:** `/prism doctor research-data host-2`',
    '43 of 46 rows hold: the mount over TLS, who is in the group, umask 002 by ssh, su and cron, what members and strangers can do, the files that are there already.',
    '| Instances | Rows that hold | Accounts |',
    '| ❌ host-2 | 20 of 23 | ubuntu |',
    '| ✅ host-1 | 23 of 23 | ubuntu |',
    '**Sharing:** ✅ holds',
    '<details><summary>What a mount would do about it: 2 differences</summary>',
    '<details><summary>Every row of host-2 (23)</summary>',
    '<details><summary>Every row of host-1 (23)</summary>',
    '<details><summary>Who is who, and whose space is open to whom</summary>',
  ])
})

test('what could not be asked counts, and comes first', () => {
  const check = checkOf(['healthy', 'offline'], {
    volume: 'data',
    unasked: [
      { instanceId: instanceAt(7), name: 'gpu-7', why: 'agent offline' },
      { instanceId: instanceAt(8), name: 'gpu-8', why: 'agent offline' },
      { instanceId: instanceAt(9), name: 'gpu-9', why: 'no answer' },
    ],
    gone: [finding('instance-not-found', { seen: 'old-1 (i-1)', instanceId: instanceAt(6) })],
  })
  const text = shown(check)
  expect(
    text.slice(
      0,
      text.findIndex((line) => line.startsWith('| Path')),
    ),
  ).toEqual([
    '### ❔ `data`: 1 of 2 instances hold · 1 not reached · not known whether it is mounted on **gpu-7, gpu-8 and gpu-9**',
    '| Instance · What | Seen |',
    '| - | - |',
    '| ❔ i-00000000000000002 · `instance-offline` | host-2: agent offline |',
    '- **instance-offline** on i-00000000000000002: The instance’s SSM agent does not answer, so nothing can be run or seen there. **Next:** Check that the agent runs and reaches the SSM endpoints, then run the same command again.',
    '| Not known whether it is mounted on | Why |',
    '| - | - |',
    '| ❔ gpu-7 and gpu-8 | agent offline |',
    '| ❔ gpu-9 `i-00000000000000009` | no answer |',
    'No longer there, and so no longer expected: old-1 (i-1).',
  ])
})

test('an instance of which two things are said is one that was not reached', () => {
  const twice = ['no answer', 'agent offline'].map((seen) => finding('instance-offline', { seen, instanceId: instanceAt(2) }))
  expect(shown({ ...named('data', 'healthy'), findings: twice })[0]).toEqual('### ❔ `data`: 1 of 2 instances hold · 1 not reached')
})

test('a volume of which an instance could not be asked does not hold, though all that were seen do', () => {
  const unasked = [{ instanceId: instanceAt(7), name: 'gpu-7', why: 'agent offline' }]
  expect(shown(checkOf(['healthy'], { volume: 'data', unasked }))[0]).toEqual(
    '### ❔ `data`: 1 of 1 instance holds · not known whether it is mounted on **gpu-7**',
  )
  expect(shown(checkOf([], { volume: 'data', unasked }))[0]).toEqual(
    '### ❔ `data` is mounted on no instance that could be asked · not known whether it is mounted on **gpu-7**',
  )
  expect(shown(checkOf([], { volume: 'data' }))[0]).toEqual('### ℹ️ `data` is mounted on no instance that could be asked')
})

describe('several volumes', () => {
  const all = [
    named('held', 'healthy'),
    named('lost', 'offline'),
    named('red', 'drifted', 'healthy'),
    named('idle'),
    named('well', 'healthy', 'healthy'),
  ]
  test('those that differ come first, each under its name; those that hold are a row', () => {
    expect(outline(shown(...all))).toEqual([
      '### ❌ 5 volumes: 1 differs (**red**), 1 is unknown (**lost**), 2 are as they should be, 1 is mounted nowhere',
      '#### ❌ `red`: 1 of 2 instances hold · **host-1** differs',
      '| Instance · What | Expected | Seen |',
      '| ❌ host-1 · `/mnt/research-data/shared/` | root:prism-shared 2775 | root:prism-shared 775 |',
      '| ❌ host-1 · `/etc/fstab` | one line for fs-0123456789abcdef0, nofail, nosuid, nodev | no line |',
      '| ❔ host-1 · /etc/fstab · at boot | systemd mounts it | no line by Prism |',
      '- **row-differs, not-persistent** on host-1: The host does not match the permission table. fstab does not mount the volume again after a reboot. **Fix:** comment `/prism mount research-data host-1` · **why:** `/prism doctor research-data host-1`',
      '#### ❔ `lost`: 0 of 1 instance holds · 1 not reached',
      '| Instance · What | Seen |',
      '| ❔ i-00000000000000001 · `instance-offline` | host-1: agent offline |',
      '- **instance-offline** on i-00000000000000001: The instance’s SSM agent does not answer, so nothing can be run or seen there. **Next:** Check that the agent runs and reaches the SSM endpoints, then run the same command again.',
      '**red**:  ',
      '43 of 46 rows hold: the mount over TLS, who is in the group, umask 002 by ssh, su and cron, what members and strangers can do, the files that are there already.  ',
      '**Sharing:** ✅ holds',
      '| Volume | Instances |',
      '| ✅ **held** | host-1 |',
      '| ✅ **well** | host-1 and host-2 |',
      '| ℹ️ **idle** | mounted nowhere |',
      '<details><summary>What a mount would do about it: 2 differences</summary>',
      '<details><summary>red: Every row of host-1 (23)</summary>',
      '<details><summary>red: Every row of host-2 (23)</summary>',
      '<details><summary>Who is who, and whose space is open to whom</summary>',
    ])
  })
  test('one is of each kind, or several are', () => {
    expect(shown(named('a', 'healthy'), named('b', 'healthy'))).toEqual([
      '### ✅ 2 volumes: 2 are as they should be',
      '| Volume | Instances |',
      '| - | - |',
      '| ✅ **a** | host-1 |',
      '| ✅ **b** | host-1 |',
    ])
    expect(shown(named('a', 'drifted'), named('b', 'drifted'), named('c'), named('d'))[0]).toEqual(
      '### ❌ 4 volumes: 2 differ (**a and b**), 2 are mounted nowhere',
    )
    expect(shown(named('a', 'offline'), named('b', 'offline'))[0]).toEqual('### ❔ 2 volumes: 2 are unknown (**a and b**)')
  })
  test('what has no room is named, by volume', () => {
    expect(leftOutOf(checksView(all, { say: formatCommand }))).toEqual(
      '3 rows that differ or are unknown; 1 causes; 1 rows that differ or are unknown; 1 causes; 3 volumes that hold; the volume red, lost; what else is known of red; the plan red; every row of host-1 of red, host-2 of red; who is who to EFS',
    )
  })
})

test('at several places each is told with its instances, and what a mount would do only where it would do something', () => {
  const place = (host: 'healthy' | 'drifted', mountPoint: string) => {
    const { report, plan } = checkOf([host]).places[0]!
    return { plan, report: { ...report, operation: { ...report.operation, mountPoint } } }
  }
  const text = shown(checkOf([], { volume: 'data', places: [place('healthy', '/mnt/a'), place('drifted', '/mnt/b')] }))
  expect(text[0]).toEqual('### ❌ `data`: 1 of 2 instances hold · **host-1** differs')
  expect(text.filter((line) => line.includes('What a mount would do') || line.includes('no sharing was tried'))).toEqual([
    'ℹ️ each mount point was checked by itself, and no sharing was tried from one to the other: `/mnt/a` on host-1 · `/mnt/b` on host-1',
    '<details><summary>What a mount would do about it: 2 differences</summary>',
  ])
})

test('what a mount would do about it says how to have it done', () => {
  // of what is told here, and of the programs that would be sent
  const text = shown(named('data', 'drifted', 'healthy')).map((line) => line.replace(/^Digest `[0-9a-f]{16}`$/, 'Digest `…`'))
  const from = text.findIndex((line) => line.includes('What a mount would do about it'))
  expect(text.slice(from, from + 8)).toEqual([
    '<details><summary>What a mount would do about it: 2 differences</summary>',
    '| Instance | What | Expected | Seen | Would |',
    '| - | - | - | - | - |',
    '| host-1 | `/mnt/research-data/shared/` | root:prism-shared 2775 | root:prism-shared 775 | create it, set owner, group and mode |',
    '| host-1 | `/etc/fstab` | one line for fs-0123456789abcdef0, nofail, nosuid, nodev | no line | write one fstab line |',
    'To have that done: comment `/prism mount data host-1 --mount-point /mnt/research-data`  ',
    'Digest `…`',
    '</details>',
  ])
})
