/** Starts the lab of a fleet in a process of its own. */
import { fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import type { LabAnswer, LabRequest } from './lab.ts'

export async function labProcess(request: LabRequest) {
  const child = fork(fileURLToPath(new URL('lab.js', import.meta.url)), { execArgv: ['--max-old-space-size=8192'] })
  const ask = (message: object): Promise<LabAnswer> =>
    new Promise((resolve, reject) => {
      const gone = () => reject(new Error('the lab ended'))
      child.once('exit', gone)
      child.once('message', (answer) => {
        child.off('exit', gone)
        resolve(answer as LabAnswer)
      })
      child.send(message)
    })
  await ask(request)
  return { ask: () => ask({}), stop: () => child.disconnect() }
}
