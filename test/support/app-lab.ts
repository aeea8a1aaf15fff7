/** What the App's scenarios act on: the lab's AWS with two Linux instances and one volume, started once for a file. */
import type { Prism } from '../../src/compose/prism.ts'
import { defaultCreateOptions } from '../../src/domain/request.ts'
import type { Instance } from '../../src/lab/instances/instance.ts'
import { openStage, type Stage } from './lab-stage.ts'

export type AppLab = {
  readonly aws: Stage
  readonly ubuntu: Instance
  readonly rocky: Instance
  /** A Prism of its own on it, with an empty journal. */
  readonly prism: () => Prism
  readonly stop: () => Promise<void>
}

/** With `research-data`, which is mounted nowhere yet, `ubuntu-instance` and `rocky-instance`. What is deleted stays in sight as `deleting`, so many milliseconds. */
export async function openAppLab(file: string, deletes = 600_000): Promise<AppLab> {
  const aws = await openStage(file, 1, 'us-east-1', { deletes })
  const [ubuntu, rocky, made] = await Promise.all([
    aws.instance('ubuntu-instance'),
    aws.instance('rocky-instance', { distribution: 'rocky' }),
    aws.ask({ verb: 'create', name: 'research-data', options: defaultCreateOptions }),
  ])
  if (made.run.state !== 'done') throw new Error(`no volume: ${JSON.stringify(made.run.findings)}`)
  return { aws, ubuntu, rocky, prism: () => aws.prismWithClock(0), stop: () => aws.stop() }
}
