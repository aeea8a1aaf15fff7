/** The transcripts that chance makes, on a processor of their own: instances are attacked meanwhile. */
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads'
import type { Outcome } from './attack.ts'
import { fuzzReader } from './transcripts.ts'

type Ask = { readonly seed: number; readonly count: number }

export function fuzzBeside(ask: Ask): Promise<Outcome> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL(import.meta.url), { workerData: ask })
    worker.once('message', resolve)
    worker.once('error', reject)
  })
}

if (!isMainThread) {
  const { seed, count } = workerData as Ask
  parentPort?.postMessage(fuzzReader(seed, count))
}
