/** Jobs: what is sent to a host, and what is made of the answer. */
import { jobKey } from '../domain/job-key.ts'
import type { ScriptJob, ScriptName } from '../domain/plan.ts'
import { assemble, contracts, shebang } from './assemble.ts'
import { inspectParams } from './inspect/contract.ts'
import { linesOf } from './packed.ts'
import { checkParameters, parameterLine } from './parameters.ts'

export { doctorParams } from './doctor/contract.ts'
export { ownDocuments, parametersFor } from './document.ts'
export { inspectParams } from './inspect/contract.ts'
export { type MigrationJob, migrateParams } from './migrate/contract.ts'
export { type Mount, mountParams } from './mount/contract.ts'
export { peopleParams } from './people/contract.ts'
export { readableDocument, saysTheSame } from './readable-document.ts'
export { identitiesText, type SharingPlace, sharingTestParams } from './sharing-test/contract.ts'
export { spacesParams } from './spaces/contract.ts'
export { readTranscript } from './transcript.ts'
export { unmountParams } from './unmount/contract.ts'

/** Throws a plain Error naming the parameter that does not fit the job's contract. */
export function makeJob(input: {
  readonly runId: string
  readonly n: number
  readonly script: ScriptName
  readonly params: Readonly<Record<string, string>>
  readonly instanceIds: readonly string[]
  readonly executionSeconds?: number
}): ScriptJob {
  const { script, params, instanceIds } = input
  const contract = contracts[script]
  checkParameters(contract.parameters, params)
  const key = jobKey(input.runId, input.n, { script, params })
  if (!/^[A-Za-z0-9][A-Za-z0-9._-]{0,95}$/.test(key)) throw new Error('the job key does not fit a directory name')
  return {
    key,
    script,
    scriptSha: scriptSha(script),
    params,
    instanceIds,
    executionSeconds: input.executionSeconds ?? contract.executionSeconds,
    changes: script !== 'inspect' && script !== 'doctor' && params.change !== '0' && (params.do ?? 'move') === 'move',
  }
}

/**
 * A job that settles another of which nobody knows whether it was delivered: what that one did is told, and from now on the host refuses it.
 * It looks at nothing else, so what a look is given is empty here. To send it twice is as good as once.
 */
export function burningJob({ key, params, beyond }: ScriptJob, instanceIds: readonly string[]): ScriptJob {
  const burning = inspectParams({
    // of a job about people there is no volume, and none is looked at
    fileSystemId: params.fileSystemId ?? 'fs-00000000',
    region: params.region ?? 'us-east-1',
    addresses: [],
    mountPoint: params.mountPoint ?? '/mnt',
    accounts: [],
    groupName: 'root',
    gid: 1,
    paths: [],
    umask: '0022',
    depth: 'facts',
    burn: key,
  })
  const runId = key.split('.', 1)[0]!
  const job = makeJob({ runId, n: 0, script: 'inspect', params: burning, instanceIds, executionSeconds: 120 })
  return beyond ? { ...job, beyond } : job
}

/** Whether a job is such a one. */
export const isBurning = ({ params }: Pick<ScriptJob, 'params'>): boolean => (params.burn ?? '') !== ''

/** The version of a job's program: the SHA-256 of its text, which a job is made with and the host's transcript says back. */
export const scriptSha = (script: ScriptName): string => assemble(script).sha256

/**
 * The `commands` of AWS-RunShellScript: shebang, the parameters as one line of base64, the fixed text.
 * The host refuses to begin after `notAfter`.
 */
export function commandsFor(job: ScriptJob, notAfter: Date): string[] {
  const script = assemble(job.script)
  if (script.sha256 !== job.scriptSha) throw new Error(`${job.key} was made by another version of the host program for ${job.script}`)
  const parameters = parameterLine(contracts[job.script].parameters, job.params, {
    PRISM_JOB: job.key,
    PRISM_SCRIPT: job.script,
    PRISM_SHA: job.scriptSha,
    PRISM_NOT_AFTER: String(Math.floor(notAfter.getTime() / 1000)),
  })
  return [shebang, parameters, ...linesOf(script)]
}
