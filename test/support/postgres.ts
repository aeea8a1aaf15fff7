/**
 * A PostgreSQL server of a test's own: Debian's programs, an unprivileged account, a socket in a temporary folder, no port. It ends with the
 * process that started it, however that ends.
 */
import { spawn, spawnSync } from 'node:child_process'
import { chmodSync, chownSync, existsSync, mkdtempSync, readdirSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Client } from 'pg'

export type Postgres = {
  /** A connection string to an empty database. */
  readonly database: () => Promise<string>
  /** Kills the server with all its processes, and starts it again on what it had on the disk. */
  readonly crash: () => Promise<void>
  readonly stop: () => Promise<void>
}

const versions = '/usr/lib/postgresql'

/** Where the programs are; undefined, with `why`, where this machine has none. */
export function postgresPrograms(): { readonly bin: string } | { readonly bin: undefined; readonly why: string } {
  const found = existsSync(versions) ? readdirSync(versions).sort((a, b) => Number(b) - Number(a)) : []
  const bin = found.map((version) => join(versions, version, 'bin')).find((folder) => existsSync(join(folder, 'initdb')))
  return bin === undefined ? { bin, why: 'PostgreSQL is not installed: apt-get install postgresql' } : { bin }
}

/** Tests that need a server, or a skipped group whose name says why. */
export const onPostgres = (name: string, tests: () => void): void => {
  const programs = postgresPrograms()
  if (programs.bin === undefined) describe.skip(`${name} (${programs.why})`, () => test('needs a server', () => undefined))
  else describe(name, tests)
}

/** It does not run as root. Undefined: we are not root ourselves. */
function account(): { readonly uid: number; readonly gid: number } | undefined {
  if (process.getuid?.() !== 0) return undefined
  const line = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .find((l) => l.startsWith('postgres:'))
  const [, , uid = '65534', gid = '65534'] = line?.split(':') ?? []
  return { uid: Number(uid), gid: Number(gid) }
}

/** Ends the server when its input does, and takes the folder away. The server is asked to end at once, without waiting for clients. */
const keeper = `"$1/postgres" -D "$2/data" -k "$2" -c listen_addresses= -c max_connections=60 &
server=$!
echo "$server"
while read -r word; do
  if [ "$word" = crash ]; then
    all="$server $(pgrep -P "$server")"
    kill -9 $all
    wait "$server"
    # as long as one of them is there, another server does not start on the same memory
    for one in $all; do
      while grep -q . "/proc/$one/cmdline" 2>/dev/null; do sleep 0.05; done
    done
    "$1/postgres" -D "$2/data" -k "$2" -c listen_addresses= -c max_connections=60 &
    server=$!
    echo "$server"
  fi
done
kill -QUIT "$server"
wait "$server"
rm -rf "$2"`

export async function startPostgres(): Promise<Postgres> {
  const programs = postgresPrograms()
  if (programs.bin === undefined) throw new Error(programs.why)
  const { bin } = programs
  const as = account()
  const folder = mkdtempSync(join(tmpdir(), 'prism-pg-'))
  chmodSync(folder, 0o755)
  if (as) chownSync(folder, as.uid, as.gid)
  const made = spawnSync(
    join(bin, 'initdb'),
    ['-D', join(folder, 'data'), '-A', 'trust', '-U', 'prism', '--no-sync', '-E', 'UTF8', '--locale=C'],
    {
      ...as,
      cwd: folder,
      encoding: 'utf8',
    },
  )
  if (made.status !== 0) throw new Error(`initdb: ${made.stderr}${made.stdout}`)
  const child = spawn('sh', ['-c', keeper, 'keeper', bin, folder], { ...as, cwd: folder, stdio: ['pipe', 'pipe', 'pipe'] })
  let started = 0
  child.stdout.on('data', () => started++)
  let said = ''
  child.stderr.on('data', (text: Buffer) => (said += text.toString()))
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()))
  const url = (name: string): string => `postgres://prism@localhost/${name}?host=${encodeURIComponent(folder)}`
  let databases = 0

  async function ask(text: string): Promise<void> {
    const client = new Client({ connectionString: url('postgres') })
    client.on('error', () => {})
    await client.connect()
    try {
      await client.query(text)
    } finally {
      await client.end()
    }
  }

  async function listening(): Promise<void> {
    for (let left = 600; ; left--) {
      try {
        return await ask('SELECT 1')
      } catch (error) {
        if (left === 0 || child.exitCode !== null) throw new Error(`PostgreSQL did not start: ${said}`, { cause: error })
        await new Promise((resolve) => setTimeout(resolve, 100))
      }
    }
  }

  await listening()
  return {
    database: async () => {
      const name = `t${++databases}`
      await ask(`CREATE DATABASE ${name}`)
      return url(name)
    },
    crash: async () => {
      const before = started
      child.stdin.write('crash\n')
      // until then it is the old one that listens
      while (started === before) await new Promise((resolve) => setTimeout(resolve, 50))
      await listening()
    },
    stop: async () => {
      child.stdin.end()
      await ended
    },
  }
}
