/** One fault at a time in a node that was green before; verify looks, then mount is repeated. The table of docs/deep-lab.md. */

import { green, spoken } from '../mutation/lane.ts'
import { kernelFaults } from './kernel-faults.ts'
import { type DeepStage, on, onKernels, openDeepStage, patience } from './stage.ts'
import { causeOf, write } from './telling.ts'

onKernels('a fault that takes a real kernel', () => {
  let stage: DeepStage<'ubuntu'>
  let isGreen = false
  beforeAll(async () => {
    stage = await openDeepStage('faults', { ubuntu: { distribution: 'ubuntu' } })
  }, patience)
  afterAll(() => stage?.stop())

  /** The first thing that is said to be amiss, undefined where all is green; and why, where the verb failed. */
  const ask = async (verb: 'mount' | 'verify') => {
    const { report } = await stage.say(`${verb} deep ubuntu --no-sharing-test`)
    return { amiss: spoken(report, 'ubuntu'), why: causeOf(report, 'ubuntu') ?? ('' as const) }
  }
  const broken = async (where: 'node' | 'server', script: string | undefined) => {
    if (script === undefined) return
    const whole = `P=${stage.place} V=${stage.volume.id} U=ubuntu\n${script}`
    await (where === 'node' ? on(stage.nodes.ubuntu, whole) : stage.lab.server.run(whole))
  }

  test.each(kernelFaults.map((fault) => [fault.name, fault] as const))('is seen and named: %s', async (name, fault) => {
    if (!isGreen) expect(await ask('mount')).toEqual({ amiss: undefined, why: '' })
    isGreen = false
    await broken('server', fault.server)
    await broken('node', fault.script)
    const said = (await ask('verify')).amiss ?? green
    const { amiss, why } = await ask('mount')
    const repaired = amiss === undefined
    await broken('server', fault.fixServer)
    await broken('node', fault.fix)
    isGreen = repaired && fault.fix === undefined && fault.fixServer === undefined
    const seen = said.cause !== '' && fault.says.includes(said.cause)
    const right = fault.mount === 'repairs' ? 'yes' : `yes: ${fault.mount.left}`
    const isRight = repaired === (fault.mount === 'repairs')
    write({ kind: 'fault', name, ...said, row: `${said.row}: ${said.observed}`, seen, repaired, right: isRight ? right : 'no', why })
    expect({ ...said, seen, repaired, why }).toEqual({ ...said, seen: true, repaired: fault.mount === 'repairs', why: fault.because ?? '' })
  })
})
