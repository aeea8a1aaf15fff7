/** The registry of people of whatever repository is asked through; what reads YAML loads only where it is read. */
import type { RegistrySource, RepositoryRegistryOptions } from '../runs/repository-registry.ts'
import type { ComposeRights } from './rights.ts'

export type { RegistryInForce, RegistrySource } from '../runs/repository-registry.ts'

export type ComposeRegistry = Pick<RepositoryRegistryOptions, 'github'> & Pick<ComposeRights, 'operatorFile' | 'reviewWaived'>

/** Throws `operator-file`. */
export async function composeRegistry({ github, operatorFile, reviewWaived }: ComposeRegistry): Promise<RegistrySource> {
  const [{ repositoryRegistry }, { operatorOf }, { parseRegistry }] = await Promise.all([
    import('../runs/repository-registry.ts'),
    import('../policy/operator.ts'),
    import('../registry/parse.ts'),
  ])
  const operated = operatorOf(operatorFile, reviewWaived)
  return repositoryRegistry({ github, reviewWaived: (name) => operated(name)?.reviewWaived ?? false, parse: parseRegistry })
}
