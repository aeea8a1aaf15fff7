/** Of what is on the volume: paths, spaces, files, and what was tried there. */
import type { SpaceTryFact } from '../../domain/facts.ts'
import { type HostRecord, printable, RecordError } from '../records.ts'
import { type Draft, seen, some, spaceOutcomes } from './draft.ts'

export function readVolume(draft: Draft, kind: string, r: HostRecord): boolean {
  switch (kind) {
    case 'path':
      draft.paths.push(
        r.flag('exists')
          ? {
              path: printable(r.text('path')),
              exists: true,
              type: r.text('type'),
              owner: printable(r.text('owner')),
              uid: r.number('uid'),
              group: printable(r.text('group')),
              gid: r.number('gid'),
              mode: r.mode('mode'),
              inode: r.digits('inode'),
            }
          : { path: printable(r.text('path')), exists: false },
      )
      return true
    case 'root':
      draft.root = { entries: r.number('entries'), foreign: [] }
      return true
    case 'root-entry':
      if (!draft.root) throw new RecordError('root-entry before root')
      draft.root.foreign.push(printable(r.text('name')))
      return true
    case 'behaviour': {
      const mode = r.optional('mode')
      draft.behaviours.push({
        account: r.text('account'),
        try: r.oneOf('try', ['create-file', 'create-folder', 'write-own-space', 'write-other-space', 'outsider-write', 'give-away']),
        path: printable(r.text('path')),
        outcome: r.oneOf('outcome', ['done', 'refused', 'timeout', 'error']),
        ...some('uid', r.optionalNumber('uid')),
        ...some('gid', r.optionalNumber('gid')),
        ...seen('group', r.optional('group')),
        ...(mode === undefined ? {} : { mode: r.mode('mode') }),
        ...(r.optional('umask') === undefined ? {} : { umask: r.oneOf('umask', ['unknown']) }),
        ...(r.optional('detail') === undefined ? {} : { detail: printable(r.text('detail')) }),
      })
      return true
    }
    case 'spaces':
      draft.spaces = { found: r.number('found'), seen: [], tries: [] }
      return true
    case 'space':
      if (!draft.spaces) throw new RecordError('space before spaces')
      draft.spaces.seen.push({ name: spaceName(r.text('name')), uid: r.number('uid'), gid: r.number('gid'), mode: r.mode('mode') })
      return true
    case 'space-tries':
      if (!draft.spaces) throw new RecordError('space-tries before spaces')
      for (const one of r.list('tried')) draft.spaces.tries.push(readSpaceTry(r.text('account'), one))
      return true
    case 'unwritable':
      draft.unwritable = {
        looked: r.number('looked'),
        found: r.number('found'),
        ...some('protected', r.optionalNumber('protected')),
        reach: r.oneOf('reach', ['all', 'sample', 'cut']),
        sample: [],
      }
      return true
    case 'unwritable-file':
      if (!draft.unwritable) throw new RecordError('unwritable-file before unwritable')
      draft.unwritable.sample.push({ path: printable(r.text('path')), owner: printable(r.text('owner')), mode: r.mode('mode') })
      return true
    default:
      return false
  }
}

function spaceName(text: string): string {
  if (!/^[a-z0-9._-]{1,255}$/.test(text)) throw new RecordError('space: name')
  return text
}

function readSpaceTry(account: string, text: string): SpaceTryFact {
  const [, space = '', read = '', change = ''] = /^([a-z0-9._-]{1,255}):([rx-])([wx-])$/.exec(text) ?? []
  if (space === '') throw new RecordError('space-tries: tried')
  return { account, space, read: spaceOutcomes[read]!, change: spaceOutcomes[change]! }
}
