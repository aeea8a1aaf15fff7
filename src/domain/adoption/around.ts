/** What else was made by hand: units and maps that mount it, umask lines, groups that own data. Reported; none of it is rewritten. */
import type { Desired } from '../desired.ts'
import type { HostFacts } from '../facts.ts'
import type { Conflict, Kept, Part } from './parts.ts'

export function aroundOf(desired: Desired, facts: HostFacts): Part {
  const { managers, umaskLines } = facts.unmanaged
  return {
    kept: [
      ...data(desired, facts),
      ...umaskLines.map((l) => ({ what: `${l.file} line ${l.line}`, why: `${l.text.trim()}: left alone${overruled(l.text)}` })),
    ],
    conflicts: managers.map(managed),
  }
}

/** A profile script overrides PAM. */
const overruled = (line: string): string =>
  /^\s*umask\s+0*2\s*(?:[;#].*)?$/.test(line) ? '' : '. Sessions that read it do not get umask 002, and the report will say so'

function managed({ kind, file, text }: HostFacts['unmanaged']['managers'][number]): Conflict {
  const seen = `${file}: ${text.trim()}`
  const plain = /^\/[A-Za-z0-9@\\._/-]+$/.test(file)
  const name = file.slice(file.lastIndexOf('/') + 1)
  switch (kind) {
    case 'systemd':
      return {
        code: 'managed-elsewhere',
        seen,
        settle: plain
          ? [
              '# without --now: the current mount stays',
              `systemctl disable '${name}'`,
              `mv '${file}' '/root/${name}.by-hand'`,
              'systemctl daemon-reload',
            ]
          : ['# disable the named unit without --now, move its file away, systemctl daemon-reload'],
      }
    case 'autofs':
      return {
        code: 'managed-elsewhere',
        seen,
        settle: ['# remove the entry from the named map; a restart of autofs unmounts what nobody uses', 'systemctl reload autofs'],
      }
    case 'script':
      return { code: 'managed-elsewhere', seen, settle: ['# remove the named line from the file: fstab mounts it from then on'] }
  }
}

/** The volume's data keeps its owner, group and mode; the report names who cannot write it, with the command that could change that. */
function data(desired: Desired, facts: HostFacts): Kept[] {
  const { gid, name } = desired.group
  const others = facts.unmanaged.data.filter((d) => d.gid !== gid)
  return others.map((d) => ({
    what: `data of group ${d.group ?? d.gid}${d.group === undefined ? '' : ` (gid ${d.gid})`}`,
    why: `${d.entries} of the entries seen, two levels deep; owner, group and mode stay. To share one of these folders, once its owner agrees: chgrp -R ${name} FOLDER; chmod -R g+rwX FOLDER`,
  }))
}
