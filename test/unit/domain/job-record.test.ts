/** What a run knows of a job, from one event to the next. */
import { isSameWork, jobKey } from '../../../src/domain/job-key.ts'
import { type JobRecord, type JobSent, onChunk, withChunk, withResults } from '../../../src/domain/job-record.ts'
import type { JobResult } from '../../../src/domain/job-result.ts'

const job: JobSent = { key: 'run.mount.0.a', script: 'mount', scriptSha: '', params: { A: '1' }, executionSeconds: 60, changes: true }
const chunk = (n: number, ...instanceIds: readonly string[]): JobRecord['chunks'][number] => ({
  chunk: n,
  instanceIds,
  comment: '',
  notAfter: '',
  transport: { kind: 'run-shell-script' },
  at: '',
})
const result = (instanceId: string, said = ''): JobResult => ({ kind: 'installed', instanceId, said })
const other: JobRecord = { job: { ...job, key: 'run.mount.1.b' }, chunks: [chunk(0, 'i-9')] }

describe('a command that is sent', () => {
  test('begins the record of its job, behind those of others', () => {
    expect(withChunk([other], job, chunk(0, 'i-1'))).toEqual([other, { job, chunks: [chunk(0, 'i-1')] }])
  })

  test('is added to it, or takes the place of the same one', () => {
    const [first, known] = withChunk([other, { job, chunks: [chunk(0, 'i-1'), chunk(1, 'i-2')] }], job, chunk(1, 'i-3'))
    expect(first).toBe(other)
    expect(known!.chunks).toEqual([chunk(0, 'i-1'), chunk(1, 'i-3')])
    expect(known).not.toHaveProperty('some')
  })

  test('to further instances opens it again, and keeps what came', () => {
    const record: JobRecord = { job, chunks: [chunk(0, 'i-1')], results: [result('i-1')], some: [result('i-2')] }
    expect(withChunk([record], job, chunk(1, 'i-3'))).toEqual([
      { job, chunks: [chunk(0, 'i-1'), chunk(1, 'i-3')], some: [result('i-1'), result('i-2')] },
    ])
  })
})

test('a command’s id, or its end, goes to that command alone', () => {
  const jobs: readonly JobRecord[] = [other, { job, chunks: [chunk(0, 'i-1'), chunk(1, 'i-2')] }]
  expect(onChunk(jobs, job.key, 1, { commandId: 'c' })).toEqual([
    other,
    { job, chunks: [chunk(0, 'i-1'), { ...chunk(1, 'i-2'), commandId: 'c' }] },
  ])
})

describe('what comes back', () => {
  const record: JobRecord = { job, chunks: [] }

  test('is some of it, until the last command has ended', () => {
    const some = withResults(record, [result('i-1')], true)
    expect(some).toEqual({ ...record, some: [result('i-1')] })
    expect(withResults(some, [result('i-2')])).toEqual({ ...record, results: [result('i-1'), result('i-2')] })
  })

  test('of one instance twice is what it said last', () => {
    expect(withResults({ ...record, results: [result('i-1', 'old')] }, [result('i-1', 'new')])).toEqual({
      ...record,
      results: [result('i-1', 'new')],
    })
    expect(withResults({ ...record, results: [result('i-1', 'old')] }, [result('i-2')], true).some).toEqual([
      result('i-1', 'old'),
      result('i-2'),
    ])
  })
})

describe('a job’s key', () => {
  test('is of the run, the program, its number and what it is given', () => {
    expect(jobKey('01ABC', 2, { script: 'mount', params: { A: '1', B: '2' } })).toMatch(/^01ABC\.mount\.2\.[0-9a-f]{16}$/)
    expect(jobKey('01ABC', 2, { script: 'mount', params: { A: '1' } })).not.toBe(
      jobKey('01ABC', 2, { script: 'mount', params: { A: '2' } }),
    )
  })

  test('says the same work of what has the same program and values, in whatever order', () => {
    const one = { script: 'mount', params: { A: '1', B: '2' } } as const
    expect(isSameWork(one, { script: 'mount', params: { B: '2', A: '1' } })).toBe(true)
    expect(isSameWork(one, { ...one, script: 'unmount' })).toBe(false)
    expect(isSameWork(one, { ...one, params: { A: '1' } })).toBe(false)
  })
})
