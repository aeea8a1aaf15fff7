/** A limited number of connections at a time. The oldest gives way to a new one, so that idle ones lock nobody out. */
import type { Server } from 'node:http'
import type { Socket } from 'node:net'

export function limitConnections(server: Server, most: number): void {
  /** In the order in which they came. */
  const open = new Set<Socket>()
  server.on('connection', (socket: Socket) => {
    open.add(socket)
    socket.once('close', () => open.delete(socket))
    for (const oldest of open) {
      if (open.size <= most) break
      open.delete(oldest)
      oldest.destroy()
    }
  })
}
