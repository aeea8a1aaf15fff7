/** The demo's third part: two people with one number each on both machines and a space of their own, until one of them leaves. Seen by plain commands. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Lab } from '../lab/start.ts'
import { as, type Host, type Proof, proof } from './prove-sharing.ts'
import { runCli } from './run-cli.ts'

const volume = 'research-data'
const notes = `/mnt/${volume}/users/ada/notes.txt`

export async function provePeople(
  lab: Pick<Lab, 'env'>,
  ubuntu: Host,
  rocky: Host,
  say: (line: string) => void,
): Promise<readonly Proof[]> {
  const folder = mkdtempSync(join(tmpdir(), 'prism-demo-'))
  const registry = ['--registry', join(folder, 'people.yml')] as const
  const prism = (...args: readonly string[]): Promise<unknown> => runCli(lab.env, ...args, ...registry)
  try {
    say('two people get a number each: prism user add …')
    for (const [name, id] of [
      ['ada', 1001],
      ['grace', 1002],
    ] as const)
      await prism('user', 'add', name, '--github', `${name}:${id}`, '--hosts', '*')
    say('enrolling them on both machines: prism mount … --registry people.yml')
    await prism('mount', volume, 'ubuntu-instance', 'rocky-instance')
    const before = [
      proof('ada is 65536 on ubuntu-instance, as in the registry', await ubuntu.run('id -u ada'), ({ stdout }) => stdout === '65536\n'),
      proof('and on rocky-instance', await rocky.run('id -u ada'), ({ stdout }) => stdout === '65536\n'),
      proof(
        'on ubuntu-instance she writes a note into her space, which is hers alone',
        await as(ubuntu, 'ada', `echo "Draft" > ${notes} && stat -c "%u %a" ${notes.replace('/notes.txt', '')}`),
        ({ stdout }) => stdout === '65536 700\n',
      ),
      proof('on rocky-instance she reads it', await as(rocky, 'ada', `cat ${notes}`), ({ stdout }) => stdout === 'Draft\n'),
      proof('grace (65537), on rocky-instance, is refused', await as(rocky, 'grace', `cat ${notes}`), isRefused),
    ]
    say('grace leaves: prism user deprovision grace …')
    await prism('user', 'deprovision', 'grace', '--yes')
    const after = [
      proof('grace left: no session on ubuntu-instance any more', await as(ubuntu, 'grace', 'id'), hasNoSession),
      proof('nor on rocky-instance', await as(rocky, 'grace', 'id'), hasNoSession),
      proof('what was hers is still there, under her number', await rocky.run(`stat -c %u /mnt/${volume}/users/grace`), isGraces),
      { what: 'which nobody else gets', ...retired(readFileSync(registry[1], 'utf8')) },
    ]
    return [...before, ...after]
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

const isRefused = ({ code, stderr }: Awaited<ReturnType<Host['run']>>): boolean => code !== 0 && /Permission denied/.test(stderr)
const hasNoSession = ({ code, stdout }: Awaited<ReturnType<Host['run']>>): boolean => code !== 0 && !stdout.includes('uid=')
const isGraces = ({ stdout }: Awaited<ReturnType<Host['run']>>): boolean => stdout === '65537\n'

/** The line of the registry that keeps her number from being given again. */
function retired(text: string): Pick<Proof, 'seen' | 'ok'> {
  const [, below = ''] = text.split(/^retired:/m)
  const line = below.split('\n').find((one) => one.includes('65537'))
  return { seen: `retired: ${line?.trim() ?? 'nobody'}`, ok: line !== undefined }
}
