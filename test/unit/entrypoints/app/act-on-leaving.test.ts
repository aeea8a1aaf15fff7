import { compose } from '../../../../src/compose/prism.ts'
import { actOnLeaving } from '../../../../src/entrypoints/app/act-on-leaving.ts'
import { makeLog } from '../../../../src/entrypoints/app/log.ts'
import { memoryStore } from '../../../../src/runs/stores/memory.ts'

const event = {
  deliveryId: 'd-1',
  organization: 'acme',
  installationId: 1,
  account: { id: 7, login: 'ada-l' },
  said: 'organization.member_removed',
}
const left = { repository: { owner: 'acme', repo: 'research' }, event, name: 'ada', pull: undefined }
const nobody = () => {
  throw new Error('there is no pull request to tell it in')
}

test.each([1, 6])(
  'a leaving that a crash cut off %i days ago is carried on in the run that it began, and no other is made',
  async (days) => {
    const journal = memoryStore()
    const began = Date.parse('2026-11-29T23:59:59.000Z')
    const at = (time: number) => {
      const clock = { now: () => new Date(time), sleep: async () => {} }
      const prism = compose({ env: { AWS_REGION: 'us-east-1' }, journal, clock })
      const on = {
        prism,
        clock,
        log: makeLog({ write: () => {}, secrets: [] }),
        render: () => '',
        gitHubAt: '',
        signal: new AbortController().signal,
      }
      return { prism, act: (execute = prism.execute) => actOnLeaving({ ...on, prism: { ...prism, execute } }, { thread: nobody }, left) }
    }
    await expect(at(began).act(() => Promise.reject(new Error('killed')))).rejects.toThrow('killed')
    const later = at(began + 1_000 + (days - 1) * 86_400_000)
    expect(await later.prism.unfinished()).toHaveLength(1)
    await later.act()
    expect(await later.prism.unfinished()).toEqual([])
    expect(await later.prism.runs({ limit: 9 })).toHaveLength(1)
  },
)
