/**
 * A program that the lab starts inside an instance's network namespace: it opens listening sockets there and hands them to the lab,
 * which serves them from its own process. argv: `tcp:PORT:ADDRESS` or `udp:PORT:ADDRESS`, any number of them.
 */
import { createSocket, type Socket } from 'node:dgram'
import { createServer, type Server } from 'node:net'

const opened = await Promise.all(process.argv.slice(2).map(open))
for (const socket of opened) await new Promise<void>((resolve) => process.send?.('open', socket, () => resolve()))
// the lab has them: what still came in here would never be answered
process.once('disconnect', () => process.exit(0))

function open(wanted: string): Promise<Server | Socket> {
  const [, kind = '', port = '', address = ''] = /^(tcp|udp):(\d+):(.+)$/.exec(wanted) ?? []
  return new Promise((resolve) => {
    const failed = (error: Error) => {
      process.stderr.write(`${wanted}: ${error.message}\n`)
      process.exit(1)
    }
    if (kind === 'udp') {
      const socket = createSocket('udp4').once('error', failed)
      socket.bind(Number(port), address, () => resolve(socket))
    } else {
      const server = createServer().once('error', failed)
      server.listen(Number(port), address, 128, () => resolve(server))
    }
  })
}
