/** A job of the host program as an SSM document of Prism's own: fixed text, typed parameters that become environment variables, nothing else. */
import { createHash } from 'node:crypto'
import { type OwnDocument, oldestAgent } from '../domain/documents.ts'
import { parentsOnly, systemDirectories } from '../domain/names.ts'
import type { ScriptJob, ScriptName } from '../domain/plan.ts'
import { assemble, contracts, shebang } from './assemble.ts'
import { linesOf } from './packed.ts'
import { type Parameters, ssmParameters, ssmVariable } from './parameters.ts'
import { comparableDocument, readableDocument } from './readable-document.ts'

/** What every job has besides its own parameters. */
const ofEveryJob = {
  job: { env: 'PRISM_JOB', pattern: /^[A-Za-z0-9][A-Za-z0-9._-]{0,95}$/, doc: 'The key of the job, which is done at most once' },
  notAfter: { env: 'PRISM_NOT_AFTER', pattern: /^[1-9][0-9]{9,10}$/, doc: 'Unix time after which the host refuses to start' },
} as const satisfies Parameters

/** SSM itself reads this one; 5 seconds is the least that the agent takes (facts). */
const executionTimeout = { pattern: /^(?:[5-9]|[1-9][0-9]{1,3})$/, doc: 'Seconds that the script may take' }

const names: Readonly<Record<ScriptName, string>> = {
  inspect: 'Prism-Inspect',
  mount: 'Prism-Mount',
  unmount: 'Prism-Unmount',
  'sharing-test': 'Prism-SharingTest',
  doctor: 'Prism-Doctor',
  people: 'Prism-People',
  spaces: 'Prism-Spaces',
  migrate: 'Prism-Migrate',
}

const made = new Map<ScriptName, OwnDocument>()

export function ownDocument(script: ScriptName): OwnDocument {
  const known = made.get(script)
  if (known) return known
  const content = contentOf(script)
  const versionName = `sha256-${sha256(comparableDocument(content))}`
  const document = { name: names[script], script, content, sha256: sha256(content), versionName, readable: readableDocument(content) }
  made.set(script, document)
  return document
}

export const ownDocuments = (): readonly OwnDocument[] => (Object.keys(contracts) as ScriptName[]).map(ownDocument)

/** A job as the parameters of its document; `SendCommand` takes lists. */
export function parametersFor(job: ScriptJob, notAfter: Date): Readonly<Record<string, readonly string[]>> {
  if (assemble(job.script).sha256 !== job.scriptSha) throw new Error(`${job.key} was made by another version of the ${job.script} script`)
  const values = {
    ...job.params,
    job: job.key,
    notAfter: String(Math.floor(notAfter.getTime() / 1000)),
    executionTimeout: String(job.executionSeconds),
  }
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, [value]]))
}

function contentOf(script: ScriptName): string {
  const contract = contracts[script]
  const text = assemble(script)
  const declared: Parameters = { ...ofEveryJob, ...contract.parameters }
  const content = inLines({
    schemaVersion: '2.2',
    description: `Prism's ${script} script (SHA-256 ${text.sha256}). Made by "prism setup"; Prism refuses it when it was changed.`,
    parameters: {
      ...ssmParameters(declared),
      executionTimeout: {
        type: 'String',
        description: executionTimeout.doc,
        allowedPattern: executionTimeout.pattern.source,
        default: String(contract.executionSeconds),
      },
    },
    mainSteps: [
      {
        action: 'aws:runShellScript',
        name: 'prism',
        precondition: { StringEquals: ['platformType', 'Linux'] },
        inputs: {
          timeoutSeconds: '{{ executionTimeout }}',
          runCommand: [shebang, ...handOver(declared, script, text.sha256), ...linesOf(text)],
        },
      },
    ],
  })
  // a document that SSM would not take is a fault in the program
  if (Buffer.byteLength(content) > 64 * 1024) throw new Error(`${names[script]} weighs ${Buffer.byteLength(content)} bytes`)
  return content
}

/**
 * An older agent leaves the variables out: then nothing is done at all. What patterns cannot say is said here and where the program reads
 * them, because whoever may send the document need not be Prism: SSM's are Java's, whose `$` lets a final line break through, and no
 * pattern that the agent can read leaves out the system's own directories.
 */
function handOver(declared: Parameters, script: ScriptName, sha: string): string[] {
  const names = Object.entries(declared).map(([name, { env }]) => `${name}=${env.slice('PRISM_'.length)}`)
  return [
    `[ -n "\${${ssmVariable('job')}-}" ] || { echo 'prism: the SSM agent hands no parameters over; it must be ${oldestAgent} or newer' >&2; exit 3; }`,
    ...('mountPoint' in declared ? [refuseSystemPlaces] : []),
    `PRISM_NAMES=${names.join(',')} PRISM_SCRIPT=${script} PRISM_SHA=${sha} PRISM_JOB=$${ssmVariable('job')}`,
    'export PRISM_NAMES PRISM_SCRIPT PRISM_SHA PRISM_JOB',
  ]
}

const refuseSystemPlaces = `case $${ssmVariable('mountPoint')}/ in ${[
  ...systemDirectories.map((name) => `/${name}/*`),
  ...parentsOnly.map((name) => `/${name}/`),
].join(' | ')}) echo 'prism: no volume may cover this place' >&2; exit 3 ;; esac`

/** JSON with every element on a line of its own and no indentation, which would weigh as much as the program. */
const inLines = (value: unknown): string => `${JSON.stringify(value, null, 1).replace(/^ +/gm, '')}\n`

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')
