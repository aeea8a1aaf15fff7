/** The App as a process of its own, configured by its environment, with a core that only counts: for starting, stopping and being killed. */
import { readFileSync } from 'node:fs'
import { readConfig } from '../../src/entrypoints/app/config.ts'
import { makeLog } from '../../src/entrypoints/app/log.ts'
import { startApp } from '../../src/entrypoints/app/start.ts'
import { language, render } from '../../src/entrypoints/app/wiring.ts'
import { fakePrism } from './app-fake-prism.ts'

const config = readConfig(process.env, (path) => readFileSync(path, 'utf8'))
const log = makeLog({ write: (line) => process.stderr.write(line), secrets: [config.webhookSecret, config.privateKey] })
const app = await startApp({ config, prism: fakePrism(), language, render, log, every: 40 })
process.stdout.write(`${app.url}\n`)
process.on('SIGTERM', () => void app.stop().then(() => process.exit(0)))
