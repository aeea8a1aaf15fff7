/** The transcript's reader: whatever SSM hands over, it answers with facts, with "more, please", or with a finding. */
import { createHash } from 'node:crypto'
import { gzipSync } from 'node:zlib'
import type { HostJob } from '../../../src/domain/plan.ts'
import { makeJob, readTranscript, unmountParams } from '../../../src/host/job.ts'

const id = 'i-0123456789abcdef0'
const job: HostJob = makeJob({
  runId: '01JTEST',
  n: 1,
  script: 'unmount',
  params: unmountParams({ fileSystemId: 'fs-0123456789abcdef0', addresses: [], mountPoint: '/mnt/x', lazy: false }),
  instanceIds: [id],
})
const look = [
  'host distribution=ubuntu version=24.04 family=debian hostname=h kernel=6.8 architecture=x86_64 systemd=1',
  'client efs=2.1.0 nfs=0 stunnel=1 manager=apt-get',
  'place exists=1 type=directory entries=0',
  'looked depth=mount',
]

function transcript(
  records: readonly string[],
  more: { state?: string; packed?: 'yes' | 'no'; plain?: boolean; count?: number } = {},
): string {
  const body = records.map((r) => `${r}\n`).join('')
  const sha = createHash('sha256').update(body).digest('hex')
  const packed = more.packed === 'no' ? '-' : gzipSync(body, { level: 9 }).toString('base64')
  const count = more.count ?? records.length
  const head = `PRISM/1 job=${job.key} script=unmount sha=${job.scriptSha} state=${more.state ?? 'done'} records=${count} sha256=${sha} packed=${packed}`
  return `${head}\n${more.plain === false ? '' : body}PRISM/1 end job=${job.key} records=${count}\n`
}
const read = (output: string, source: 'summary' | 'full' = 'full') => {
  const result = readTranscript(job, id, '2026-01-01T00:00:00Z', output, source)
  return result.kind === 'none' ? result.finding.code : result.kind
}

describe('readTranscript', () => {
  test('reads steps, failures and the observation', () => {
    const step = 'step step=unmount status=failed detail=pid%2012%20(sh) ms=5'
    const failure = 'failure step=unmount code=unmount-busy seen=pid%2012%20%28sh%29'
    expect(readTranscript(job, id, 'now', transcript([...look, step.replace('(sh)', '%28sh%29'), failure]), 'full')).toMatchObject({
      kind: 'transcript',
      state: 'done',
      steps: [{ step: 'unmount', status: 'failed', detail: 'pid 12 (sh)', milliseconds: 5 }],
      failures: [{ code: 'unmount-busy', seen: 'unmount: pid 12 (sh)', instanceId: id }],
      observation: { kind: 'observed', at: 'now', facts: { host: { systemd: true }, mountPoint: { entries: 0 } } },
    })
  })
  test('how many people a host has a record of', () => {
    const facts = (records: readonly string[]) => {
      const result = readTranscript(job, id, 'now', transcript(records), 'full')
      return result.kind === 'transcript' && result.observation?.kind === 'observed' ? result.observation.facts : undefined
    }
    expect(facts(look)).not.toHaveProperty('registryPeople')
    expect(facts(['registry-people count=2', ...look])?.registryPeople).toBe(2)
  })
  test('a script that did not get to its look has no observation', () => {
    expect(readTranscript(job, id, 'now', transcript(look.slice(0, 3)), 'full')).not.toHaveProperty('observation')
  })
  test('the first 2,400 characters suffice when the packed records are in the header', () => {
    expect(read(transcript(look).slice(0, 2400), 'summary')).toBe('transcript')
    expect(read(`${transcript(look).split('\n')[0]}\nhost dis`, 'summary')).toBe('transcript')
  })
  test('a summary without packed records asks for more, unless all of it is there', () => {
    expect(read(transcript(look, { packed: 'no' }), 'summary')).toBe('transcript')
    expect(read(transcript(look, { packed: 'no' }).slice(0, -20), 'summary')).toBe('needs-full')
  })
  test('packed records without the plain ones are complete', () => {
    expect(read(transcript(look, { plain: false }))).toBe('transcript')
  })
  test('the full output without its end is truncated, never believed', () => {
    expect(read(transcript(look).slice(0, -20))).toBe('transcript-truncated')
    expect(read(transcript(look).slice(0, 100))).toBe('transcript-truncated')
    expect(read('PRI')).toBe('transcript-truncated')
  })
  test.each(['', '\n', '--output truncated--', '\n---Output truncated---'])(
    'an output that was cut inside its first line, ending in %j, is called cut',
    (mark) => {
      for (const characters of [200, 299, 300, 301, 302, 303]) {
        const output = `${transcript(look).slice(0, characters)}${mark}`
        expect(read(output, 'summary')).toBe('needs-full')
        expect(readTranscript(job, id, 'now', output, 'full')).toMatchObject({
          finding: { code: 'transcript-truncated', seen: `the output was cut after ${characters} characters, inside the header` },
        })
      }
    },
  )
  test('no transcript at all', () => {
    expect(read('')).toBe('transcript-missing')
    expect(read('bash: not found\n')).toBe('transcript-missing')
    expect(read(`warning\n${transcript(look)}`)).toBe('transcript-missing')
  })
  test.each([
    ['expired', 'job-expired'],
    ['busy', 'host-busy'],
    ['interrupted', 'job-interrupted'],
  ])('%s is a refusal', (state, code) => {
    expect(read(transcript([], { state, packed: 'no' }), 'summary')).toBe(code)
  })
  test('of another job, another script or another version', () => {
    for (const [from, to] of [
      [job.key, '01JOTHER.unmount.1'],
      ['script=unmount', 'script=mount'],
      [job.scriptSha, 'f'.repeat(64)],
    ] as const)
      expect(read(transcript(look).replaceAll(from, to))).toBe('transcript-corrupt')
  })
  test('a count that does not fit, something after the end, plain records that differ', () => {
    expect(read(transcript(look, { count: 5 }))).toBe('transcript-corrupt')
    expect(read(`${transcript(look)}looked depth=facts\n`)).toBe('transcript-corrupt')
    expect(read(transcript(look).replace('\nhost distribution=ubuntu', '\nhost distribution=rocky'))).toBe('transcript-corrupt')
  })
  test('records that no script of ours prints', () => {
    for (const row of [
      'surprise x=1',
      'step step=a status=great detail= ms=1',
      'step step=a status=changed detail= ms=1e3',
      'step step=a status=changed detail= ms=-1',
      'step step=a step=b status=changed detail= ms=1',
      'step step=a status=changed ms=1',
      'path path=. exists=1 type=directory owner=root uid=0 group=root gid=0 mode=755',
      'path path=. exists=yes',
      'failure step=a code=constructor seen=x',
      'account name=a exists=1 uid=01 gid=1 groups= member=1',
      'umask account=a session=su-login how=measured umask=0999',
      'login user=a how=guess',
      'place-entry name=x y',
      'sharing writer=i-0:a:1:p reader=x read=done append=done detail=',
      'step step=<b> status=changed detail= ms=1',
      'unwritable-file path=x owner=y mode=0644',
    ])
      expect([row, read(transcript([...look, row]))]).toEqual([row, 'transcript-corrupt'])
  })
  test('what the host printed is inert text afterwards', () => {
    const result = readTranscript(
      job,
      id,
      'now',
      transcript(['step step=a status=changed detail=%1B[31m%0A%C3%A9%FF%7C ms=1'.replace('[', '%5B')]),
      'full',
    )
    expect(result).toMatchObject({ steps: [{ detail: '\\u{1b}[31m\\u{a}\\u{e9}\\u{fffd}|' }] })
  })
  test('what gzip says of its length is not believed', () => {
    const body = look.map((r) => `${r}\n`).join('')
    const parts = [gzipSync(body.slice(0, 50)), gzipSync(body.slice(50))]
    const packed = (bytes: Buffer) => transcript(look, { plain: false }).replace(/packed=\S+/, `packed=${bytes.toString('base64')}`)
    expect(read(packed(Buffer.concat(parts)))).toBe('transcript')
    // zlib takes zeros that follow for padding
    const followed = (...more: number[]) => read(packed(Buffer.concat([gzipSync(body), Buffer.from(more)])))
    expect(followed(0, 0, 0, 0)).toBe('transcript')
    expect(followed(0xff, 0xff, 0xff, 0xff)).toBe('transcript-corrupt')
    expect(read(packed(gzipSync(body).subarray(0, -1)))).toBe('transcript-corrupt')
  })
  test('a bomb in the packed records is not unpacked', () => {
    const bomb = gzipSync('a'.repeat(5_000_000), { level: 9 }).toString('base64')
    expect(read(transcript(look).replace(/packed=\S+/, `packed=${bomb}`))).toBe('transcript-corrupt')
  })
})

describe('any change to a transcript', () => {
  const whole = transcript(look)
  const plain = transcript(look, { packed: 'no' })
  /** A small generator of its own, so that a failure can be repeated. */
  const random = (seed: number) => () => {
    seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0
    return seed / 2 ** 32
  }
  test('every prefix is unknown or asks for more, never facts, until it is complete', () => {
    for (let n = 0; n < plain.length - 1; n++) {
      expect(read(plain.slice(0, n))).toMatch(/^transcript-(?:truncated|missing)$/)
      expect(read(plain.slice(0, n), 'summary')).toMatch(/^(?:needs-full|transcript-missing)$/)
    }
  })
  test('a changed, lost or added character never changes the facts', () => {
    const honest = JSON.stringify(readTranscript(job, id, 'now', whole, 'full'))
    const next = random(20261123)
    for (let i = 0; i < 3000; i++) {
      const text = i % 2 ? whole : plain
      const at = Math.floor(next() * text.length)
      const char = String.fromCharCode(32 + Math.floor(next() * 95))
      const changed = [
        `${text.slice(0, at)}${char}${text.slice(at + 1)}`,
        `${text.slice(0, at)}${text.slice(at + 1)}`,
        `${text.slice(0, at)}${char}${text.slice(at)}`,
      ][i % 3]!
      for (const source of ['full', 'summary'] as const) {
        const result = readTranscript(job, id, 'now', changed, source)
        if (result.kind === 'transcript') expect(JSON.stringify(result)).toBe(honest)
      }
    }
  })
})
