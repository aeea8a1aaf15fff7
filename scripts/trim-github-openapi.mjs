// Makes test/fixtures/github-openapi/api.github.com.trimmed.json from GitHub's own OpenAPI description: the operations that Prism and
// the lab's GitHub speak, the issue_comment webhooks, and whatever those refer to. Descriptions and examples are left out.
// The source is 385 MB unpacked, so it is no dependency; to renew the fixture:
//   mkdir /tmp/openapi && cd /tmp/openapi && npm init -y && npm install @octokit/openapi
//   node scripts/trim-github-openapi.mjs /tmp/openapi/node_modules/@octokit/openapi
import { readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const operations = {
  '/app': ['get'],
  '/app/hook/config': ['get'],
  '/app/hook/deliveries': ['get'],
  '/app/hook/deliveries/{delivery_id}/attempts': ['post'],
  '/app/installations': ['get'],
  '/app/installations/{installation_id}/access_tokens': ['post'],
  '/installation/repositories': ['get'],
  '/orgs/{org}/members': ['get'],
  '/orgs/{org}/memberships/{username}': ['get'],
  '/orgs/{org}/outside_collaborators': ['get'],
  '/orgs/{org}/teams': ['get'],
  '/orgs/{org}/teams/{team_slug}/members': ['get'],
  '/orgs/{org}/teams/{team_slug}/memberships/{username}': ['get'],
  '/repos/{owner}/{repo}': ['get'],
  '/repos/{owner}/{repo}/check-runs': ['post'],
  '/repos/{owner}/{repo}/collaborators': ['get'],
  '/repos/{owner}/{repo}/collaborators/{username}': ['get'],
  '/repos/{owner}/{repo}/collaborators/{username}/permission': ['get'],
  '/repos/{owner}/{repo}/commits': ['get'],
  '/repos/{owner}/{repo}/commits/{commit_sha}/pulls': ['get'],
  '/repos/{owner}/{repo}/contents/{path}': ['get'],
  '/repos/{owner}/{repo}/git/blobs/{file_sha}': ['get'],
  '/repos/{owner}/{repo}/git/commits': ['post'],
  '/repos/{owner}/{repo}/git/commits/{commit_sha}': ['get'],
  '/repos/{owner}/{repo}/git/ref/{ref}': ['get'],
  '/repos/{owner}/{repo}/git/refs': ['post'],
  '/repos/{owner}/{repo}/git/trees': ['post'],
  '/repos/{owner}/{repo}/git/trees/{tree_sha}': ['get'],
  '/repos/{owner}/{repo}/installation': ['get'],
  '/repos/{owner}/{repo}/issues': ['get', 'post'],
  '/repos/{owner}/{repo}/issues/{issue_number}': ['get', 'patch'],
  '/repos/{owner}/{repo}/issues/{issue_number}/comments': ['get', 'post'],
  '/repos/{owner}/{repo}/issues/comments': ['get'],
  '/repos/{owner}/{repo}/issues/comments/{comment_id}': ['get', 'patch', 'delete'],
  '/repos/{owner}/{repo}/issues/comments/{comment_id}/reactions': ['get', 'post'],
  '/repos/{owner}/{repo}/pulls': ['get', 'post'],
  '/repos/{owner}/{repo}/pulls/{pull_number}': ['get'],
  '/repos/{owner}/{repo}/pulls/{pull_number}/commits': ['get'],
  '/repos/{owner}/{repo}/pulls/{pull_number}/files': ['get'],
  '/repos/{owner}/{repo}/pulls/{pull_number}/reviews': ['get'],
  '/repos/{owner}/{repo}/rules/branches/{branch}': ['get'],
  '/repos/{owner}/{repo}/rulesets/{ruleset_id}': ['get'],
  '/user/{account_id}': ['get'],
  '/users/{username}': ['get'],
  '/users/{username}/keys': ['get'],
}
const webhooks = ['issue-comment-created', 'issue-comment-edited', 'membership-removed', 'organization-member-removed']

const source = process.argv[2]
if (!source) throw new Error('usage: node scripts/trim-github-openapi.mjs <folder of @octokit/openapi>')
const whole = JSON.parse(readFileSync(join(source, 'generated', 'api.github.com.json'), 'utf8'))
const { version } = JSON.parse(readFileSync(join(source, 'package.json'), 'utf8'))

const trimmed = {
  openapi: whole.openapi,
  info: { title: whole.info.title, version: whole.info.version, license: whole.info.license, 'x-made-from': `@octokit/openapi ${version}` },
  paths: {},
  'x-webhooks': {},
  components: {},
}
for (const [path, methods] of Object.entries(operations))
  trimmed.paths[path] = Object.fromEntries(methods.map((m) => [m, prune(whole.paths[path][m])]))
for (const name of webhooks) trimmed['x-webhooks'][name] = prune(whole['x-webhooks'][name])

const waiting = references(trimmed)
for (let reference = waiting.pop(); reference; reference = waiting.pop()) {
  const [, , kind, name] = reference.split('/')
  trimmed.components[kind] ??= {}
  if (trimmed.components[kind][name]) continue
  trimmed.components[kind][name] = prune(whole.components[kind][name])
  waiting.push(...references(trimmed.components[kind][name]))
}

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
writeFileSync(join(root, 'test/fixtures/github-openapi/api.github.com.trimmed.json'), `${JSON.stringify(trimmed)}\n`)

/** Without prose and examples; under `properties` every key is a name and stays. */
function prune(value, names = false) {
  if (Array.isArray(value)) return value.map((v) => prune(v))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .filter(
        ([key]) =>
          names || !['description', 'example', 'examples', 'summary', 'externalDocs', 'tags', 'x-github', 'x-octokit'].includes(key),
      )
      .map(([key, v]) => [key, prune(v, !names && key === 'properties')]),
  )
}

function references(value) {
  return [...JSON.stringify(value).matchAll(/"\$ref":"([^"]+)"/g)].map((m) => m[1])
}
