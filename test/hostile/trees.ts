/** Trees that chance makes on the volume by root of an instance, under the looks of its program: many trees a look, many looks a start. */
import { commandsFor, makeJob, readTranscript } from '../../src/host/job.ts'
import type { Stage } from '../support/lab-stage.ts'
import type { Outcome } from './attack.ts'
import { changes, ranPlanted, snapshot } from './canaries.ts'
import type { Hosts } from './hosts.ts'
import { modelsOf } from './rounds.ts'
import { inOneStart } from './start-text.ts'
import type { Turn } from './suite.ts'

const atOnce = 50
let number = 0

/** Each tree is grown once, `count` in all; a turn has 250 of them, or of many 1,000. */
export function fuzzTrees(stage: Stage, seed: number, count: number): Turn[] {
  const part = count > 1_000 ? 1_000 : 250
  return Array.from({ length: Math.ceil(count / part) }, (_, n) => async (lane) => {
    const began = performance.now()
    const trees = Math.min(part, count - n * part)
    const why = await lane.lend((hosts) => grow(stage, hosts, seed + n * part, trees)).catch((error: unknown) => String(error))
    const name = `${trees} trees that chance made, from ${n * part}`
    return [{ name, seat: 'root', why, seconds: (performance.now() - began) / 1000 } satisfies Outcome]
  })
}

/** All of them at one start of the program, a fork for each look; where a canary dies, each look alone tells of which trees. */
async function grow(stage: Stage, hosts: Hosts, seed: number, count: number): Promise<string> {
  const looks = Array.from({ length: Math.ceil(count / atOnce) }, (_, n) => ({
    dice: seed + n * atOnce,
    trees: Math.min(atOnce, count - n * atOnce),
  }))
  const why = await lookedAt(stage, hosts, looks)
  if (why === '') return ''
  for (const one of looks) {
    const alone = await lookedAt(stage, hosts, [one])
    if (alone !== '') return `trees of seed ${one.dice}: ${alone}`
  }
  return `trees from seed ${seed}, one look after the other: ${why}`
}

type Look = { readonly dice: number; readonly trees: number }

async function lookedAt(stage: Stage, hosts: Hosts, looks: readonly Look[]): Promise<string> {
  const { other } = hosts
  const model = modelsOf(hosts, other)('behaviour')
  const before = await snapshot(stage.lab.world, other)
  number += 1
  const jobs = looks.map((_, n) =>
    makeJob({ runId: '01TREES', n: number * 100 + n, script: 'inspect', params: model.params, instanceIds: [other.id] }),
  )
  const scripts = jobs.map((job) => commandsFor(job, new Date(Date.now() + 120_000)).join('\n'))
  const script = inOneStart(scripts, grown(hosts, looks))
  const from = performance.now()
  const { stdout, stderr } = await other.execute({ script, environment: {}, timeoutSeconds: 120, signal: new AbortController().signal })
  const seconds = (performance.now() - from) / 1000
  const ended = stdout.match(/^PRISM\/1 job=[\s\S]*?^PRISM\/1 end .*\n/gm) ?? []
  if (ended.length !== looks.length)
    return `${ended.length} of ${looks.length} looks came back: ${stderr.slice(0, 300)} ${stdout.slice(0, 200)}`
  for (const [n, output] of ended.entries()) {
    const result = readTranscript(jobs[n]!, other.id, new Date().toISOString(), output, 'full')
    if (result.kind !== 'transcript' || !result.observation) return `no look came back: ${JSON.stringify(result).slice(0, 300)}`
  }
  const ran = await ranPlanted(stage.lab.world, other)
  if (seconds > 60) return `${looks.length} looks took ${Math.round(seconds)} s`
  if (/^0 /m.test(ran)) return `ran as root: ${ran}`
  return changes(before, await snapshot(stage.lab.world, other))[0] ?? ''
}

/** Python before each look: its trees are made by a fork, of which the one that looks gets nothing. */
const grown = ({ place, layout }: Hosts, looks: readonly Look[]): string => `
import posix
child = posix.fork()
if not child:
    import sys
    trees = ${JSON.stringify(looks.map(({ dice, trees }) => [dice, trees]))}[n]
    sys.argv = ["tree.py", ${JSON.stringify(place)}, str(trees[0]), str(trees[1]), ${JSON.stringify(layout)}]
    try:
        with open("/attack/tree.py") as file:
            exec(compile(file.read(), "tree.py", "exec"), {"__name__": "__main__"})
    except BaseException as error:
        posix.write(2, repr(error).encode())
        posix._exit(1)
    posix._exit(0)
if posix.waitpid(child, 0)[1] != 0:
    posix._exit(1)
`
