/** What help and a slip load: the words, and nothing that is only needed when something is done. */
import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'

const prism = fileURLToPath(new URL('../../../../src/entrypoints/cli/bin.js', import.meta.url))
/** Loaded before the program; at its end it says on descriptor 3 what was loaded after it. */
const telling = `data:text/javascript,${encodeURIComponent(
  `import { writeSync } from 'node:fs'
  import { registerHooks } from 'node:module'
  const urls = []
  registerHooks({ load: (url, context, next) => (urls.push(url), next(url, context)) })
  process.on('exit', () => writeSync(3, urls.join('\\n')))`,
)}`

function loadedBy(...args: string[]) {
  const { status, output } = spawnSync(process.execPath, ['--import', telling, prism, ...args], {
    stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
  })
  const [, stdout = '', stderr = '', told = ''] = output.map(String)
  return { status, said: stdout + stderr, loaded: told.split('\n') }
}

test('--help loads the words, commander and what it needs of the domain', () => {
  const { status, said, loaded } = loadedBy('--help')
  expect(status).toBe(0)
  expect(said).toContain('Usage: prism')
  expect(loaded.some((url) => url.endsWith('/src/domain/options/all.js'))).toBe(true)
  expect(loaded.filter((url) => /zod|@aws-sdk|@smithy|\/src\/(?:aws|compose|engine|host|policy|render|runs)\//.test(url))).toEqual([])
})

test('a slip loads what shows it besides', () => {
  const { status, said, loaded } = loadedBy('volume', 'mont', 'research-data')
  expect(status).toBe(2)
  expect(said).toContain('mont')
  expect(loaded.filter((url) => /zod|@aws-sdk|@smithy|\/src\/(?:aws|compose|engine|host|policy|runs)\//.test(url))).toEqual([])
})
