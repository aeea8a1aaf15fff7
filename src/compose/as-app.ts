/** What is asked as the GitHub App itself, of no installation. */
import { machineClock } from '../clock.ts'
import type { GitHubClient } from '../domain/github.ts'
import type { MissedDelivery } from '../github/missed-deliveries.ts'
import type { Installed, InstalledOrganization } from '../github/organizations.ts'
import type { Registration } from '../github/registration.ts'

export type { Installed } from '../github/organizations.ts'
export type { Registration } from '../github/registration.ts'

/** What GitHub says of an App, asked as the App itself. Throws `GitHubError`. */
export const composeRegistration = async (asApp: GitHubClient): Promise<Registration> =>
  (await import('../github/registration.ts')).registrationOf(asApp, machineClock)

/** The organizations that an App is installed in, asked as the App itself. Throws `GitHubError`. */
export const composeOrganizations = async (asApp: GitHubClient): Promise<readonly InstalledOrganization[]> =>
  (await import('../github/organizations.ts')).installedOrganizations(asApp, machineClock)

/** All accounts that an App is installed in, asked as the App itself. Throws `GitHubError`. */
export const composeInstalled = async (asApp: GitHubClient): Promise<readonly Installed[]> =>
  (await import('../github/organizations.ts')).installed(asApp, machineClock)

export type MissedDeliveries = {
  readonly since: (since: Date) => Promise<readonly MissedDelivery[]>
  readonly askAgain: (delivery: MissedDelivery) => Promise<void>
}

/** What GitHub sent to an App in vain, asked as the App itself. Its members throw `GitHubError`. */
export const composeMissedDeliveries = (asApp: GitHubClient): MissedDeliveries => ({
  since: async (since) => (await import('../github/missed-deliveries.ts')).missedDeliveries(asApp, machineClock, since),
  askAgain: async (delivery) => (await import('../github/missed-deliveries.ts')).askAgain(asApp, machineClock, delivery),
})
