/**
 * Memory for the bodies that are being read at one time. Where it is full, the body that has been silent for longest gives way: whoever
 * stalls holds nobody up, and a delivery, which comes in one go, always finds room.
 */
export type BodyMemory = {
  /** `cut` is called when this body has to give way; its room is then free already. */
  readonly enter: (cut: () => void) => Place
}

export type Place = {
  /** False where the bytes would not fit even if all others gave way. */
  readonly take: (bytes: number) => boolean
  /** The body is complete: it keeps its room until `leave`. */
  readonly keep: () => void
  readonly leave: () => void
}

type Held = { bytes: number; readonly cut: () => void }

export function makeBodyMemory(bytes: number): BodyMemory {
  let left = bytes
  /** The longest silent first. */
  const reading = new Set<Held>()
  const free = (held: Held): void => {
    reading.delete(held)
    left += held.bytes
    held.bytes = 0
  }
  return {
    enter: (cut) => {
      const held: Held = { bytes: 0, cut }
      return {
        take: (n) => {
          reading.delete(held)
          for (const silent of reading) {
            if (n <= left) break
            free(silent)
            silent.cut()
          }
          if (n > left) return false
          left -= n
          held.bytes += n
          reading.add(held)
          return true
        },
        keep: () => reading.delete(held),
        leave: () => free(held),
      }
    },
  }
}
