import { z } from 'zod'
import { AwsError } from '../wire/errors.ts'

/** Letters and digits alone: the agent drops a parameter of any other name (amazon-ssm-agent, docparser/parameters). */
const parameterName = /^[a-zA-Z0-9]+$/

const parameterShape = z.looseObject({
  type: z.enum(['String', 'StringList']),
  description: z.string().optional(),
  default: z.union([z.string(), z.array(z.string())]).optional(),
  allowedPattern: z.string().optional(),
  allowedValues: z.array(z.string()).optional(),
  minItems: z.number().optional(),
  interpolationType: z.enum(['ENV_VAR']).optional(),
})

const inputsShape = z.looseObject({
  runCommand: z.union([z.string(), z.array(z.string())]),
  workingDirectory: z.string().default(''),
  timeoutSeconds: z.union([z.string(), z.number()]).default('3600'),
})

const packageShape = z.looseObject({ name: z.string(), action: z.string(), version: z.string().default('') })

const stepName = z.string().regex(/^[a-zA-Z0-9_-]{3,128}$/)

const contentShape = z.union([
  z.looseObject({
    schemaVersion: z.literal('2.2'),
    description: z.string().default(''),
    parameters: z.record(z.string().regex(parameterName), parameterShape).default({}),
    mainSteps: z
      .array(
        z.discriminatedUnion('action', [
          z.looseObject({ action: z.literal('aws:runShellScript'), name: stepName, inputs: inputsShape }),
          z.looseObject({ action: z.literal('aws:configurePackage'), name: stepName, inputs: packageShape }),
        ]),
      )
      .length(1),
  }),
  z.looseObject({
    schemaVersion: z.literal('1.2'),
    description: z.string().default(''),
    parameters: z.record(z.string().regex(parameterName), parameterShape).default({}),
    runtimeConfig: z.looseObject({ 'aws:runShellScript': z.looseObject({ properties: z.array(inputsShape).length(1) }) }),
  }),
])

export type DocumentParameter = z.output<typeof parameterShape>

export type DocumentStep =
  | { readonly action: 'aws:runShellScript'; readonly inputs: z.output<typeof inputsShape> }
  | { readonly action: 'aws:configurePackage'; readonly inputs: z.output<typeof packageShape> }

/** A command document as the lab can run it: one step. */
export type DocumentContent = {
  readonly schemaVersion: string
  readonly description: string
  readonly parameters: Readonly<Record<string, DocumentParameter>>
  /** What CommandPlugins call it: the step's name, or the plugin's where the schema has no steps. */
  readonly pluginName: string
  readonly step: DocumentStep
}

/** Throws InvalidDocumentContent, InvalidDocumentSchemaVersion, and says NotModelled for steps that the lab cannot run. */
export function parseContent(text: string): DocumentContent {
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch {
    throw new AwsError('InvalidDocumentContent', 'JSON not well-formed.')
  }
  const version = (json as { schemaVersion?: unknown } | null)?.schemaVersion
  if (version !== '2.2' && version !== '1.2')
    throw new AwsError('InvalidDocumentSchemaVersion', `The schema version ${String(version)} is not supported for a Command document.`)
  const parsed = contentShape.safeParse(json)
  if (!parsed.success) {
    const [issue] = parsed.error.issues
    throw new AwsError('InvalidDocumentContent', `The content of the document is not valid at ${issue?.path.join('.')}: ${issue?.message}`)
  }
  const { data } = parsed
  for (const [name, { allowedPattern }] of Object.entries(data.parameters)) checkPattern(name, allowedPattern)
  const common = { schemaVersion: data.schemaVersion, description: data.description, parameters: data.parameters }
  if (data.schemaVersion === '1.2')
    return {
      ...common,
      pluginName: 'aws:runShellScript',
      step: { action: 'aws:runShellScript', inputs: data.runtimeConfig['aws:runShellScript'].properties[0]! },
    }
  const [step] = data.mainSteps
  return { ...common, pluginName: step!.name, step: step! }
}

/** The agent reads patterns as Go's RE2, which knows no look-around and no back-reference. */
function checkPattern(name: string, pattern: string | undefined): void {
  if (pattern === undefined) return
  try {
    new RegExp(pattern)
  } catch {
    throw new AwsError('InvalidDocumentContent', `The allowedPattern of ${name} is not a regular expression.`)
  }
  if (/\(\?<?[=!]|\\[1-9]/.test(pattern))
    throw new AwsError('InvalidDocumentContent', `The allowedPattern of ${name} uses what the agent cannot read.`)
}
