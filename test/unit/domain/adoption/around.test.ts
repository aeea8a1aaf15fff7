/** What else was made by hand around a mount: it is told, and none of it is rewritten. */
import { aroundOf } from '../../../../src/domain/adoption/around.ts'
import type { HostFacts } from '../../../../src/domain/facts.ts'
import { wantedOf } from '../../../support/adopting.ts'
import { healthyFacts } from '../../../support/healthy-facts.ts'

const around = (more: Partial<HostFacts['unmanaged']>) =>
  aroundOf(wantedOf(), { ...healthyFacts(), unmanaged: { managers: [], umaskLines: [], data: [], ...more } })

test('where there is nothing else nothing is told', () => {
  expect(around({})).toEqual({ kept: [], conflicts: [] })
})

describe('a line that sets a umask is left alone', () => {
  const why = (text: string) => around({ umaskLines: [{ file: '/etc/profile', line: 7, text }] }).kept
  test.each(['umask 002', 'umask 0002', 'umask 2', '  umask 002 # shared', 'umask 002;'])('%s says what ours says', (text) => {
    expect(why(text)).toEqual([{ what: '/etc/profile line 7', why: `${text.trim()}: left alone` }])
  })
  test.each(['umask 022', 'umask 0020', 'umask 002x', 'xumask 002', 'umask 077 ', 'umask 002 && umask 022'])(
    '%s overrules ours, so the report will tell',
    (text) => {
      expect(why(text)?.[0]?.why).toBe(`${text.trim()}: left alone. Sessions that read it do not get umask 002, and the report will say so`)
    },
  )
})

describe('what mounts it too has to be taken away by hand', () => {
  const settle = (kind: 'systemd' | 'autofs' | 'script', file: string) =>
    around({ managers: [{ kind, file, text: ' What=fs-1 ' }] }).conflicts
  test('a unit, without the mount being touched', () => {
    expect(settle('systemd', '/etc/systemd/system/mnt-data.mount')).toEqual([
      {
        code: 'managed-elsewhere',
        seen: '/etc/systemd/system/mnt-data.mount: What=fs-1',
        settle: [
          '# without --now: the current mount stays',
          "systemctl disable 'mnt-data.mount'",
          "mv '/etc/systemd/system/mnt-data.mount' '/root/mnt-data.mount.by-hand'",
          'systemctl daemon-reload',
        ],
      },
    ])
  })
  test.each(['/etc/systemd/system/$(reboot).mount', '/etc/x;y.mount', 'relative.mount', "/etc/a'b.mount"])(
    'no command is made of a name like %s',
    (file) => {
      expect(settle('systemd', file)?.[0]?.settle).toEqual([
        '# disable the named unit without --now, move its file away, systemctl daemon-reload',
      ])
    },
  )
  test('a map of autofs, and a line of a script', () => {
    expect(settle('autofs', '/etc/auto.data')?.[0]).toMatchObject({
      code: 'managed-elsewhere',
      settle: [expect.stringContaining('unmounts what nobody uses'), 'systemctl reload autofs'],
    })
    expect(settle('script', '/etc/rc.local')?.[0]).toMatchObject({
      code: 'managed-elsewhere',
      seen: '/etc/rc.local: What=fs-1',
      settle: [expect.stringContaining('fstab mounts it from then on')],
    })
  })
})

test('data of other groups stays as it is, with the command that could share it', () => {
  const { kept } = around({
    data: [
      { gid: 3000, group: 'prism-shared', entries: 9 },
      { gid: 100, group: 'staff', entries: 4 },
      { gid: 1500, entries: 2 },
    ],
  })
  expect(kept?.map((k) => k.what)).toEqual(['data of group staff (gid 100)', 'data of group 1500'])
  expect(kept?.[0]?.why).toMatch(/^4 of the entries seen, two levels deep; .*chgrp -R prism-shared FOLDER/)
})
