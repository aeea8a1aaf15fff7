/** A webhook server of its own process for bench/start.ts and bench/hooks.ts: Prism's, bare Probot's, or Octokit's middleware. Tells its address, and when asked what it used of the processor. */
import { generateKeyPairSync } from 'node:crypto'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createNodeMiddleware as octokitMiddleware, Webhooks } from '@octokit/webhooks'
import { createNodeMiddleware, Probot } from 'probot'
import { mayMention, parseCommentEvent } from '../src/entrypoints/app/comment-event.ts'
import { makeLog } from '../src/entrypoints/app/log.ts'
import { startWebhookServer, webhookPath } from '../src/entrypoints/app/webhook-server.ts'

const [, , kind, secret = ''] = process.argv
const { privateKey } = generateKeyPairSync('rsa', {
  modulusLength: 2048,
  publicKeyEncoding: { type: 'spki', format: 'pem' },
  privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
})

process.send!(await (kind === 'prism' ? prism() : kind === 'octokit' ? octokit() : probot()))
process.on('message', () => {
  const { user, system } = process.cpuUsage()
  process.send!((user + system) / 1000)
})

async function prism(): Promise<string> {
  const { url } = await startWebhookServer({
    secret,
    events: ['issue_comment'],
    matters: mayMention,
    log: makeLog({ write: () => {}, secrets: [] }),
    receive: async ({ id, payload }) => void parseCommentEvent(id, payload),
  })
  return `${url}${webhookPath}`
}

async function probot(): Promise<string> {
  const bare = new Probot({ appId: 1, privateKey, secret, logLevel: 'fatal' })
  const middleware = await createNodeMiddleware((app) => app.on('issue_comment.created', async () => {}), {
    probot: bare,
    webhooksPath: webhookPath,
  })
  return listen(createServer((request, response) => void middleware(request, response)))
}

async function octokit(): Promise<string> {
  const webhooks = new Webhooks({ secret })
  webhooks.on('issue_comment.created', async () => {})
  const middleware = octokitMiddleware(webhooks, { path: webhookPath })
  return listen(createServer((request, response) => void middleware(request, response)))
}

async function listen(server: Server): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}${webhookPath}`
}
