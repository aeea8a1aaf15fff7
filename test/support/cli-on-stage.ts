/** A program: the real `prism` but for AWS, in whose place a mount runs until it is interrupted. For tests that need a process. */
import { main } from '../../src/entrypoints/cli/cli.ts'
import { endWith, processWorld } from '../../src/entrypoints/cli/process-world.ts'
import { cancelling, type Played, playedPrism } from '../unit/entrypoints/cli/stage.ts'

const played: Played = { requests: [], origins: [], cancelled: [] }
const stubborn = process.env.STUBBORN === '1'

await endWith(
  await main(
    process.argv.slice(2),
    processWorld(() =>
      playedPrism(async (stage) => {
        const { request, emit, signal } = stage
        if (request.verb === 'delete') {
          const fileSystemId = 'fs-01234567'
          emit({
            type: 'ended',
            data: { state: 'done', answer: { kind: 'deleted', volume: request.confirm, fileSystemId, steps: [] }, findings: [] },
          })
          return
        }
        const heartbeat = setInterval(() => {}, 1_000)
        process.stdout.write('under way\n')
        await new Promise<void>((resolve) => signal.addEventListener('abort', () => (stubborn ? undefined : resolve())))
        clearInterval(heartbeat)
        await cancelling()(stage)
      }, played),
    ),
  ),
)
