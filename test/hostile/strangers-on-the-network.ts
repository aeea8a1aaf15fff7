/** A stranger who reaches Prism's ports and has no secret: the App's webhook server, the REST API, the lab's AWS. */
import { createHmac, randomUUID } from 'node:crypto'
import { connect } from 'node:net'
import { openApi } from '../support/api-stage.ts'
import { openStage as openApp } from '../support/app-stage.ts'
import type { Stage } from '../support/lab-stage.ts'
import type { Outcome } from './attack.ts'

/** What has to be so after an attack, and the word for it where it is not. */
type Try = { readonly name: string; readonly run: () => Promise<string> }

export async function fromTheNetwork(stage: Stage, only: RegExp, told: (outcome: Outcome) => void): Promise<Outcome[]> {
  const app = await openApp(stage.prismWithClock(0))
  const api = await openApi()
  const outcomes: Outcome[] = []
  try {
    for (const { name, run } of [...onApp(app), ...onApi(api), ...onAws(stage)].filter((one) => only.test(`network: ${one.name}`))) {
      const began = performance.now()
      const why = await run().catch((error: unknown) => `could not be tried: ${String(error)}`)
      const outcome = { name, seat: 'network', why, seconds: (performance.now() - began) / 1000 } as const
      outcomes.push(outcome)
      told(outcome)
    }
  } finally {
    await Promise.all([app.close(), api.close()])
  }
  return outcomes
}

const refused = (status: number): string => (status >= 400 && status < 500 ? '' : `answered ${status}`)

function onApp({ app, lab, requested }: Awaited<ReturnType<typeof openApp>>): Try[] {
  const url = `${app.url}/api/github/webhooks`
  const body = JSON.stringify({
    action: 'created',
    comment: { id: 7, body: '/prism mount research-data rocky-instance', user: { id: 1, login: 'wendy', type: 'User' } },
    issue: { number: 1 },
    repository: { id: 1, name: 'research', full_name: 'acme/research', owner: { login: 'acme' } },
    installation: { id: 1 },
    sender: { id: 1, login: 'wendy', type: 'User' },
  })
  const sign = (secret: string, text = body): string => `sha256=${createHmac('sha256', secret).update(text).digest('hex')}`
  const send = async (headers: Readonly<Record<string, string>>, sent = body): Promise<string> => {
    const before = requested().length
    const answer = await fetch(url, {
      method: 'POST',
      body: sent,
      headers: { 'content-type': 'application/json', 'x-github-event': 'issue_comment', 'x-github-delivery': randomUUID(), ...headers },
    })
    await new Promise((resolve) => setTimeout(resolve, 60))
    return requested().length > before ? 'a run began' : refused(answer.status)
  }
  const name = (words: string, run: () => Promise<string>): Try => ({ name: `the App’s webhook server: ${words}`, run })
  return [
    name('no signature', () => send({})),
    name('a signature by another secret', () => send({ 'x-hub-signature-256': sign('development') })),
    name('a signature of another body', () => send({ 'x-hub-signature-256': sign(lab.app.webhookSecret, `${body} `) })),
    name('the old kind of signature alone', () =>
      send({ 'x-hub-signature': `sha1=${createHmac('sha1', lab.app.webhookSecret).update(body).digest('hex')}` }),
    ),
    name('a signature that is cut', () => send({ 'x-hub-signature-256': sign(lab.app.webhookSecret).slice(0, 20) })),
    name('an empty secret’s signature', () => send({ 'x-hub-signature-256': sign('') })),
    name('a body of forty megabytes', async () => {
      const answer = await fetch(url, { method: 'POST', body: 'x'.repeat(40_000_000), headers: { 'x-hub-signature-256': sign('x') } }).then(
        (r) => r.status,
        () => 413,
      )
      return refused(answer)
    }),
    name('a request that never ends does not keep others waiting', async () => {
      const slow = Array.from({ length: 50 }, () => {
        const socket = connect(app.port, '127.0.0.1')
        socket.on('error', () => undefined)
        socket.write('POST /api/github/webhooks HTTP/1.1\r\nHost: x\r\nContent-Length: 1000000\r\n\r\n{')
        return socket
      })
      const began = performance.now()
      const { status } = await fetch(`${app.url}/healthz`)
      for (const socket of slow) socket.destroy()
      return status === 200 && performance.now() - began < 3_000
        ? ''
        : `answered ${status} after ${Math.round(performance.now() - began)} ms`
    }),
    name('two lengths in one request', async () => {
      const said = await raw(
        app.port,
        'POST /api/github/webhooks HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET /healthz HTTP/1.1\r\nHost: x\r\n\r\n',
      )
      return said.includes('HTTP/1.1 200') ? 'the smuggled request was answered' : ''
    }),
  ]
}

function onApi({ base, port, requested }: Awaited<ReturnType<typeof openApi>>): Try[] {
  const path = '/api/v1/volumes'
  const ask = async (
    headers: Readonly<Record<string, string>>,
    where = path,
    body = JSON.stringify({ name: 'stolen' }),
  ): Promise<string> => {
    const before = requested.length
    const answer = await fetch(base + where, { method: 'POST', body, headers: { 'content-type': 'application/json', ...headers } })
    return requested.length > before ? 'a run began' : refused(answer.status)
  }
  const name = (words: string, run: () => Promise<string>): Try => ({ name: `the REST API: ${words}`, run })
  return [
    name('no token', () => ask({})),
    name('another token', () => ask({ authorization: 'Bearer another-token-than-there-is-anywhere' })),
    name('an empty token', () => ask({ authorization: 'Bearer ' })),
    name('a token’s name', () => ask({ authorization: 'Bearer ada' })),
    name('a token in the query', () =>
      ask({}, `${path}?token=a-token-of-more-than-24-characters&access_token=a-token-of-more-than-24-characters`),
    ),
    name('a token as a password', () =>
      ask({ authorization: `Basic ${Buffer.from('ada:a-token-of-more-than-24-characters').toString('base64')}` }),
    ),
    name('a body of ten megabytes', () => ask({}, path, `{"name":"${'x'.repeat(10_000_000)}"}`).catch(() => '')),
    name('paths that are more than paths', async () => {
      for (const where of [
        '/api/v1/../../etc/passwd',
        '/api/v1/volumes/%2e%2e%2f%2e%2e',
        '/api/v1/runs/__proto__',
        '/api/v1/volumes/%00',
        `/api/v1/volumes/${'x'.repeat(10_000)}`,
      ]) {
        const said = await raw(port, `GET ${where} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`)
        if (!/^HTTP\/1\.1 4\d\d/.test(said)) return `${where.slice(0, 40)}: ${said.slice(0, 60)}`
        if (/root:|at file:|node_modules/.test(said)) return `${where.slice(0, 40)} tells what is inside`
      }
      return ''
    }),
  ]
}

function onAws({ lab }: Stage): Try[] {
  const url = lab.env.AWS_ENDPOINT_URL ?? ''
  const body = JSON.stringify({
    DocumentName: 'AWS-RunShellScript',
    InstanceIds: ['i-0aaaaaaaaaaaaaaaa'],
    Parameters: { commands: ['id >/pwned/ran'] },
  })
  const send = async (headers: Readonly<Record<string, string>>): Promise<string> => {
    const before = lab.aws.executions().length
    const answer = await fetch(url, {
      method: 'POST',
      body,
      headers: { 'content-type': 'application/x-amz-json-1.1', 'x-amz-target': 'AmazonSSM.SendCommand', ...headers },
    })
    const said = await answer.text()
    if (lab.aws.executions().length > before) return 'something was executed'
    return answer.status >= 400 && answer.status < 500 && !/DoesNotExist|InvalidInstance/.test(said)
      ? ''
      : `answered ${answer.status}: ${said.slice(0, 100)}`
  }
  const now = new Date().toISOString().replace(/[-:]|\.\d+/g, '')
  const signed = (key: string, signature: string, date = now): Readonly<Record<string, string>> => ({
    'x-amz-date': date,
    authorization: `AWS4-HMAC-SHA256 Credential=${key}/${date.slice(0, 8)}/${lab.env.AWS_REGION}/ssm/aws4_request, SignedHeaders=host;x-amz-date, Signature=${signature}`,
  })
  const key = lab.env.AWS_ACCESS_KEY_ID ?? ''
  const name = (words: string, run: () => Promise<string>): Try => ({ name: `the lab’s AWS: ${words}`, run })
  return [
    name('no signature', () => send({})),
    name('a wrong signature', () => send(signed(key, '0'.repeat(64)))),
    name('an empty signature', () => send(signed(key, ''))),
    name('another key', () => send(signed('AKIAELSEWHERE', '0'.repeat(64)))),
    name('a signature of long ago', () => send(signed(key, '0'.repeat(64), '20200101T000000Z'))),
    name('a header that is no signature', () => send({ authorization: 'Bearer x' })),
  ]
}

/** What came back within a second. */
function raw(port: number, text: string): Promise<string> {
  return new Promise((resolve) => {
    let said = ''
    const socket = connect(port, '127.0.0.1', () => socket.write(text))
    const end = () => {
      socket.destroy()
      resolve(said)
    }
    setTimeout(end, 1_000)
    socket.on('data', (data: Buffer) => {
      said += data.toString()
    })
    socket.on('close', end)
    socket.on('error', end)
  })
}
