/** What is checked of a pull request: the registry of people and the policy, each as it would be merged. It reads, and acts on nothing. */
import { type GitHub, GitHubError } from '../../domain/github.ts'
import { registryPath } from '../../domain/people/as-written.ts'
import { checkPolicyOf, policyCheck, policyPath } from './check-policy.ts'
import { checkRegistryOf, registryCheck } from './check-registry.ts'
import type { Checking, Place } from './checking.ts'
import type { PullEvent } from './pull-event.ts'

const checks = [
  { name: registryCheck, path: registryPath, check: checkRegistryOf },
  { name: policyCheck, path: policyPath, check: checkPolicyOf },
] as const

/** Each pull request by itself: what one holds keeps no other from being checked. Never throws. open: GitHub did not answer, so it has to be tried again. */
export async function checkPulls(on: Checking, github: GitHub, event: PullEvent): Promise<'settled' | 'open'> {
  const { repository, deliveryId } = event
  const pulls = github.pulls(repository)
  let isOpen = false
  const trying = async (number: number | undefined, act: () => Promise<void>, otherwise?: () => Promise<void>): Promise<void> => {
    try {
      await act()
    } catch (error) {
      const again = passes(error)
      on.log.warn('a pull request could not be checked', { delivery: deliveryId, pull: number, error, again })
      if (again) isOpen = true
      else if (otherwise) await trying(number, otherwise)
    }
  }
  await trying(event.pull, async () => {
    const branch = await pulls.defaultBranch()
    for (const number of event.pull === undefined ? await pulls.openOn(branch) : [event.pull])
      await trying(number, async () => {
        const pull = await pulls.read(number)
        if (!pull.isOpen || pull.base !== branch) return
        const place: Place = { pulls, branch, pull, repository }
        for (const { name, path, check } of checks)
          await trying(
            number,
            () => check(on, github, place),
            () =>
              pulls.check(pull.head, {
                name,
                path,
                conclusion: 'failure',
                title: 'it could not be read',
                summary: unread(path),
                errors: [],
              }),
          )
      })
  })
  return isOpen ? 'open' : 'settled'
}

const passes = (error: unknown): boolean => error instanceof GitHubError && (error.code === 'unavailable' || error.code === 'rate-limited')

const unread = (path: string): string =>
  `GitHub gave no text for \`${path}\` as it would be merged: a folder or a link stands there, or it is larger than 1 MB. It counts for nothing, whoever merges it.`
