/** The one GraphQL question that is asked here: who a token is. REST cannot tell that of an installation's token. */
import type { Exchange } from './lab.ts'
import { badCredentials, ok, type Reply } from './replies.ts'

export const routes = {
  'POST /graphql': ({ caller, body }: Exchange): Reply => {
    if (caller.kind !== 'token') return badCredentials
    const query = String(body.query).replace(/\s+/g, ' ').trim()
    if (query !== 'query { viewer { login } }') return ok({ data: null, errors: [{ message: 'the stand-in does not know this query' }] })
    return ok({ data: { viewer: { login: caller.user.login } } })
  },
}
