/** Regions outside of AWS's first partition, and machines outside of EC2: what a mount does there, and what a doctor says of it. */
import { diagnosisOf } from '../../support/doctor-stage.ts'
import { notHolding, onLab, openStage, type Stage } from '../../support/lab-stage.ts'

const regions = { 'cn-north-1': 'amazonaws.com.cn', 'eusc-de-east-1': 'amazonaws.eu' } as const

for (const [region, suffix] of Object.entries(regions))
  onLab(`in ${region}`, () => {
    let stage: Stage
    beforeAll(async () => {
      stage = await openStage(`partitions-${region}`, 0.02, region)
    })
    afterEach(() => stage.clear())
    afterAll(() => stage?.stop())

    test('a mount holds, and a doctor looks for the names of that partition', async () => {
      const [volume] = await Promise.all([stage.volume(), stage.instance('ubuntu')])
      const { report } = await stage.say(`mount ${volume.name} ubuntu`)
      expect({ verdict: report.verdict, off: notHolding(report, 'ubuntu') }).toEqual({ verdict: 'holds', off: [] })
      const seen = diagnosisOf(await stage.say(`doctor ${volume.name} ubuntu`))
      expect(seen).toMatchObject({ verdict: 'healthy', others: [] })
      expect(seen.checks.find((c) => c.area === 'dns')?.seen).toContain(`${volume.id}.efs.${region}.${suffix} resolves to`)
    })
  })

onLab('a hybrid node', () => {
  let stage: Stage
  beforeAll(async () => {
    stage = await openStage('partitions-hybrid')
  })
  afterEach(() => stage.clear())
  afterAll(() => stage?.stop())

  test('is looked at as far as there is something to look at', async () => {
    const volume = await stage.volume()
    await stage.instance('workbench', { id: 'mi-0123456789abcdef0' })
    const { report } = await stage.say(`mount ${volume.name} workbench`)
    expect({ verdict: report.verdict, off: notHolding(report, 'workbench') }).toEqual({ verdict: 'holds', off: [] })
    const seen = diagnosisOf(await stage.say(`doctor ${volume.name} workbench`))
    expect(seen.checks.filter((c) => c.state === 'unknown')).toEqual([])
    expect(seen).toMatchObject({ verdict: 'healthy', others: [] })
    expect(seen.checks.find((c) => c.area === 'target')?.seen).toContain('was reached from the node')
    expect(seen.checks.find((c) => c.area === 'profile')).toMatchObject({ state: 'not-applicable' })
  })
})
