/** An answer that a service gives instead of a result. `members` are further members of the modelled error (FileSystemId, …). */
export class AwsError extends Error {
  readonly code: string
  readonly status: number
  readonly members: Readonly<Record<string, unknown>>

  constructor(code: string, message: string, status = 400, members: Readonly<Record<string, unknown>> = {}) {
    super(message)
    this.name = 'AwsError'
    this.code = code
    this.status = status
    this.members = members
  }
}

/** What the lab has not built. 501, because clients don't retry that, and a success would be a lie. */
export function notModelled(what: string): AwsError {
  return new AwsError('NotModelledByTheLab', `The lab does not model ${what}.`, 501)
}
