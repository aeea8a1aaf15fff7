/** What was changed, by the lab's own log: at AWS by its calls, on an instance by the jobs that it carried out. */

import type { LabAws } from '../../src/lab/aws/start.ts'
import type { Exchange } from '../../src/lab/aws/wire/services.ts'

/** `CreateFileSystem`, or with what it is about: `DeleteFileSystem fs-0123…`. In their order. */
export type Change = { readonly operation: string; readonly about: string }

const about = ['AccessPointId', 'MountTargetId', 'FileSystemId', 'GroupId'] as const
const reads = /^(?:Describe|List|Get)/

/** What EFS and EC2 did. What was to be deleted and was gone already they refuse. */
export function changesAtAws(calls: readonly Exchange[]): Change[] {
  return calls
    .filter((c) => (c.service === 'efs' || c.service === 'ec2') && !reads.test(c.operation) && c.status >= 200 && c.status < 300)
    .map(({ operation, params }) => {
      const members = params as Readonly<Record<string, string | undefined>>
      return { operation, about: about.map((name) => members[name]).find((id) => id !== undefined) ?? '' }
    })
}

/**
 * Jobs that change it: each once, as a host answers the same job again from what it stored, and refuses what was burned. A look, of accounts or of
 * what a number has, changes nothing.
 */
export function jobsOn(instanceId: string, executions: ReturnType<LabAws['executions']>): string[] {
  const done = executions
    .filter((e) => e.instanceId === instanceId && e.exitCode === 0)
    .map((e) => parametersIn(e.script))
    .filter((given) => !/^PRISM_(?:CHANGE=0|DO=(?:look|open))$/m.test(given))
    .flatMap((given) => /^PRISM_JOB=(\w+\.(?:mount|unmount|people|migrate)\..*)$/m.exec(given)?.[1] ?? [])
  return [...new Set(done)]
}

const parametersIn = (script: string): string => Buffer.from(/^PRISM_PARAMETERS='(.*)'$/m.exec(script)?.[1] ?? '', 'base64').toString()
