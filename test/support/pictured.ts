/** The three results that docs/pictures shows, by runs in the lab: all green, one red row of nine instances, and a fleet that answers as one real instance did. */
import { compose, machineClock } from '../../src/compose/prism.ts'
import { defaultCreateOptions, type Origin } from '../../src/domain/request.ts'
import type { Run } from '../../src/domain/run.ts'
import { startLabAws } from '../../src/lab/aws/start.ts'
import type { InstanceSpec } from '../../src/lab/instances/instance.ts'
import { parseCommand } from '../../src/language/comment.ts'
import { formatCommand } from '../../src/language/format.ts'
import { renderRunMarkdown } from '../../src/render/markdown.ts'
import { place, record } from './fleet/recorded.ts'
import { idOf, simulate } from './fleet/simulated.ts'
import { openStage, type Stage } from './lab-stage.ts'

const origin: Origin = { entrypoint: 'api', actor: { id: '1', name: 'ada' } }
const volume = 'research-data'
const noLine = 'sed -i "/x-prism/d" /etc/fstab'

type Distribution = InstanceSpec['distribution']
const two: readonly (readonly [string, Distribution])[] = [
  ['ubuntu-instance', 'ubuntu'],
  ['rocky-instance', 'rocky'],
]
const nine: readonly (readonly [string, Distribution])[] = [
  ...['al-1', 'al-2'].map((name) => [name, 'amazon'] as const),
  ...['calc-1', 'calc-2', 'calc-3'].map((name) => [name, 'rocky'] as const),
  ...['deb-1', 'deb-2'].map((name) => [name, 'debian'] as const),
  ...['web-1', 'web-2'].map((name) => [name, 'ubuntu'] as const),
]

/** By the name of their pictures, as Markdown. */
export async function results(): Promise<Readonly<Record<string, string>>> {
  return { green: await onTwo(), red: await onNine(), fleet: await onFleet() }
}

const onTwo = (): Promise<string> => staged(two, ({ say }) => say(`mount ${volume} ${two.map(([name]) => name).join(' ')}`))

const onNine = (): Promise<string> =>
  staged(nine, async ({ say, instances }) => {
    const names = nine.map(([name]) => name).join(' ')
    await say(`mount ${volume} ${names}`)
    await instances.get('calc-2')!.run(noLine)
    return say(`verify ${volume} ${names}`)
  })

type Staged = {
  readonly say: (words: string) => Promise<Run>
  readonly instances: ReadonlyMap<string, Awaited<ReturnType<Stage['instance']>>>
}

async function staged(specs: readonly (readonly [string, Distribution])[], story: (staged: Staged) => Promise<Run>): Promise<string> {
  const stage = await openStage('pictures')
  try {
    await stage.ask({ verb: 'create', name: volume, options: defaultCreateOptions })
    const instances = await Promise.all(
      specs.map(async ([name, distribution]) => [name, await stage.instance(name, { distribution })] as const),
    )
    return shown(await story({ say: sayTo(stage.prism), instances: new Map(instances) }))
  } finally {
    await stage.stop()
  }
}

/** Of 500 one cannot be asked, and two have no line in fstab. */
async function onFleet(): Promise<string> {
  const count = 500
  const [recorded, red] = [await record(1), await record(1, noLine)]
  let fileSystemId = ''
  const nothing = async () => {}
  const lab = await startLabAws({
    instances: simulate({
      instances: count,
      seconds: 0.2,
      recorded,
      fileSystemId: () => fileSystemId,
      others: (n) => (n === 41 || n === 340 ? red : undefined),
    }),
    storage: { createFileSystem: nothing, deleteFileSystem: nothing, setMountTargets: nothing },
    region: 'us-east-1',
    timings: { fileSystemCreates: 1, mountTargetCreates: 1, delivery: 20 },
  })
  try {
    lab.setInstanceState(idOf(76), 'offline')
    const prism = compose({ env: lab.env, clock: machineClock })
    const created = await prism.execute(
      await prism.request({ verb: 'create', name: volume, options: defaultCreateOptions }, origin, { dryRun: false }),
    )
    if (created.run.answer?.kind === 'created') fileSystemId = created.run.answer.volume?.id ?? ''
    return shown(await sayTo(prism)(`verify ${volume} tag:team=calc --mount-point ${place}`))
  } finally {
    await lab.stop()
  }
}

function sayTo(prism: Stage['prism']): (words: string) => Promise<Run> {
  return async (words) => {
    const request = parseCommand(`/prism ${words}`)
    if (!('verb' in request)) throw new Error(`not a request: ${words}`)
    return (await prism.execute(await prism.request(request, origin, { dryRun: false }))).run
  }
}

const shown = (run: Run): string => renderRunMarkdown(run, formatCommand)
