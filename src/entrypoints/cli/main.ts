/** The executable `prism`: hands the process to `main` and ends it with the exit code. */

import { main } from './cli.ts'
import { endWith, processWorld } from './process-world.ts'
import { keepHeapSmall } from './small-heap.ts'

// composed only when something is asked of AWS: --help and a slip answer at once
const world = processWorld(async (options) => {
  const { compose } = await import('../../compose/prism.ts')
  keepHeapSmall()
  return compose(options)
})

await endWith(await main(process.argv.slice(2), world))
