import { distributorJob } from '../../../src/engine/distributor-job.ts'
import { groupJobs } from '../../../src/engine/jobs.ts'
import { unmountParams } from '../../../src/host/job.ts'
import { runId } from '../../support/engine-stage.ts'
import { fileSystemId, mountPoint } from '../../support/healthy-facts.ts'
import { rockyId, ubuntuId } from '../../support/operation.ts'

const thirdId = 'i-0cccccccccccccccc'
const params = (lazy = false) => unmountParams({ fileSystemId, addresses: ['10.0.0.5'], mountPoint, lazy })
const reordered = Object.fromEntries(Object.entries(params()).reverse())

test('instances with the same values share one job, in whatever order the values stand; others get another', () => {
  const jobs = groupJobs(runId, 'unmount', [
    { instanceId: ubuntuId, params: params() },
    { instanceId: rockyId, params: params(true) },
    { instanceId: thirdId, params: reordered },
  ])
  expect(jobs.map((j) => [j.instanceIds, j.params.lazy])).toEqual([
    [[ubuntuId, thirdId], '0'],
    [[rockyId], '1'],
  ])
})

test('the jobs of a run are numbered from the first on, so that the same numbers find the same job again', () => {
  const some = [
    { instanceId: ubuntuId, params: params() },
    { instanceId: rockyId, params: params(true) },
  ]
  const numbers = (first?: number) => groupJobs(runId, 'unmount', some, undefined, first).map((j) => j.key.split('.')[2])
  expect(numbers()).toEqual(['1', '2'])
  expect(numbers(1001)).toEqual(['1001', '1002'])
  expect(groupJobs(runId, 'unmount', some).map((j) => j.key)).toEqual(groupJobs(runId, 'unmount', some).map((j) => j.key))
})

test('a job takes as long as its script may, or as is said', () => {
  const one = [{ instanceId: ubuntuId, params: params() }]
  expect(groupJobs(runId, 'unmount', one)[0]!.executionSeconds).toBe(300)
  expect(groupJobs(runId, 'unmount', one, 42)[0]!.executionSeconds).toBe(42)
})

test('no instances are no job', () => {
  expect(groupJobs(runId, 'unmount', [])).toEqual([])
})

test('the client by Distributor is AWS’s own package, installed anew where an older one is, and counts as a change', () => {
  expect(distributorJob(runId, 3, [ubuntuId, rockyId])).toEqual({
    key: expect.stringMatching(new RegExp(`^${runId}\\.distributor\\.3\\.[0-9a-f]{16}$`)),
    script: 'distributor',
    scriptSha: '',
    params: { action: 'Install', installationType: 'Uninstall and reinstall', name: 'AmazonEFSUtils', version: '' },
    instanceIds: [ubuntuId, rockyId],
    executionSeconds: 900,
    changes: true,
  })
})
