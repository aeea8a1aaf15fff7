/**
 * SendCommand, the one call that must not be made twice by accident: it has no idempotency token. So the SDK's retries are off, and
 * only an answer that says "throttled" is tried again, because then SSM has certainly taken nothing.
 */
import { finding, PrismError } from '../domain/catalogue.ts'
import { distributorDocument } from '../domain/client/sources.ts'
import { runShellScript } from '../domain/documents.ts'
import type { Clock, CommandToSend, SendOutcome } from '../domain/ports.ts'
import type { Ssm } from './clients.ts'
import { asError, isInterposed, isThrottling, serverFaults, statusOf, translate } from './failures.ts'

const tries = 6

/** Where the request left and no usable answer came, SSM may have taken it: `unknown`. The only right reaction is to look for it. */
export async function sendCommand(ssm: Ssm, clock: Clock, command: CommandToSend, random: () => number): Promise<SendOutcome> {
  for (let attempt = 1; ; attempt++) {
    try {
      const answer = await ssm.client.send(new ssm.sdk.SendCommandCommand(inputOf(command)))
      const commandId = answer.Command?.CommandId
      return commandId ? { kind: 'sent', commandId } : { kind: 'unknown', cause: answer }
    } catch (cause) {
      const error = asError(cause)
      if (isThrottling(error) && attempt < tries) {
        // full jitter, as in AWS's own advice: 0–0.5 s, 0–1 s, … 0–8 s
        await clock.sleep(random() * 500 * 2 ** (attempt - 1))
        continue
      }
      return refusedOrUnknown(error, command)
    }
  }
}

function inputOf(command: CommandToSend) {
  return {
    ...documentOf(command),
    ...(command.tag
      ? { Targets: [{ Key: `tag:${command.tag.key}`, Values: [command.tag.value] }] }
      : { InstanceIds: [...command.instanceIds] }),
    // SSM refuses less than 30
    TimeoutSeconds: Math.max(30, command.deliverySeconds),
    Comment: command.comment,
    // All at once, and no number of failures holds the others back: the default of 0 errors would stop the rest at the first failing
    // host, and every host is judged by itself.
    MaxConcurrency: '100%',
    MaxErrors: '100%',
  }
}

function documentOf({ by, executionSeconds }: CommandToSend) {
  switch (by.kind) {
    case 'run-shell-script':
      return {
        DocumentName: runShellScript,
        Parameters: { commands: [...by.commands], executionTimeout: [String(executionSeconds)] },
      }
    case 'own-document':
      return {
        DocumentName: by.document,
        // SSM refuses the command when this version is not there or has another hash: nothing can be swapped since the look
        DocumentVersion: by.version,
        DocumentHash: by.sha256,
        DocumentHashType: 'Sha256' as const,
        Parameters: Object.fromEntries(Object.entries(by.parameters).map(([name, values]) => [name, [...values]])),
      }
    case 'distributor':
      return {
        DocumentName: distributorDocument,
        Parameters: Object.fromEntries(Object.entries(by.parameters).map(([name, value]) => [name, [value]])),
      }
  }
}

/** Errors of a connection that never stood: no byte of the request can have arrived. */
const neverConnected = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH', 'ERR_PROXY_TUNNEL'])

function refusedOrUnknown(error: Error, command: CommandToSend): SendOutcome {
  const status = statusOf(error)
  const noAnswer = status === undefined || status < 400 || status >= 500 || serverFaults.has(error.name) || isInterposed(error)
  const code = (error as { code?: unknown }).code
  // an error of our own comes from where the credentials are fetched
  const beforeSending =
    error instanceof PrismError || error.name === 'CredentialsProviderError' || (typeof code === 'string' && neverConnected.has(code))
  if (noAnswer && !beforeSending && !isThrottling(error)) return { kind: 'unknown', cause: error }
  if (error.name === 'InvalidInstanceId') {
    // one bad id refuses the whole call; SSM does not say which
    const seen = `ssm:SendCommand refused, one of ${command.instanceIds.join(', ')}`
    return { kind: 'refused', finding: finding('instance-offline', { seen }) }
  }
  const { finding: refused } = translate('ssm:SendCommand', error)
  if (command.by.kind === 'distributor' && refused.code === 'aws-denied')
    return { kind: 'refused', finding: finding('distributor-denied', { seen: refused.seen }) }
  if (command.by.kind === 'own-document' && (error.name === 'InvalidDocument' || error.name === 'InvalidDocumentVersion'))
    return { kind: 'refused', finding: finding('document-foreign', { seen: refused.seen }) }
  return { kind: 'refused', finding: refused }
}
