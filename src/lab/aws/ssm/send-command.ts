import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import type { Hiding } from '../faults.ts'
import { AwsError } from '../wire/errors.ts'
import { type Operations, operation } from '../wire/operation.ts'
import type { KnownInstance } from '../world.ts'
import type { Agents } from './agent.ts'
import { describeCommand } from './describe.ts'
import { dispatch } from './dispatch.ts'
import { documentOf, versionOf } from './document-store.ts'
import { type Fillable, fillIn } from './fill-in.ts'
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
  DocumentHash: z.string().max(256).optional(),
  DocumentHashType: z.enum(['Sha256']).default('Sha256'),
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

type Input = z.output<typeof sendShape>

export function sendCommandOperations(ssm: Ssm, agents: Agents): Operations {
  return { SendCommand: operation(sendShape, (input) => send(ssm, agents, input)) }
}

function send(ssm: Ssm, agents: Agents, input: Input): object {
  const document = documentOf(ssm.documents, input.DocumentName)
  const version = versionOf(document, { number: input.DocumentVersion })
  if (document.status !== 'Active') throw new AwsError('InvalidDocument', `The document ${document.name} is ${document.status}.`)
  // what the real service says
  if (input.DocumentHash !== undefined && input.DocumentHash !== version.hash)
    throw new AwsError('InvalidDocument', `document hash ${input.DocumentHash} does not match ${input.DocumentHashType}.`)
  const filled = fillIn(document.name, version.content, input.Parameters, ssm.parameters, ssm.packages)
  const known = resolveTargets(ssm, document.name, input.InstanceIds, input.Targets)
  const command = record(ssm, input, { name: document.name, pluginName: version.content.pluginName }, filled, known)
  dispatch(command, agents)
  return { Command: describeCommand(ssm, command) }
}

function record(
  ssm: Ssm,
  input: Input,
  document: { readonly name: string; readonly pluginName: string },
  { on, executionSeconds }: Fillable,
  known: readonly KnownInstance[],
): LabCommand {
  const { clock, faults } = ssm.world
  const requestedAt = clock.now()
  const hiding = faults.hiding()
  const command: LabCommand = {
    id: randomUUID(),
    documentName: document.name,
    documentVersion: input.DocumentVersion ?? '$DEFAULT',
    pluginName: document.pluginName,
    comment: input.Comment,
    parameters: input.Parameters,
    fillOn: on,
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
