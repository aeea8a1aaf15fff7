/** `verify --all` of one volume that is mounted at several places: to EFS it is one, and so is a number. */
import type { Report } from '../../../src/domain/report.ts'
import type { CheckedPlace } from '../../../src/domain/volume-check.ts'
import { renderTerminal } from '../../../src/render/terminal.ts'
import { checkOf } from '../../support/volume-checks.ts'

const look = { color: false, width: 300 }
const at = (mountPoint: string, name: string, uid: number, accounts: readonly string[]): CheckedPlace => {
  const { report, plan } = checkOf(['healthy']).places[0]!
  const [instance] = report.instances as [Report['instances'][number]]
  const people = [{ uid, accounts: accounts.map((account) => ({ instanceId: instance.instanceId, account, uid })) }]
  return {
    plan,
    report: {
      ...report,
      operation: { ...report.operation, mountPoint },
      instances: [{ ...instance, name }],
      identity: { people, spaces: [], notLookedAt: 0 },
    },
  }
}
const shown = (places: readonly CheckedPlace[]): string =>
  renderTerminal({ kind: 'checks', region: 'us-east-1', checks: [checkOf([], { places })] }, look)

test('a number is one person wherever the volume is mounted, and that nothing was tried across is said', () => {
  const text = shown([at('/mnt/research-data', 'web', 1000, ['rocky', 'ubuntu']), at('/data', 'db', 1000, ['admin'])])
  expect(text).toContain('! uid 1000 is rocky, ubuntu and admin: one person to EFS')
  expect(text.match(/uid 1000 is/g)).toHaveLength(1)
  expect(text).toContain('no sharing was tried from one to the other: /mnt/research-data on web · /data on db')
})

test('two accounts that only the places together have under one number are told', () => {
  expect(shown([at('/mnt/research-data', 'web', 1000, ['ubuntu']), at('/data', 'db', 1000, ['admin'])])).toContain(
    '! uid 1000 is ubuntu and admin: one person to EFS',
  )
})

test('at one place nothing is said of others', () => {
  const text = shown([at('/mnt/research-data', 'web', 1000, ['rocky', 'ubuntu'])])
  expect(text).toContain('! uid 1000 is rocky and ubuntu: one person to EFS')
  expect(text).not.toContain('no sharing was tried')
})
