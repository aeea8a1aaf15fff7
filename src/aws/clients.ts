/**
 * The SDK's clients, each loaded on first use: a run that asks EC2 nothing never reads it.
 * `sdk` is the client's module, for its command classes.
 */
import type { EC2Client } from '@aws-sdk/client-ec2'
import type { EFSClient } from '@aws-sdk/client-efs'
import type { SSMClient } from '@aws-sdk/client-ssm'
import type { STSClient } from '@aws-sdk/client-sts'
import type { CallBudget, CallBudgets } from './call-budget.ts'
import { collectBody } from './collect-body.ts'
import { findEndpoint, type Service } from './endpoint.ts'
import { asError, isThrottling } from './failures.ts'
import { httpHandler } from './http-handler.ts'
import { type AwsOptions, findRegion } from './region.ts'

type Loaded<Client, Sdk> = { readonly client: Client; readonly sdk: Sdk }
export type Efs = Loaded<EFSClient, typeof import('./sdk/efs.ts')>
export type Ec2 = Loaded<EC2Client, typeof import('./sdk/ec2.ts')>
export type Ssm = Loaded<SSMClient, typeof import('./sdk/ssm.ts')>

export type Sts = Loaded<STSClient, typeof import('./sdk/sts.ts')>

export type AwsClients = {
  readonly region: string
  readonly efs: () => Promise<Efs>
  readonly ec2: () => Promise<Ec2>
  readonly ssm: () => Promise<Ssm>
  /** For SendCommand alone: no retries by the SDK, and a connection of its own for every call. */
  readonly ssmOnce: () => Promise<Ssm>
  readonly sts: () => Promise<Sts>
}

/** Throws `aws-region`, `aws-proxy`; touches no network. `budgets`: all clients of a process share them. */
export function createClients(options: AwsOptions, budgets: CallBudgets): AwsClients {
  const region = findRegion(options)
  const requestHandler = httpHandler(options.env, { keepAlive: true })
  const settings = (service: Service) => ({
    region,
    requestHandler,
    streamCollector: collectBody,
    // reads and idempotent writes: two more tries than the SDK's three, because throttling is common on these services
    maxAttempts: 5,
    // so that CloudTrail distinguishes Prism's calls from others of the same role
    customUserAgent: 'prism',
    ...identity(options),
    ...endpoint(options, service),
  })
  return {
    region,
    efs: once(async () => {
      const sdk = await import('./sdk/efs.ts')
      return { sdk, client: within(budgets.EFS, new sdk.EFSClient(settings('EFS'))) }
    }),
    ec2: once(async () => {
      const sdk = await import('./sdk/ec2.ts')
      return { sdk, client: within(budgets.EC2, new sdk.EC2Client(settings('EC2'))) }
    }),
    ssm: once(async () => {
      const sdk = await import('./sdk/ssm.ts')
      return { sdk, client: within(budgets.SSM, new sdk.SSMClient(settings('SSM'))) }
    }),
    ssmOnce: once(async () => {
      const sdk = await import('./sdk/ssm.ts')
      // A kept-alive connection that the other side has just closed is the commonest cause of an answer lost in doubt.
      const once = httpHandler(options.env, { keepAlive: false })
      return { sdk, client: within(budgets.SSM, new sdk.SSMClient({ ...settings('SSM'), maxAttempts: 1, requestHandler: once })) }
    }),
    sts: once(async () => {
      const sdk = await import('./sdk/sts.ts')
      return { sdk, client: within(budgets.STS, new sdk.STSClient(settings('STS'))) }
    }),
  }
}

/** A given profile wins over keys in the environment, as with the AWS CLI; without either, the SDK's own chain decides. */
function identity({ env, profile, credentials }: AwsOptions) {
  if (credentials) return { credentials }
  if (profile) return { profile }
  const accessKeyId = env.AWS_ACCESS_KEY_ID
  const secretAccessKey = env.AWS_SECRET_ACCESS_KEY
  const sessionToken = env.AWS_SESSION_TOKEN
  if (accessKeyId && secretAccessKey) return { credentials: { accessKeyId, secretAccessKey, ...(sessionToken ? { sessionToken } : {}) } }
  return env.AWS_PROFILE ? { profile: env.AWS_PROFILE } : {}
}

function endpoint(options: AwsOptions, service: Service): { endpoint?: string } {
  const url = findEndpoint(options, service)
  return url ? { endpoint: url } : {}
}

type Call = (args: object) => Promise<unknown>
/** `context`: one object for all attempts of a call. */
type Middleware = (next: Call, context: object) => Call
/** As much of a client's middleware as is needed here; the clients type it by their own commands. */
type Stack = {
  readonly add: (middleware: Middleware, at: object) => void
  readonly addRelativeTo: (middleware: Middleware, at: object) => void
  readonly remove: (name: string) => boolean
}

/**
 * Each attempt takes from the budget, also those that the SDK makes again by itself; before it is signed, for that holds a time. The first takes
 * before it is put into bytes: what waits for its turn would hold on to them for long enough that they are collected late.
 */
function within<Client extends { readonly middlewareStack: object }>(budget: CallBudget, client: Client): Client {
  const begun = new WeakSet<object>()
  const first: Middleware = (next, context) => async (args) => {
    await budget.take()
    begun.add(context)
    return next(args)
  }
  const limited: Middleware = (next, context) => async (args) => {
    if (!begun.delete(context)) await budget.take()
    try {
      return await next(args)
    } catch (error) {
      if (isThrottling(asError(error))) budget.throttled()
      throw error
    }
  }
  const stack = client.middlewareStack as Stack
  stack.add(first, { step: 'initialize', name: 'callBudgetFirst' })
  stack.addRelativeTo(limited, { relation: 'after', toMiddleware: 'retryMiddleware', name: 'callBudget' })
  // it copies every answer for a log that nobody keeps
  stack.remove('loggerMiddleware')
  return client
}

function once<T>(load: () => Promise<T>): () => Promise<T> {
  let loading: Promise<T> | undefined
  return () => {
    loading ??= load()
    return loading
  }
}
