/** The check run on a pull request that touches `.github/prism.yml`: what is wrong, on its line, and who would newly be allowed what. */
import { comparePolicies, type PolicyComparison } from '../../compose/rights.ts'
import type { CheckRun, GitHub, PullRequest } from '../../domain/github.ts'
import { policyChangesMarkdown } from '../../render/markdown-policy.ts'
import { type Checking, mergeNotes, type Place } from './checking.ts'

export const policyPath = '.github/prism.yml'
export const policyCheck = 'Prism: prism.yml'

/**
 * Against the version that counts, not the one that stands: what somebody pushed before is newly allowed by the merge too. Only the two texts are
 * read, also of a fork's: what it asks for is what its reviewer has to see. Throws `GitHubError`.
 */
export async function checkPolicyOf(on: Checking, github: GitHub, { pulls, branch, pull, repository }: Place): Promise<void> {
  const [stands, proposed] = [await pulls.fileAt(policyPath, branch), await pulls.fileAt(policyPath, pull.merge ?? pull.head)]
  if (stands?.blob === proposed?.blob) return
  const fullName = `${repository.owner}/${repository.repo}`
  const { counts } = await github.policyFile(repository, !on.reviewWaived(fullName))
  const compared = await comparePolicies(counts?.text, proposed?.text)
  await pulls.check(pull.head, runOf(compared, pull))
  on.log.info('a policy was checked', { repository: fullName, pull: pull.number, errors: compared.errors.length })
}

function runOf({ errors, changes }: PolicyComparison, pull: PullRequest): CheckRun {
  const said = { name: policyCheck, path: policyPath, errors }
  const notes = mergeNotes(pull).flatMap((note) => ['', note])
  if (errors.length > 0) {
    const summary = ['A policy with an error counts for nothing, not for its good half: nobody could change anything.', ...notes].join('\n')
    return { ...said, conclusion: 'failure', title: errors.length === 1 ? 'one error' : `${errors.length} errors`, summary }
  }
  const { newly, noLonger } = changes
  const { text, hidden } = policyChangesMarkdown(changes)
  const counts = 'It counts once it is merged by a pull request that somebody approved who wrote none of its commits.'
  return {
    ...said,
    // green would say that its reviewer has read what it allows
    conclusion: pull.merge && hidden === 0 ? 'success' : 'neutral',
    title:
      hidden > 0
        ? 'it allows more than can be shown here'
        : newly.length > 0
          ? 'it allows more than the policy that counts'
          : noLonger.length > 0
            ? 'it only takes away'
            : 'it allows the same',
    summary: [text, '', counts, ...notes].join('\n'),
  }
}
