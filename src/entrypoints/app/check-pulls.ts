/** What is checked of a pull request: the registry of people and the policy, each as it would be merged. It reads, and acts on nothing. */
import { type GitHub, GitHubError } from '../../domain/github.ts'
import { checkPolicyOf } from './check-policy.ts'
import { checkRegistryOf } from './check-registry.ts'
import type { Checking } from './checking.ts'
import type { PullEvent } from './pull-event.ts'

/** Never throws. open: GitHub did not answer, so it has to be tried again. */
export async function checkPulls(on: Checking, github: GitHub, event: PullEvent): Promise<'settled' | 'open'> {
  const { repository } = event
  const pulls = github.pulls(repository)
  try {
    const branch = await pulls.defaultBranch()
    const numbers = event.pull === undefined ? await pulls.openOn(branch) : [event.pull]
    for (const number of numbers) {
      const pull = await pulls.read(number)
      if (!pull.isOpen || pull.base !== branch) continue
      await checkRegistryOf(on, github, { pulls, branch, pull, repository })
      await checkPolicyOf(on, github, { pulls, branch, pull, repository })
    }
    return 'settled'
  } catch (error) {
    const passes = error instanceof GitHubError && (error.code === 'unavailable' || error.code === 'rate-limited')
    on.log.warn('a pull request could not be checked', { delivery: event.deliveryId, error, again: passes })
    return passes ? 'open' : 'settled'
  }
}
