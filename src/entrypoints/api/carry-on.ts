/** What is open and nobody carries on: left by an earlier process, by a replica that is gone, or as the store could not be asked. */
import type { Prism } from '../../compose/prism.ts'
import type { Claims } from '../../compose/store.ts'
import type { Clock } from '../../domain/ports.ts'
import type { Api } from './server.ts'

export type CarryingOn = {
  readonly prism: Pick<Prism, 'unfinished' | 'run'>
  readonly api: Pick<Api, 'resume' | 'takeUp'>
  readonly claims: Pick<Claims, 'onFreed'>
  readonly clock: Pick<Clock, 'sleep'>
  readonly onError: (error: unknown) => void
  /** Until it is aborted. */
  readonly signal: AbortSignal
}

/** Milliseconds between two looks at all that is open. */
const looking = 120_000

/** Takes up what is open now, and from then on what becomes free. Throws where the store cannot be asked at first. */
export async function carryOn({ prism, api, claims, clock, onError, signal }: CarryingOn): Promise<void> {
  // those of other entry points are carried on by these, with the rights that they ask for
  const ours = async () => (await prism.unfinished()).filter(({ origin }) => origin.entrypoint === 'api')
  const all = async (): Promise<void> => {
    for (const { id } of await ours()) api.resume(id)
  }
  const deaf = claims.onFreed(() => void all().catch(onError))
  signal.addEventListener('abort', deaf, { once: true })
  await all()
  void often()

  /** Of a death nobody may have been told, and what was told may have failed. */
  async function often(): Promise<void> {
    for (await clock.sleep(looking, signal); !signal.aborted; await clock.sleep(looking, signal)) await left().catch(onError)
  }

  async function left(): Promise<void> {
    for (const { id } of await ours()) {
      const run = await prism.run(id)
      // others have to approve it first
      if (run && !(run.offer && !run.released)) api.takeUp(id)
    }
  }
}
