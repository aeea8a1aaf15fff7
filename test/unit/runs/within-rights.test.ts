/** What lies out of somebody’s reach is not there for them: neither found, nor listed, nor what makes a name ambiguous. */
import { type fail, finding } from '../../../src/domain/catalogue.ts'
import type { Selector, VolumeRef } from '../../../src/domain/names.ts'
import type { FileSystem, Instances } from '../../../src/domain/ports.ts'
import { defaultMountOptions, type Request } from '../../../src/domain/request.ts'
import type { NamedVolume } from '../../../src/domain/rights.ts'
import type { Reach } from '../../../src/policy/reach.ts'
import { withinRights } from '../../../src/runs/within-rights.ts'
import { cloud, fileSystems, instance, volume } from '../../support/worker.ts'

const of = (id: string, name: string, more: Partial<FileSystem> = {}): FileSystem => ({ ...volume, id, name, ...more })
const byName = (name: string) => ({ kind: 'name', name }) as const
const byId = (id: string) => ({ kind: 'id', id }) as const
const request: Request = { verb: 'mount', volume: byName('research-data'), selectors: [], options: defaultMountOptions }

/** Those ids are in reach; an instance for a volume too, where it is written `i-1 of fs-1`. */
const reaching = (...ids: string[]): Reach => ({
  isBounded: true,
  volume: ({ id }) => ids.includes(id),
  instance: ({ id }, on?: NamedVolume) => ids.includes(on ? `${id} of ${on.id}` : id),
})

describe('volumes', () => {
  const there = [of('fs-1', 'research-data'), of('fs-2', 'research-data'), of('fs-3', 'archive'), of('fs-4', '-odd-')]
  function narrowed(all: readonly FileSystem[], ...ids: string[]) {
    const asked: VolumeRef[] = []
    const theirs = {
      ...fileSystems,
      list: async () => all,
      find: async (ref: VolumeRef) => {
        asked.push(ref)
        return all.find((f) => f.id === (ref.kind === 'id' ? ref.id : ''))!
      },
    }
    return { asked, ...withinRights(cloud({ fileSystems: theirs }), reaching(...ids), request).fileSystems }
  }
  const found = async (ref: VolumeRef, ...ids: string[]) =>
    narrowed(there, ...ids)
      .find(ref)
      .then(
        ({ id }) => id,
        ({ finding: why }: ReturnType<typeof fail>) => `${why.code}: ${why.seen}`,
      )

  test('that nothing bounds are the cloud’s own', () => {
    const whole = cloud()
    expect(withinRights(whole, { ...reaching(), isBounded: false }, request)).toBe(whole)
  })

  test('are listed as far as they are in reach', async () => {
    expect((await narrowed(there, 'fs-1', 'fs-3').list()).map(({ id }) => id)).toEqual(['fs-1', 'fs-3'])
  })

  test('by id are found in reach, and out of it are not there', async () => {
    expect(await found(byId('fs-1'), 'fs-1')).toBe('fs-1')
    expect(await found(byId('fs-1'), 'fs-2')).toBe('volume-not-found: fs-1 in us-east-1')
  })

  test('of one name are the one that is in reach, read by its id', async () => {
    const { asked, find } = narrowed(there, 'fs-2')
    expect((await find(byName('research-data'))).id).toBe('fs-2')
    expect(asked).toEqual([byId('fs-2')])
  })

  test('of one name that are in reach both are ambiguous, with their ids and no others', async () => {
    expect(await found(byName('research-data'), 'fs-1', 'fs-2')).toBe('volume-ambiguous: research-data in us-east-1: fs-1, fs-2')
  })

  test('whose name is another’s out of reach are meant only where they may be told', async () => {
    expect(await found(byName('archiv'), 'fs-3', 'fs-4')).toBe('volume-not-found: archiv in us-east-1; did you mean archive?')
    expect(await found(byName('archiv'), 'fs-1')).toBe('volume-not-found: archiv in us-east-1')
    expect(await found(byName('-odd'), 'fs-4')).toBe('volume-not-found: -odd in us-east-1')
    expect(await found(byName('archive'), 'fs-1')).toBe('volume-not-found: archive in us-east-1')
  })

  test('that are being deleted give way to the one that stays, and are found where there is no other', async () => {
    const going = of('fs-1', 'research-data', { state: 'deleting' })
    const both = narrowed([going, of('fs-2', 'research-data')], 'fs-1', 'fs-2')
    expect((await both.find(byName('research-data'))).id).toBe('fs-2')
    expect((await narrowed([going], 'fs-1').find(byName('research-data'))).id).toBe('fs-1')
  })
})

describe('instances', () => {
  const [one, two, three] = ['i-1', 'i-2', 'i-3'].map((id) => ({ ...instance(id), name: 'calc' })) as [
    ReturnType<typeof instance>,
    ReturnType<typeof instance>,
    ReturnType<typeof instance>,
  ]
  const ambiguous = { instances: [], findings: [finding('instance-ambiguous', { seen: 'calc: i-1, i-2, i-3' })] }
  type Told = Pick<Awaited<ReturnType<Instances['resolve']>>[number], 'instances' | 'findings'>

  function narrowed(reach: Reach, resolve: (selector: Selector) => Told, of: Request = { verb: 'instances', selectors: [] }) {
    const looked: (readonly string[])[] = []
    const theirs: Instances = {
      list: async () => [one, two, three],
      nodes: async (ids) => {
        looked.push(ids)
        return ids.map((id) => ({ id, tags: {} }))
      },
      resolve: async (selectors) => selectors.map((selector) => ({ selector, ...resolve(selector) })),
    }
    return { looked, ...withinRights(cloud({ instances: theirs }), reach, of).instances }
  }
  const absent = { code: 'instance-not-found', seen: 'calc in us-east-1' }

  test('are listed as far as they are in reach', async () => {
    const { list } = narrowed(reaching('i-1', 'i-3'), () => ambiguous)
    expect((await list()).map(({ id }) => id)).toEqual(['i-1', 'i-3'])
  })

  test('are in reach for the volume that the request names, where it names one', async () => {
    const reach = { ...reaching('fs-1', 'i-1', 'i-2 of fs-1') }
    const theirs = { ...fileSystems, list: async () => [of('fs-1', 'research-data')], find: async () => of('fs-1', 'research-data') }
    const all = {
      list: async () => [one, two],
      nodes: async (ids: readonly string[]) => ids.map((id) => ({ id, tags: {} })),
      resolve: async () => [],
    }
    const narrow = (asked: Request) => withinRights(cloud({ fileSystems: theirs, instances: all }), reach, asked).instances
    expect((await narrow(request).list()).map(({ id }) => id)).toEqual(['i-2'])
    expect((await narrow({ verb: 'instances', selectors: [] }).list()).map(({ id }) => id)).toEqual(['i-1'])
    expect((await narrow({ verb: 'status', selectors: [] } as unknown as Request).list()).map(({ id }) => id)).toEqual(['i-1'])
  })

  test('that are selected and in reach come back, the others do not exist', async () => {
    const { resolve, looked } = narrowed(reaching('i-1'), () => ({ instances: [one, two], findings: [] }))
    const selector = { kind: 'tag', key: 'Team', value: 'a' } as const
    // by the tag they would be sent to too
    expect(await resolve([selector])).toEqual([{ selector, instances: [one], findings: [], withheld: true }])
    expect(looked).toEqual([['i-1', 'i-2']])
  })

  test('that have a tag may be sent to by it where it alone is what brings them into reach', async () => {
    const selector = { kind: 'tag', key: 'Team', value: 'a' } as const
    const resolve = (instance: Reach['instance']) =>
      narrowed({ ...reaching(), instance }, () => ({ instances: [one], findings: [] })).resolve([selector])
    expect(await resolve(({ id, tags }) => id === 'i-1' || tags.Team === 'a')).toEqual([{ selector, instances: [one], findings: [] }])
    // somebody else gets it, and is out of reach
    expect(await resolve(({ id }) => id === 'i-1')).toEqual([{ selector, instances: [one], findings: [], withheld: true }])
  })

  test('of which none is in reach are answered like none at all, in the words of the selector', async () => {
    const { resolve } = narrowed(reaching(), () => ({ instances: [one], findings: [] }))
    const answers = await resolve([{ kind: 'tag', key: 'Team', value: 'a' }, byId('i-1'), byName('calc')])
    expect(answers.map(({ instances, findings: [why] }) => [instances.length, why?.code, why?.seen, why?.instanceId])).toEqual([
      [0, 'no-instances', 'tag:Team=a in us-east-1', undefined],
      [0, 'instance-not-found', 'i-1 in us-east-1', 'i-1'],
      [0, 'instance-not-found', 'calc in us-east-1', undefined],
    ])
  })

  test('what AWS tells of one out of reach is not told; of one in reach it is', async () => {
    const offline = finding('instance-offline', { seen: 'no ping', instanceId: 'i-2' })
    const told = { instances: [one], findings: [offline] }
    const seen = async (...ids: string[]) => (await narrowed(reaching(...ids), () => told).resolve([byName('calc')]))[0]
    expect(await seen('i-1')).toMatchObject({ instances: [one], findings: [] })
    expect(await seen('i-2')).toMatchObject({ instances: [], findings: [offline] })
    expect(await seen()).toMatchObject({ instances: [], findings: [absent] })
  })

  test('a name that nobody has is answered without the names that AWS’s answer offers; another finding stays', async () => {
    const meant = finding('instance-not-found', { seen: 'calk in us-east-1; did you mean calc?' })
    const denied = finding('aws-denied', { seen: 'ssm:DescribeInstanceInformation' })
    const answer = async (why: typeof meant) =>
      (await narrowed(reaching('i-1'), () => ({ instances: [], findings: [why] })).resolve([byName('calk')]))[0]?.findings
    expect(await answer(meant)).toMatchObject([{ code: 'instance-not-found', seen: 'calk in us-east-1' }])
    expect(await answer(denied)).toEqual([denied])
  })

  test('a selector that found nothing and says nothing stays as it is, and nobody is looked up', async () => {
    const { resolve, looked } = narrowed(reaching('i-1'), () => ({ instances: [], findings: [] }))
    expect(await resolve([byName('calc')])).toMatchObject([{ instances: [], findings: [] }])
    expect(looked).toEqual([])
  })

  describe('of one name', () => {
    const byRef = (selector: Selector): Told =>
      selector.kind === 'id' ? { instances: [{ ...two, id: selector.id, name: 'another name' }], findings: [] } : ambiguous
    test('are the one that is in reach, under the name that was asked for', async () => {
      const { resolve } = narrowed(reaching('i-2'), byRef)
      expect(await resolve([byName('calc')])).toEqual([{ selector: byName('calc'), instances: [{ ...two, name: 'calc' }], findings: [] }])
    })

    test('are ambiguous among those in reach, and are not there where none is', async () => {
      const seen = async (...ids: string[]) => (await narrowed(reaching(...ids), byRef).resolve([byName('calc')]))[0]
      expect(await seen('i-1', 'i-3')).toMatchObject({
        instances: [],
        findings: [{ code: 'instance-ambiguous', seen: 'calc in us-east-1: i-1, i-3' }],
      })
      expect(await seen()).toMatchObject({ instances: [], findings: [absent] })
    })

    test('have what AWS says of the one that is in reach', async () => {
      const offline = finding('instance-offline', { seen: 'no ping', instanceId: 'i-2' })
      const { resolve } = narrowed(reaching('i-2'), (selector) =>
        selector.kind === 'id' ? { instances: [], findings: [offline] } : ambiguous,
      )
      expect(await resolve([byName('calc')])).toMatchObject([{ selector: byName('calc'), instances: [], findings: [offline] }])
    })

    test('are told apart only where a name was asked for', async () => {
      const { resolve } = narrowed(reaching('i-2'), () => ambiguous)
      expect(await resolve([{ kind: 'tag', key: 'Name', value: 'calc' }])).toMatchObject([{ findings: ambiguous.findings }])
    })
  })
})
