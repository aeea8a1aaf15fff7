/** people: the registry's accounts on a host, made and kept with `change`, else only looked at. */
import { unixName } from '../../domain/names.ts'
import type { WantedAccount } from '../../domain/people/accounts.ts'
import { digestThatStays, keysDigest } from '../../domain/people/ssh.ts'
import { type Contract, common, flag } from '../contract.ts'

/** 65536 to 94199, where every number of a registry is: so whoever may send this job alone puts nobody into a group of the host's own. */
export const registryNumber = '(?:6553[6-9]|655[4-9][0-9]|65[6-9][0-9]{2}|6[6-9][0-9]{3}|[78][0-9]{4}|9[0-3][0-9]{3}|94[01][0-9]{2})'
const number = registryNumber
const day = '[1-9][0-9]{0,5}'
const path = '(?:/[A-Za-z0-9._-]+){1,6}'
const person = `${unixName}:${number}:${path}:(?:${day})?:(?:${unixName}(?:\\+${unixName})*)?:(?:[0-9a-f]{32})?(?::s)?(?::${day})?`
const key = ':[a-z0-9@.-]{7,40}:[A-Za-z0-9+/]{40,2000}={0,2}'
const list = (item: string): RegExp => new RegExp(`^(?:${item}(?:,${item})*)?$`)

export const people = {
  parameters: {
    people: {
      env: 'PRISM_PEOPLE',
      pattern: list(person),
      doc: 'All who are to have an account here: name:uid:shell:ends:group+group:keys, separated by commas; ends is the day since 1970 from which the account is expired, keys the digest of their file of keys; :s behind it: they may become root by sudo; a day behind it: they are back since then, after they left',
    },
    keys: {
      env: 'PRISM_KEYS',
      pattern: list(`${unixName}(?:${key}){1,20}`),
      doc: 'The files of keys that are to be written: name:type:body:type:body, separated by commas',
    },
    sshGroup: { env: 'PRISM_SSH_GROUP', pattern: new RegExp(`^${unixName}$`), doc: 'Whom sshd lets in by those files alone' },
    groups: { env: 'PRISM_GROUPS', pattern: list(`${unixName}:${number}`), doc: 'The registry’s groups: name:gid, separated by commas' },
    kept: { env: 'PRISM_KEPT', pattern: list(unixName), doc: 'Groups that somebody may be in besides' },
    join: { env: 'PRISM_JOIN', pattern: /^(?:prism-shared)?$/, doc: 'The group of what is mounted, where everybody is to be in it' },
    adopt: { env: 'PRISM_ADOPT', pattern: list(unixName), doc: 'Accounts that Prism did not make and that become its own' },
    nologin: { env: 'PRISM_NOLOGIN', pattern: /^\/(?:usr\/)?sbin\/nologin$/, doc: 'The shell of whoever left' },
    change: { env: 'PRISM_CHANGE', pattern: flag, doc: '1: make and keep the accounts, then look; 0: only look' },
    only: {
      env: 'PRISM_ONLY',
      pattern: new RegExp(`^(?:${unixName}:${number})?$`),
      doc: 'One who left, as name:uid, also where the record does not know them: with change nobody else is changed',
    },
    hold: {
      env: 'PRISM_HOLD',
      pattern: new RegExp(`^(?:${day})?$`),
      doc: 'With only: they left before the registry said so; the day since 1970 from which it has to say that they are back',
    },
    left: {
      env: 'PRISM_LEFT',
      pattern: list(`${unixName}:${number}`),
      doc: 'Who left and has an account here that the record no longer knows, as name:uid, separated by commas',
    },
    lockSeconds: common.lockSeconds,
  },
  executionSeconds: 600,
} as const satisfies Contract

export function peopleParams(v: {
  readonly people: readonly WantedAccount[]
  readonly groups: readonly { readonly name: string; readonly gid: number }[]
  /** Of whom the file of keys is to be written. */
  readonly keysOf: readonly WantedAccount[]
  readonly sshGroup: string
  readonly kept: readonly string[]
  readonly join: readonly string[]
  readonly adopt: readonly string[]
  readonly nologin: string
  readonly change: boolean
  /** Who left, and is alone to be ended. */
  readonly only?: { readonly name: string; readonly uid: number }
  /** The day since 1970 from which the registry has to say that they are back. */
  readonly hold?: number
  /** Who left, and is no longer in the instance's record. */
  readonly left: readonly { readonly name: string; readonly uid: number }[]
}): Record<string, string> {
  return {
    people: v.people
      .map(
        (p) =>
          `${p.name}:${p.uid}:${p.shell}:${p.ends ?? ''}:${p.groups.join('+')}:${p.keysStay ? digestThatStays : keysDigest(p.keys)}${p.sudo ? ':s' : ''}${p.since === undefined ? '' : `:${p.since}`}`,
      )
      .join(','),
    keys: v.keysOf.map((p) => [p.name, ...p.keys.flatMap(({ type, body }) => [type, body])].join(':')).join(','),
    sshGroup: v.sshGroup,
    groups: v.groups.map((g) => `${g.name}:${g.gid}`).join(','),
    kept: v.kept.join(','),
    join: v.join.join(','),
    adopt: v.adopt.join(','),
    nologin: v.nologin,
    change: v.change ? '1' : '0',
    only: v.only ? `${v.only.name}:${v.only.uid}` : '',
    hold: v.hold === undefined ? '' : `${v.hold}`,
    left: v.left.map(({ name, uid }) => `${name}:${uid}`).join(','),
    lockSeconds: '60',
  }
}
