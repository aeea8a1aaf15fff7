/** What the registry's people have on the volume, as one instance shows it, and what each of them came to there, by trying. */
import type { Finding, FindingCode } from '../catalogue.ts'
import type { PeopleSeen, WantedPeople } from '../people/accounts.ts'
import { isInPlace, isJoined } from '../people/compare.ts'
import { linkNames, type Place, placesOf, stateOf, type TriedSeen, type VolumeSeen, type WantedVolume } from '../people/spaces.ts'
import type { Row } from '../report.ts'
import { noteRow, seenRow, unknownRow } from './row.ts'

export function spaceRows(
  wanted: WantedPeople,
  volume: WantedVolume | undefined,
  seen: PeopleSeen | undefined,
  on: VolumeSeen | undefined,
  why?: Finding,
): Row[] {
  if (!volume) return []
  if (!seen || on?.state !== 'there')
    return [unknownRow('people', 'spaces on the volume', 'as in the registry', ...whyUnseen(volume, on, why))]
  const here = wanted.accounts.filter((account) => isInPlace(account, seen))
  const names = new Set(here.map((a) => a.name))
  return [
    // whose account is not there has a red row of their own
    ...placesOf(volume).flatMap((place) =>
      place.name !== undefined && !names.has(place.name) && stateOf(place, on) === 'missing' ? [] : [placeRow(place, volume, on)],
    ),
    ...here.flatMap(({ name, groups }) => [
      ...triedRows(
        name,
        groups,
        volume,
        on.tries.find((t) => t.name === name),
        !wanted.joins || isJoined(name, seen),
      ),
      linkRow(name, on),
    ]),
  ]
}

function whyUnseen({ mountPoint }: WantedVolume, on: VolumeSeen | undefined, why: Finding | undefined): [string, FindingCode] {
  if (!on) return why ? [why.seen, why.code] : ['not seen', 'not-looked-at']
  return on.state === 'absent'
    ? [`the volume is not mounted at ${mountPoint}`, 'not-mounted']
    : [`${mountPoint} gave no answer`, 'mount-hung']
}

const words = ({ uid, gid, mode }: Pick<Place, 'uid' | 'gid' | 'mode'>): string => `${uid}:${gid} ${mode}`

function placeRow(place: Place, { holders }: WantedVolume, on: VolumeSeen): Row {
  const { path } = place
  const expected = words(place)
  const failed = on.did.find((d) => d.kind === 'space' && d.name === path && d.status === 'failed')
  const found = on.places.find((p) => p.path === path)
  const has = found?.has ? words(found.has) : 'not there'
  const differs = (observed: string, code: FindingCode) => seenRow('people', path, expected, observed, false, code)
  switch (stateOf(place, on)) {
    case 'right':
      return seenRow('people', path, expected, has, true, 'space-differs')
    case 'foreign': {
      const holder = found?.has ? holders.get(path.startsWith('groups') ? found.has.gid : found.has.uid) : undefined
      return differs(holder === undefined ? has : `${has} (${holder})`, 'space-foreign')
    }
    case 'refused':
      return differs(found?.refused ?? '', 'layout-not-ours')
    case 'missing':
    case 'differs':
      return failed ? differs(`${has}: ${failed.detail}`, failed.code ?? 'step-failed') : differs(has, 'space-differs')
    case 'unseen':
      return unknownRow('people', path, expected)
  }
}

/** `joined`: they have the group of the volume; whoever has not comes to nothing there. */
function triedRows(name: string, groups: readonly string[], volume: WantedVolume, tried: TriedSeen | undefined, joined: boolean): Row[] {
  const unseenWhy = (): [string | undefined, FindingCode] => {
    if (tried?.why === 'python-incomplete') return [tried.why, 'python-incomplete']
    return joined ? [tried?.why, 'not-tried'] : ['not in prism-shared, so the volume is closed to them', 'shared-group-missing']
  }
  const row = (what: string, expected: string, seen: readonly [boolean | undefined, string], code: FindingCode): Row => {
    const subject = `${name} · ${what}`
    if (seen[0] !== undefined) return seenRow('people', subject, expected, seen[1], seen[0], code)
    const [why, unseen] = unseenWhy()
    return unknownRow('people', subject, expected, why || seen[1], tried && seen[1] === noSpace ? 'space-differs' : unseen)
  }
  const mine = new Set(groups)
  const directories = volume.directories.filter((d) => mine.has(d.group)).map((d) => `groups/${d.name}`)
  const inGroups = volume.directories.map((d) => inDirectory(d, mine.has(d.group), tried))
  const leaks = inGroups.some((g) => g.leaks)
  return [
    ...(!volume.mounts.includes(name) ? [row(`users/${name}`, 'reads, writes', inOwn(tried), 'space-closed')] : []),
    volume.spaceMode === '0700'
      ? row('spaces of others', 'refused', inOthers(tried, volume), 'space-open')
      : row('spaces of others', 'write refused', writingInOthers(tried, volume), 'space-open'),
    ...(inGroups.length > 0
      ? [
          row(
            'group directories',
            directories.length > 0 ? `${directories.join(', ')} and no other` : 'none',
            together(inGroups),
            leaks ? 'not-refused' : 'space-closed',
          ),
        ]
      : []),
  ]
}

type Judged = readonly [holds: boolean | undefined, words: string]

const said = (came: string): string =>
  `${came.startsWith('r') ? 'reads' : 'read refused'}, ${came.endsWith('w') ? 'writes' : 'write refused'}`

const noSpace = 'there is no such space yet'

function inOwn(tried: TriedSeen | undefined): Judged {
  if (tried?.own === '' && tried.why === '') return [undefined, noSpace]
  if (!tried || tried.own === '' || tried.own.includes('x')) return [undefined, 'could not be determined']
  return [tried.own === 'rw', said(tried.own)]
}

/** Each space that is there is tried by somebody of the instance, not by everybody where there are many. */
function coverWords({ others, there }: TriedSeen, { untried }: WantedVolume): string {
  return `${others}${others < there ? ` of ${there}, by cover` : ''}${untried > 0 ? `; of ${untried} more people nobody tried whether there is one` : ''}`
}

function inOthers(tried: TriedSeen | undefined, volume: WantedVolume): Judged {
  if (!tried) return [undefined, 'could not be determined']
  const open = tried.open.filter(({ came }) => /[rw]/.test(came))
  if (open.length > 0) return [false, open.map(({ name, came }) => `users/${name}: ${said(came)}`).join('; ')]
  if (tried.open.length > 0) return [undefined, 'could not be determined']
  return [true, tried.others === 0 ? 'there is none' : `refused in ${coverWords(tried, volume)}`]
}

/** Where others may read: of somebody who left it may be closed still. */
function writingInOthers(tried: TriedSeen | undefined, volume: WantedVolume): Judged {
  if (!tried) return [undefined, 'could not be determined']
  const open = tried.open.filter(({ came }) => came.endsWith('w'))
  if (open.length > 0) return [false, open.map(({ name, came }) => `users/${name}: ${said(came)}`).join('; ')]
  if (tried.open.some(({ came }) => !came.endsWith('-'))) return [undefined, 'could not be determined']
  return [true, tried.others === 0 ? 'there is none' : `write refused in ${coverWords(tried, volume)}`]
}

type InDirectory = { readonly holds: boolean | undefined; readonly words: string; readonly leaks?: true }

function inDirectory({ name, gid }: WantedVolume['directories'][number], member: boolean, tried: TriedSeen | undefined): InDirectory {
  const seen = tried?.groups.find((g) => g.name === name)
  if (!seen || seen.came.includes('x')) return { holds: undefined, words: `groups/${name}: could not be determined` }
  const strange = seen.came === 'rw' && seen.gid !== gid ? `, what it makes is of gid ${seen.gid ?? 'unknown'}` : ''
  const words = `groups/${name}: ${said(seen.came)}${strange}`
  if (member) return { holds: seen.came === 'rw' && strange === '', words }
  return seen.came === '--' ? { holds: true, words } : { holds: false, words, leaks: true }
}

/** What does not hold is told, and where all holds that it was tried. */
function together(all: readonly { readonly holds: boolean | undefined; readonly words: string }[]): Judged {
  const wrong = all.filter((g) => g.holds === false)
  if (wrong.length > 0) return [false, wrong.map((g) => g.words).join('; ')]
  const doubt = all.filter((g) => g.holds === undefined)
  return doubt.length > 0 ? [undefined, doubt.map((g) => g.words).join('; ')] : [true, 'as expected, each tried']
}

function linkRow(name: string, on: VolumeSeen): Row {
  const subject = `${name} · ${linkNames.join(', ')}`
  const expected = 'links to the volume'
  const home = on.homes.find((h) => h.name === name)
  if (!home) return unknownRow('people', subject, expected)
  if (home.why !== '') return seenRow('people', subject, expected, home.why, false, 'home-links-differ')
  const of = (state: string) => linkNames.filter((_, n) => home.links[n] === state)
  const [none, other] = [of('none'), of('other')]
  if (none.length > 0) return seenRow('people', subject, expected, `${none.join(', ')}: not there`, false, 'home-links-differ')
  if (other.length > 0) return noteRow('people', subject, expected, `${other.join(', ')}: something else of that name, left as it is`)
  return seenRow('people', subject, expected, expected, true, 'home-links-differ')
}
