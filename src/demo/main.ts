/** `npm run demo`: the main job, for real, on this machine. `--json` prints one JSON object on stdout instead. */
import { demonstrate } from './demonstrate.ts'
import { show } from './show.ts'

const json = process.argv.includes('--json')
const say = (line: string) => process.stderr.write(`${line}\n`)

try {
  const result = await demonstrate(json ? () => {} : say)
  process.stdout.write(json ? `${JSON.stringify(result)}\n` : show(result))
  process.exitCode = result.ok ? 0 : 1
} catch (error) {
  say(`prism demo: ${error instanceof Error ? error.message : String(error)}`)
  if (json) process.stdout.write(`${JSON.stringify({ ok: false, error: String(error) })}\n`)
  process.exitCode = 1
}
