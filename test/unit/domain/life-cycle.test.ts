import { asksNothing, changedBy, lifeCycleFault, lifeCycleWords, noLifeCycle } from '../../../src/domain/life-cycle.ts'

const has = { infrequentAccessAfterDays: 30, archiveAfterDays: 90, backOnAccess: true } as const

test('a change names what changes, and the rest stays', () => {
  expect(changedBy(has, {})).toEqual(has)
  expect(asksNothing({})).toBe(true)
  expect(changedBy(has, { archiveAfterDays: 365 })).toEqual({ ...has, archiveAfterDays: 365 })
  expect(changedBy(has, { infrequentAccessAfterDays: 'never', backOnAccess: false })).toEqual({ archiveAfterDays: 90, backOnAccess: false })
  expect(changedBy(noLifeCycle, { archiveAfterDays: 'never' })).toEqual(noLifeCycle)
  expect(asksNothing({ backOnAccess: false })).toBe(false)
})

test('in words', () => {
  expect(lifeCycleWords(noLifeCycle)).toBe('none')
  expect(lifeCycleWords({ infrequentAccessAfterDays: 1, backOnAccess: false })).toBe('to Infrequent Access after 1 day')
  expect(lifeCycleWords(has)).toBe('to Infrequent Access after 30 days, to Archive after 90 days, back when they are read')
})

test('Archive comes after Infrequent Access, and with elastic throughput alone', () => {
  const elastic = { throughputMode: 'elastic', performanceMode: 'generalPurpose' }
  expect(lifeCycleFault(has, elastic)).toBeUndefined()
  expect(lifeCycleFault({ archiveAfterDays: 30, backOnAccess: false }, elastic)).toBeUndefined()
  expect(lifeCycleFault({ ...has, archiveAfterDays: 30 }, elastic)).toContain('Archive comes later')
  expect(lifeCycleFault(has, { ...elastic, throughputMode: 'bursting' })).toContain('elastic throughput')
  expect(lifeCycleFault(has, { throughputMode: 'elastic', performanceMode: 'maxIO' })).toContain('maxIO')
  expect(lifeCycleFault({ infrequentAccessAfterDays: 30, backOnAccess: true }, { ...elastic, throughputMode: 'bursting' })).toBeUndefined()
})
