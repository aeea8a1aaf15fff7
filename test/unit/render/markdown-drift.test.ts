/** The drift issue's title, and that its texts keep within the room that they have. */
import { driftOf } from '../../../src/domain/drift.ts'
import { formatCommand, formatCommandLine } from '../../../src/language/format.ts'
import { driftBody, driftTitle, driftTurn } from '../../../src/render/markdown-drift.ts'
import { checkOf } from '../../support/volume-checks.ts'

const saying = { comment: formatCommand, terminal: formatCommandLine }
const at = '2026-11-23T03:17:00.000Z'
const before = driftOf('first-look', checkOf(['healthy', 'healthy']), '2026-11-22T03:17:00.000Z').record
const drift = driftOf(before, checkOf(['healthy', 'drifted']), at)

test('the title has the volume’s name and id, and its state', () => {
  expect([driftTitle(drift), driftTitle(driftOf('first-look', checkOf(['healthy'], { volume: 'fs-0123456789abcdef0' }), at))]).toEqual([
    'Shared volume research-data (fs-0123456789abcdef0): drifted',
    'Shared volume fs-0123456789abcdef0: healthy',
  ])
})

test('body and turn say how to repair, in a comment and at a terminal, and where everything is', () => {
  for (const text of [driftBody(drift, saying, 60_000), driftTurn(drift, saying, 60_000)]) {
    expect(text).toContain('comment `/prism mount research-data host-2`, or at a terminal `prism volume mount research-data host-2`')
  }
  const short = driftBody(drift, saying, 3_000)
  expect(short.length).toBeLessThanOrEqual(3_000)
  expect(short).toContain('Everything: `prism volume verify fs-0123456789abcdef0 --all --full` at a terminal.')
  expect(driftTurn(drift, saying, 400).length).toBeLessThanOrEqual(400)
  expect(driftTurn(drift, saying, 400)).toContain('Everything: `prism volume verify')
})

test('what folds away keeps the issue readable, whatever room there is', () => {
  const many = driftOf(before, checkOf(Array(30).fill('drifted')), at)
  expect(driftBody(many, saying, 60_000).length).toBeLessThanOrEqual(12_000)
})
