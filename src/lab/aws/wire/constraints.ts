import type { z } from 'zod'
import { AwsError, notModelled } from './errors.ts'

type Issue = z.core.$ZodIssue

/** Says which constraint an input broke, in the words of AWS's common validation layer. */
export function explainConstraints(issues: readonly Issue[], input: unknown, code: string): AwsError {
  const unknown = issues.find((issue) => issue.code === 'unrecognized_keys')
  if (unknown !== undefined) return notModelled(`the member ${[...unknown.path, ...unknown.keys].join('.')}`)
  const wrongType = issues.find((issue) => issue.code === 'invalid_type' && at(input, issue.path) !== undefined)
  if (wrongType !== undefined)
    return new AwsError('SerializationException', `Wrong type at ${pathOf(wrongType.path)}: ${wrongType.message}`)
  const complaints = issues.map(
    (issue) => `Value ${shown(at(input, issue.path))}at '${pathOf(issue.path)}' failed to satisfy constraint: ${rule(issue)}`,
  )
  return new AwsError(code, `${issues.length} validation error${issues.length === 1 ? '' : 's'} detected: ${complaints.join('; ')}`)
}

function rule(issue: Issue): string {
  switch (issue.code) {
    case 'too_big':
      return `Member must have ${issue.origin === 'number' ? 'value' : 'length'} less than or equal to ${issue.maximum}`
    case 'too_small':
      return `Member must have ${issue.origin === 'number' ? 'value' : 'length'} greater than or equal to ${issue.minimum}`
    case 'invalid_format':
      return `Member must satisfy regular expression pattern: ${'pattern' in issue ? issue.pattern : issue.format}`
    case 'invalid_value':
      return `Member must satisfy enum value set: [${issue.values.join(', ')}]`
    case 'invalid_type':
      return 'Member must not be null'
    default:
      return issue.message
  }
}

function shown(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? `'${String(value).slice(0, 200)}' ` : ''
}

/** `InstanceIds[0]` is `instanceIds.1.member` in AWS's own words. */
function pathOf(path: readonly PropertyKey[]): string {
  return path
    .map((part) => (typeof part === 'number' ? `${part + 1}.member` : String(part).charAt(0).toLowerCase() + String(part).slice(1)))
    .join('.')
}

function at(value: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (inner, key) => (typeof inner === 'object' && inner !== null ? (inner as Record<PropertyKey, unknown>)[key] : undefined),
    value,
  )
}
