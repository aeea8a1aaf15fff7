/** What tests of a look by a tag share: the job, what it answers with, and how often SSM was asked. */
import type { HostJob } from '../../src/domain/plan.ts'
import type { CommandToSend, Invocation } from '../../src/domain/ports.ts'
import type { dispatch } from '../../src/runs/dispatch.ts'
import { ids, invocation, jobFor } from './dispatch-stage.ts'
import type { ScriptedSsm } from './scripted-ssm.ts'

const tag = { key: 'team', value: 'calc' }
export const look = (n: number): HostJob => ({ ...jobFor(ids(n)), tag })
export const ending = (instanceId: string): Invocation => invocation(instanceId, 'not-delivered')
export const to = ({ tag: by, instanceIds }: CommandToSend) => (by ? `tag:${by.key}=${by.value}` : instanceIds.length)
export const codes = (results: Awaited<ReturnType<typeof dispatch>>) => [
  ...new Set(results.map((r) => (r.kind === 'none' ? r.finding.code : r.kind))),
]

/** Counts what is asked about a command. */
export function asking(ssm: ScriptedSsm) {
  const asked = { counts: 0, lists: 0 }
  const runCommand: ScriptedSsm = {
    ...ssm,
    counts: async (commandId) => {
      asked.counts += 1
      return ssm.counts(commandId)
    },
    invocations: async (commandId, read) => {
      asked.lists += 1
      return ssm.invocations(commandId, read)
    },
  }
  return { asked, runCommand }
}
