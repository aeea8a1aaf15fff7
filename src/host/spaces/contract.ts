/** spaces: what the registry's people have on a mounted volume, made and kept with `change`, else only looked at; with `tries` each of them tries it. */
import { unixName } from '../../domain/names.ts'
import type { WantedVolume } from '../../domain/people/spaces.ts'
import { type Contract, common, flag } from '../contract.ts'
import { registryNumber as number } from '../people/contract.ts'

const list = (item: string): RegExp => new RegExp(`^(?:${item}(?:,${item})*)?$`)

export const spaces = {
  parameters: {
    fileSystemId: common.fileSystemId,
    addresses: common.addresses,
    mountPoint: common.mountPoint,
    accessPoint: {
      env: 'PRISM_ACCESS_POINT',
      pattern: /^(?:fsap-[0-9a-f]{17})?$/,
      doc: 'The access point that it is mounted through; empty: none',
    },
    gid: common.gid,
    people: {
      env: 'PRISM_PEOPLE',
      pattern: list(`${unixName}:${number}`),
      doc: 'Who is to have an account here, and so users/NAME: name:uid, separated by commas',
    },
    mounts: { env: 'PRISM_MOUNTS', pattern: list(unixName), doc: 'Those of them whose users/NAME the mount itself makes' },
    spaceMode: { env: 'PRISM_SPACE_MODE', pattern: /^07(?:00|55)$/, doc: 'The mode of users/NAME' },
    others: { env: 'PRISM_OTHERS', pattern: list(unixName), doc: 'Other people, whose users/NAME is tried too where there is one' },
    directories: {
      env: 'PRISM_DIRECTORIES',
      pattern: list(`${unixName}:${number}`),
      doc: 'The folders of groups, groups/DIRECTORY: directory:gid, separated by commas',
    },
    umask: common.umask,
    change: { env: 'PRISM_CHANGE', pattern: flag, doc: '1: make and keep them, then look; 0: only look' },
    tries: { env: 'PRISM_TRY', pattern: flag, doc: '1: each of the people tries spaces and folders, as themselves' },
    lockSeconds: common.lockSeconds,
  },
  executionSeconds: 600,
} as const satisfies Contract

export function spacesParams(
  v: WantedVolume & { readonly umask: string; readonly change: boolean; readonly tries: boolean },
): Record<string, string> {
  return {
    fileSystemId: v.fileSystemId,
    addresses: v.addresses.join(','),
    mountPoint: v.mountPoint,
    accessPoint: v.accessPoint ?? '',
    gid: `${v.gid}`,
    people: v.people.map((p) => `${p.name}:${p.uid}`).join(','),
    mounts: v.mounts.join(','),
    spaceMode: v.spaceMode,
    others: v.others.join(','),
    directories: v.directories.map((d) => `${d.name}:${d.gid}`).join(','),
    umask: v.umask,
    change: v.change ? '1' : '0',
    tries: v.tries ? '1' : '0',
    lockSeconds: '60',
  }
}
