/** The App itself: its registration, its installations' tokens, its webhook deliveries. */
import type { NarrowedTo } from './callers.ts'
import { appJson, type Exchange, installationId, type Lab, repositoryAt } from './lab.ts'
import type { LabRepository } from './model.ts'
import { badCredentials, created, notFound, ok, type Reply } from './replies.ts'
import { showUser } from './represent.ts'

const asApp = (handler: (exchange: Exchange) => Reply | Promise<Reply>) => (exchange: Exchange) =>
  exchange.caller.kind === 'app' ? handler(exchange) : badCredentials

export const routes = {
  'GET /app': asApp(({ lab }) => ok(appJson(lab))),

  'GET /app/hook/config': asApp(({ lab }) =>
    ok({ content_type: 'json', insecure_ssl: '0', secret: '********', url: lab.deliveries.target() ?? '' }),
  ),

  'GET /app/installations': asApp(({ lab, query }) => {
    const owners = new Map([...lab.world.repositories.values()].map((r) => [r.owner.login, r]))
    const size = Number(query.get('per_page') ?? 30)
    const page = Number(query.get('page') ?? 1)
    return ok([...owners.values()].slice((page - 1) * size, page * size).map((repository) => installationJson(lab, repository)))
  }),

  'GET /repos/{owner}/{repo}/installation': asApp(({ lab, params }) => {
    const repository = repositoryAt(lab, params.owner ?? '', params.repo ?? '')
    return repository ? ok(installationJson(lab, repository)) : notFound
  }),

  'POST /app/installations/{installation_id}/access_tokens': asApp(({ lab, params, body }) => {
    const owner = [...lab.world.repositories.values()].find((r) => String(installationId(r)) === params.installation_id)?.owner
    if (!owner) return notFound
    const { repositories, permissions } = body as NarrowedTo
    const refused = Object.entries(permissions ?? {}).some(([name, wanted]) => ![wanted, 'write'].includes(lab.app.permissions[name] ?? ''))
    if (refused) return { status: 422, body: { message: 'The permissions requested are not granted to this installation.' } }
    const { token, expiresAt } = lab.callers.installationToken(owner.login, {
      ...(repositories ? { repositories } : {}),
      ...(permissions ? { permissions } : {}),
    })
    const told = { token, expires_at: expiresAt, permissions: permissions ?? lab.app.permissions }
    return created({ ...told, repository_selection: repositories ? 'selected' : 'all' })
  }),

  'GET /app/hook/deliveries': asApp(({ lab, query }) => {
    const size = Math.min(Number(query.get('per_page') ?? 30), 100)
    const all = lab.deliveries.all().toReversed()
    const cursor = query.get('cursor')
    const from = cursor === null ? 0 : all.findIndex((d) => `v1_${d.id}` === cursor)
    const after = all[from + size]
    const next = after && `${lab.base()}/app/hook/deliveries?per_page=${size}&cursor=v1_${after.id}`
    return {
      status: 200,
      headers: next ? { link: `<${next}>; rel="next"` } : {},
      body: all.slice(from, from + size).map((d) => ({
        id: d.id,
        guid: d.guid,
        delivered_at: d.deliveredAt,
        redelivery: d.redelivery,
        duration: d.duration,
        status:
          d.statusCode >= 200 && d.statusCode < 300 ? 'OK' : d.statusCode === 0 ? 'failed to connect to host' : 'Invalid HTTP Response',
        status_code: d.statusCode,
        event: d.event,
        action: d.action,
        installation_id: null,
        repository_id: null,
      })),
    }
  }),

  'POST /app/hook/deliveries/{delivery_id}/attempts': asApp(({ lab, params }) => {
    const known = lab.deliveries.all().find((d) => String(d.id) === params.delivery_id)
    if (!known) return notFound
    lab.later(() => lab.deliveries.redeliver(known.id))
    return { status: 202, body: {} }
  }),
}

function installationJson(lab: Lab, repository: LabRepository) {
  const id = installationId(repository)
  return {
    id,
    account: showUser(lab.base(), repository.owner),
    repository_selection: 'all',
    access_tokens_url: `${lab.base()}/app/installations/${id}/access_tokens`,
    repositories_url: `${lab.base()}/installation/repositories`,
    html_url: `${lab.base()}/settings/installations/${id}`,
    app_id: lab.app.id,
    app_slug: lab.app.slug,
    target_id: repository.owner.id,
    target_type: lab.world.members.has(repository.owner.login) ? 'Organization' : repository.owner.type,
    permissions: lab.app.permissions,
    events: lab.app.events,
    created_at: '2026-01-01T00:00:00Z',
    updated_at: '2026-01-01T00:00:00Z',
    single_file_name: null,
    suspended_by: null,
    suspended_at: null,
  }
}
