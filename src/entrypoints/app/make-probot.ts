/** Probot with the App's configuration and log. */
import type { Probot } from 'probot'
import { probotOf } from '../../compose/installation.ts'
import type { GitHubClient } from '../../domain/github.ts'
import type { AppConfig } from './config.ts'
import type { Log } from './log.ts'
import { probotLog } from './probot-log.ts'

export const makeProbot = (config: AppConfig, log: Log): Probot => probotOf(config, probotLog(log), config.webhookSecret)

/** GitHub as the App itself, by its JWT. */
export async function asAppOf(probot: Probot): Promise<GitHubClient> {
  await probot.ready()
  const octokit = await probot.auth()
  return { request: (route, parameters) => octokit.request(route, parameters) }
}
