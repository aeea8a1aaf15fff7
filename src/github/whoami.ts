/** Whose token this is. REST tells it of a person's token only; GraphQL's viewer of an installation's and a workflow's too. */
import { z } from 'zod'
import type { GitHubClient } from '../domain/github.ts'
import type { Clock } from '../domain/ports.ts'
import { safely } from './client.ts'
import { parse } from './parse.ts'

const schema = z.object({ data: z.object({ viewer: z.object({ login: z.string().min(1) }) }) })

/** On GitHub Enterprise Server GraphQL does not lie below the REST API's base, so the whole address is given. */
export async function whoami(client: GitHubClient, clock: Clock, url = '/graphql'): Promise<string> {
  const route = `POST ${url}`
  return parse(schema, await safely(client, clock, route, { query: 'query { viewer { login } }' }), route).data.viewer.login
}
