/** A lab that is up is steered from another process: a shell in an instance, its power switch, a comment and the thread that follows. */
import { spawnSync } from 'node:child_process'
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { threadText } from '../../../src/lab/control/client.ts'
import { inspectHost } from '../../../src/lab/instances/host.ts'

const prism = join(import.meta.dirname, '../../../src/entrypoints/cli/bin.js')
const host = inspectHost()
const scenario = host.kind === 'refused' ? describe.skip : describe

scenario(`prism lab beside a lab that is up${host.kind === 'refused' ? ` (${host.reason})` : ''}`, () => {
  let folder: string
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'prism-lab-control-'))
    writeFileSync(join(folder, 'prism'), `#!/bin/sh\nexec '${process.execPath}' '${prism}' "$@"\n`)
    chmodSync(join(folder, 'prism'), 0o755)
  })
  afterAll(() => rmSync(folder, { recursive: true }))

  const inLab = (script: string) =>
    spawnSync(process.execPath, [prism, 'lab', 'run', '--instances', 'web=ubuntu,calc=rocky', '--', 'sh', '-c', script], {
      encoding: 'utf8',
      env: { PATH: `${folder}:${process.env.PATH}`, HOME: folder },
    })

  test('a comment mounts, the shell sees the volume, a stopped instance is offline, and one that started has it again', () => {
    const { stdout, stderr, status } = inLab(`set -e
      prism volume create research-data >/dev/null 2>&1
      echo "COMMENT"; prism lab comment "/prism mount research-data web"
      echo "SHELL"; prism lab shell web 'id -u; stat -c %A /mnt/research-data/shared'
      echo "STOP"; prism lab stop web; prism instance list --json
      echo "START"; prism lab start web; prism lab shell web 'findmnt -no TARGET /mnt/research-data'
      echo "STRANGER"; prism lab comment --as eve 'just talk'
      echo "NOBODY"; prism lab comment --as eve "/prism status research-data"
      prism volume create lab-notes >/dev/null 2>&1
      echo "OTHER"; prism lab comment --as eve --role write "/prism mount lab-notes web"
      echo "TALK"; prism lab comment 'just talk' 2>&1
      echo "LOCK"; prism lab comment '/prism lock research-data --reason "until Monday"'; prism lab comment '/prism unlock research-data'
      echo "HISTORY"; prism lab comment '/prism history research-data'
      echo "MODE"; stat -c '%A %U' "$(dirname "$PRISM_LAB")"`)
    expect([status, stderr.trim().split('\n')]).toEqual([
      0,
      [
        expect.stringMatching(/^prism lab: no answer: eve has no permission in this repository/),
        expect.stringMatching(/^prism lab: no answer: eve has no permission in this repository/),
      ],
    ])
    const part = (name: string) =>
      stdout.split(`${name}\n`)[1]!.split(/\n(?:SHELL|STOP|START|STRANGER|NOBODY|OTHER|TALK|LOCK|HISTORY|MODE)\n/)[0]!
    expect(part('COMMENT')).toMatch(/^── ada {2}👀 🚀\n\/prism mount research-data web\n\n── prism-efs\[bot\]\n### ✅ /)
    expect(part('SHELL')).toBe('0\ndrwxrwsr-x')
    expect(part('STOP')).toContain('web is stopped')
    expect(part('STOP')).toMatch(/"name": ?"web"[^}]*"online": ?false/)
    expect(part('START')).toContain('web booted')
    expect(part('START')).toContain('\n/mnt/research-data')
    expect(part('STRANGER')).toBe('── eve\njust talk')
    // to a stranger's command the App says nothing
    expect(part('NOBODY')).toBe('── eve\n/prism status research-data')
    expect(part('OTHER')).toMatch(/^── eve {2}👀 🚀\n\/prism mount lab-notes web\n\n── prism-efs\[bot\]\n### ✅ /)
    expect(part('TALK')).toBe(
      '── ada\njust talk\nprism lab: no answer: the App leaves alone what is no command; one begins its line with /prism',
    )
    expect(part('LOCK')).toMatch(
      /^── ada {2}👀 🚀\n\/prism lock [^\n]*\n\n── prism-efs\[bot\]\n### [\s\S]*\n── ada {2}👀 🚀\n\/prism unlock /,
    )
    expect(part('HISTORY')).toMatch(
      /\/prism history research-data\n\n── prism-efs\[bot\]\n### [^\n]*History of `research-data`[\s\S]*mount `research-data`/,
    )
    expect(part('MODE')).toMatch(/^drwx------ /)
  })

  test('a fault by its name is what verify then says, and a mount puts it back', () => {
    const { stdout, stderr, status } = inLab(`
      prism lab break --on web "the line is missing, and /etc is full"
      prism volume create research-data >/dev/null 2>&1; prism mount research-data web >/dev/null 2>&1 || exit 1
      echo "BREAK"; prism lab break --on web "the line is commented"; prism verify research-data web 2>/dev/null; echo "code $?"
      echo "MOUNT"; prism mount research-data web >/dev/null 2>&1; echo "code $?"
      prism lab break "fstab: the line is missing"; prism lab break --on web "the line is"; prism lab break --on web "no such thing"; prism lab break --on web "another file system is mounted"`)
    expect(status).toBe(1)
    const [broken = '', mounted = ''] = stdout.split('BREAK\n')[1]!.split('MOUNT\n')
    expect(broken).toMatch(/^web is broken: fstab: the line is commented out\nprism verify says not-persistent; prism mount puts it back\n/)
    expect(broken).toContain('not-persistent')
    expect(broken).toMatch(/code 1\n$/)
    expect(mounted).toBe('code 0\n')
    expect(stderr.trim().split('\n')).toEqual([
      'prism lab: no volume is mounted on web; mount one first: prism mount VOLUME web',
      'prism lab: name an instance: --on web | calc',
      expect.stringMatching(/^prism lab: the line is could be: fstab: the line is missing \| /),
      'prism lab: nothing that can be broken is called no such thing; prism lab break shows all names',
      'prism lab: another file system is mounted: another volume is needed for it; make one first: prism volume create another',
    ])
  })

  test('an instance that is not there, and a lab that is not up, are said in one line', () => {
    const { stderr } = inLab('prism lab stop db; PRISM_LAB= prism lab shell web; PRISM_LAB=/tmp/none prism lab shell web; true')
    expect(stderr.trim().split('\n')).toEqual([
      'prism lab: no instance db; the lab has web, calc',
      expect.stringMatching(/^prism lab: no lab is known here: run this inside `prism lab run -- bash`/),
      'prism lab: the lab that PRISM_LAB names is not up any more',
    ])
  })
})

test('a thread as text: who, the reactions, the comment as it is', () => {
  const messages = [
    { author: 'ada', body: '/prism help\n', reactions: ['eyes', '-1'] },
    { author: 'prism[bot]', body: 'no', reactions: [] },
  ]
  expect(threadText(messages)).toBe('── ada  👀 👎\n/prism help\n\n── prism[bot]\nno\n')
})
