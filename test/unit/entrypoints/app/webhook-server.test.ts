import { request as httpRequest } from 'node:http'
import { connect, type Socket } from 'node:net'
import { makeLog } from '../../../../src/entrypoints/app/log.ts'
import {
  assertSecret,
  type Delivery,
  healthPath,
  readyPath,
  startWebhookServer,
  type WebhookServer,
  webhookPath,
} from '../../../../src/entrypoints/app/webhook-server.ts'
import { signatureOf } from '../../../../src/lab/github/deliveries.ts'

const secret = 'a secret of 32 random characters'
const kilobyte = 1024

describe("the App's webhook server", () => {
  let server: WebhookServer
  let log = ''
  const received: Delivery[] = []
  let behave: (delivery: Delivery) => Promise<void> = async () => {}
  let keep: () => Promise<void> = async () => {}

  beforeAll(async () => {
    server = await startWebhookServer({
      secret,
      events: ['issue_comment'],
      log: makeLog({ write: (line) => (log += line), secrets: [secret] }),
      bodyLimit: 64 * kilobyte,
      smallBody: 16 * kilobyte,
      smallRoom: 64 * kilobyte,
      largeRoom: 128 * kilobyte,
      pace: { bytes: 8 * kilobyte, milliseconds: 500 },
      connections: 256,
      receive: async (delivery) => {
        await keep()
        received.push(delivery)
        return () => behave(delivery)
      },
    })
  })
  beforeEach(() => {
    received.length = 0
    behave = async () => {}
    keep = async () => {}
  })
  afterAll(() => server.close())

  async function post(body: string | Buffer, headers: Record<string, string> = {}): Promise<{ status: number; text: string }> {
    const response = await fetch(`${server.url}${webhookPath}`, {
      method: 'POST',
      body: new Uint8Array(Buffer.from(body)),
      headers: {
        'content-type': 'application/json',
        'x-github-event': 'issue_comment',
        'x-github-delivery': 'd-1',
        'x-hub-signature-256': signatureOf(secret, body),
        ...headers,
      },
    })
    return { status: response.status, text: await response.text() }
  }
  const settled = () => new Promise((resolve) => setTimeout(resolve, 30))

  test('acknowledges before working: a handler that does not end does not hold the answer', async () => {
    let end = (): void => {}
    behave = () =>
      new Promise((resolve) => {
        end = resolve
      })
    expect(await post('{"a":1}')).toEqual({ status: 202, text: '{"status":"accepted"}' })
    await settled()
    end()
    expect(received).toEqual([{ id: 'd-1', name: 'issue_comment', payload: { a: 1 } }])
  })

  test('what is not kept yet is not acknowledged, and what cannot be kept is refused, so that GitHub counts it as failed', async () => {
    const { promise: kept, resolve } = Promise.withResolvers<void>()
    keep = () => kept
    const answer = post('{"a":1}')
    await settled()
    expect(received).toEqual([])
    resolve()
    expect((await answer).status).toBe(202)
    keep = async () => {
      throw new Error(`the disk is full, says ${secret}`)
    }
    expect(await post('{"a":2}')).toEqual({ status: 500, text: '{"status":"internal error"}' })
    expect(received).toHaveLength(1)
    expect((await fetch(`${server.url}${healthPath}`)).status).toBe(200)
  })

  test('what a handler throws goes to the log and not to the caller', async () => {
    behave = async () => {
      throw new Error(`the database said no to ${secret}`)
    }
    expect(await post('{}')).toEqual({ status: 202, text: '{"status":"accepted"}' })
    await settled()
    expect(log).toContain('the database said no to (redacted)')
  })

  test.each([
    ['no signature', { 'x-hub-signature-256': '' }],
    ['a signature by another secret', { 'x-hub-signature-256': signatureOf('another secret, as long as it', '{}') }],
    ['the signature of other bytes', { 'x-hub-signature-256': signatureOf(secret, '{ }') }],
    ['a signature that is too short', { 'x-hub-signature-256': 'sha256=abcd' }],
    ['the older SHA-1 signature', { 'x-hub-signature-256': '', 'x-hub-signature': `sha1=${'a'.repeat(40)}` }],
  ])('%s: 401, without detail', async (_what, headers) => {
    expect(await post('{}', headers)).toEqual({ status: 401, text: '{"status":"unauthorised"}' })
    await settled()
    expect(received).toEqual([])
  })

  test('bytes are what is signed: Unicode, CRLF and odd spacing hold', async () => {
    expect((await post('{ "body" : "zürich 🧪\\r\\n" ,\r\n"x":1}')).status).toBe(202)
    await settled()
    expect(received[0]!.payload).toEqual({ body: 'zürich 🧪\r\n', x: 1 })
  })

  test.each([
    ['not JSON', 'mount it', {}, 400],
    ['half a JSON', '{"a":', {}, 400],
    ['an array', '[1]', {}, 400],
    ['null', 'null', {}, 400],
    ['nothing', '', {}, 400],
    ['JSON that nests 20,000 deep', '['.repeat(20_000), {}, 400],
    ['no delivery id', '{}', { 'x-github-delivery': '' }, 400],
    ['a delivery id with odd characters', '{}', { 'x-github-delivery': 'a b;c' }, 400],
    ['an event that is no name', '{}', { 'x-github-event': '../../etc/passwd' }, 400],
    ['a form', 'payload=%7B%7D', { 'content-type': 'application/x-www-form-urlencoded' }, 415],
    ['an event that nobody asked for', '{}', { 'x-github-event': 'ping' }, 202],
    ['an event with a digit in its name', '{}', { 'x-github-event': 'projects_v2_item' }, 202],
  ])('%s, although signed, is not worked on', async (_what, body, headers, status) => {
    expect((await post(body, headers)).status).toBe(status)
    await settled()
    expect(received).toEqual([])
  })

  test('a key named __proto__ is data', async () => {
    expect((await post('{"__proto__":{"admin":true},"constructor":{"prototype":{"admin":true}}}')).status).toBe(202)
    expect(({} as Record<string, unknown>).admin).toBeUndefined()
  })

  test('other paths and methods are refused', async () => {
    const status = async (path: string, method: string) => (await fetch(`${server.url}${path}`, { method })).status
    expect(await status('/', 'GET')).toBe(404)
    expect(await status(`${webhookPath}/../x`, 'POST')).toBe(404)
    expect(await status(webhookPath, 'GET')).toBe(405)
    expect(await status(healthPath, 'GET')).toBe(200)
    expect(await status(healthPath, 'POST')).toBe(405)
  })

  /** Sends until it is told to stop, and says how much it got rid of. */
  function flood(headers: Record<string, string | number>, most: number): Promise<{ status: number; sent: number }> {
    return new Promise((resolve, reject) => {
      let sent = 0
      let status = 0
      const request = httpRequest(`${server.url}${webhookPath}`, { method: 'POST', headers }, (response) => {
        status = response.statusCode ?? 0
        response.resume()
      })
      const chunk = Buffer.alloc(16 * kilobyte, 'x')
      const push = (): void => {
        if (request.destroyed || status !== 0 || sent >= most) return
        sent += chunk.length
        request.write(chunk, () => setImmediate(push))
      }
      request.on('error', (error) => (status === 0 ? reject(error) : undefined))
      request.on('close', () => resolve({ status, sent }))
      push()
    })
  }
  const signed = { 'x-hub-signature-256': `sha256=${'0'.repeat(64)}` }

  test('a body over the cap: 413, read no further than the cap', async () => {
    expect(await post('x'.repeat(64 * kilobyte + 1))).toMatchObject({ status: 413 })
    expect((await flood({ ...signed, 'content-length': 10_000_000_000 }, 1e9)).status).toBe(413)
    const chunked = await flood({ ...signed, 'transfer-encoding': 'chunked' }, 1e9)
    expect(chunked.status).toBe(413)
    expect(chunked.sent).toBeLessThan(50_000_000)
  })

  test('a body at the cap is read', async () => {
    const body = `{"x":"${'y'.repeat(64 * kilobyte - 8)}"}`
    expect((await post(body)).status).toBe(202)
  })

  test('an unsigned flood is refused before its body is read', async () => {
    expect((await flood({ 'transfer-encoding': 'chunked' }, 1e9)).status).toBe(401)
  })

  /** A body that never comes to its end, by somebody who has no secret. */
  function stalled(length: number, sent: number, { port } = server): Socket {
    const socket = connect(port, '127.0.0.1')
    socket.on('error', () => {}).resume()
    const head = `POST ${webhookPath} HTTP/1.1\r\nHost: x\r\nx-hub-signature-256: sha256=${'0'.repeat(64)}\r\nContent-Length: ${length}\r\n\r\n`
    socket.write(Buffer.concat([Buffer.from(head), Buffer.alloc(sent, 'x')]))
    return socket
  }
  const closed = (socket: Socket) => new Promise<void>((resolve) => (socket.closed ? resolve() : socket.once('close', () => resolve())))
  const ofSize = (bytes: number): string => `{"x":"${'y'.repeat(bytes)}"}`

  test('bodies that stall cannot fill the memory, and shut out neither a small delivery nor a large one', async () => {
    const large = Array.from({ length: 8 }, () => stalled(64 * kilobyte, 64 * kilobyte - 64))
    const small = Array.from({ length: 40 }, () => stalled(16 * kilobyte, 16 * kilobyte - 64))
    await new Promise((resolve) => setTimeout(resolve, 100))
    for (let i = 0; i < 5; i++) expect([(await post(ofSize(1_000))).status, (await post(ofSize(40 * kilobyte))).status]).toEqual([202, 202])
    for (const socket of [...large, ...small]) socket.destroy()
  })

  test('a body slower than a delivery can be is cut: 408', async () => {
    const socket = stalled(16 * kilobyte, 0)
    let answer = ''
    socket.on('data', (data: Buffer) => (answer += data.toString()))
    const trickle = setInterval(() => socket.write('x'), 50)
    await closed(socket)
    clearInterval(trickle)
    expect(answer).toMatch(/^HTTP\/1\.1 408 /)
  })

  test('connections that say nothing give way to a delivery', async () => {
    const idle = Array.from({ length: 400 }, () => connect(server.port, '127.0.0.1').on('error', () => {}))
    try {
      await new Promise((resolve) => setTimeout(resolve, 200))
      expect((await post('{}')).status).toBe(202)
      // on a busy machine it takes its time until both sides know
      for (let tries = 0; tries < 100 && idle.filter((s) => s.closed).length < 144; tries++)
        await new Promise((resolve) => setTimeout(resolve, 100))
      expect(idle.filter((s) => s.closed).length).toBeGreaterThanOrEqual(144)
    } finally {
      for (const socket of idle) socket.destroy()
    }
  })

  test('with the limits that it has in life: 25 MiB but for 64 bytes eight times over, and every delivery gets in', async () => {
    const log = makeLog({ write: () => {}, secrets: [] })
    const inLife = await startWebhookServer({ secret, events: [], log, receive: async () => undefined })
    const body = ofSize(20_000)
    const deliver = async () => {
      const headers = {
        'content-type': 'application/json',
        'x-github-event': 'ping',
        'x-github-delivery': 'd-1',
        'x-hub-signature-256': signatureOf(secret, body),
      }
      return (await fetch(`${inLife.url}${webhookPath}`, { method: 'POST', body, headers })).status
    }
    const limit = 25 * 1024 * 1024
    const sockets = Array.from({ length: 8 }, () => stalled(limit, limit - 64, inLife))
    const statuses: number[] = []
    for (let i = 0; i < 12; i++) {
      statuses.push(await deliver())
      await new Promise((resolve) => setTimeout(resolve, 100))
    }
    expect(statuses).toEqual(Array(12).fill(202))
    // and each of them is let go
    await Promise.all(sockets.map(closed))
    await inLife.close()
  })

  test.each([
    ['no HTTP at all', '\x00\x01\x02 hello\r\n\r\n'],
    ['a header that never ends', `POST ${webhookPath} HTTP/1.1\r\nx: ${'y'.repeat(100_000)}\r\n\r\n`],
    ['two lengths', `POST ${webhookPath} HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\nContent-Length: 5\r\n\r\nabc`],
    ['a length that is no number', `POST ${webhookPath} HTTP/1.1\r\nHost: x\r\nContent-Length: three\r\n\r\nabc`],
    [
      'a chunk size that is no number',
      `POST ${webhookPath} HTTP/1.1\r\nHost: x\r\nx-hub-signature-256: sha256=${'0'.repeat(64)}\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n`,
    ],
    [
      'a body that is broken off',
      `POST ${webhookPath} HTTP/1.1\r\nHost: x\r\nx-hub-signature-256: sha256=${'0'.repeat(64)}\r\nContent-Length: 50\r\n\r\nabc`,
    ],
  ])('%s does not kill it', async (_what, bytes) => {
    await new Promise<void>((resolve) => {
      const socket = connect(server.port, '127.0.0.1', () => socket.write(bytes, () => setTimeout(() => socket.destroy(), 30)))
      socket.on('error', () => {})
      socket.on('close', () => resolve())
    })
    expect((await fetch(`${server.url}${healthPath}`)).status).toBe(200)
  })

  test('two hundred at once are all acknowledged, and each is received once', async () => {
    const answers = await Promise.all(Array.from({ length: 200 }, (_, i) => post(`{"n":${i}}`, { 'x-github-delivery': `d-${i}` })))
    expect(answers.every((a) => a.status === 202)).toBe(true)
    await settled()
    expect(new Set(received.map((d) => d.id)).size).toBe(200)
    expect(received).toHaveLength(200)
  })
})

test('closing refuses new deliveries and lets those under way be answered', async () => {
  const server = await startWebhookServer({
    secret,
    events: [],
    log: makeLog({ write: () => {}, secrets: [] }),
    receive: async () => undefined,
  })
  const answer = fetch(`${server.url}${healthPath}`)
  expect((await answer).status).toBe(200)
  await server.close()
  await expect(fetch(`${server.url}${healthPath}`)).rejects.toThrow('fetch failed')
})

test('a server that cannot do its work lives, and is not ready; what cannot matter is never received', async () => {
  let ready = false
  const received: string[] = []
  const server = await startWebhookServer({
    secret,
    events: ['issue_comment'],
    matters: (body) => body.includes('/prism'),
    ready: () => ready,
    log: makeLog({ write: () => {}, secrets: [] }),
    receive: async ({ id }) => void received.push(id),
  })
  const status = async (path: string) => (await fetch(`${server.url}${path}`)).status
  const deliver = async (id: string, body: string) => {
    const signature = signatureOf(secret, body)
    const headers = {
      'content-type': 'application/json',
      'x-github-event': 'issue_comment',
      'x-github-delivery': id,
      'x-hub-signature-256': signature,
    }
    return (await fetch(`${server.url}/api/github/webhooks`, { method: 'POST', headers, body })).status
  }
  try {
    expect([await status(healthPath), await status(readyPath)]).toEqual([200, 503])
    ready = true
    expect(await status(readyPath)).toBe(200)
    // not even what is no JSON is looked at
    expect([await deliver('a', '{"body":"thanks"}'), await deliver('b', '{"body":'), await deliver('c', '{"body":"/prism help"}')]).toEqual(
      [202, 202, 202],
    )
    await new Promise((resolve) => setTimeout(resolve, 50))
    expect(received).toEqual(['c'])
  } finally {
    await server.close()
  }
})

test.each(['', 'development', 'short', 'aaaaaaaaaaaaaaaaaaaaaaaaaaaa'])('no webhook server without a real secret: %p', async (wrong) => {
  expect(() => assertSecret(wrong)).toThrow('webhook secret')
  await expect(
    startWebhookServer({ secret: wrong, events: [], log: makeLog({ write: () => {}, secrets: [] }), receive: async () => undefined }),
  ).rejects.toThrow('webhook secret')
})
