/** What systemd says of the next boot, and of a mount that is missing. */
import { bootFaultOf, downInWords, isBootFault } from '../../../src/domain/boot.ts'
import type { BootFact } from '../../../src/domain/facts.ts'
import { healthyFacts } from '../../support/healthy-facts.ts'

const boot = healthyFacts().boot!
const { unit } = boot
const said = (change: Partial<BootFact>) => bootFaultOf({ ...boot, ...change })
const down = (change: Partial<BootFact>) => downInWords({ ...boot, entered: false, ...change })

test.each(['/run/systemd/generator/', '/run/systemd/generator.early/', '/run/systemd/generator.late/'])(
  'a unit in %s is fstab’s',
  (folder) => {
    expect(said({ file: `${folder}${unit}` })).toBeUndefined()
  },
)

test('a unit from nowhere is read from fstab at the next boot', () => {
  const { file: _, ...without } = boot
  expect(bootFaultOf(without)).toBeUndefined()
})

test.each<[string, Partial<BootFact>, ReturnType<typeof bootFaultOf>]>([
  ['a masked unit', { load: 'masked' }, { code: 'unit-masked', seen: `${unit} is masked` }],
  [
    'somebody’s own unit file',
    { file: `/etc/systemd/system/${unit}` },
    { code: 'unit-foreign', seen: `${unit} comes from /etc/systemd/system/${unit}, not from fstab` },
  ],
  [
    'one whose folder only looks like the generator’s',
    { file: `/etc/run/systemd/generator/${unit}` },
    { code: 'unit-foreign', seen: `${unit} comes from /etc/run/systemd/generator/${unit}, not from fstab` },
  ],
  [
    'a folder beside the generator’s',
    { file: `/run/systemd/generator.mine/${unit}` },
    { code: 'unit-foreign', seen: `${unit} comes from /run/systemd/generator.mine/${unit}, not from fstab` },
  ],
  ['a boot without network file systems', { pulledIn: false }, { code: 'boot-without-mounts', seen: 'remote-fs.target is not enabled' }],
])('%s keeps a boot from mounting it', (_name, change, fault) => expect(said(change)).toEqual(fault))

test('only these three are faults of a boot', () => {
  expect((['unit-masked', 'unit-foreign', 'boot-without-mounts', 'boot-unknown'] as const).map(isBootFault)).toEqual([
    true,
    true,
    true,
    false,
  ])
})

test.each<[string, Partial<BootFact>, string | undefined]>([
  ['failed', { active: 'failed', result: 'timeout' }, `${unit} failed (timeout)`],
  ['failed at a time', { active: 'failed', result: 'timeout', since: 'Mon 09:00' }, `${unit} failed (timeout, Mon 09:00)`],
  ['is on its way', { active: 'activating' }, `${unit} is still activating`],
  ['was there', { active: 'inactive', entered: true, since: 'Mon 09:00' }, `${unit} was unmounted (success, Mon 09:00)`],
  ['was never there', { active: 'inactive' }, undefined],
  ['is there', { active: 'active', entered: true }, undefined],
])('of a mount that %s it says as much', (_name, change, words) => expect(down(change)).toBe(words))
