/** The policy and the registry of people of the server's repository, asked of GitHub as the App. Its code loads only where there is one. */
import type { ProbotLog } from '../../compose/installation.ts'
import type { Prism } from '../../compose/prism.ts'
import type { RegistrySource } from '../../compose/registry.ts'
import type { Repository } from '../../domain/github.ts'
import type { Clock } from '../../domain/ports.ts'
import type { ChangeRegistry } from './registry.ts'
import type { Governed } from './settings.ts'

/** From now on the repository's policy says what each token may do; returned is its registry, and what changes that. Touches no network. */
export async function govern(
  prism: Pick<Prism, 'govern'>,
  { app, operatorFile, reviewWaived }: Governed,
  clock: Clock,
): Promise<{ readonly registry: RegistrySource; readonly change: ChangeRegistry }> {
  const [{ installationClient, probotOf }, { composeGitHub }, { composeRights }, { composeRegistry }, { graphqlUrl }, { changesByPull }] =
    await Promise.all([
      import('../../compose/installation.ts'),
      import('../../compose/github.ts'),
      import('../../compose/rights.ts'),
      import('../../compose/registry.ts'),
      import('../../compose/github-urls.ts'),
      import('./propose.ts'),
    ])
  const probot = probotOf(app, silent)
  await probot.ready()
  const at = app.baseUrl === undefined ? {} : { graphqlUrl: graphqlUrl(app.baseUrl) }
  const asked = {
    github: (repository: Repository) =>
      composeGitHub({ client: installationClient(probot, { repository }), clock, appId: app.appId, ...at }),
    reviewWaived,
    ...(operatorFile === undefined ? {} : { operatorFile }),
  }
  const rights = await composeRights(asked)
  prism.govern(rights)
  return { registry: await composeRegistry(asked), change: changesByPull({ ...asked, rights, clock }) }
}

const nothing = (): void => {}
const levels = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent']
/** What goes wrong is a run's finding: Probot says it a second time, with what it sent. */
const silent: ProbotLog = Object.assign(Object.fromEntries(levels.map((level) => [level, nothing])), {
  level: 'silent',
  child: () => silent,
}) as unknown as ProbotLog
