/** Sockets of an instance's own network namespace, served by the lab. */
import { spawn } from 'node:child_process'
import type { Socket as Datagrams } from 'node:dgram'
import { createServer, type RequestListener } from 'node:http'
import { createServer as createTlsServer } from 'node:https'
import type { Server } from 'node:net'
import { nsenter, programs, scriptPath, type World } from './world.ts'

export type ServeOptions = {
  readonly address: string
  readonly port: number
  /** With a key and a certificate: https. */
  readonly tls?: { readonly key: string; readonly cert: string }
}

/** Serves HTTP until the returned function is called. `pid`: the instance's PID 1. */
export async function serveInside(world: World, pid: number, options: ServeOptions, listener: RequestListener): Promise<() => void> {
  const { tcp } = await openSockets(world, pid, [`tcp:${options.port}:${options.address}`])
  return serveHttp(tcp[0]!, listener, options.tls)
}

/** Answers HTTP on a socket; https with a key and a certificate. */
export function serveHttp(socket: Server, listener: RequestListener, tls?: ServeOptions['tls']): () => void {
  const server = tls ? createTlsServer(tls, listener) : createServer(listener)
  socket.on('connection', (connection) => server.emit('connection', connection))
  return () => {
    socket.close()
    server.closeAllConnections()
  }
}

export type Sockets = { readonly tcp: readonly Server[]; readonly udp: readonly Datagrams[] }

/** Opens `tcp:PORT:ADDRESS` and `udp:PORT:ADDRESS` inside; each kind comes in the order asked for. They keep no process alive. */
export function openSockets(world: World, pid: number, wanted: readonly string[]): Promise<Sockets> {
  return new Promise((resolve, reject) => {
    const child = spawn(nsenter, [...world.enter(pid, '--net'), process.execPath, scriptPath('listener.js'), ...wanted], {
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
      env: programs(),
    })
    let said = ''
    child.stderr?.on('data', (chunk: Buffer) => {
      said += chunk.toString()
    })
    const tcp: Server[] = []
    const udp: Datagrams[] = []
    child.on('message', (_, handle) => {
      const kind = wanted[tcp.length + udp.length]?.slice(0, 3)
      if (kind === 'udp') udp.push(handle as Datagrams)
      else tcp.push(handle as Server)
      if (tcp.length + udp.length === wanted.length) child.disconnect()
    })
    child.once('error', reject)
    // only when the child is gone does every connection come to us
    child.once('exit', () => {
      if (tcp.length + udp.length < wanted.length) return reject(new Error(`No socket ${wanted.join(' ')} in the instance: ${said.trim()}`))
      for (const socket of [...tcp, ...udp]) socket.unref()
      resolve({ tcp, udp })
    })
  })
}
