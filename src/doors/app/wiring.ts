/**
 * Stands in for `language/comment.ts` and `render/` until they join this branch: the few words and the plain text that the door's own
 * tests need. Whoever joins the branches puts the real ones in `main.ts` and removes this file.
 */
import { fail } from '../../domain/catalogue.ts'
import { formatSelector, formatVolumeRef, parseSelector, parseVolumeRef, quote } from '../../domain/names.ts'
import { defaultMountOptions, type Request } from '../../domain/request.ts'
import type { Run } from '../../domain/run.ts'
import type { Language } from './language.ts'
import { code } from './replies.ts'

export const language: Language = {
  commandsInComment: (body) => {
    let fenced = false
    return body.split(/\r?\n/).filter((line) => {
      if (/^\s{0,3}(?:```|~~~)/.test(line)) fenced = !fenced
      return !fenced && /^ {0,3}\/prism(?:\s|$)/.test(line)
    })
  },
  parseCommand: (line) => {
    const [verb = 'help', volume = '', ...selectors] = line.trim().split(/\s+/).slice(1)
    if (verb === 'help') return { kind: 'help' }
    if (!['mount', 'verify', 'unmount', 'status'].includes(verb)) throw fail('bad-command', { seen: quote(verb) })
    const named = { volume: parseVolumeRef(volume), selectors: selectors.map(parseSelector) }
    if (verb === 'status') return { verb, volume: named.volume }
    if (verb === 'unmount') return { verb, ...named, options: { lazy: false } }
    return { verb: verb === 'mount' ? 'mount' : 'verify', ...named, options: defaultMountOptions } satisfies Request
  },
  helpMarkdown: () => 'For example:\n\n```\n/prism mount research-data ubuntu-instance rocky-instance\n```',
  formatCommand: (request) =>
    [
      '/prism',
      request.verb,
      ...('volume' in request ? [formatVolumeRef(request.volume)] : []),
      ...('selectors' in request ? request.selectors.map(formatSelector) : []),
    ].join(' '),
}

export const render = (run: Run): string => `**${run.state}** ${code(language.formatCommand(run.request))}\n\nRun ${code(run.id)}`
