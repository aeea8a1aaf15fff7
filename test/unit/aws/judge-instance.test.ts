import { judgeManaged } from '../../../src/aws/judge-instance.ts'
import type { Managed } from '../../../src/aws/managed-instances.ts'

const managed: Managed = {
  id: 'i-00000000000000077',
  hostName: 'calc-77',
  linux: true,
  platform: 'Ubuntu',
  agentVersion: '3.3.0.0',
  ping: 'ConnectionLost',
  lastPing: '2026-11-29T15:50:12.345Z',
}

describe('an instance whose agent does not answer', () => {
  test('is unfit with the state and the time that SSM tells, in words that a narrow table can break', () => {
    const judged = judgeManaged(managed, 'calc-77', undefined)
    expect(judged).toMatchObject({
      kind: 'unfit',
      finding: {
        code: 'instance-offline',
        seen: 'calc-77 (i-00000000000000077): SSM says Connection Lost, last ping 2026-11-29 15:50 UTC',
      },
    })
  })

  test('is unfit with a state of one word as it is, and with none', () => {
    const seen = (ping: string) => judgeManaged({ ...managed, ping, lastPing: '' }, managed.id, undefined)
    expect(seen('Inactive')).toMatchObject({ finding: { seen: 'i-00000000000000077: SSM says Inactive' } })
    expect(seen('')).toMatchObject({ finding: { seen: 'i-00000000000000077: SSM says nothing' } })
  })
})
