/** HTTP served by the lab on an address inside an instance's network namespace. */
import { spawn } from 'node:child_process'
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

/** Serves until the returned function is called. `pid`: the instance's PID 1. */
export async function serveInside(world: World, pid: number, options: ServeOptions, listener: RequestListener): Promise<() => void> {
  const socket = await openSocket(world, pid, options)
  const server = options.tls ? createTlsServer(options.tls, listener) : createServer(listener)
  socket.on('connection', (connection) => server.emit('connection', connection))
  socket.unref()
  return () => {
    socket.close()
    server.closeAllConnections()
  }
}

function openSocket(world: World, pid: number, { address, port }: ServeOptions): Promise<Server> {
  return new Promise((resolve, reject) => {
    const child = spawn(nsenter, [...world.enter(pid, '--net'), process.execPath, scriptPath('listener.js'), address, String(port)], {
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
      env: programs(),
    })
    let said = ''
    child.stderr?.on('data', (chunk: Buffer) => {
      said += chunk.toString()
    })
    let socket: Server | undefined
    child.once('message', (_, handle) => {
      socket = handle as Server
      child.disconnect()
    })
    child.once('error', reject)
    // only when the child is gone does every connection come to us
    child.once('exit', () => {
      if (socket) resolve(socket)
      else reject(new Error(`No socket on ${address}:${port} in the instance: ${said.trim()}`))
    })
  })
}
