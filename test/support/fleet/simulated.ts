/**
 * Thousands of instances that answer as one real instance of the lab did, each under its own id. What they wrote and found in a sharing test is
 * theirs: a list of files stands for the volume. Only for what is measured on Prism's side; what a host does, no answer of theirs proves.
 */
import { createHash } from 'node:crypto'
import type { LabExecution, LabExecutionResult, LabInstance } from '../../../src/lab/ports.ts'
import { jobOf, type Recorded } from './recorded.ts'
import { parametersOf, transcriptOf } from './transcript.ts'

export type Fleet = {
  readonly instances: number
  /** How long each command takes. */
  readonly seconds: number
  readonly recorded: Recorded
  /** What some of them answer instead, by their number from 0. */
  readonly others?: (n: number) => Recorded | undefined
  readonly fileSystemId: () => string
}

type Writer = { readonly uid: string; readonly digest: string }
type Volume = Map<string, Writer>

export const idOf = (n: number): string => `i-${createHash('sha256').update(`simulated ${n}`).digest('hex').slice(0, 17)}`

export function simulate(fleet: Fleet): LabInstance[] {
  const volume: Volume = new Map()
  return Array.from({ length: fleet.instances }, (_, n) => {
    const id = idOf(n)
    return {
      id,
      name: `calc-${String(n + 1).padStart(4, '0')}`,
      tags: { team: 'calc' },
      distribution: 'ubuntu',
      platformName: 'Ubuntu',
      platformVersion: '24.04',
      availabilityZone: 'us-east-1a',
      privateIp: `172.31.${Math.floor(n / 250)}.${(n % 250) + 4}`,
      execute: async (execution) => {
        await new Promise((resolve) => setTimeout(resolve, fleet.seconds * 1000))
        return answer({ ...fleet, recorded: fleet.others?.(n) ?? fleet.recorded }, volume, id, execution)
      },
    }
  })
}

function answer({ recorded, fileSystemId }: Fleet, volume: Volume, id: string, { script }: LabExecution): LabExecutionResult {
  const given = parametersOf(script)
  const job = jobOf(given)
  const known = recorded.jobs[job]
  const records =
    given.get('PRISM_SCRIPT') === 'sharing-test'
      ? shared(given, volume, id)
      : known?.replaceAll(recorded.instanceId, id).replaceAll(recorded.fileSystemId, fileSystemId())
  if (records === undefined) return { exitCode: 1, stdout: '', stderr: `nobody answered ${job} when it was recorded\n`, ended: 'exited' }
  return { exitCode: 0, stdout: transcriptOf(given, records), stderr: '', ended: 'exited' }
}

type Who = { readonly name: string; readonly text: string; readonly uid: string }

/** The three phases as sharing/write.py, exchange.py and cover.py tell them. */
function shared(given: ReadonlyMap<string, string>, volume: Volume, id: string): string {
  const everybody = (given.get('PRISM_IDENTITIES') ?? '').split(',').map((text): Who => {
    const [instance = '', account = '', uid = '', kind] = text.split(':')
    const on = instance === 'here' ? id : instance
    return { name: `${on}.${account}`, text: `${on}:${account}:${uid}:${kind}`, uid }
  })
  const mine = everybody.filter((one) => one.name.startsWith(`${id}.`))
  const phase = given.get('PRISM_PHASE')
  if (phase === 'alone')
    return ['write', 'exchange', 'clean'].map((one) => shared(new Map([...given, ['PRISM_PHASE', one]]), volume, id)).join('')
  const step = `step step=${phase} status=changed detail=simulated ms=5\n`
  if (phase === 'clean') {
    volume.clear()
    return step
  }
  if (phase === 'write') {
    const wrote = mine.map(({ name, text, uid }) => {
      const digest = createHash('sha256').update(name).digest('hex')
      volume.set(name, { uid, digest })
      return `wrote writer=${text} digest=${digest} uid=${uid}\n`
    })
    return wrote.join('') + step
  }
  const next = Number(given.get('PRISM_NEXT'))
  const files = next === 0 ? [...volume] : following(everybody, id, next).flatMap((name) => [[name, volume.get(name)!] as const])
  return (given.get('PRISM_COVER') === '1' ? covered(mine, files, id) : paired(mine, everybody, volume)) + step
}

function paired(mine: readonly Who[], everybody: readonly Who[], volume: Volume): string {
  return mine
    .flatMap((reader) =>
      everybody.flatMap((writer) => {
        const file = volume.get(writer.name)
        if (writer.text === reader.text || !file) return []
        return [`sharing writer=${writer.text} reader=${reader.text} read=done append=done detail= saw=${file.digest}\n`]
      }),
    )
    .join('')
}

function following(everybody: readonly Who[], id: string, next: number): string[] {
  const instance = ({ name }: Who) => name.slice(0, name.indexOf('.'))
  const order = [...new Set(everybody.map(instance))]
  const wanted = [...order.slice(order.indexOf(id) + 1), ...order].slice(0, next)
  return everybody.filter((one) => wanted.includes(instance(one))).map((one) => one.name)
}

function covered(mine: readonly Who[], found: readonly (readonly [string, Writer])[], id: string): string {
  const files = found.toSorted(([a], [b]) => (a < b ? -1 : 1)).slice(0, 1000)
  const behind = [...files.filter(([name]) => name > id), ...files.filter(([name]) => name <= id)]
  const parts = new Map(mine.map((reader) => [reader.text, new Map<string, string[]>()]))
  behind.forEach(([name, { uid, digest }], k) => {
    const turned = [...mine.slice(k % mine.length), ...mine.slice(0, k % mine.length)]
    const able = turned.filter((one) => one.name !== name)
    const reader = able.find((one) => one.uid !== uid) ?? able[0]
    if (!reader) return
    const [instance = '', account = ''] = name.split('.')
    const cells = parts.get(reader.text)!
    cells.set(instance, [...(cells.get(instance) ?? []), `${account}:${uid}:dd:${digest.slice(0, 12)}`])
  })
  const told = [...parts].map(([reader, cells]) => {
    const groups = [...cells].map(([instance, list]) => `${instance}=${list.join(',')}`)
    return groups.length === 0 ? '' : `sharing-cover reader=${reader} cells=${groups.join('/')} detail=\n`
  })
  return `${told.join('')}sharing-covered writers=${files.length} complete=${found.length <= 1000 ? 1 : 0}\n`
}
