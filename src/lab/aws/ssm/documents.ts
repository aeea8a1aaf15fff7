import { createHash } from 'node:crypto'
import { z } from 'zod'
import { AwsError } from '../wire/errors.ts'
import { type Operations, operation } from '../wire/operation.ts'
import * as shape from './shapes.ts'

/** The one document that the lab knows: AWS's own shell document, schema 1.2. */
export const runShellScript = {
  name: 'AWS-RunShellScript',
  description: 'Run a shell script or specify the commands to run.',
  parameters: [
    { name: 'commands', type: 'StringList', description: '(Required) Specify a shell script or a command to run.' },
    {
      name: 'workingDirectory',
      type: 'String',
      description: '(Optional) The path to the working directory on your instance.',
      default: '',
    },
    {
      name: 'executionTimeout',
      type: 'String',
      description:
        '(Optional) The time in seconds for a command to complete before it is considered to have failed. Default is 3600 (1 hour). Maximum is 172800 (48 hours).',
      default: '3600',
    },
  ],
} as const

const content = JSON.stringify(
  {
    schemaVersion: '1.2',
    description: runShellScript.description,
    parameters: {
      commands: { type: 'StringList', description: runShellScript.parameters[0].description, minItems: 1, displayType: 'textarea' },
      workingDirectory: { type: 'String', default: '', description: runShellScript.parameters[1].description, maxChars: 4096 },
      executionTimeout: {
        type: 'String',
        default: '3600',
        description: runShellScript.parameters[2].description,
        allowedPattern: '([1-9][0-9]{0,4})|(1[0-6][0-9]{4})|(17[0-1][0-9]{3})|(172[0-7][0-9]{2})|(172800)',
      },
    },
    runtimeConfig: {
      'aws:runShellScript': {
        properties: [
          {
            id: '0.aws:runShellScript',
            runCommand: '{{ commands }}',
            workingDirectory: '{{ workingDirectory }}',
            timeoutSeconds: '{{ executionTimeout }}',
          },
        ],
      },
    },
  },
  undefined,
  2,
)

const named = z.strictObject({
  Name: shape.documentName,
  DocumentVersion: shape.documentVersion.optional(),
  VersionName: z.string().optional(),
})

export function documentOperations(): Operations {
  return {
    GetDocument: operation(named.extend({ DocumentFormat: z.enum(['JSON']).default('JSON') }), (input) => {
      known(input.Name)
      return {
        Name: runShellScript.name,
        CreatedDate: published,
        DocumentVersion: '1',
        Status: 'Active',
        Content: content,
        DocumentType: 'Command',
        DocumentFormat: 'JSON',
      }
    }),
    DescribeDocument: operation(named, (input) => {
      known(input.Name)
      return {
        Document: {
          Hash: createHash('sha256').update(content).digest('hex'),
          HashType: 'Sha256',
          Name: runShellScript.name,
          Owner: 'Amazon',
          CreatedDate: published,
          Status: 'Active',
          DocumentVersion: '1',
          Description: runShellScript.description,
          Parameters: runShellScript.parameters.map((one) => ({
            Name: one.name,
            Type: one.type,
            Description: one.description,
            ...('default' in one && { DefaultValue: one.default }),
          })),
          PlatformTypes: ['Linux', 'MacOS'],
          DocumentType: 'Command',
          SchemaVersion: '1.2',
          LatestVersion: '1',
          DefaultVersion: '1',
          DocumentFormat: 'JSON',
          Tags: [],
        },
      }
    }),
  }
}

const published = new Date('2017-08-31T00:00:00Z')

function known(name: string): void {
  if (name.split('/').at(-1) !== runShellScript.name) throw new AwsError('InvalidDocument', `Document with name ${name} does not exist.`)
}
