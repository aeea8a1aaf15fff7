import { appendFileSync } from 'node:fs'
import type { Exchange } from './wire/services.ts'

/** Every exchange with the lab, in order; also written as JSON lines where a file is named (`scripts/check-wire.py` reads those). */
export type Recorder = {
  readonly record: (exchange: Omit<Exchange, 'seq'>) => void
  readonly exchanges: () => readonly Exchange[]
}

export function createRecorder(file: string | undefined): Recorder {
  const exchanges: Exchange[] = []
  return {
    record: (exchange) => {
      const numbered = { seq: exchanges.length + 1, ...exchange }
      exchanges.push(numbered)
      if (file !== undefined) appendFileSync(file, `${JSON.stringify(numbered)}\n`)
    },
    exchanges: () => [...exchanges],
  }
}
