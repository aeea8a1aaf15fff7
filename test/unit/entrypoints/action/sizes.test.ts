import { finding } from '../../../../src/domain/catalogue.ts'
import { annotate } from '../../../../src/entrypoints/action/annotations.ts'
import { characters, fit, limits, limitsOf } from '../../../../src/entrypoints/action/fit.ts'
import { logLine } from '../../../../src/entrypoints/action/log-line.ts'
import { outcomeOfRun } from '../../../../src/entrypoints/action/outcome.ts'
import { allowed, ended, instance, resolved } from './sample-run.ts'
import { hearRunner, playPrism, runId } from './stand-ins.ts'

describe('what GitHub shows is limited', () => {
  test.each([
    ['ASCII', 'a line of text\n'],
    ['three bytes a character', '表表表表表\n'],
    ['pairs of surrogates', '🗂🗂🗂🗂🗂'],
  ])('%s is cut to fit, at a line where there is one, and says so', (_, piece) => {
    const long = piece.repeat(200_000)
    for (const limit of [limitsOf.comment, limitsOf.summary]) {
      const short = fit(long, limit)
      expect(limit.size(short)).toBeLessThanOrEqual(limit.most)
      expect(limit.size(short)).toBeGreaterThan(limit.most * 0.9)
      expect(short).toContain('cut here')
      expect(Buffer.from(short).toString()).toBe(short)
    }
  })

  test('what fits is left alone', () => {
    expect(fit('# short', { most: 7, size: characters })).toBe('# short')
  })

  test('a cut inside details or a code block closes them, so that the note is seen', () => {
    const cut = fit(`<details><summary>x</summary>\n\n\`\`\`\n${'text\n'.repeat(20_000)}`, limitsOf.comment)
    expect(cut).toMatch(/text\n```\n<\/details>\n\n_…cut here/)
  })

  async function bigRun(instances: number, rows: number) {
    const play = playPrism([
      allowed,
      resolved,
      ended('failed', 'differs', {
        instances: Array.from({ length: instances }, (_, i) =>
          instance(`i-${String(i).padStart(17, '0')}`, `host-${i}`, i === 1 ? 'differs' : 'holds', rows),
        ),
      }),
    ])
    const id = await play.prism.request({ verb: 'volumes' }, { entrypoint: 'terminal', actor: { id: '1', name: 'x' } })
    return outcomeOfRun((await play.prism.execute(id)).run, false)
  }

  test('a report that is too large for an output loses the rows that hold, and is JSON still', async () => {
    const outcome = await bigRun(50, 300)
    const report = JSON.parse(outcome.report)
    expect(outcome.report.length).toBeLessThanOrEqual(limits.outputCharacters)
    expect(report).toMatchObject({ runId, verdict: 'differs', shortened: 'rows' })
    expect(report.instances).toHaveLength(50)
    expect(report.instances[1].rows).toHaveLength(300)
  })

  test('and its instances when that is not enough', async () => {
    const report = JSON.parse((await bigRun(5000, 1)).report)
    expect(report).toMatchObject({ runId, verdict: 'differs', shortened: 'instances', findings: [{ code: 'gid-taken' }] })
  })

  test('of many findings nine are annotations and a tenth says how many more there are', () => {
    const heard = hearRunner({})
    const findings = Array.from({ length: 25 }, (_, i) => finding('instance-offline', { seen: `host-${i}` }))
    annotate(heard.runner, { ok: false, verdict: 'failed', runId, next: [], findings, names: new Map(), report: '{}', markdown: () => '' })
    expect(heard.annotations).toHaveLength(10)
    expect(heard.annotations[9]?.message).toBe('16 more findings: see the step summary.')
  })
})

describe('a line of log is never a workflow command', () => {
  test.each([
    '::set-output name=ok::true',
    '  \t::add-mask::x',
    'a\n::stop-commands::x',
    '##[error]x',
    'text ##[set-env name=A]b',
    '\r::error::x',
    'x\u2028::error::y',
    '\u001b[31mred\u202e',
  ])('%j', (text) => {
    const line = logLine(text)
    expect(line.trim().startsWith('::')).toBe(false)
    expect(line).not.toContain('##[')
    expect(line).not.toMatch(/[\p{Cc}\u2028\u2029\u202e]/u)
  })

  test('plain text stays as it is', () => {
    expect(logLine('prism: mount research-data: ✓ “ok” a::b')).toBe('prism: mount research-data: ✓ “ok” a::b')
  })
})
