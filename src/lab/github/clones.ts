/**
 * Git's dumb HTTP protocol (gitprotocol-http(5)): the branches of a public repository and its objects, one file each, so that `git clone` works
 * as it does on GitHub. The branches that the API's git data made are there; the default branch's history is kept otherwise, and is not.
 */
import { deflateSync } from 'node:zlib'
import { type Lab, repositoryAt } from './lab.ts'

/** What git reads there; undefined where the path is none of these files, or the repository is not everybody's. */
export function cloneFile(lab: Lab, path: string): Buffer | 'absent' | undefined {
  const [, owner = '', name = '', file = ''] = /^\/([^/]+)\/([^/]+?)(?:\.git)?\/(HEAD|info\/refs|objects\/.+)$/.exec(path) ?? []
  const repository = repositoryAt(lab, owner, name)
  if (!repository || repository.isPrivate) return undefined
  const { git, history } = repository
  if (file === 'HEAD') return Buffer.from(`ref: refs/heads/${history.branch}\n`)
  if (file === 'info/refs') return Buffer.from([...git.branches].map(([branch, sha]) => `${sha}\trefs/heads/${branch}\n`).join(''))
  const object = git.object(file.slice('objects/'.length).replace('/', ''))
  return object ? deflateSync(object) : 'absent'
}
