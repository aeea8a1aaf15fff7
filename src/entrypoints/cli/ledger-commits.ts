/**
 * The commits of a clone of a ledger, as git has them and gpgv judges their signatures. Nothing in the clone is carried out: no hook, no
 * filter, no program that its configuration names, no replaced object.
 */
import { type SpawnSyncReturns, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fail } from '../../domain/catalogue.ts'
import type { Clone, SeenCommit } from '../../domain/ledger/commits.ts'
import type { Fault, LedgerFile } from '../../domain/ledger/verify.ts'
import { quote } from '../../domain/names.ts'

const quietly = ['-c', 'safe.directory=*', '-c', 'core.fsmonitor=false', '-c', 'core.hooksPath=/dev/null']

/** `keys`: a file of OpenPGP public keys, as GitHub gives it out. Throws `no-ledger`. */
export function readCommits(path: string, keys: string, files: readonly LedgerFile[], env: NodeJS.ProcessEnv): Clone {
  const git = (args: readonly string[], input = ''): Buffer => {
    const done = run('git', ['-C', path, ...quietly, ...args], input, env)
    if (done.status !== 0) throw noClone(path, done.stderr.toString())
    return done.stdout
  }
  const folder = mkdtempSync(join(tmpdir(), 'prism-ledger-'))
  try {
    const keyring = join(folder, 'keys')
    writeFileSync(keyring, binaryOf(readKeys(keys)))
    const oids = wordsOf(git(['rev-list', '--topo-order', '--reverse', 'HEAD']))
    const changes = changesIn(git(['diff-tree', '--root', '-r', '--no-renames', '--name-status', '--stdin'], `${oids.join('\n')}\n`))
    const commits = objectsIn(git(['cat-file', '--batch'], `${oids.join('\n')}\n`)).map(({ oid, raw }): SeenCommit => {
      const { parents, author, signature, payload } = parse(raw)
      const signed = signature === '' ? { unsigned: 'no signature' } : signedBy(signature, payload, keyring, env)
      return { oid, parents, author, ...signed, ...(changes.get(oid) ?? { added: [], changed: [] }) }
    })
    const whole = run('git', ['-C', path, ...quietly, 'fsck', '--full', '--no-dangling', '--no-progress'], '', env)
    return {
      commits,
      faults: [
        ...(whole.status === 0 ? [] : [{ path: 'the clone', line: 0, what: `is damaged: ${firstLine(whole)}` }]),
        ...differing(git(['ls-tree', '-r', '-z', 'HEAD', '--', 'entries']).toString(), files),
      ],
    }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function run(program: string, args: readonly string[], input: string | Buffer, env: NodeJS.ProcessEnv): SpawnSyncReturns<Buffer> {
  const own = { GIT_CONFIG_NOSYSTEM: '1', GIT_CONFIG_GLOBAL: '/dev/null', GIT_NO_REPLACE_OBJECTS: '1', GIT_NO_LAZY_FETCH: '1' }
  const done = spawnSync(program, args, { input, env: { PATH: env.PATH, LC_ALL: 'C', ...own }, maxBuffer: 1 << 30 })
  if (done.error) throw fail('no-ledger', { seen: `${program} could not be started (${(done.error as NodeJS.ErrnoException).code ?? ''})` })
  return done
}

const noClone = (path: string, said: string) =>
  fail('no-ledger', { seen: `${quote(path, 200)} is no whole clone: ${said.trim().slice(0, 200)}` })
const firstLine = ({ stderr, stdout }: SpawnSyncReturns<Buffer>): string =>
  Buffer.concat([stderr, stdout]).toString().trim().split('\n', 1)[0]!.slice(0, 200)
const wordsOf = (text: Buffer): string[] => text.toString().split(/\s+/).filter(Boolean)

function readKeys(path: string): Buffer {
  try {
    return readFileSync(path)
  } catch (error) {
    throw fail('no-ledger', { seen: `the keys ${quote(path, 200)} (${(error as NodeJS.ErrnoException).code ?? 'unreadable'})` }, error)
  }
}

/** gpgv takes no armour. */
function binaryOf(keys: Buffer): Buffer {
  const blocks = [
    ...keys.toString('latin1').matchAll(/-----BEGIN PGP PUBLIC KEY BLOCK-----\r?\n(?:.+\r?\n)*?\r?\n([\s\S]*?)(?:\r?\n=|-----END)/g),
  ]
  return blocks.length === 0 ? keys : Buffer.concat(blocks.map(([, body = '']) => Buffer.from(body, 'base64')))
}

function objectsIn(batch: Buffer): { readonly oid: string; readonly raw: Buffer }[] {
  const objects: { oid: string; raw: Buffer }[] = []
  for (let at = 0; at < batch.length; ) {
    const end = batch.indexOf(10, at)
    const [oid = '', , size = '0'] = batch.subarray(at, end).toString().split(' ')
    objects.push({ oid, raw: batch.subarray(end + 1, end + 1 + Number(size)) })
    at = end + 2 + Number(size)
  }
  return objects
}

/** A commit without its signature is what was signed. */
function parse(raw: Buffer) {
  const text = raw.toString('latin1')
  const head = text.slice(0, text.indexOf('\n\n') + 1)
  const [header = '', body = ''] = /^gpgsig(?:-sha256)? (.*\n(?: .*\n)*)/m.exec(head) ?? []
  return {
    parents: [...head.matchAll(/^parent ([0-9a-f]+)$/gm)].map(([, oid = '']) => oid),
    author: Buffer.from(/^author (.*) <[^>]*> \d+ [+-]\d{4}$/m.exec(head)?.[1] ?? '', 'latin1').toString(),
    signature: body.replace(/^ /gm, ''),
    payload: Buffer.from(text.replace(header, ''), 'latin1'),
  }
}

function signedBy(signature: string, payload: Buffer, keyring: string, env: NodeJS.ProcessEnv): Pick<SeenCommit, 'signer' | 'unsigned'> {
  const file = `${keyring}.sig`
  writeFileSync(file, signature, 'latin1')
  const said = run('gpgv', ['--status-fd', '1', '--keyring', keyring, file, '-'], payload, env)
  const status = said.stdout.toString()
  const signer = /^\[GNUPG:\] VALIDSIG .* ([0-9A-F]{40})$/m.exec(status)?.[1]
  if (said.status !== 0 || signer === undefined || / (?:REVKEYSIG|BADSIG|ERRSIG) /.test(status))
    return { unsigned: /^\[GNUPG:\] (BADSIG|ERRSIG|REVKEYSIG|NO_PUBKEY|EXPKEYSIG) .*$/m.exec(status)?.[1] ?? 'not readable' }
  return { signer }
}

function changesIn(text: Buffer): Map<string, { readonly added: string[]; readonly changed: string[] }> {
  const changes = new Map<string, { added: string[]; changed: string[] }>()
  let of = { added: [] as string[], changed: [] as string[] }
  for (const line of text.toString().split('\n')) {
    const [kind = '', path = ''] = line.split('\t')
    if (path === '' && kind !== '') {
      of = { added: [], changed: [] }
      changes.set(kind, of)
    } else if (path !== '') (kind === 'A' ? of.added : of.changed).push(path)
  }
  return changes
}

/** What lies on the disk and what the last commit has. */
function differing(tree: string, files: readonly LedgerFile[]): Fault[] {
  const committed = new Map(
    tree
      .split('\0')
      .filter(Boolean)
      .map((line) => [line.slice(line.indexOf('\t') + 1), line.split(/[ \t]/)[2] ?? '']),
  )
  const blobOf = (bytes: Buffer, like: string): string =>
    createHash(like.length === 64 ? 'sha256' : 'sha1')
      .update(`blob ${bytes.length}\0`)
      .update(bytes)
      .digest('hex')
  const fault = (path: string): Fault => ({ path, line: 0, what: 'is on the disk not as in the last commit' })
  const here = new Map(files.map(({ path, bytes }) => [path, bytes]))
  return [...new Set([...committed.keys(), ...here.keys()])]
    .filter((path) => blobOf(here.get(path) ?? Buffer.alloc(0), committed.get(path) ?? '') !== committed.get(path) || !here.has(path))
    .map(fault)
}
