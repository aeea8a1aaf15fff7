/** people: the registry's accounts on a host, made and kept with `change`, else only looked at. */
import { unixName } from '../../domain/names.ts'
import type { WantedAccount } from '../../domain/people/accounts.ts'
import { type Contract, common, flag } from '../contract.ts'

/** 65536 to 94199, where every number of a registry is: so whoever may send this job alone puts nobody into a group of the host's own. */
const number = '(?:6553[6-9]|655[4-9][0-9]|65[6-9][0-9]{2}|6[6-9][0-9]{3}|[78][0-9]{4}|9[0-3][0-9]{3}|94[01][0-9]{2})'
const day = '[1-9][0-9]{0,5}'
const path = '(?:/[A-Za-z0-9._-]+){1,6}'
const person = `${unixName}:${number}:${path}:(?:${day})?:(?:${unixName}(?:\\+${unixName})*)?`
const list = (item: string): RegExp => new RegExp(`^(?:${item}(?:,${item})*)?$`)

export const people = {
  parameters: {
    people: {
      env: 'PRISM_PEOPLE',
      pattern: list(person),
      doc: 'All who are to have an account here: name:uid:shell:ends:group+group, separated by commas; ends is the day since 1970 from which the account is expired',
    },
    groups: { env: 'PRISM_GROUPS', pattern: list(`${unixName}:${number}`), doc: 'The registry’s groups: name:gid, separated by commas' },
    kept: { env: 'PRISM_KEPT', pattern: list(unixName), doc: 'Groups that somebody may be in besides' },
    adopt: { env: 'PRISM_ADOPT', pattern: list(unixName), doc: 'Accounts that Prism did not make and that become its own' },
    nologin: { env: 'PRISM_NOLOGIN', pattern: /^\/(?:usr\/)?sbin\/nologin$/, doc: 'The shell of whoever left' },
    change: { env: 'PRISM_CHANGE', pattern: flag, doc: '1: make and keep the accounts, then look; 0: only look' },
    lockSeconds: common.lockSeconds,
  },
  executionSeconds: 600,
} as const satisfies Contract

export function peopleParams(v: {
  readonly people: readonly WantedAccount[]
  readonly groups: readonly { readonly name: string; readonly gid: number }[]
  readonly kept: readonly string[]
  readonly adopt: readonly string[]
  readonly nologin: string
  readonly change: boolean
}): Record<string, string> {
  return {
    people: v.people.map((p) => `${p.name}:${p.uid}:${p.shell}:${p.ends ?? ''}:${p.groups.join('+')}`).join(','),
    groups: v.groups.map((g) => `${g.name}:${g.gid}`).join(','),
    kept: v.kept.join(','),
    adopt: v.adopt.join(','),
    nologin: v.nologin,
    change: v.change ? '1' : '0',
    lockSeconds: '60',
  }
}
