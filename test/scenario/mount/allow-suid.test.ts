/** Set-id programs on a volume: off, on where somebody asks for it and reads of it, off again. */

import type { Instance } from '../../../src/lab/instances/instance.ts'
import { lineMarkdown } from '../../../src/render/print/page-of.ts'
import { reportHeadline } from '../../../src/render/view/headline.ts'
import { notHolding, of, on, onLab, openStage, type Stage } from '../../support/lab-stage.ts'

onLab('a mount that lets set-id programs work', () => {
  let stage: Stage
  let ubuntu: Instance
  beforeAll(async () => {
    stage = await openStage('allow-suid')
    ubuntu = await stage.instance('ubuntu')
  })
  afterAll(() => stage?.stop())

  test('is asked for, told beside the verdict, remembered, and goes with the next mount that does not ask', async () => {
    const volume = await stage.volume()
    const place = `/mnt/${volume.name}`
    const flags = () =>
      on(ubuntu, `findmnt -no OPTIONS ${place} | tr , '\\n' | grep -x -e nosuid -e nodev | sort; grep -o 'nosuid' /etc/fstab || true`)
    // a program that tells whose rights it has
    const euid = () =>
      on(
        ubuntu,
        `cp /usr/bin/id ${place}/shared/tells; chown root ${place}/shared/tells; chmod 4755 ${place}/shared/tells
        setpriv --reuid ubuntu --regid ubuntu --clear-groups ${place}/shared/tells -u; rm ${place}/shared/tells`,
      )
    expect((await stage.say(`mount ${volume.name} ubuntu`)).report.verdict).toBe('holds')
    expect(await flags()).toBe('nodev\nnosuid\nnosuid')
    expect(await euid()).toBe('1000')

    const { report } = await stage.say(`mount ${volume.name} ubuntu --allow-suid`)
    expect(notHolding(report, 'ubuntu')).toEqual([])
    expect(lineMarkdown(reportHeadline(report).headline)).toContain('⚠️ set-id programs on the volume work, as requested')
    expect(of(report, 'ubuntu').rows.find((r) => r.subject.endsWith('set-id files and devices'))).toMatchObject({
      expected: 'nodev',
      observed: 'nodev',
    })
    expect(await flags()).toBe('nodev')
    expect(await euid()).toBe('0')
    // nobody has to say it again to see it green, and whoever reads that is told
    const remembered = await stage.say(`verify ${volume.name} ubuntu`)
    expect(remembered.report.verdict).toBe('holds')
    expect(lineMarkdown(reportHeadline(remembered.report).headline)).toContain('⚠️ set-id programs')
    expect((await stage.say(`verify ${volume.name} ubuntu --as-said`)).report.verdict).toBe('differs')

    expect((await stage.say(`mount ${volume.name} ubuntu`)).report.verdict).toBe('holds')
    expect(await flags()).toBe('nodev\nnosuid\nnosuid')
    expect(await euid()).toBe('1000')
  })
})
