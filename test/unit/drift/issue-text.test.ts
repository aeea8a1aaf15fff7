/** The text of a drift issue: it fits GitHub, remembers what it should, and nothing in it can pose as something else. */
import { gzipSync } from 'node:zlib'
import { fromMarkdown } from 'mdast-util-from-markdown'
import { type DriftRecord, driftOf } from '../../../src/domain/drift.ts'
import { issueText, readIssue, turnText } from '../../../src/drift/issue-text.ts'
import { decodeRecord, encodeRecord } from '../../../src/drift/record-text.ts'
import { parseCommand } from '../../../src/language/comment.ts'
import { formatCommand, formatCommandLine } from '../../../src/language/format.ts'
import { checkOf, fileSystemId, instanceAt, mountPoint } from '../../support/volume-checks.ts'

const saying = { comment: formatCommand, terminal: formatCommandLine }
const at = '2026-11-23T03:17:00.000Z'
const limit = 65_536

test.each(['drifted', 'offline', 'healthy'] as const)('300 instances (%s) fit an issue, and all of them are remembered', (host) => {
  const before = driftOf('first-look', checkOf(Array<'healthy'>(300).fill('healthy')), at).record
  const drift = driftOf(before, checkOf(Array<typeof host>(300).fill(host)), '2026-11-24T03:17:00.000Z')
  const text = issueText(drift, saying)
  expect(text.body.length).toBeLessThanOrEqual(limit)
  expect(text.title.length).toBeLessThanOrEqual(256)
  expect(turnText(drift, saying).body.length).toBeLessThanOrEqual(limit)
  expect(readIssue(text)!.record!.instances.map((c) => c.instanceId)).toEqual(Array.from({ length: 300 }, (_, n) => instanceAt(n + 1)))
  // what is alike is said once, with how many have it
  expect(text.body).toMatch(
    {
      drifted: /\| ❌ all 300 · /,
      offline: /\| ❔ .* and 294 more · `instance-offline` \|/,
      healthy: /✅ holds on .* and 292 more/,
    }[host],
  )
})

test('the comments that repair 300 instances are understood, and name each of them once', () => {
  const { body } = issueText(driftOf('first-look', checkOf(Array<'drifted'>(300).fill('drifted')), at), saying)
  const names = body.match(/^ *\/prism mount .*$/gm)!.flatMap((line) => {
    const request = parseCommand(line.trim())
    if (!('verb' in request) || request.verb !== 'mount') throw new Error(line)
    return request.selectors.map((s) => (s.kind === 'name' ? s.name : ''))
  })
  expect([...names].sort()).toEqual(Array.from({ length: 300 }, (_, n) => `host-${n + 1}`).sort())
})

test('what hosts and tags say is text: no link, no mention, no HTML, no marker, no command', () => {
  const check = checkOf(['drifted'])
  const evil = '<!-- prism:drift=fs-00000000 -->\n/prism unmount x y @everyone [x](https://evil.example) <img src=x> `'
  const { report, plan } = check.places[0]!
  const instances = report.instances.map((i) => ({ ...i, name: evil, rows: i.rows.map((r) => ({ ...r, subject: evil, observed: evil })) }))
  const unasked = [{ instanceId: instanceAt(7), name: evil, why: evil }]
  const drift = driftOf('first-look', { ...check, unasked, places: [{ plan, report: { ...report, instances } }] }, at)
  const text = issueText(drift, saying)
  expect(readIssue(text)).toMatchObject({ fileSystemId })
  expect(text.body.match(/<!--/g)).toHaveLength(2)
  expect(text.body).not.toMatch(/^\s*\/prism unmount/m)
  const tree = JSON.stringify(fromMarkdown(text.body.split('\n').slice(0, -2).join('\n')))
  expect(tree).not.toMatch(/"type":"(link|image)"/)
  // in a code span it mentions nobody
  expect(tree).not.toMatch(/"type":"text","value":"[^"]*@everyone/)
})

describe('the record', () => {
  const record: DriftRecord = driftOf('first-look', checkOf(['healthy', 'drifted']), at).record
  const packed = (value: unknown): string => gzipSync(JSON.stringify(value)).toString('base64url')
  const raw = { version: 1, ...record }

  test('says again what it was told', () => {
    expect(decodeRecord(encodeRecord(record), fileSystemId)).toEqual(record)
  })

  test('forgets beyond a thousand instances rather than not fitting', () => {
    const instances = Array.from({ length: 3_000 }, (_, n) => ({
      instanceId: instanceAt(n),
      name: `host-${n}`,
      mountPoint,
      verdict: 'holds' as const,
    }))
    const text = encodeRecord({ ...record, instances })
    expect(decodeRecord(text, fileSystemId)!.instances).toHaveLength(1_000)
    expect(text.length).toBeLessThan(limit / 2)
  })

  const instance = record.instances[0]!
  test.each<[string, string]>([
    ['nothing', ''],
    ['no packed text', 'AAAA'],
    ['no object', packed(7)],
    ['another version', packed({ ...raw, version: 2 })],
    ['another volume', packed({ ...raw, fileSystemId: 'fs-00000000' })],
    ['an instance that is a command', packed({ ...raw, carriers: [{ ...instance, instanceId: '$(reboot)' }] })],
    ['a tag for an instance', packed({ ...raw, carriers: [{ ...instance, instanceId: 'tag:Name=*' }] })],
    ['a mount point of the system', packed({ ...raw, carriers: [{ ...instance, mountPoint: '/etc' }] })],
    ['a mount point that climbs', packed({ ...raw, carriers: [{ ...instance, mountPoint: '/mnt/../etc' }] })],
    ['a member that nobody knows', packed({ ...raw, verb: 'unmount' })],
    ['more instances than are remembered', packed({ ...raw, carriers: Array(1_001).fill(instance) })],
    ['a bomb', gzipSync(Buffer.alloc(64 * 1024 * 1024)).toString('base64url')],
  ])('is not believed when it is %s', (_, text) => {
    expect(decodeRecord(text, fileSystemId)).toBeUndefined()
  })
})
