/** Probot, for what it does best: signing in as the App and as its installations. */
import { Probot, ProbotOctokit } from 'probot'
import type { GitHubClient } from '../../domain/github.ts'
import type { AppConfig } from './config.ts'
import type { Log } from './log.ts'
import { probotLog } from './probot-log.ts'

/** Octokit's own waiting for rate limits is switched off: it is waited for where it is known what for. */
const octokitFor = (throttle: object): typeof ProbotOctokit =>
  ProbotOctokit.defaults((options: { readonly throttle?: object }) => ({ ...options, throttle: { ...options.throttle, ...throttle } }))
const paced = { onRateLimit: () => false, onSecondaryRateLimit: () => false }
const unpaced = { enabled: false }

export const makeProbot = (config: AppConfig, log: Log): Probot =>
  new Probot({
    appId: config.appId,
    privateKey: config.privateKey,
    secret: config.webhookSecret,
    log: probotLog(log),
    Octokit: octokitFor(config.paced ? paced : unpaced),
    ...(config.baseUrl === undefined ? {} : { baseUrl: config.baseUrl }),
  })

/** GitHub as the App itself, by its JWT. */
export async function asAppOf(probot: Probot): Promise<GitHubClient> {
  await probot.ready()
  const octokit = await probot.auth()
  return { request: (route, parameters) => octokit.request(route, parameters) }
}
