/** Ways to make a ledger say something else: each gives the files as they are after it. */
import { hashOf, noHead } from '../../src/domain/ledger/chain.ts'
import type { Said } from '../../src/domain/ledger/entry.ts'
import type { LedgerFile } from '../../src/domain/ledger/verify.ts'
import { chance } from './chance.ts'
import { beginning, ledgerOf, mountRun, origin, runIdOf, saidOfAll, sampleLedger } from './ledger.ts'
import { operation } from './operation.ts'

type Tampering = {
  readonly what: string
  /** Only somebody who remembers a line can tell. */
  readonly witness?: true
  readonly files: () => LedgerFile[]
}

type Values = Record<string, unknown>

export const linesOf = (file: LedgerFile): string[] => file.bytes.toString().split('\n').slice(0, -1)
export const fileOf = (path: string, lines: readonly string[]): LedgerFile => ({
  path,
  bytes: Buffer.from(lines.map((l) => `${l}\n`).join('')),
})

/** One file of the sample with its lines changed. */
function lines(number: number, change: (lines: string[]) => readonly string[]): () => LedgerFile[] {
  return () => sampleLedger().map((file, i) => (i === number ? fileOf(file.path, change(linesOf(file))) : file))
}

const text = (number: number, change: (text: string) => string | Buffer) => (): LedgerFile[] =>
  sampleLedger().map((file, i) => (i === number ? { path: file.path, bytes: Buffer.from(change(file.bytes.toString())) } : file))

/** The entries changed, and everything after them numbered and chained as if it had been so. */
function anew(change: (entries: Values[]) => Values[]): () => LedgerFile[] {
  return () => {
    const entries = sampleLedger().flatMap((file) => linesOf(file).map((l) => JSON.parse(l) as Values))
    const said = change(entries).map(({ v: _, n: __, prev: ___, ...body }) => body)
    return ledgerOf([said.slice(0, 1), said.slice(1)] as unknown as Parameters<typeof ledgerOf>[0])
  }
}

const edited = (line: string, change: Values): string => JSON.stringify({ ...(JSON.parse(line) as Values), ...change })
const swapped = <T>([a, b, ...rest]: readonly T[]): T[] => [b!, a!, ...rest]

export const tamperings: readonly Tampering[] = [
  { what: 'an entry removed', files: lines(2, (l) => l.toSpliced(1, 1)) },
  { what: 'a whole file removed', files: () => sampleLedger().toSpliced(2, 1) },
  { what: 'the beginning removed', files: () => sampleLedger().slice(1) },
  { what: 'everything removed', files: () => [] },
  { what: 'a verdict changed', files: lines(2, (l) => l.map((line) => line.replace('"state":"done"', '"state":"failed"'))) },
  { what: 'an actor changed', files: lines(1, (l) => l.map((line) => line.replace('"583231"', '"583232"'))) },
  { what: 'two entries swapped', files: lines(3, swapped) },
  {
    what: 'two files swapped',
    files: () => {
      const [first, a, b, ...rest] = sampleLedger()
      return [first!, { path: a!.path, bytes: b!.bytes }, { path: b!.path, bytes: a!.bytes }, ...rest]
    },
  },
  { what: 'an entry doubled', files: lines(2, ([a, ...rest]) => [a!, a!, ...rest]) },
  {
    what: 'a file doubled at the end',
    files: () => [...sampleLedger(), { path: 'entries/0000000/0000000018.jsonl', bytes: sampleLedger().at(-1)!.bytes }],
  },
  { what: 'a file renamed', files: () => sampleLedger().map((f, i) => (i === 4 ? { ...f, path: f.path.replace('14', '19') } : f)) },
  {
    what: 'an entry put in between',
    files: lines(2, ([a, b, ...rest]) => [a!, edited(a!, { n: 7, prev: hashOf(a!), seq: 9 }), b!, ...rest]),
  },
  { what: 'the line end cut off', files: text(4, (t) => t.slice(0, -1)) },
  { what: 'half a line lost', files: text(4, (t) => `${t.slice(0, -40)}\n`) },
  { what: 'an empty line', files: text(2, (t) => t.replace('\n', '\n\n')) },
  { what: 'a space in the last line', files: lines(4, (l) => l.map((line, i) => (i === 3 ? line.replace('":', '": ') : line))) },
  {
    what: 'members of the last line in another order',
    files: lines(4, (l) =>
      l.map((line, i) =>
        i === 3
          ? edited(line, { at: (JSON.parse(line) as Values).at }).replace(/^\{("[^"]+":"[^"]+"|"[^"]+":\{.*?\}),(.*)\}$/, '{$2,$1}')
          : line,
      ),
    ),
  },
  {
    what: 'a member of the last line said twice',
    files: lines(4, (l) => l.map((line, i) => (i === 3 ? line.replace('"state":"done"', '"state":"done","state":"failed"') : line))),
  },
  { what: 'a carriage return at the last line', files: text(4, (t) => `${t.slice(0, -1)}\r\n`) },
  {
    what: 'bytes that are no UTF-8 in the last line',
    files: () => {
      const files = sampleLedger()
      const last = files.at(-1)!
      const bytes = Buffer.from(last.bytes)
      bytes[bytes.indexOf('octocat', bytes.lastIndexOf('"login"'))] = 0xff
      return [...files.slice(0, -1), { ...last, bytes }]
    },
  },
  { what: 'a run told in another order, chained anew', files: anew((e) => [...e.slice(0, 5), e[6]!, e[5]!, ...e.slice(7)]) },
  { what: 'a run told twice, chained anew', files: anew((e) => [...e, ...e.slice(-4)]) },
  { what: 'a second beginning, chained anew', files: anew((e) => [...e, e[0]!]) },
  { what: 'the last entry cut off', witness: true, files: lines(4, (l) => l.slice(0, -1)) },
  { what: 'the last file cut off', witness: true, files: () => sampleLedger().slice(0, -1) },
  { what: 'a run left out, chained anew', witness: true, files: anew((e) => e.toSpliced(5, 4)) },
  {
    what: 'an actor changed, chained anew',
    witness: true,
    files: anew((e) => e.map((entry, i) => (i === 6 ? { ...entry, actor: { id: '1', login: 'nobody' } } : entry))),
  },
  {
    what: 'a run put in between, chained anew',
    witness: true,
    files: anew((e) => [...e.slice(0, 5), ...(saidOfAll(mountRun(runIdOf(77))) as Values[]), ...e.slice(5)]),
  },
  {
    what: 'another history',
    witness: true,
    files: () =>
      ledgerOf([[{ ...beginning, at: '2026-11-24T12:00:00.000Z' }], ...[5, 6, 7, 8].map((n) => saidOfAll(mountRun(runIdOf(n))))], noHead),
  },
]

/** What names and logins may be made of to look like something else. */
const hostile = [
  '\n',
  '\r\n',
  '\u2028',
  '\u0085',
  '\0',
  '"',
  '\\',
  '}',
  '{"n":1,',
  '\ud800',
  '\udc00',
  '\ufeff',
  '\u202e',
  '\x1b[2J',
  ',"event":"begun"',
  '\n{"v":1}',
  '😀',
  'ｅ',
]

/** Runs of people, places and instances that are called so. */
export function hostileRuns(seed: number): Said[][] {
  const dice = chance(seed)
  const name = (): string => Array.from({ length: 1 + dice.below(dice.often(0.1) ? 400 : 12) }, () => dice.one(hostile)).join('')
  const who = () => ({
    ...origin,
    actor: { id: name(), name: name() },
    repository: name(),
    permission: { base: 'write' as const, roleName: name() },
  })
  const what = () => ({
    ...operation,
    volume: name(),
    mountPoint: name(),
    targets: operation.targets.map((t) => ({ ...t, name: name(), spec: { ...t.spec, people: [{ name: name() }, { name: name() }] } })),
  })
  return Array.from({ length: 20 }, (_, i) => saidOfAll(mountRun(runIdOf(i), who(), what())))
}
