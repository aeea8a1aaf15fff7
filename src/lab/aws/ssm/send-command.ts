import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import type { Hiding } from '../faults.ts'
import { AwsError } from '../wire/errors.ts'
import { type Operations, operation } from '../wire/operation.ts'
import type { KnownInstance } from '../world.ts'
import type { Agents } from './agent.ts'
import { describeCommand } from './describe.ts'
import { dispatch } from './dispatch.ts'
import { runShellScript } from './documents.ts'
import { resolveReferences } from './parameter-store.ts'
import { resolveTargets } from './resolve-targets.ts'
import * as shape from './shapes.ts'
import type { LabCommand, Sight, Ssm } from './state.ts'

const sendShape = z.strictObject({
  InstanceIds: z.array(shape.instanceId).max(50).default([]),
  Targets: z
    .array(
      z.strictObject({
        Key: z.string().min(1).max(163),
        Values: z.array(z.string()).max(50),
      }),
    )
    .max(5)
    .default([]),
  DocumentName: shape.documentName,
  DocumentVersion: shape.documentVersion.optional(),
  TimeoutSeconds: z.number().int().min(30).max(2_592_000).default(3600),
  Comment: z.string().max(100).default(''),
  Parameters: z.record(z.string(), z.array(z.string())).default({}),
  MaxConcurrency: z
    .string()
    .min(1)
    .max(7)
    .regex(/^([1-9][0-9]*|[1-9][0-9]%|[1-9]%|100%)$/)
    .default('50'),
  MaxErrors: z
    .string()
    .min(1)
    .max(7)
    .regex(/^([1-9][0-9]*|[0]|[1-9][0-9]%|[0-9]%|100%)$/)
    .default('0'),
})

/** A command document with its parameters filled in may weigh 64 KB. */
const sizeLimit = 64 * 1024

export function sendCommandOperations(ssm: Ssm, agents: Agents): Operations {
  return { SendCommand: operation(sendShape, (input) => send(ssm, agents, input)) }
}

function send(ssm: Ssm, agents: Agents, input: z.output<typeof sendShape>): object {
  checkDocument(input.DocumentName, input.DocumentVersion)
  const { script, executionSeconds } = readParameters(ssm, input.Parameters)
  const known = resolveTargets(ssm, input.InstanceIds, input.Targets)
  const command = record(ssm, input, script, executionSeconds, known)
  dispatch(command, agents)
  return { Command: describeCommand(ssm, command) }
}

function checkDocument(name: string, version: string | undefined): void {
  const plain = name.split('/').at(-1)
  if (plain !== runShellScript.name) throw new AwsError('InvalidDocument', `Document with name ${name} does not exist.`)
  if (version !== undefined && version !== '1' && !version.startsWith('$'))
    throw new AwsError('InvalidDocumentVersion', `The document version ${version} is not valid.`)
}

/** The agent joins the lines of `commands` with newlines; a time-out outside 5–172,800 s silently becomes 3600. */
function readParameters(
  ssm: Ssm,
  parameters: Readonly<Record<string, readonly string[]>>,
): { readonly script: string; readonly executionSeconds: number } {
  if (Buffer.byteLength(JSON.stringify(parameters)) > sizeLimit)
    throw new AwsError('MaxDocumentSizeExceeded', 'The size limit of a document is 64 KB.')
  for (const name of Object.keys(parameters))
    if (!runShellScript.parameters.some((one) => one.name === name))
      throw new AwsError('InvalidParameters', `Parameter "${name}" is not defined in document "${runShellScript.name}".`)
  const resolved = resolveReferences(parameters, ssm.parameters)
  const commands = resolved.commands
  if (commands === undefined || commands.length === 0) throw new AwsError('InvalidParameters', 'Parameter "commands" is required.')
  const directory = resolved.workingDirectory?.[0] ?? ''
  const seconds = Number(resolved.executionTimeout?.[0] ?? '3600')
  if (directory !== '' && !/^[^'\n]*$/.test(directory))
    throw new AwsError('InvalidParameters', 'The lab takes no quotes or newlines in workingDirectory.')
  return {
    script: inDirectory(directory, commands.join('\n')),
    executionSeconds: seconds >= 5 && seconds <= 172_800 ? seconds : 3600,
  }
}

/** The agent starts the script in the directory; the shebang has to stay on the first line. */
function inDirectory(directory: string, script: string): string {
  if (directory === '') return script
  const [shebang, ...rest] = script.split('\n')
  const enter = `cd '${directory}' || exit 1`
  return shebang?.startsWith('#!') ? [shebang, enter, ...rest].join('\n') : `${enter}\n${script}`
}

function record(
  ssm: Ssm,
  input: z.output<typeof sendShape>,
  script: string,
  executionSeconds: number,
  known: readonly KnownInstance[],
): LabCommand {
  const { clock, faults } = ssm.world
  const requestedAt = clock.now()
  const hiding = faults.hiding()
  const command: LabCommand = {
    id: randomUUID(),
    documentName: runShellScript.name,
    comment: input.Comment,
    parameters: input.Parameters,
    script,
    executionSeconds,
    instanceIds: input.InstanceIds,
    targets: input.Targets,
    requestedAt,
    timeoutSeconds: input.TimeoutSeconds,
    expiresAfter: new Date(requestedAt.getTime() + (input.TimeoutSeconds + executionSeconds) * 1000),
    maxConcurrency: input.MaxConcurrency,
    maxErrors: input.MaxErrors,
    invocations: [],
    cancelled: false,
    sight: { invocations: sightOf(hiding.invocations, requestedAt), commands: sightOf(hiding.commands, requestedAt) },
  }
  for (const { instance } of known)
    command.invocations.push({
      command,
      instanceId: instance.id,
      instanceName: instance.name,
      status: 'Pending',
      details: 'Pending',
      responseCode: -1,
      startedAt: undefined,
      endedAt: undefined,
      stdout: '',
      stderr: '',
      abort: new AbortController(),
    })
  ssm.commands.set(command.id, command)
  return command
}

function sightOf(hiding: Hiding, at: Date): Sight {
  if (hiding === 'for-ever') return { looksLeft: 0, from: Number.POSITIVE_INFINITY }
  return 'calls' in hiding ? { looksLeft: hiding.calls, from: 0 } : { looksLeft: 0, from: at.getTime() + hiding.milliseconds }
}
