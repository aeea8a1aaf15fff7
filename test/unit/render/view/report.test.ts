/** A report as its comment: the verdict with who differs, what differs with its causes, then what holds, each thing once. */
import { finding } from '../../../../src/domain/catalogue.ts'
import { formatCommand } from '../../../../src/language/format.ts'
import { reportView } from '../../../../src/render/view/report.ts'
import { asComment, leftOutOf } from '../../../support/as-comment.ts'
import { manyReport } from '../../../support/many.ts'
import { host, row, smallReport } from '../../../support/small-report.ts'
import { twoGreen } from '../../../support/two-green.ts'

const saying = { say: formatCommand }

test('two green instances', () => {
  expect(asComment({ ...reportView(twoGreen(), saying), folds: [] })).toEqual([
    '### ✅ `research-data` is mounted on ubuntu-instance and rocky-instance, and shared',
    '⚠️ uid 1000 is **ubuntu and rocky**: one person to EFS; each can change both personal spaces of that uid',
    '| Path · Owner, group, mode | ubuntu-instance | rocky-instance |',
    '| - | - | - |',
    '| `/mnt/research-data/` · root:prism-shared 2775 | ✅ | ✅ |',
    '| `…/shared/` · root:prism-shared 2775 | ✅ | ✅ |',
    '| `…/users/` · root:prism-shared 2755 | ✅ | ✅ |',
    '| `…/users/{user}/` · the user:prism-shared 755 | ✅ ubuntu | ✅ rocky |',
    '46 of 46 rows hold: the mount over TLS, who is in the group, owners and modes, after a reboot (fstab), umask 002 by ssh, su and cron, what members and strangers can do, the files that are there already.',
    '**Sharing:** ✅ 10 of 10 pairs of different uids read and appended · 2 pairs not tried: same uid',
    '<sub>`fs-0123456789abcdef0` at `/mnt/research-data` · 3.5 s</sub>',
  ])
})

test('one of two differs', () => {
  const report = manyReport({ instances: 2, accounts: 1, change: (facts, n) => (n === 1 ? { ...facts, fstab: [] } : facts) })
  expect(asComment({ ...reportView(report, saying), folds: [] })).toEqual([
    '### ❌ `research-data`: 1 of 2 instances hold · **calc-2** differs in 1 row',
    '| Instance · What | Expected | Seen |',
    '| - | - | - |',
    '| ❌ calc-2 · `/etc/fstab` | one line for fs-0123456789abcdef0, nofail, nosuid, nodev | no line |',
    '| ❔ calc-2 · /etc/fstab · at boot | systemd mounts it | no line by Prism |',
    '- **not-persistent** on calc-2: fstab does not mount the volume again after a reboot. **Fix:** comment `/prism mount research-data calc-2 --users person-1` · **why:** `/prism doctor research-data calc-2`',
    '| Path · Owner, group, mode | calc-1 | calc-2 |',
    '| - | - | - |',
    '| `/mnt/research-data/` · root:prism-shared 2775 | ✅ | ✅ |',
    '| `…/shared/` · root:prism-shared 2775 | ✅ | ✅ |',
    '| `…/users/` · root:prism-shared 2755 | ✅ | ✅ |',
    '| `…/users/{user}/` · the user:prism-shared 755 | ✅ person-1 | ✅ person-1 |',
    '44 of 46 rows hold: the mount over TLS, who is in the group, owners and modes, umask 002 by ssh, su and cron, what members and strangers can do, the files that are there already.',
    '| Instances | Rows that hold | Accounts |',
    '| - | - | - |',
    '| ❌ calc-2 | 21 of 23 | person-1 |',
    '| ✅ calc-1 | 23 of 23 | person-1 |',
    '**Sharing:** ✅ 10 of 10 pairs of different uids read and appended · 2 pairs not tried: same uid',
    '<sub>`fs-0123456789abcdef0` at `/mnt/research-data` · 20.0 s</sub>',
  ])
  expect(reportView(report, saying).folds.map((f) => [f.what, f.of])).toEqual([
    ['every row of', 'calc-2'],
    ['every row of', 'calc-1'],
    ['the sharing matrix', undefined],
    ['who is who to EFS', undefined],
  ])
  expect(reportView(report, saying, 'research-data').folds[0]?.of).toEqual('calc-2 of research-data')
})

test('what has no room is named', () => {
  const report = manyReport({ instances: 2, accounts: 1, change: (facts, n) => (n === 1 ? { ...facts, fstab: [] } : facts) })
  expect(leftOutOf(reportView(report, saying))).toEqual(
    '2 rows that differ or are unknown; 1 causes; 4 paths; 2 groups of instances; how many rows hold; the sharing between users; every row of calc-2, calc-1; the sharing matrix; who is who to EFS',
  )
})

test('where it was is the last line, and how long it took', () => {
  const report = smallReport([host(1, { rows: [row('/x')] })], { findings: [finding('no-instances', { seen: 'x' })] })
  expect(asComment(reportView(report, saying)).at(-1)).toEqual('<sub>`fs-0123456789abcdef0` at `/mnt/research-data` · 3.5 s</sub>')
})
