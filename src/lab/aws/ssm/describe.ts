import { errorsOf, statusOf } from './dispatch.ts'
import { listedOutput } from './output.ts'
import { isOver, type LabCommand, type LabInvocation, type Ssm } from './state.ts'

/** `Command` as SendCommand and ListCommands give it. */
export function describeCommand(ssm: Ssm, command: LabCommand): object {
  const { status, details } = statusOf(command)
  return {
    CommandId: command.id,
    DocumentName: command.documentName,
    DocumentVersion: command.documentVersion,
    Comment: command.comment,
    ExpiresAfter: command.expiresAfter,
    Parameters: command.parameters,
    InstanceIds: command.instanceIds,
    Targets: command.targets,
    RequestedDateTime: command.requestedAt,
    Status: status,
    StatusDetails: details,
    OutputS3Region: ssm.world.region,
    OutputS3BucketName: '',
    OutputS3KeyPrefix: '',
    MaxConcurrency: command.maxConcurrency,
    MaxErrors: command.maxErrors,
    TargetCount: command.invocations.length,
    CompletedCount: command.invocations.filter(isOver).length,
    ErrorCount: errorsOf(command),
    DeliveryTimedOutCount: command.invocations.filter((one) => one.details === 'DeliveryTimedOut').length,
    ServiceRole: '',
    NotificationConfig: { NotificationArn: '', NotificationEvents: [] },
    CloudWatchOutputConfig: { CloudWatchLogGroupName: '', CloudWatchOutputEnabled: false },
    TimeoutSeconds: command.timeoutSeconds,
  }
}

/** `CommandInvocation` as ListCommandInvocations gives it; output shows only when the invocation has ended. */
export function describeInvocation(ssm: Ssm, invocation: LabInvocation, withDetails: boolean): object {
  const { command } = invocation
  const over = isOver(invocation)
  const onePlugin = {
    Name: command.pluginName,
    Status: invocation.status === 'Cancelling' ? 'InProgress' : invocation.status,
    StatusDetails: invocation.details,
    ResponseCode: invocation.responseCode,
    ...(invocation.startedAt && { ResponseStartDateTime: invocation.startedAt }),
    ...(over && invocation.endedAt && { ResponseFinishDateTime: invocation.endedAt }),
    Output: over ? listedOutput(invocation.stdout, invocation.stderr) : '',
    StandardOutputUrl: '',
    StandardErrorUrl: '',
    OutputS3Region: ssm.world.region,
    OutputS3BucketName: '',
    OutputS3KeyPrefix: '',
  }
  return {
    CommandId: command.id,
    InstanceId: invocation.instanceId,
    InstanceName: '',
    Comment: command.comment,
    DocumentName: command.documentName,
    DocumentVersion: command.documentVersion,
    RequestedDateTime: command.requestedAt,
    Status: invocation.status,
    StatusDetails: invocation.details,
    StandardOutputUrl: '',
    StandardErrorUrl: '',
    CommandPlugins: withDetails ? [onePlugin] : [],
    ServiceRole: '',
    CloudWatchOutputConfig: { CloudWatchLogGroupName: '', CloudWatchOutputEnabled: false },
  }
}

/** GetCommandInvocation: times as ISO strings and a duration, empty while there is none. */
export function describeInvocationFully(invocation: LabInvocation): object {
  const { command, startedAt } = invocation
  const over = isOver(invocation)
  const endedAt = over ? invocation.endedAt : undefined
  return {
    CommandId: command.id,
    InstanceId: invocation.instanceId,
    Comment: command.comment,
    DocumentName: command.documentName,
    DocumentVersion: command.documentVersion,
    PluginName: command.pluginName,
    ResponseCode: invocation.responseCode,
    ExecutionStartDateTime: startedAt?.toISOString() ?? '',
    ExecutionElapsedTime: startedAt && endedAt ? `PT${(endedAt.getTime() - startedAt.getTime()) / 1000}S` : '',
    ExecutionEndDateTime: startedAt && endedAt ? endedAt.toISOString() : '',
    Status: invocation.status,
    StatusDetails: invocation.details,
    StandardOutputContent: over ? invocation.stdout : '',
    StandardOutputUrl: '',
    StandardErrorContent: over ? invocation.stderr : '',
    StandardErrorUrl: '',
    CloudWatchOutputConfig: { CloudWatchLogGroupName: '', CloudWatchOutputEnabled: false },
  }
}
