import type { Caller } from './operation.ts'

export type Service = 'ssm' | 'efs' | 'ec2' | 'sts'

/** One request and its answer, as they went over the wire. */
export type Exchange = {
  readonly seq: number
  readonly at: string
  readonly service: Service
  readonly operation: string
  readonly method: string
  /** Path and query string. */
  readonly target: string
  readonly requestHeaders: Readonly<Record<string, string>>
  readonly requestBody: string
  /** The input's members as the lab read them. */
  readonly params: unknown
  /** 0 where no answer reached the caller. */
  readonly status: number
  readonly responseHeaders: Readonly<Record<string, string>>
  readonly responseBody: string
  /** Whose key signed it; absent where none did. */
  readonly caller?: Caller
  /** The fault that made this answer, if one did. */
  readonly fault?: string
}

/** A request after its protocol was read. */
export type Call = { readonly service: Service; readonly operation: string; readonly params: unknown }

export type Answer = { readonly status: number; readonly headers: Readonly<Record<string, string>>; readonly body: string }
