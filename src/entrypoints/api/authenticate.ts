/** Who calls: a token of the server's list, or an identity in AWS that the list names. */
import type { FastifyReply, FastifyRequest } from 'fastify'
import { tokenPrefix } from '../../compose/callers.ts'
import { finding } from '../../domain/catalogue.ts'
import { sendProblem } from './failures.ts'
import { problemOf } from './problem.ts'
import type { Called, SignedCallers } from './signed-callers.ts'
import type { Tokens } from './tokens.ts'

export type Authenticating = {
  readonly tokens: () => Tokens
  /** Absent: the server has no name that AWS identities could sign. */
  readonly callers?: SignedCallers
  readonly now: () => Date
}

/** Those that change nothing. */
const looks = ['GET', 'HEAD', 'OPTIONS']

/** Writes who it is into the request; answers where that is nobody. */
export async function authenticate(request: FastifyRequest, reply: FastifyReply, by: Authenticating): Promise<FastifyReply | undefined> {
  const called = await whoCalls(request, by)
  if (called.kind === 'principal') {
    request.principal = called.name
    request.caller = called.caller ?? null
    if (called.caller) request.log.info({ principal: called.name, caller: called.caller }, 'AWS says who calls')
    return undefined
  }
  return sendProblem(request, reply, problemOf(finding(called.kind === 'silent' ? 'sts-silent' : 'unauthorised', { seen: called.why })))
}

async function whoCalls({ method, headers: { authorization } }: FastifyRequest, { tokens, callers, now }: Authenticating): Promise<Called> {
  if (authorization === undefined) return { kind: 'refused', why: 'no Authorization header' }
  const name = tokens().nameOf(authorization, now())
  if (name !== undefined) return { kind: 'principal', name }
  const [, token = ''] = /^Bearer ([\x21-\x7e]{1,12400})$/i.exec(authorization) ?? []
  if (!callers || !token.startsWith(tokenPrefix)) return { kind: 'refused', why: 'an unknown token' }
  return callers.called(token, { nameOf: (caller, at) => tokens().nameOfCaller(caller, at), changes: !looks.includes(method) })
}
