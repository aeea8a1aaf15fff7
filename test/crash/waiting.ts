/** How a try waits: as long as it takes on a slow machine, and not for ever. */
const patience = 90_000

export const later = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds))

/** Until it is so, or the patience is over: whoever waited looks what there is. */
export async function until(what: () => Promise<boolean>): Promise<void> {
  const deadline = Date.now() + patience
  while (!(await what()) && Date.now() < deadline) await later(50)
}
