import { AwsError } from '../wire/errors.ts'
import type { KnownInstance } from '../world.ts'
import { installation, type Packages } from './distributor.ts'
import type { DocumentContent, DocumentParameter } from './document-content.ts'
import { resolveReferences } from './parameter-store.ts'

type Given = Readonly<Record<string, readonly string[]>>

/** What an agent makes of a command: the script's text and its environment. */
export type Filled = { readonly script: string; readonly environment: Readonly<Record<string, string>> }

export type Fillable = {
  /** Seconds; a time-out outside 5–172,800 s silently becomes 3600. */
  readonly executionSeconds: number
  readonly on: (instance: KnownInstance) => Filled
}

/** A document with its parameters filled in may weigh 64 KB. */
const sizeLimit = 64 * 1024

/** Checks a command's parameters as the service does. Throws InvalidParameters, MaxDocumentSizeExceeded. */
export function fillIn(
  documentName: string,
  content: DocumentContent,
  given: Given,
  store: ReadonlyMap<string, string>,
  packages: Packages,
): Fillable {
  if (Buffer.byteLength(JSON.stringify(given)) > sizeLimit)
    throw new AwsError('MaxDocumentSizeExceeded', 'The size limit of a document is 64 KB.')
  for (const [name, values] of Object.entries(given)) {
    const parameter = Object.hasOwn(content.parameters, name) ? content.parameters[name] : undefined
    if (parameter === undefined)
      throw new AwsError('InvalidParameters', `Parameter "${name}" is not defined in document "${documentName}".`)
    checked(name, parameter, values)
  }
  const values: Record<string, readonly string[]> = {}
  for (const [name, parameter] of Object.entries(content.parameters))
    values[name] = checked(name, parameter, given[name] ?? defaultOf(parameter))
  const resolved = resolveReferences(values, store)
  for (const [name, parameter] of Object.entries(content.parameters)) checked(name, parameter, resolved[name])

  const { action, inputs } = content.step
  if (action === 'aws:configurePackage') {
    const word = (text: string): string => replaced(text, resolved)
    const order = { name: word(inputs.name), action: word(inputs.action), version: word(inputs.version) }
    // the plugin has no time-out of the caller's
    return { executionSeconds: 3600, on: (known) => ({ script: installation(packages, order, known), environment: {} }) }
  }
  const directory = replaced(inputs.workingDirectory, resolved)
  if (!/^[^'\n]*$/.test(directory)) throw new AwsError('InvalidParameters', 'The lab takes no quotes or newlines in workingDirectory.')
  const seconds = Number(replaced(String(inputs.timeoutSeconds), resolved))
  return {
    executionSeconds: seconds >= 5 && seconds <= 172_800 ? seconds : 3600,
    on: ({ agentVersion }) => {
      const asVariables = Object.entries(content.parameters).filter(([, p]) => p.interpolationType === 'ENV_VAR' && isNew(agentVersion))
      return {
        script: inDirectory(directory, textOf(inputs.runCommand, resolved)),
        environment: Object.fromEntries(asVariables.map(([name]) => [`SSM_${name}`, (resolved[name] ?? []).join(',')])),
      }
    },
  }
}

const defaultOf = (p: DocumentParameter): readonly string[] | undefined => (typeof p.default === 'string' ? [p.default] : p.default)

function checked(name: string, parameter: DocumentParameter, values: readonly string[] | undefined): readonly string[] {
  if (values === undefined || values.length < (parameter.minItems ?? 0))
    throw new AwsError('InvalidParameters', `Parameter "${name}" is required.`)
  if (parameter.type === 'String' && values.length !== 1)
    throw new AwsError('InvalidParameters', `Parameter "${name}" is a String; ${values.length} values were given.`)
  for (const value of values) {
    if (parameter.allowedPattern !== undefined && !matches(parameter.allowedPattern, value))
      throw new AwsError('InvalidParameters', `Parameter "${name}" has a value that does not match the allowed pattern.`)
    if (parameter.allowedValues !== undefined && !parameter.allowedValues.includes(value))
      throw new AwsError('InvalidParameters', `Parameter "${name}" has a value that is not allowed.`)
  }
  return values
}

/** As Java finds: anywhere in the value, and `$` also stands before a line break at the end. Whether SSM is stricter is not known. */
function matches(pattern: string, value: string): boolean {
  const expression = new RegExp(pattern)
  return expression.test(value) || (value.endsWith('\n') && expression.test(value.slice(0, -1)))
}

/** A list that is nothing but one parameter takes its values as lines; elsewhere a value becomes part of the text. */
function textOf(runCommand: string | readonly string[], values: Given): string {
  const only = typeof runCommand === 'string' ? /^\{\{\s*([a-zA-Z0-9]+)\s*\}\}$/.exec(runCommand)?.[1] : undefined
  if (only !== undefined) return (values[only] ?? []).join('\n')
  return replaced(typeof runCommand === 'string' ? runCommand : runCommand.join('\n'), values)
}

/**
 * The agent's textual replacement: what the value holds becomes part of the script. Whether a new agent still does it for what it hands
 * over as a variable is not known; the lab does the worse.
 */
function replaced(text: string, values: Given): string {
  return Object.entries(values).reduce(
    (t, [name, value]) => t.replace(new RegExp(`\\{\\{\\s*${name}\\s*\\}\\}`, 'g'), () => value.join(',')),
    text,
  )
}

/** interpolationType came with agent 3.3.2746; an older one does not know the word and makes no variable. */
function isNew(agentVersion: string): boolean {
  const [major = 0, minor = 0, patch = 0] = agentVersion.split('.').map(Number)
  return major !== 3 ? major > 3 : minor !== 3 ? minor > 3 : patch >= 2746
}

/** The agent starts the script in the directory; the shebang has to stay on the first line. */
function inDirectory(directory: string, script: string): string {
  if (directory === '') return script
  const [shebang, ...rest] = script.split('\n')
  const enter = `cd '${directory}' || exit 1`
  return shebang?.startsWith('#!') ? [shebang, enter, ...rest].join('\n') : `${enter}\n${script}`
}
