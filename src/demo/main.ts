/** `npm run demo`: the main job, for real, on this machine. `--json` prints one JSON object on stdout instead. */
import { lookOf } from '../entrypoints/cli/streams.ts'
import { demonstrate } from './demonstrate.ts'
import { show } from './show.ts'

const json = process.argv.includes('--json')
const say = (line: string) => process.stderr.write(`${line}\n`)

const { stdout, env } = process
const seen = lookOf(stdout, env)
/** No wider than a page: what stands there are sentences. */
const look = { ...seen, width: Math.min(120, seen.width) }

try {
  const result = await demonstrate(json ? () => {} : say)
  stdout.write(json ? `${JSON.stringify(result)}\n` : show(result, look))
  process.exitCode = result.ok ? 0 : 1
} catch (error) {
  say(`prism demo: ${error instanceof Error ? error.message : String(error)}`)
  if (json) stdout.write(`${JSON.stringify({ ok: false, error: String(error) })}\n`)
  process.exitCode = 1
}
