import { wasThen } from '../../../../src/domain/ledger/time.ts'

const at = (text: string) => ({ at: text })

test('of a day each moment counts, its first and its last too', () => {
  expect(wasThen({ from: at('2026-11-05T23:59:59.999Z') }, '2026-11-05')).toBe(true)
  expect(wasThen({ from: at('2026-11-06T00:00:00.000Z') }, '2026-11-05')).toBe(false)
  expect(wasThen({ to: at('2026-11-05T00:00:00.000Z') }, '2026-11-05')).toBe(true)
  expect(wasThen({ to: at('2026-11-04T23:59:59.999Z') }, '2026-11-05')).toBe(false)
})

test('a moment is that one alone', () => {
  const time = { from: at('2026-11-05T08:00:00Z'), to: at('2026-11-05T09:00:00Z') }
  const moments = ['07:59:59', '08:00:00', '08:30:00', '09:00:00', '09:00:01']
  expect(moments.map((moment) => wasThen(time, `2026-11-05T${moment}Z`))).toEqual([false, true, true, true, false])
})

test('without a beginning it was there before, without an end it still is', () => {
  expect(wasThen({}, '1999-01-01')).toBe(true)
  expect(wasThen({ to: at('2026-11-05T08:00:00Z') }, '1999-01-01')).toBe(true)
  expect(wasThen({ from: at('2026-11-05T08:00:00Z') }, '2099-01-01')).toBe(true)
})
