/** `npm run demo`: the main job, for real, on this machine. `--json` prints one JSON object on stdout instead. */
import { lookOf } from '../entrypoints/cli/streams.ts'
import { type Audience, demonstrate } from './demonstrate.ts'
import { showApproval, showEnd, showMounted, showPeople } from './show.ts'

const words = process.argv.slice(2)
const json = words.includes('--json')
const say = (line: string) => process.stderr.write(`${line}\n`)

const { stdout, env } = process
const seen = lookOf(stdout, env)
/** No wider than a page: what stands there are sentences. */
const look = { ...seen, width: Math.min(120, seen.width) }

const print = (text: string): void => void stdout.write(text)
const reader: Audience = {
  doing: say,
  mounted: (part) => print(showMounted(part, look)),
  approved: (part) => print(showApproval(part, look)),
  left: (part) => print(showPeople(part, look)),
}
const nobody: Audience = { doing: () => {}, mounted: () => {}, approved: () => {}, left: () => {} }

const usage = `Usage: npm run demo [-- --json]

Runs the main job on this machine, in the lab: a mount by a comment, one that is approved and killed in the middle, two people of whom one leaves.
  --json   one JSON object on stdout, and nothing else
`
const strange = words.find((word) => word !== '--json')

if (strange === '--help' || strange === '-h') stdout.write(usage)
else if (strange !== undefined) {
  say(`prism demo: there is no argument ${JSON.stringify(strange)}\n${usage}`)
  process.exitCode = 2
} else await run()

async function run(): Promise<void> {
  try {
    const result = await demonstrate(json ? nobody : reader)
    stdout.write(json ? `${JSON.stringify(result)}\n` : showEnd(result))
    process.exitCode = result.ok ? 0 : 1
  } catch (error) {
    say(`prism demo: ${error instanceof Error ? error.message : String(error)}`)
    if (json) stdout.write(`${JSON.stringify({ ok: false, error: String(error) })}\n`)
    process.exitCode = 1
  }
}
