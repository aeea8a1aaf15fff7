/** The part of GitHub's REST API that the stand-in speaks, by the paths of GitHub's own description. */

import type { Exchange } from './lab.ts'
import type { Reply } from './replies.ts'
import { routes as appRoutes } from './routes-app.ts'
import { routes as commentRoutes } from './routes-comments.ts'
import { routes as gitRoutes } from './routes-git.ts'
import { routes as graphqlRoutes } from './routes-graphql.ts'
import { routes as historyRoutes } from './routes-history.ts'
import { routes as issueRoutes } from './routes-issues.ts'
import { routes as permissionRoutes } from './routes-permissions.ts'
import { routes as teamRoutes } from './routes-teams.ts'
import { routes as userRoutes } from './routes-users.ts'

export type Handler = (exchange: Exchange) => Reply | Promise<Reply>
export type Routes = Readonly<Record<string, Handler>>

export type Match = { readonly route: string; readonly handler: Handler; readonly params: Readonly<Record<string, string>> }

const all: Routes = {
  ...appRoutes,
  ...permissionRoutes,
  ...issueRoutes,
  ...commentRoutes,
  ...gitRoutes,
  ...graphqlRoutes,
  ...historyRoutes,
  ...teamRoutes,
  ...userRoutes,
}
const table = Object.entries(all).map(([route, handler]) => {
  const [method = '', path = ''] = route.split(' ')
  return { route, handler, method, pattern: new RegExp(`^${path.replace(/\{(\w+)\}/g, '(?<$1>[^/]+)')}$`) }
})

export function matchRoute(method: string, path: string): Match | undefined {
  for (const { route, handler, method: m, pattern } of table) {
    const found = m === method ? pattern.exec(path) : null
    if (found) return { route, handler, params: decoded(found.groups ?? {}) }
  }
  return undefined
}

function decoded(groups: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(groups).map(([name, value]) => [name, decodeURIComponent(value)]))
}
