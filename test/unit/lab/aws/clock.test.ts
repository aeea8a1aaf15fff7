import { realClock, stoppable } from '../../../../src/lab/aws/clock.ts'

const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds))

test('what is due runs once; what was called off or came after the stop does not', async () => {
  const clock = stoppable(realClock)
  const ran: string[] = []
  clock.after(1, () => ran.push('due'))
  const callOff = clock.after(1, () => ran.push('called off'))
  callOff()
  clock.after(60, () => ran.push('too late'))
  await pause(20)
  clock.stop()
  clock.after(1, () => ran.push('after the stop'))
  await pause(70)
  expect(ran).toEqual(['due'])
})
