/** The table says only what somebody said or what was done here. */
import { existsSync, readFileSync } from 'node:fs'
import { platformOf, platforms, trialsOf } from '../../../../src/domain/client/platforms.ts'
import { trials } from '../../../../src/domain/client/trials.ts'

test('holds every distribution and version that Prism knows, once', () => {
  expect(platforms.map((p) => p.name)).toEqual([
    'Amazon Linux 2',
    'Amazon Linux 2023',
    ...['RHEL', 'Rocky Linux', 'AlmaLinux'].flatMap((name) => [`${name} 8`, `${name} 9`, `${name} 10`]),
    ...['20.04', '22.04', '24.04', '26.04'].map((version) => `Ubuntu ${version}`),
    'Debian 12',
    'Debian 13',
    'SLES 15',
  ])
  for (const p of platforms) expect(platformOf(p.id, p.version)).toBe(p)
})

test('nothing on one of AWS’s lists is unknown, and nothing beyond them counts as there', () => {
  for (const { name, sources } of platforms)
    for (const [source, { there, citation }] of Object.entries(sources))
      expect([name, source, citation, there]).toEqual([
        name,
        source,
        citation,
        citation === 'looked' ? 'no' : ['unlisted', 'compatible', 'suse'].includes(citation) ? 'unknown' : 'yes',
      ])
})

test('what it calls tried was tried: the named test is there', () => {
  expect(Object.keys(trials).filter((key) => !platforms.some((p) => key === `${p.id} ${p.version}`))).toEqual([])
  const all = platforms.flatMap(trialsOf)
  expect(all.length).toBeGreaterThan(3)
  for (const { file, test } of all) {
    expect(existsSync(file)).toBe(true)
    expect(readFileSync(file, 'utf8')).toContain(test)
  }
})
