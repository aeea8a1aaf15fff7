/** Looks with a limit, by bash itself: what hangs is left, ends with all it started, and the next look is answered. */
import { spawn, spawnSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { embedded } from '../../../src/host/embedded.ts'

const library = [embedded['lib/environment.sh'], embedded['lib/limits.sh']].join('\n')
const bash = (script: string) => {
  const ran = spawnSync('bash', ['-c', `${library}\n${script}`], { encoding: 'utf8', timeout: 20_000, stdio: ['ignore', 'pipe', 'pipe'] })
  return ran.stdout.trim().split('\n')
}
/** Processes that have the word in their command line. */
const withWord = (word: string): number =>
  readdirSync('/proc').filter((pid) => {
    try {
      return /^\d+$/.test(pid) && readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(word)
    } catch {
      return false // it ended meanwhile
    }
  }).length
async function none(word: string): Promise<void> {
  for (const until = Date.now() + 10_000; withWord(word) > 0 && Date.now() < until; ) await new Promise((soon) => setTimeout(soon, 50))
  expect(withWord(word)).toBe(0)
}

test('words reach a command as they are, and its output and status come back', () => {
  expect(
    bash(`limited 5 printf '<%s>' 'a b' '' $'two\\nlines' '$HOME;' '*' "it's"; echo "$? $OUT"; limited 5 sh -c 'echo said >&2; exit 3'; echo "$? $OUT"
      limited 5 no-such-program; echo "$?"; limited 5 true; echo "$? <$OUT>"`),
  ).toEqual(['0 <a b><><two', "lines><$HOME;><*><it's>", '3 said', '127', '0 <>'])
})

test('a look that hangs is left after its time with all that it started, and the next one is answered', async () => {
  const said = bash(`hang() { echo begun; sleep 731.25 & sleep 731.25; }
    WORKS+=' hang'
    limited 1 hang; echo "$?"; limited 5 echo there; echo "$? $OUT"
    apart 1 sh -c 'sleep 731.25'; echo "$?"`)
  expect(said).toEqual(['124', '0 there', '124'])
  await none('731.25')
})

test('what a program left behind apart lives on when a later look hangs', async () => {
  const [status, pid] = bash(`apart 5 sh -c 'setsid sleep 732.5 >/dev/null & sleep 732.5 & echo $!'; pid=$OUT
    limited 1 sleep 9; kill -0 "$pid"; echo "$?"; echo "$pid"`)
  expect(status).toBe('0')
  expect(withWord('732.5')).toBe(2)
  process.kill(Number(pid))
  spawnSync('pkill', ['-f', 'sleep 732[.]5'])
  await none('732.5')
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
  const script = spawn('bash', ['-c', `${library}\nWORKER_LIFE=3; limited 2 true; echo ready; limited 2 sleep 733.75`], {
    stdio: ['ignore', 'pipe', 'ignore'],
    detached: true,
  })
  await new Promise((ready) => script.stdout?.once('data', ready))
  for (const until = Date.now() + 1500; withWord('733.75') < 2 && Date.now() < until; ) await new Promise((soon) => setTimeout(soon, 20))
  const gone = new Promise((ended) => script.once('exit', ended))
  process.kill(-script.pid!, 'SIGKILL')
  await gone
  expect(withWord('733.75')).toBe(1)
  await none('733.75')
})
