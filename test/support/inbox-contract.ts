/** What every store of acknowledged deliveries promises, as tests. */
import type { Inbox, KeptDelivery } from '../../src/runs/inbox.ts'

const delivery = (n: number, subject = `comment ${n}`): KeptDelivery => ({
  id: `guid-${n}`,
  subject,
  receivedAt: '2026-11-23T12:00:00.000Z',
  content: { body: `/prism status “données” ${n}` },
})

/** `open` gives one that is empty. */
export function inboxContract(name: string, open: () => Promise<Inbox>): void {
  describe(`${name}: an inbox of deliveries`, () => {
    let inbox: Inbox
    beforeEach(async () => {
      inbox = await open()
    })

    test('gives back what was kept, to the letter and in order, until it is settled', async () => {
      for (const n of [2, 1, 3]) expect(await inbox.keep(delivery(n))).toBe('kept')
      expect(await inbox.open()).toEqual([delivery(2), delivery(1), delivery(3)])
      await inbox.settle('guid-1')
      expect(await inbox.open()).toEqual([delivery(2), delivery(3)])
    })

    test('knows what was delivered before, by its id and by what it is about, settled or not', async () => {
      await inbox.keep(delivery(1))
      expect(await inbox.keep(delivery(1, 'another'))).toBe('known')
      expect(await inbox.keep(delivery(2, 'comment 1'))).toBe('known')
      await inbox.settle('guid-1')
      expect(await inbox.keep(delivery(1))).toBe('known')
      expect(await inbox.keep(delivery(2, 'comment 1'))).toBe('known')
      expect(await inbox.open()).toEqual([])
    })

    test('of many that keep the same at once takes one', async () => {
      const all = await Promise.all(Array.from({ length: 20 }, (_, n) => inbox.keep(delivery(n, 'one comment'))))
      expect(all.filter((kept) => kept === 'kept')).toHaveLength(1)
    })

    test('what is settled can be opened again, with what there is to do; what is open stays as it is', async () => {
      for (const n of [1, 2]) await inbox.keep(delivery(n))
      await inbox.settle('guid-1')
      expect(await Promise.all(['guid-1', 'guid-2', 'guid-9'].map(inbox.isOpen))).toEqual([false, true, false])
      for (const n of [1, 2, 9]) await inbox.reopen(`guid-${n}`, { body: 'again' })
      expect(await inbox.open()).toEqual([{ ...delivery(1), content: { body: 'again' } }, delivery(2)])
      await inbox.settle('guid-1')
      expect(await inbox.open()).toEqual([delivery(2)])
    })

    test('remembers until when nothing is missing, and never goes back', async () => {
      expect(await inbox.seenTo()).toBeUndefined()
      for (const day of ['21', '23', '22']) await inbox.sawTo(new Date(`2026-11-${day}T12:00:00.000Z`))
      expect(await inbox.seenTo()).toEqual(new Date('2026-11-23T12:00:00.000Z'))
    })

    test('settling what is not there, or twice, changes nothing', async () => {
      await inbox.settle('guid-9')
      await inbox.keep(delivery(1))
      await inbox.settle('guid-1')
      await inbox.settle('guid-1')
      expect(await inbox.open()).toEqual([])
    })
  })
}
