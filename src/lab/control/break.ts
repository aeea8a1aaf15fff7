/** Puts a fault into a host of a lab that is up, by its name: what a user sees of it then is Prism's to say. */

import { hostFaults } from '../host-faults/all.ts'
import type { HostFault } from '../host-faults/host-fault.ts'
import { pamStacks } from '../host-faults/pam-stacks.ts'
import { whyNoHungServer } from '../instances/faults.ts'
import { imageProfiles } from '../instances/image-profiles.ts'
import type { Instance } from '../instances/instance.ts'
import type { Lab } from '../start.ts'

/** A clock that is behind is the caller's, not the host's. */
const possible: readonly HostFault[] = hostFaults.filter((f) => f.lab !== 'clock-ahead')
export const faultNames = (): readonly string[] => possible.map((f) => f.name)

const most = 12

/** By its name, or by words that are in one name alone. Throws with those that it could be. */
export function faultCalled(words: string): HostFault {
  const exact = possible.find((f) => f.name === words)
  const like = possible.filter((f) => f.name.toLowerCase().includes(words.toLowerCase()))
  const [only, ...more] = exact ? [exact] : like
  if (!only) throw new Error(`nothing that can be broken is called ${words}; prism lab break shows all names`)
  if (more.length === 0) return only
  const rest = like.length > most ? `, and ${like.length - most} more` : ''
  throw new Error(
    `${words} could be: ${like
      .slice(0, most)
      .map((f) => f.name)
      .join(' | ')}${rest}`,
  )
}

/** What was done, and what can be done about it. Throws where the host or the lab cannot have that fault. */
export async function breakHost(lab: Lab, instance: Instance, fault: HostFault): Promise<string> {
  const { distribution } = instance.spec
  if (fault.needs && !fault.needs.includes(distribution))
    throw new Error(`${fault.name}: only on ${fault.needs.join(' or ')}, and ${instance.name} is ${distribution}`)
  const names = await namesOn(lab, instance, fault)
  if (/\beve\b/.test(fault.script))
    await run(instance, names, 'id eve >/dev/null 2>&1 || useradd -m -u 1005 eve; install -d -m 0755 -o eve -g 3000 "$P/users/eve"')
  await run(instance, names, fault.script)
  if (fault.lab === 'agent-apart') instance.agentApart(true)
  if (fault.lab === 'server-hangs') {
    const why = whyNoHungServer()
    if (why !== undefined) throw new Error(why)
    await instance.faults.hangServer(names.P)
  }
  const repair = fault.mount === 'repairs' ? 'prism mount puts it back' : `prism mount leaves it alone: ${fault.mount.left}`
  const fix = fault.fix === undefined ? [] : [`by hand, in prism lab shell ${instance.name}: ${spelled(fault.fix, names)}`]
  return [`${instance.name} is broken: ${fault.name}`, `prism verify says ${fault.says.join(' or ')}; ${repair}`, ...fix].join('\n')
}

type Names = { readonly P: string; readonly V: string; readonly O: string; readonly U: string; readonly S: string }

/** The first of Prism's lines in fstab says what is mounted where. */
async function namesOn(lab: Lab, instance: Instance, fault: HostFault): Promise<Names> {
  const { stdout } = await instance.run(`awk '/^fs-.*x-prism/ { split($1, id, ":"); print id[1], $2; exit }' /etc/fstab`)
  const [V = '', P = ''] = stdout.trim().split(' ')
  if (V === '' || P === '')
    throw new Error(`no volume is mounted on ${instance.name}; mount one first: prism mount VOLUME ${instance.name}`)
  const O = lab.aws.fileSystems().find((id) => id !== V) ?? ''
  if (O === '' && /\$O\b/.test(`${fault.script}${fault.fix ?? ''}`))
    throw new Error(`${fault.name}: another volume is needed for it; make one first: prism volume create another`)
  const { login, family } = imageProfiles[instance.spec.distribution]
  return { P, V, O, U: login, S: pamStacks[family] }
}

async function run(instance: Instance, names: Names, script: string): Promise<void> {
  const head = Object.entries(names).map(([name, value]) => `${name}='${value}'\n`)
  const done = await instance.run(`set -e\n${head.join('')}${script}`, { timeoutMs: 30_000 })
  if (done.code !== 0) throw new Error(`it could not be broken so: exit ${done.code}: ${done.stderr}${done.stdout}`.trim())
}

const spelled = (script: string, names: Names): string => script.replace(/\$([PVOUS])\b/g, (_, name: keyof Names) => names[name])
