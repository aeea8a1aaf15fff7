/** An instance that lies in its transcript, before the reader alone: fixed lies, and 10^5 that chance makes of honest ones. */
import { gzipSync } from 'node:zlib'
import type { Report } from '../../src/domain/report.ts'
import { foldRun, type Run } from '../../src/domain/run.ts'
import { type Chance, chance } from '../support/chance.ts'
import { healthyRecords } from '../support/healthy-records.ts'
import { rockyId, ubuntuId } from '../support/operation.ts'
import type { Outcome } from './attack.ts'
import { judged, read, sickRecords, transcriptOf } from './forging.ts'
import { notInert } from './shown.ts'

const sick = transcriptOf(sickRecords)
const sickAndPacked = transcriptOf(sickRecords, { packed: true })
const healthy = transcriptOf(healthyRecords)
const rest = (text: string): string => text.slice(text.indexOf('\n') + 1)

/** Of a sick host, so that being believed shows; what comes of each has to be nothing, or the truth. */
export const lies: readonly (readonly [string, string | (() => string)])[] = [
  ['repeated', sick + sick],
  ['a healthy one after its own', sick + healthy],
  ['a healthy one before its own', healthy + sick],
  ['its head over another’s records', `${sick.split('\n')[0]}\n${rest(healthy)}`],
  ['another’s head over its records', `${healthy.split('\n')[0]}\n${rest(sick)}`],
  ['records beyond the end', `${sick}${healthyRecords[4]}\n`],
  ['another end first', sick.replace('\n', `\nPRISM/1 end job=01FORGED.inspect.501 records=${sickRecords.length}\n`)],
  ['of another job', transcriptOf(healthyRecords, { job: '01FORGED.inspect.502' })],
  ['of another script', transcriptOf(healthyRecords, { script: 'mount' })],
  ['of another version', transcriptOf(healthyRecords, { sha: '0'.repeat(64) })],
  ['another digest', transcriptOf(healthyRecords, { digest: '0'.repeat(64) })],
  ['another count', transcriptOf(healthyRecords, { count: healthyRecords.length - 1 })],
  ['a count of a million', transcriptOf(healthyRecords, { count: 1_000_000 })],
  [
    'packed records that are others than the plain',
    transcriptOf(sickRecords, { packed: gzipSync(`${healthyRecords.join('\n')}\n`).toString('base64') }),
  ],
  ['packed records that are no gzip', transcriptOf(healthyRecords, { packed: 'AAAA' })],
  [
    'packed records that unpack to a gigabyte',
    () => transcriptOf(healthyRecords, { packed: gzipSync(Buffer.alloc(1 << 28)).toString('base64'), plain: false }),
  ],
  ['without an end', healthy.slice(0, healthy.lastIndexOf('PRISM/1 end'))],
  ['with a word before it', `hello\n${healthy}`],
  ['with line ends of DOS', healthy.replaceAll('\n', '\r\n')],
  ['a field twice', transcriptOf([...healthyRecords, 'umask account=ubuntu account=root session=cron how=read umask=0002'])],
  ['a kind that is none', transcriptOf([...healthyRecords, 'verdict word=holds'])],
  ['a kind of JavaScript’s own', transcriptOf([...healthyRecords, 'constructor name=x'])],
  ['a field of JavaScript’s own', transcriptOf(sickRecords.map((r) => r.replace('umask=0002', 'constructor=0002')))],
  ['values that are not encoded', transcriptOf(healthyRecords.map((r) => r.replace('hostname=a', 'hostname=a|b')))],
  ['numbers that are none', transcriptOf(healthyRecords.map((r) => r.replace('uid=0', 'uid=-1').replace('gid=3000', 'gid=1e3')))],
  ['a flood of thirty million letters', () => `${sick}${'x'.repeat(30_000_000)}`],
  ['a flood of line ends', () => `${sick.split('\n')[0]}\n${'\n'.repeat(5_000_000)}`],
  ['nothing at all', ''],
]

/** Seconds that this thread has computed: on a busy machine no transcript takes longer for it. */
function computed(): number {
  const { user, system } = process.threadCpuUsage()
  return (user + system) / 1e6
}

/** Each lie that is believed, with what it brought. */
export function lieToReader(): Outcome[] {
  const truth = words(judgedOf(sick)!)
  return lies.map(([name, lie]) => {
    const output = typeof lie === 'string' ? lie : lie()
    const began = computed()
    const why = (['full', 'summary'] as const)
      .map((source) => {
        try {
          const result = read(output, source)
          if (result.kind === 'needs-full') return ''
          return greener(truth, words(judged(result)))
        } catch (error) {
          return `threw ${String(error)}`
        }
      })
      .find((one) => one !== '')
    const seconds = computed() - began
    return { name: `a transcript: ${name}`, seat: 'liar', why: why ?? (seconds > 2 ? `took ${seconds.toFixed(1)} s` : ''), seconds }
  })
}

/** What chance makes of transcripts; none may throw, take long or be believed against the truth; one with a true digest may lie about its own host alone. */
export function fuzzReader(seed: number, count: number): Outcome {
  const dice = chance(seed)
  const truth = words(judgedOf(sick)!)
  const other = othersWords(judgedOf(healthy)!)
  const began = performance.now()
  let why = ''
  let slowest = 0
  for (let n = 0; n < count && why === ''; n++) {
    const from = computed()
    // every tenth is a liar's who knows how digests are made
    const isLiar = n % 10 === 0
    const output = isLiar
      ? transcriptOf(mutatedRecords(dice), { packed: dice.often(0.5) })
      : mutated(dice, dice.often(0.5) ? sick : sickAndPacked)
    try {
      const result = read(output, dice.often(0.2) ? 'summary' : 'full')
      if (result.kind === 'transcript' || (result.kind === 'none' && n % 100 === 0)) {
        const report = judged(result)
        why = isLiar ? (othersWords(report) === other ? '' : 'a row of another instance changed') : greener(truth, words(report))
        if (why === '' && isLiar) why = notInert(runOf(report)).join('; ')
      }
    } catch (error) {
      why = `threw ${error instanceof Error ? error.stack : String(error)}`
    }
    slowest = Math.max(slowest, computed() - from)
    if (why !== '') why = `transcript ${n} of seed ${seed}: ${why}`
  }
  if (why === '' && slowest > 2) why = `one took ${slowest.toFixed(1)} s`
  return { name: `${count} transcripts that chance made`, seat: 'liar', why, seconds: (performance.now() - began) / 1000 }
}

function judgedOf(output: string): Report | undefined {
  const result = read(output)
  return result.kind === 'needs-full' ? undefined : judged(result)
}

const words = (report: Report): ReadonlyMap<string, string> =>
  new Map(
    report.instances
      .filter((i) => i.instanceId === ubuntuId)
      .flatMap((i) => [['', i.verdict] as const, ...i.rows.map((r) => [`${r.section} ${r.subject}`, r.verdict] as const)]),
  )

const othersWords = (report: Report): string =>
  JSON.stringify(
    report.instances.filter((i) => i.instanceId === rockyId).map((i) => [i.verdict, i.rows.map((r) => [r.subject, r.verdict])]),
  )

function greener(truth: ReadonlyMap<string, string>, told: ReadonlyMap<string, string>): string {
  for (const [key, word] of told)
    if (word === 'holds' && truth.get(key) !== 'holds') return `${key || 'the instance'}: ${truth.get(key) ?? 'not there'}, told as holds`
  return ''
}

const runOf = (report: Report): Run => {
  const at = { runId: report.runId, at: report.startedAt }
  const request = { verb: 'verify', volume: { kind: 'name', name: 'x' }, selectors: [], options: report.operation.options } as const
  return foldRun([
    {
      ...at,
      seq: 0,
      type: 'requested',
      data: { request, origin: { entrypoint: 'terminal', actor: { id: 'test', name: 'test' } }, dryRun: false },
    },
    { ...at, seq: 1, type: 'ended', data: { state: 'done', findings: [], answer: { kind: 'report', report } } },
  ])
}

const pieces = [
  ...healthyRecords,
  'PRISM/1 end job=01FORGED.inspect.501 records=34',
  '',
  ' ',
  '%0A',
  '%00',
  '=',
  'umask=0002',
  'outcome=done',
  '\u0000',
  '\u001b[31m',
  '|',
  'PRISM/1 ',
  '99999999999999999999',
]

/** One to five changes of letters, lines or pieces. */
function mutated(dice: Chance, text: string): string {
  let now = text
  for (let n = dice.below(5) + 1; n > 0; n--) {
    const at = dice.below(now.length + 1)
    const to = Math.min(now.length, at + dice.below(dice.often(0.2) ? 2000 : 4))
    const lines = now.split('\n')
    switch (dice.below(6)) {
      case 0:
        now = now.slice(0, at) + String.fromCharCode(dice.below(256)) + now.slice(to)
        break
      case 1:
        now = now.slice(0, at) + now.slice(to)
        break
      case 2:
        now = now.slice(0, at) + dice.one(pieces) + now.slice(to)
        break
      case 3:
        now = now.slice(0, at)
        break
      case 4:
        now = dice.shuffled(lines).join('\n')
        break
      default:
        now = [...lines.slice(0, dice.below(lines.length)), dice.one(pieces), ...lines.slice(dice.below(lines.length))].join('\n')
    }
  }
  return now
}

const values = [
  '',
  '0',
  '-1',
  '1',
  '0002',
  '0077',
  'done',
  'refused',
  '%1B%5B31m',
  '%7C%20holds%20%7C',
  '%0A',
  '%00',
  '%E2%80%AE',
  '%3C!--'.replace('!', '%21'),
  '%60%40all',
  '%5C%60%40all%5C',
  '%26%2364%3Ball',
  'acme%2Fprivate%2312',
  'www.example.com',
  '%5C%7C%20holds',
  'i-0bbbbbbbbbbbbbbbb',
  'constructor',
  '9'.repeat(15),
  'x'.repeat(5000),
  'a,b,,c',
  '__proto__',
]

/** Records with fields changed, left out, doubled, of others. */
function mutatedRecords(dice: Chance): string[] {
  const now = [...(dice.often(0.5) ? healthyRecords : sickRecords)]
  for (let n = dice.below(6) + 1; n > 0; n--) {
    const at = dice.below(now.length)
    const fields = (now[at] ?? '').split(' ')
    const which = 1 + dice.below(Math.max(1, fields.length - 1))
    switch (dice.below(4)) {
      case 0:
        fields[which] = `${(fields[which] ?? 'x=').split('=')[0]}=${dice.one(values)}`
        now[at] = fields.join(' ')
        break
      case 1:
        fields.splice(which, 1)
        now[at] = fields.join(' ')
        break
      case 2:
        now.splice(at, 0, dice.one(now))
        break
      default:
        if (now.length > 1) now.splice(at, 1)
    }
  }
  return now
}
