/**
 * SendCommand, the one call that must not be made twice by accident: it has no idempotency token. So the SDK's retries are off, and
 * only an answer that says "throttled" is tried again, because then SSM has certainly taken nothing.
 */
import { finding, PrismError } from '../domain/catalogue.ts'
import type { Clock, CommandToSend } from '../domain/ports.ts'
import type { Ssm } from './clients.ts'
import { isThrottling, statusOf, translate } from './failures.ts'

/**
 * The request left and no usable answer came: SSM may have taken it. Carries the finding `outcome-unknown`, by which callers that
 * may not import this class know it. The only right reaction is to look for the command by its comment.
 */
export class SendOutcomeUnknown extends PrismError {
  constructor(seen: string, cause: unknown) {
    super(finding('outcome-unknown', { seen }), { cause })
    this.name = 'SendOutcomeUnknown'
  }
}

const tries = 6

/** Throws SendOutcomeUnknown, or a PrismError that means: nothing was sent. */
export async function sendCommand(
  ssm: Ssm,
  clock: Clock,
  command: CommandToSend,
  random: () => number,
): Promise<{ readonly commandId: string }> {
  for (let attempt = 1; ; attempt++) {
    try {
      const answer = await ssm.client.send(new ssm.sdk.SendCommandCommand(inputOf(command)))
      const commandId = answer.Command?.CommandId
      if (!commandId) throw new SendOutcomeUnknown('ssm:SendCommand answered without a command id', answer)
      return { commandId }
    } catch (cause) {
      if (cause instanceof PrismError) throw cause
      const error = cause instanceof Error ? cause : new Error(String(cause))
      if (isThrottling(error) && attempt < tries) {
        // full jitter, as in AWS's own advice: 0–0.5 s, 0–1 s, … 0–8 s
        await clock.sleep(random() * 500 * 2 ** (attempt - 1))
        continue
      }
      throw refusedOrUnknown(error, command)
    }
  }
}

function inputOf(command: CommandToSend) {
  return {
    DocumentName: 'AWS-RunShellScript',
    InstanceIds: [...command.instanceIds],
    Parameters: { commands: [...command.commands], executionTimeout: [String(command.executionSeconds)] },
    // SSM refuses less than 30
    TimeoutSeconds: Math.max(30, command.deliverySeconds),
    Comment: command.comment,
    // All at once, and no number of failures holds the others back: the default of 0 errors would stop the rest at the first failing
    // host, and every host is judged by itself.
    MaxConcurrency: '50',
    MaxErrors: '100%',
  }
}

/** Errors of a connection that never stood: no byte of the request can have arrived. */
const neverConnected = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH'])

function refusedOrUnknown(error: Error, command: CommandToSend): PrismError {
  const status = statusOf(error)
  const noAnswer = status === undefined || status < 400 || status >= 500
  const code = (error as { code?: unknown }).code
  const beforeSending = error.name === 'CredentialsProviderError' || (typeof code === 'string' && neverConnected.has(code))
  if (noAnswer && !beforeSending && !isThrottling(error)) {
    const seen = `ssm:SendCommand for ${command.instanceIds.length} instance(s): ${translate('ssm:SendCommand', error).finding.seen}`
    return new SendOutcomeUnknown(seen, error)
  }
  if (error.name === 'InvalidInstanceId') {
    // one bad id refuses the whole call; SSM does not say which
    return new PrismError(finding('instance-offline', { seen: `ssm:SendCommand refused, one of ${command.instanceIds.join(', ')}` }), {
      cause: error,
    })
  }
  return translate('ssm:SendCommand', error)
}
