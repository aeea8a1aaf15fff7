/** The registry of people of the repository that a run was asked through: the version of it that counts, as the policy's does. */
import { fail, finding, PrismError } from '../domain/catalogue.ts'
import { type GitHub, GitHubError, type PolicyFile, type Repository } from '../domain/github.ts'
import type { Registry } from '../domain/people/registry.ts'
import type { RegistryRead, Run } from '../domain/run.ts'

/** `keysOf`: absent where there is no GitHub. */
export type RegistryInForce = RegistryRead & { readonly registry: Registry; readonly keysOf?: GitHub['keysOf'] }
export type RegistrySource = (run: Pick<Run, 'origin'>) => Promise<RegistryInForce>

/** What the text says, or what is wrong with it, line by line. */
export type ParseRegistry = (
  text: string,
) =>
  | { readonly kind: 'registry'; readonly registry: Registry }
  | { readonly kind: 'wrong'; readonly errors: readonly { readonly line: number; readonly message: string }[] }

export type RepositoryRegistryOptions = {
  readonly github: (repository: Repository) => Promise<Pick<GitHub, 'registryFile' | 'keysOf'>>
  /** Whether the review of it is waived there. */
  readonly reviewWaived: (repository: string) => boolean
  readonly parse: ParseRegistry
}

/** Throws `missing-input`, `registry-unread`, `bad-registry`. */
export function repositoryRegistry({ github, reviewWaived, parse }: RepositoryRegistryOptions): RegistrySource {
  return async ({ origin }) => {
    if (!('repository' in origin)) throw fail('missing-input', { seen: 'no registry is given' })
    const [owner = '', repo = ''] = origin.repository.split('/')
    const waived = reviewWaived(origin.repository)
    const asked = await github({ owner, repo })
    const { counts, newest } = await fileOf(asked, { owner, repo }, waived)
    if (!counts) {
      const why = newest ? `${said(newest.blob)} does not count: nobody who did not write it approved it` : 'there is none'
      throw fail('registry-unread', { seen: `${origin.repository}: ${why}` })
    }
    const parsed = parse(counts.text)
    if (parsed.kind === 'wrong') throw new PrismError(...wrong(counts.blob, parsed.errors))
    return { blob: counts.blob, registry: parsed.registry, notes: notesOf(counts.blob, newest?.blob, waived), keysOf: asked.keysOf }
  }
}

async function fileOf(github: Pick<GitHub, 'registryFile'>, repository: Repository, waived: boolean): Promise<PolicyFile> {
  try {
    return await github.registryFile(repository, !waived)
  } catch (error) {
    if (error instanceof GitHubError) throw fail('registry-unread', { seen: `GitHub could not be asked: ${error.message}` }, error)
    throw error
  }
}

function wrong(blob: string, errors: readonly { readonly line: number; readonly message: string }[]) {
  const [first, ...others] = errors.map(({ line, message }) => finding('bad-registry', { seen: `${said(blob)}, line ${line}: ${message}` }))
  return [first!, { others }] as const
}

const notesOf = (counts: string, newest: string | undefined, waived: boolean): readonly string[] => [
  ...(waived ? ['the operator waived the review of the registry'] : []),
  ...(newest !== undefined && newest !== counts ? [`${said(newest)} does not count: nobody who did not write it approved it`] : []),
]

const said = (blob: string): string => `registry ${blob.slice(0, 12)}`
