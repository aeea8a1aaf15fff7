/** A host with two people and one who left, on which fault after fault is put; it is green before each. */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Registry } from '../../../src/domain/people/registry.ts'
import type { Instance } from '../../../src/lab/instances/instance.ts'
import type { Said, Stage } from '../../support/lab-stage.ts'
import { planOf, registryOf, reportOf } from '../../support/people-stage.ts'
import type { PeopleFault } from './fault.ts'

export type PeopleOutcome = {
  readonly fault: PeopleFault
  /** The first thing that does not hold: a cell, a plan or a finding; empty where everything was green. */
  readonly says: string
  readonly seen: string
  readonly repaired: boolean
}

type Word = Pick<PeopleOutcome, 'says' | 'seen'>
const green: Word = { says: '', seen: '' }

function newKey(): string {
  const folder = mkdtempSync(join(tmpdir(), 'prism-keys-'))
  try {
    execFileSync('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-C', '', '-f', join(folder, 'key')])
    return readFileSync(join(folder, 'key.pub'), 'utf8').trim()
  } finally {
    rmSync(folder, { recursive: true })
  }
}

const [adas, eves] = [newKey(), newKey()]
const team = (eve: string, retired: string): Registry =>
  registryOf(`
version: 1
people:
  ada: {uid: 65536, hosts: ["*"], groups: [genomics], keys: [${adas}]}
  ben: {uid: 65537, hosts: ["*"], until: 2036-01-31, sudo: true}
${eve}
groups:
  genomics: {gid: 65540}
${retired}
`)
const before = team(`  eve: {uid: 65538, hosts: ["*"], groups: [genomics], keys: [${eves}]}`, '')
const now = team('', 'retired:\n  - {number: 65538, name: eve, since: 2026-01-01}')

export function openPeopleLane(stage: Stage, name: string) {
  let host: Instance | undefined

  const sync = (registry: Registry): Promise<Said> =>
    stage.ask({ verb: 'sync-people', selectors: [{ kind: 'name', name }], registry, confirmRemovals: true })

  async function fresh(): Promise<Instance> {
    const made = await stage.instance(name)
    await made.run('/usr/sbin/sshd -o PidFile=/run/sshd.pid -E /var/log/sshd.log')
    await sync(before)
    const words = told(await sync(now))
    if (words) throw new Error(`a new host is not green: ${words.says}: ${words.seen}`)
    return made
  }

  async function inflict(script: string, on: Instance): Promise<void> {
    const done = await on.run(`set -e\nK='${eves}' D=/etc/ssh/sshd_config.d\n${script}`, { timeoutMs: 30_000 })
    if (done.code !== 0) throw new Error(`exit ${done.code}: ${done.stderr}${done.stdout}`)
  }

  async function run(fault: PeopleFault): Promise<PeopleOutcome> {
    try {
      host ??= await fresh()
      await inflict(fault.script, host)
      const said = await sync(now)
      const left = told(said)
      if (left) host = await fixed(fault, host)
      return { fault, ...(planned(said) ?? left ?? green), repaired: left === undefined }
    } catch (error) {
      if (host) await dispose(host)
      host = undefined
      return { fault, says: 'could not be tried', seen: String(error), repaired: false }
    }
  }

  async function fixed(fault: PeopleFault, on: Instance): Promise<Instance | undefined> {
    if (fault.fix !== undefined) {
      await inflict(fault.fix, on)
      if (told(await sync(now)) === undefined) return on
    }
    await dispose(on)
    return undefined
  }

  /** All customs on one host, one after the other: what is said of each that is not green. */
  async function healthy(customs: readonly (readonly [string, string])[]): Promise<string[]> {
    host ??= await fresh()
    const on = host
    const alarms: string[] = []
    for (const [custom, script] of customs) {
      const words = await inflict(script, on)
        .then(() => sync(now))
        .then((said) => planned(said) ?? told(said))
        .catch((error: unknown): Word => ({ says: 'could not be tried', seen: String(error) }))
      if (words) alarms.push(`${custom}: ${words.says}: ${words.seen}`)
    }
    return alarms
  }

  async function dispose(on: Instance): Promise<void> {
    stage.lab.aws.removeInstance(on.id)
    await on.destroy()
  }

  return { run, healthy }
}

/** What the look before a change says is amiss: the first thing in the plan; undefined where nothing is to change. */
function planned(said: Said): Word | undefined {
  const plan = planOf(said)
  const [refused] = plan.refused
  if (refused) return { says: refused.code, seen: refused.seen }
  const [change] = plan.hosts.flatMap((h) => h.changes)
  if (!change) return undefined
  const cell = change.kind === 'change' || change.kind === 'close' ? /^([a-z ]+): /.exec(change.detail)?.[1] : undefined
  return { says: cell ?? change.kind, seen: change.detail }
}

/** The first thing that a reader is told is amiss; undefined where all is green. */
function told(said: Said): Word | undefined {
  const report = reportOf(said)
  const findings = [...report.findings, ...report.hosts.flatMap((h) => h.findings)]
  const cells = report.hosts.flatMap((h) => h.rows.flatMap((r) => r.cells))
  const cell = cells.find((c) => c.holds === false) ?? cells.find((c) => c.holds === undefined)
  if (cell) return { says: cell.what, seen: cell.seen }
  const [first] = findings
  if (first) return { says: first.code, seen: first.seen }
  return report.verdict === 'holds' ? undefined : { says: report.verdict, seen: '' }
}
