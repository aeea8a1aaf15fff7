/** Looks with a limit, by bash itself: what hangs is left, ends with all it started, and the next look is answered. */
import { spawn, spawnSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { assemble, contracts, workerText } from '../../../src/host/assemble.ts'
import { embedded } from '../../../src/host/embedded.ts'

const library = [workerText(['lib/limits.sh']), embedded['lib/environment.sh'], embedded['lib/limits.sh']].join('\n')
const bash = (script: string) => {
  const ran = spawnSync('bash', ['-c', `${library}\n${script}`], { encoding: 'utf8', timeout: 20_000, stdio: ['ignore', 'pipe', 'pipe'] })
  return ran.stdout.trim().split('\n')
}
/** How long a sleep lasts that is left to itself: another number in each process that runs this, so that nobody sees another's. */
const lasting = (seconds: number): string => `${seconds}.${process.pid}`

/** Processes that have the word in their command line. */
const withWord = (word: string): string[] =>
  readdirSync('/proc').filter((pid) => {
    try {
      return /^\d+$/.test(pid) && readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(word)
    } catch {
      return false // it ended meanwhile
    }
  })
async function none(word: string): Promise<void> {
  for (const until = Date.now() + 10_000; withWord(word).length > 0 && Date.now() < until; )
    await new Promise((soon) => setTimeout(soon, 50))
  expect(withWord(word)).toEqual([])
}

test('words reach a command as they are, and its output and status come back', () => {
  expect(
    bash(`limited 5 printf '<%s>' 'a b' '' $'two\\nlines' '$HOME;' '*' "it's"; echo "$? $OUT"; limited 5 sh -c 'echo said >&2; exit 3'; echo "$? $OUT"
      limited 5 no-such-program; echo "$?"; limited 5 true; echo "$? <$OUT>"`),
  ).toEqual(['0 <a b><><two', "lines><$HOME;><*><it's>", '3 said', '127', '0 <>'])
})

test('a look that hangs is left after its time with all that it started, and the next one is answered', async () => {
  const said = bash(`WORKER_TEXT+=$'\\nhang() { echo begun; sleep ${lasting(731)} & sleep ${lasting(731)}; }'
    limited 1 hang; echo "$?"; limited 5 echo there; echo "$? $OUT"
    apart 1 sh -c 'sleep ${lasting(731)}'; echo "$?"`)
  expect(said).toEqual(['124', '0 there', '124'])
  await none(lasting(731))
})

test('what a program left behind apart lives on when a later look hangs', async () => {
  const [status, pid] = bash(`apart 5 sh -c 'setsid sleep ${lasting(732)} >/dev/null & sleep ${lasting(732)} & echo $!'; pid=$OUT
    limited 1 sleep 9; kill -0 "$pid"; echo "$?"; echo "$pid"`)
  expect(status).toBe('0')
  expect(withWord(lasting(732))).toHaveLength(2)
  expect(withWord(lasting(732))).toContain(pid)
  for (const left of withWord(lasting(732))) process.kill(Number(left))
  await none(lasting(732))
})

test('nothing that an earlier look left behind speaks into a later one', () => {
  expect(bash(`limited 5 sh -c '(sleep 0.3; echo forged) & echo one'; echo $OUT; limited 5 sleep 0.6; echo "<$OUT>"`)).toEqual([
    'one forged',
    '<>',
  ])
})

test('a worker that somebody ended is replaced', () => {
  expect(bash(`limited 5 echo one; echo "$OUT"; kill -KILL -- "-$WORKER"; sleep 0.1; limited 5 echo two; echo "$? $OUT"`)).toEqual([
    'one',
    '0 two',
  ])
})

test('a script that is killed while a look hangs leaves nothing for longer than the worker’s life', async () => {
  const script = spawn('bash', ['-c', `${library}\nWORKER_LIFE=3; limited 2 true; echo ready; limited 2 sleep ${lasting(733)}`], {
    stdio: ['ignore', 'pipe', 'ignore'],
    detached: true,
  })
  await new Promise((ready) => script.stdout?.once('data', ready))
  for (const until = Date.now() + 1500; withWord(lasting(733)).length < 2 && Date.now() < until; )
    await new Promise((soon) => setTimeout(soon, 20))
  const gone = new Promise((ended) => script.once('exit', ended))
  process.kill(-script.pid!, 'SIGKILL')
  await gone
  expect(withWord(lasting(733))).not.toEqual([])
  await none(lasting(733))
})

test.each(Object.keys(contracts) as (keyof typeof contracts)[])(
  'the worker of %s has its functions word for word as they stand',
  (script) => {
    const { text } = assemble(script)
    expect(text).not.toMatch(/\b(?:declare|typeset|export) -\w*f\b/)
    const names = contracts[script].libraries.flatMap((name) =>
      [...(embedded[`lib/${name}.sh`] ?? '').matchAll(/^# By the worker: (.+)$/gm)].flatMap((m) => m[1]!.split(' ')),
    )
    expect(names).toContain('work')
    const begun = text.slice(text.indexOf("WORKER_TEXT='"))
    // bash itself says that what the word holds are those functions, and that they are the script's own
    const ran = spawnSync('bash', ['-c', `${begun.slice(0, begun.indexOf('\nset -uf'))}\neval "$WORKER_TEXT"; declare -F`], {
      encoding: 'utf8',
    })
    expect(ran.stderr).toBe('')
    expect(
      ran.stdout
        .trim()
        .split('\n')
        .map((line) => line.replace('declare -f ', ''))
        .sort(),
    ).toEqual([...new Set(names)].sort())
  },
)
