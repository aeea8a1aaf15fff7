import { AwsError } from '../wire/errors.ts'

const reference = /\{\{\s*ssm:([A-Za-z0-9_./-]+)(?::(\d+))?\s*\}\}/g

/**
 * SSM itself replaces `{{ssm:NAME}}` in a command's parameter values by what the parameter store holds, and refuses the command
 * where a name is not there: text that a user wrote must not reach this place.
 */
export function resolveReferences(
  parameters: Readonly<Record<string, readonly string[]>>,
  store: ReadonlyMap<string, string>,
): Readonly<Record<string, readonly string[]>> {
  const missing = new Set<string>()
  const resolve = (text: string): string =>
    text.replace(reference, (whole, name: string) => {
      const value = store.get(name)
      if (value === undefined) missing.add(name)
      return value ?? whole
    })
  const resolved = Object.fromEntries(Object.entries(parameters).map(([name, values]) => [name, values.map(resolve)]))
  if (missing.size > 0)
    throw new AwsError(
      'InvalidParameters',
      `Parameters [${[...missing].join(', ')}] referenced by {{ssm:}} do not exist in the parameter store.`,
    )
  return resolved
}
