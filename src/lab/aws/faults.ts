import { AwsError } from './wire/errors.ts'
import type { Service } from './wire/services.ts'

/** What happens to an answer. `lost`: the operation is carried out, then the connection breaks before a byte of the answer. */
export type AnswerFault =
  | { readonly kind: 'throttle' }
  | {
      readonly kind: 'error'
      readonly code: string
      readonly message?: string
      readonly status?: number
      readonly members?: Readonly<Record<string, unknown>>
    }
  | { readonly kind: 'slow'; readonly milliseconds: number }
  | { readonly kind: 'lost' }
  /** A proxy or a gateway answers in the place of AWS, and the call does not get there. */
  | { readonly kind: 'page'; readonly status: number; readonly body: string }

/** What happens to a command on its way to an instance, or to its output on the way back. */
export type CommandFault =
  /** Delivered that much later, even when it was long reported as timed out. */
  | { readonly kind: 'late'; readonly milliseconds: number }
  /** Delivered once more, so long after the first time. */
  | { readonly kind: 'twice'; readonly apartMilliseconds: number }
  /** `marked`: with the agent's own mark, as it cuts. */
  | { readonly kind: 'cut-output'; readonly characters: number; readonly marked?: boolean }
  /** Forty characters at the head, at the tail or from an offset. */
  | { readonly kind: 'corrupt-output'; readonly where: 'head' | 'tail' | number }

/** How long what was just sent stays unseen: so many calls, or so many milliseconds, or for ever. */
export type Hiding = { readonly calls: number } | { readonly milliseconds: number } | 'for-ever'

export type Faults = {
  /** For the next `times` calls of the operation (`*`: of any). Faults of one operation are used in the order they were given. */
  readonly answer: (operation: string, fault: AnswerFault, times?: number) => void
  readonly throttle: (operation: string, times?: number) => void
  readonly fail: (operation: string, code: string, times?: number) => void
  /** For the next `times` deliveries (to the instance, if one is named). */
  readonly command: (fault: CommandFault, options?: { readonly times?: number; readonly instanceId?: string }) => void
  /** GetCommandInvocation answers InvocationDoesNotExist, ListCommandInvocations an empty list, for commands sent from now on. */
  readonly hideInvocations: (hiding: Hiding) => void
  /** ListCommands does not show commands sent from now on. */
  readonly hideCommands: (hiding: Hiding) => void
  /** From now on the operation (`*`: each by itself) is throttled beyond so many calls at once and so many a second. */
  readonly limit: (operation: string, rate: { readonly burst: number; readonly perSecond: number }) => void
  readonly clear: () => void
}

/** The services' side: takes what is due. */
export type FaultSource = Faults & {
  readonly takeAnswer: (operation: string) => AnswerFault | undefined
  readonly takeCommand: (instanceId: string) => readonly CommandFault[]
  readonly hiding: () => { readonly invocations: Hiding; readonly commands: Hiding }
}

const visible: Hiding = { calls: 0 }

export function createFaults(now: () => number = Date.now): FaultSource {
  type Armed<Fault> = { readonly fault: Fault; left: number }
  let answers: (Armed<AnswerFault> & { readonly operation: string })[] = []
  let commands: (Armed<CommandFault> & { readonly instanceId: string | undefined })[] = []
  let hiding = { invocations: visible, commands: visible }

  const limits = new Map<string, { readonly burst: number; readonly perSecond: number }>()
  const buckets = new Map<string, { left: number; at: number }>()
  const isOverLimit = (operation: string): boolean => {
    const rate = limits.get(operation) ?? limits.get('*')
    if (!rate) return false
    const { left, at } = buckets.get(operation) ?? { left: rate.burst, at: now() }
    const filled = Math.min(rate.burst, left + ((now() - at) / 1000) * rate.perSecond)
    buckets.set(operation, { left: filled < 1 ? filled : filled - 1, at: now() })
    return filled < 1
  }

  const answer: Faults['answer'] = (operation, fault, times = 1) => void answers.push({ operation, fault, left: times })
  return {
    answer,
    throttle: (operation, times) => answer(operation, { kind: 'throttle' }, times),
    fail: (operation, code, times) => answer(operation, { kind: 'error', code }, times),
    command: (fault, { times = 1, instanceId } = {}) => void commands.push({ fault, left: times, instanceId }),
    hideInvocations: (how) => {
      hiding = { ...hiding, invocations: how }
    },
    hideCommands: (how) => {
      hiding = { ...hiding, commands: how }
    },
    limit: (operation, rate) => void limits.set(operation, rate),
    clear: () => {
      limits.clear()
      buckets.clear()
      answers = []
      commands = []
      hiding = { invocations: visible, commands: visible }
    },
    takeAnswer: (operation) => {
      const due = answers.find((one) => one.left > 0 && (one.operation === operation || one.operation === '*'))
      if (due === undefined) return isOverLimit(operation) ? { kind: 'throttle' } : undefined
      due.left -= 1
      return due.fault
    },
    takeCommand: (instanceId) => {
      const due = commands.filter((one) => one.left > 0 && (one.instanceId ?? instanceId) === instanceId)
      for (const one of due) one.left -= 1
      return due.map((one) => one.fault)
    },
    hiding: () => hiding,
  }
}

/** The service's own way to say "slow down": codes and statuses differ by protocol. */
export function throttling(service: Service): AwsError {
  switch (service) {
    case 'ssm':
      return new AwsError('ThrottlingException', 'Rate exceeded', 400)
    case 'efs':
      return new AwsError('ThrottlingException', 'Rate exceeded', 429)
    case 'ec2':
      return new AwsError('RequestLimitExceeded', 'Request limit exceeded.', 503)
    case 'sts':
      return new AwsError('Throttling', 'Rate exceeded', 400)
  }
}

/** The status that the models give an error's code, where the fault doesn't say. */
export function modelledStatus(code: string): number {
  if (/^(InternalServerError|InternalError|InternalFailure)$/.test(code)) return 500
  if (/^(InsufficientThroughputCapacity|ServiceUnavailable|Unavailable)$/.test(code)) return 503
  if (/^(DependencyTimeout)$/.test(code)) return 504
  if (/^(TooManyRequests)$/.test(code)) return 429
  if (/^(FileSystemNotFound|MountTargetNotFound|AccessPointNotFound|PolicyNotFound|ReplicationNotFound)$/.test(code)) return 404
  if (/^(FileSystemLimitExceeded|AccessPointLimitExceeded)$/.test(code)) return 403
  if (/(AlreadyExists|InUse|Conflict|NoFreeAddressesInSubnet|NetworkInterfaceLimitExceeded|Incorrect\w+State)$/.test(code)) return 409
  return 400
}
