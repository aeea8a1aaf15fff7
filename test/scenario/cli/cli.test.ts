import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'

const onStage = fileURLToPath(new URL('../../support/cli-on-stage.js', import.meta.url))
const program = fileURLToPath(new URL('../../../src/entrypoints/cli/main.js', import.meta.url))
const env = { PATH: process.env.PATH }

/** A mount that is under way, in a process of its own. */
async function underWay(extra: Record<string, string> = {}) {
  const child = spawn(process.execPath, [onStage, 'volume', 'mount', 'research-data', 'ubuntu-instance'], { env: { ...env, ...extra } })
  let stderr = ''
  child.stderr.on('data', (chunk: Buffer) => {
    stderr += chunk.toString()
  })
  const ended = once(child, 'close')
  await once(child.stdout, 'data')
  return { child, ended, stderr: () => stderr }
}

describe('a person at a terminal', () => {
  test.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)('%s cancels the mount, tells what is not known, and ends 130', async (signal) => {
    const { child, ended, stderr } = await underWay()
    child.kill(signal)
    expect(await ended).toEqual([130, null])
    expect(stderr()).toContain('cancelled on SSM: c-1')
    expect(stderr().replace(/\s+/g, ' ')).toContain('prism volume verify research-data ubuntu-instance')
  })

  test('a second Ctrl-C leaves at once, even when nothing stops', async () => {
    const { child, ended, stderr } = await underWay({ STUBBORN: '1' })
    child.kill('SIGINT')
    while (!stderr().includes('interrupt again to exit')) await new Promise((resolve) => setTimeout(resolve, 10))
    child.kill('SIGINT')
    expect(await ended).toEqual([130, null])
  })

  test('pipes the help into a program that reads one line', () => {
    const { status, stdout, stderr } = spawnSync(
      'bash',
      ['--norc', '-c', 'set -o pipefail; "$0" "$1" volume mount --help | head -n 1', process.execPath, program],
      {
        encoding: 'utf8',
        env,
      },
    )
    expect({ status, stdout, stderr }).toEqual({
      status: 0,
      stdout: 'Usage: prism volume mount [options] <VOLUME> <INSTANCE...>\n',
      stderr: '',
    })
  })

  // script(1) of util-linux gives the program a terminal
  const onTerminal = spawnSync('script', ['--version']).status === 0 ? test : test.skip
  onTerminal('types the name of the volume again before it is deleted (skipped where there is no script(1))', () => {
    const terminal = (typed: string) =>
      spawnSync(
        'script',
        ['--quiet', '--return', '--command', `'${process.execPath}' '${onStage}' volume delete research-data`, '/dev/null'],
        {
          encoding: 'utf8',
          env: { ...env, TERM: 'xterm' },
          input: typed,
        },
      )
    const right = terminal('research-data\n')
    expect(right.stdout).toContain('Type research-data to continue:')
    expect(right.stdout).toContain('is deleted')
    expect(right.status).toBe(0)
    const wrong = terminal('research\n')
    expect(wrong.stdout).toContain('confirm-name')
    expect(wrong.status).toBe(2)
  })
})
