/**
 * A program that the lab starts inside an instance's network namespace: it opens one listening socket there and hands it to the lab,
 * which serves it from its own process. argv: ADDRESS PORT.
 */
import { createServer } from 'node:net'

const [address, port] = process.argv.slice(2)
const server = createServer()
server.once('error', (error) => {
  process.stderr.write(`${error.message}\n`)
  process.exit(1)
})
server.listen(Number(port), address, 128, () => {
  process.send?.('listening', server)
})
// the lab has it: what still came in here would never be answered
process.once('disconnect', () => process.exit(0))
