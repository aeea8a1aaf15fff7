// npm run test:mutants: faults that a tool puts into our own code, one at a time, in what was built; a unit test has to fail for each. Over
// src/{domain,engine,render,policy,runs}, which takes hours. `-- --sample`: the functions of test/mutants/critical.json and sample.json.
// `-- --critical`: the former alone. `-- PATH…`: those files or folders (`src/domain/judge.ts`), `PATH#NAME` for one function of a file.
// `--first`: the first turn alone, with all its tests, while they are written. `--json`: {mutants, killed, timedOut, survivors} on stdout; else a page. Fails where one survives in a critical function, or in the sample.
import { existsSync, globSync, mkdtempSync, readFileSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Stryker } from '@stryker-mutator/core'
import { builtOf, linesOf, sourceOf, textAt } from './places.mjs'

const root = join(dirname(fileURLToPath(import.meta.url)), '../..')
process.chdir(root)
const listed = (name) => JSON.parse(readFileSync(`test/mutants/${name}.json`, 'utf8'))
const critical = functionsIn(listed('critical'))
const equivalents = listed('equivalent')

const words = process.argv.slice(2)
const flags = new Set(words.filter((word) => word.startsWith('--')))
const paths = words.filter((word) => !word.startsWith('--'))
/** In the first turn a file of tests is left out that takes longer: properties do, and most is seen without them. Milliseconds. */
const patience = 3_000
const isSample = flags.has('--sample')
const functions = [...(isSample || flags.has('--critical') ? critical : []), ...(isSample ? functionsIn(listed('sample')) : [])]
const folders = ['src/domain', 'src/engine', 'src/render', 'src/policy', 'src/runs']
const places = [
  ...functions.map(({ file, name }) => ({ file, range: rangeOf(file, name) })),
  ...(functions.length > 0 ? paths : paths.length > 0 ? paths : folders).flatMap(placesOf),
]

// what Stryker says while it works belongs beside the answer
const { log } = console
console.log = console.error
const results = []
let isDone = false
process.once('exit', (code) => {
  if (isDone) return
  console.error(`ended before all was tried (exit ${code})`)
  process.exitCode = code || 1
})
const found = await triedInTurn().catch((error) => {
  console.error(error)
  process.exit(1)
})
for (const [file, ofFile] of Map.groupBy(found, (m) => relative(root, m.fileName))) {
  console.error(`${file}: ${ofFile.length} mutants, ${ofFile.filter(isAlive).length} survived`)
  for (const m of ofFile.filter(isAlive).map(described)) console.error(`  ${m.at}: ${short(m.original)}  →  ${short(m.replacement)}`)
}
/** What could not be tried at all. */
const broken = found.filter((m) => m.status === 'RuntimeError').map((m) => `${described(m).at}: ${short(m.statusReason ?? '')}`)
results.push(...found.filter((m) => m.status !== 'RuntimeError'))
console.log = log

const tried = results.map(described)
const isEquivalent = (m) =>
  equivalents.some((e) => e.file === m.file && e.line === m.line && e.original === m.original && e.replacement === m.replacement)
const counted = tried.filter((m) => !(isAlive(m) && isEquivalent(m)))
const survivors = counted.filter(isAlive)
/** Of the killed: a test that did not end, which is the fault’s doing or a busy machine’s. */
const timedOut = counted.filter((m) => m.status === 'Timeout').length
const wrong = survivors.filter((m) => m.isCritical || isSample)
const killed = counted.length - survivors.length

if (flags.has('--json'))
  log(JSON.stringify({ mutants: counted.length, killed, timedOut, equivalent: tried.length - counted.length, survivors }, undefined, 2))
else {
  for (const m of survivors)
    log(`${m.at} ${m.isCritical ? '(critical) ' : ''}${m.status}: ${short(m.original)}  →  ${short(m.replacement)}`)
  const rate = counted.length === 0 ? '–' : `${((100 * killed) / counted.length).toFixed(1)} %`
  log(
    `${counted.length} mutants, ${killed} killed (${rate}; ${timedOut} by not ending), ${survivors.length} survived, ${tried.length - counted.length} equivalent`,
  )
}
for (const sentence of broken) console.error(`not tried: ${sentence}`)
console.error(`${counted.length - wrong.length} passed, ${wrong.length + broken.length} failed, 0 skipped`)
isDone = true
process.exit(wrong.length + broken.length > 0 || counted.length === 0 ? 1 : 0)

/** `{"src/domain/judge.ts": ["judgeReport"]}`, by what it is for. */
function functionsIn(byPurpose) {
  return Object.entries(byPurpose).flatMap(([, byFile]) =>
    Object.entries(byFile).flatMap(([file, names]) => names.map((name) => ({ file, name, ...linesOf(file, name) }))),
  )
}

function rangeOf(file, name) {
  const { from, to } = linesOf(file, name)
  return `${builtOf(file)}:${from}:0-${to}:999`
}

function placesOf(path) {
  const [file, name] = path.split('#')
  if (name) return [{ file, range: rangeOf(file, name) }]
  const files = statSync(file).isFile() ? [file] : globSync(`${file}/**/*.ts`).sort()
  return files.filter(hasCode).map((one) => ({ file: one, range: builtOf(one) }))
}

/** A file of types alone has nothing to try, and would bring the tests of its whole folder along. */
function hasCode(file) {
  return !/^(?:\s|\/\/.*|\/\*[\s\S]*?\*\/|export \{\};)*$/.test(readFileSync(builtOf(file), 'utf8'))
}

/** The faults of all places, first by the tests that mirror their files; what survives by all that its file has. */
async function triedInTurn() {
  const turns = new Map(places.map(({ file }) => [file, testsOf(file)]))
  const found = await triedBy(
    [...turns.values()].map(([first]) => first),
    places.map((p) => p.range),
    flags.has('--first') ? undefined : patience,
  )
  const alive = found.filter(isAlive)
  console.error(`${alive.length} of ${found.length} survived the first turn`)
  if (alive.length === 0 || flags.has('--first')) return found
  const wider = [...new Set(alive.map(sourceFile))].map((file) => turns.get(file).at(-1))
  const again = new Map((await triedBy(wider, alive.map(linesOfMutant))).map((m) => [keyOf(m), m]))
  return found.map((m) => (isAlive(m) ? (again.get(keyOf(m)) ?? m) : m))
}

/**
 * For one file, its tests by turns: the unit test that mirrors it, and then those beside it that import it too; where there is none, those beside it
 * that import it, and then all others that do; else the one that is called as its first words are (`sqlite.test.ts` of `sqlite-journal.ts`), else
 * those of its folder or of the next above. As they were built.
 */
function testsOf(file) {
  const mirror = file.replace(/^src/, 'test/unit').replace(/\.ts$/, '.test.ts')
  const imports = new RegExp(`/${file.split('/').at(-1).replace('.', '\\.')}'`)
  const naming = (where) => globSync(`${where}/*.test.ts`).filter((test) => imports.test(readFileSync(test, 'utf8')))
  const built = (tests) => [...new Set(tests)].sort().map((test) => builtOf(test))
  if (existsSync(mirror)) {
    const wider = built([mirror, ...naming(dirname(mirror))])
    return wider.length > 1 ? [built([mirror]), wider] : [wider]
  }
  const some = built(naming('test/unit/**'))
  const near = built(naming(dirname(mirror)))
  if (some.length > 0) return near.length > 0 && near.length < some.length ? [near, some] : [some]
  const [ofFamily] = familiesOf(mirror).filter((test) => existsSync(test))
  return [built(ofFamily ? [ofFamily] : beside(dirname(mirror)))]
}

/** `a/b-c-d.test.ts` → `a/b-c.test.ts`, `a/b.test.ts`. */
function familiesOf(mirror) {
  const shorter = mirror.replace(/-[^-/]*\.test\.ts$/, '.test.ts')
  return shorter === mirror ? [] : [shorter, ...familiesOf(shorter)]
}

/** All unit tests of a folder; of the one above where it has none. */
function beside(folder) {
  const found = globSync(`${folder}/**/*.test.ts`)
  return found.length > 0 ? found : beside(dirname(folder))
}

function linesOfMutant({ fileName, location }) {
  return `${relative(root, fileName)}:${location.start.line}:0-${location.end.line}:999`
}

function sourceFile({ fileName }) {
  return relative(root, fileName)
    .replace(/^build\//, '')
    .replace(/\.js$/, '.ts')
}

function keyOf({ fileName, location, mutatorName, replacement }) {
  return JSON.stringify([fileName, location, mutatorName, replacement])
}

async function triedBy(tests, ranges, longest) {
  const tried = await new Stryker({
    mutate: ranges,
    testRunner: 'in-one-process',
    inOneProcess: { files: [...new Set(tests.flat())], ...(longest === undefined ? {} : { patience: longest }) },
    plugins: [join(root, 'scripts/mutants/runner.mjs'), join(root, 'scripts/mutants/messages.mjs')],
    ignorers: ['messages'],
    coverageAnalysis: 'perTest',
    // a table that is made when its file loads would be tried by every test
    ignoreStatic: true,
    concurrency: 2,
    tempDirName: mkdtempSync(join(tmpdir(), 'prism-mutants-')),
    ignorePatterns: ['/dist', '/build/package'],
    // it would rewrite one, with another TypeScript than ours
    tsconfigFile: 'none.json',
    // nobody checks types in the copy, and the line that would stand above each file is one more than a test counts
    disableTypeChecks: false,
    reporters: [],
    logLevel: 'error',
    // on a busy machine a test that is only slow must not kill a fault
    timeoutMS: 60_000,
    dryRunTimeoutMinutes: 30,
  }).runMutationTest()
  return tried.filter((m) => m.status !== 'Ignored')
}

function described({ fileName, location, mutatorName, replacement, status }) {
  const built = relative(root, fileName)
  const file = built.replace(/^build\//, '').replace(/\.js$/, '.ts')
  const { start, end } = location
  const isCritical = critical.some((c) => c.file === file && start.line >= c.from && end.line <= c.to)
  const line = readFileSync(built, 'utf8').split('\n')[start.line - 1].trim()
  return {
    at: sourceOf(built, start),
    file,
    line,
    mutator: mutatorName,
    original: textAt(built, location),
    replacement,
    status,
    isCritical,
  }
}

function isAlive({ status }) {
  return status === 'Survived' || status === 'NoCoverage'
}

function short(text) {
  const line = text.replaceAll(/\s+/g, ' ')
  return line.length > 100 ? `${line.slice(0, 99)}…` : line
}
