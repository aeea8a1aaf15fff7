/** One host with a volume of its own, on which fault after fault is put; it is green before each. */
import type { FindingCode } from '../../src/domain/catalogue.ts'
import type { FileSystem } from '../../src/domain/ports.ts'
import type { Report, Row } from '../../src/domain/report.ts'
import { pamStacks } from '../../src/lab/host-faults/pam-stacks.ts'
import { imageProfiles } from '../../src/lab/instances/image-profiles.ts'
import type { Instance } from '../../src/lab/instances/instance.ts'
import type { Distribution } from '../../src/lab/ports.ts'
import { hurry, of, type Stage } from '../support/lab-stage.ts'
import type { Fault } from './fault.ts'

/** What verify said of a fault, and what a repeated mount came to. */
export type Outcome = {
  readonly fault: Fault
  readonly distribution: Distribution
  readonly verdict: 'differs' | 'unknown' | 'note' | 'holds'
  /** The first thing said that does not hold; empty where everything was green. */
  readonly row: string
  readonly observed: string
  readonly cause: FindingCode | ''
  readonly repaired: boolean
  /** What was still amiss after it. */
  readonly left?: Word
}

export type Lane = {
  readonly distribution: Distribution
  readonly run: (fault: Fault) => Promise<Outcome>
}

type Word = Pick<Outcome, 'verdict' | 'row' | 'observed' | 'cause'>
type Host = { readonly instance: Instance; readonly volume: FileSystem; readonly other: FileSystem }

const ahead = 5 * 3600
export const green: Word = { verdict: 'holds', row: '', observed: '', cause: '' }

export function openLane(stage: Stage, distribution: Distribution): Lane {
  const { login, family } = imageProfiles[distribution]
  let host: Host | undefined
  let made = 0

  async function fresh(): Promise<Host> {
    made += 1
    const [instance, volume, other] = await Promise.all([
      stage.instance(`${distribution}-${made}`, { distribution, users: [{ name: 'eve', uid: 1005 }] }),
      stage.volume(),
      stage.volume(),
    ])
    const next = { instance, volume, other }
    const words = spoken(await mount(next), instance.name)
    if (words) throw new Error(`a new ${distribution} host is not green: ${words.row}: ${words.observed}`)
    return next
  }
  const ask = (verb: 'mount' | 'verify', { instance, volume }: Host, fault?: Fault) =>
    stage
      // orders of a Prism whose clock is behind reach the host past their time
      .say(
        `${verb} ${volume.id} ${instance.name} --no-sharing-test`,
        fault?.lab === 'clock-ahead' ? { prism: stage.prismWithClock(-ahead) } : {},
      )
      .then((said) => said.report)
  const mount = (on: Host, fault?: Fault) => ask('mount', on, fault)

  async function inflict(script: string, { instance, volume, other }: Host): Promise<void> {
    const names = { P: `/mnt/${volume.name}`, V: volume.id, O: other.id, U: login, S: pamStacks[family] }
    const head = Object.entries(names).map(([name, value]) => `${name}='${value}'\n`)
    const done = await instance.run(`set -e\n${head.join('')}${script}`, { timeoutMs: 30_000 })
    if (done.code !== 0) throw new Error(`exit ${done.code}: ${done.stderr}${done.stdout}`)
  }

  async function run(fault: Fault): Promise<Outcome> {
    try {
      host ??= await fresh()
      const outcome = await inflictOn(host, fault)
      if (!outcome.repaired) host = await fixed(fault, host)
      return outcome
    } catch (error) {
      if (host) await dispose(host)
      host = undefined
      return { fault, distribution, ...green, row: 'could not be tried', observed: String(error), repaired: false }
    }
  }

  async function inflictOn(on: Host, fault: Fault): Promise<Outcome> {
    const { instance, volume } = on
    // somebody else's space, which the account must not be able to write
    await inflict('install -d -m 0755 -o eve -g 3000 "$P/users/eve"', on)
    await inflict(fault.script, on)
    if (fault.lab === 'server-hangs') {
      await hurry(instance)
      await instance.faults.hangServer(`/mnt/${volume.name}`)
    }
    instance.agentApart(fault.lab === 'agent-apart')
    const seen = spoken(await ask('verify', on, fault), instance.name)
    let left = spoken(await mount(on, fault), instance.name)
    if (left?.verdict === 'unknown' && fault.mount === 'repairs') {
      // a busy machine answers too late for some look: that is no repair, and none that failed
      process.stderr.write(`${fault.name} (${distribution}): mounted once more, as ${left.row} was unknown: ${left.observed}\n`)
      left = spoken(await mount(on, fault), instance.name)
    }
    instance.agentApart(false)
    return { fault, distribution, ...(seen ?? green), repaired: left === undefined, ...(left ? { left } : {}) }
  }

  /** The host green again, or no host: the next fault then gets a new one. */
  async function fixed(fault: Fault, broken: Host): Promise<Host | undefined> {
    if (fault.fix !== undefined) {
      const left = await inflict(fault.fix, broken).then(
        async () => spoken(await mount(broken), broken.instance.name),
        (error: unknown) => ({ row: 'could not be fixed', observed: String(error) }),
      )
      if (!left) return broken
      process.stderr.write(`${fault.name} (${distribution}): not green again, ${left.row}: ${left.observed}\n`)
    }
    await dispose(broken)
    return undefined
  }

  async function dispose({ instance }: Host): Promise<void> {
    stage.lab.aws.removeInstance(instance.id)
    await instance.destroy()
  }

  return { distribution, run }
}

/** The first thing that a reader is told is amiss; undefined where all is green. */
export function spoken(report: Report, name: string): Word | undefined {
  const { rows, findings } = of(report, name)
  const worst = (verdict: Row['verdict']) => rows.find((row) => row.verdict === verdict && (verdict !== 'note' || row.code !== undefined))
  const row = worst('differs')
  const [finding] = findings
  if (finding && !row) return { verdict: 'differs', row: 'finding', observed: finding.seen, cause: finding.code }
  const said = row ?? worst('unknown') ?? worst('note')
  if (!said || said.verdict === 'holds') return undefined
  return { verdict: said.verdict, row: `${said.section} · ${said.subject}`, observed: said.observed, cause: said.code ?? '' }
}
