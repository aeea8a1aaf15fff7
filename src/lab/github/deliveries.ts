/** Signed webhook delivery as GitHub does it: one attempt within ten seconds, kept for redelivery with the same GUID and the same bytes. */
import { createHmac, randomUUID } from 'node:crypto'
import type { Json } from './represent.ts'

export type LabDelivery = {
  readonly id: number
  /** X-GitHub-Delivery: the same in every attempt. */
  readonly guid: string
  readonly event: string
  readonly action: string | null
  readonly deliveredAt: string
  readonly redelivery: boolean
  /** Seconds. */
  readonly duration: number
  /** 0 where nobody answered. */
  readonly statusCode: number
  readonly answer: string
  readonly body: string
}

export type Deliveries = {
  readonly deliver: (event: string, payload: Json, guid?: string) => Promise<LabDelivery>
  readonly redeliver: (id: number) => Promise<LabDelivery | undefined>
  readonly all: () => readonly LabDelivery[]
  setTarget: (url: string) => void
  readonly target: () => string | undefined
}

/** `X-Hub-Signature-256` for these bytes. */
export const signatureOf = (secret: string, body: string | Buffer): string =>
  `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`

export function makeDeliveries(options: {
  readonly appId: number
  readonly secret: string
  readonly now: () => Date
  readonly nextId: () => number
}): Deliveries {
  const kept: LabDelivery[] = []
  let target: string | undefined

  async function attempt(what: Pick<LabDelivery, 'guid' | 'event' | 'action' | 'body'>, redelivery: boolean): Promise<LabDelivery> {
    const id = options.nextId()
    const started = options.now()
    const { statusCode, answer } = target === undefined ? { statusCode: 0, answer: 'no webhook URL' } : await post(target, what)
    const ended = options.now()
    const delivery: LabDelivery = {
      ...what,
      id,
      redelivery,
      deliveredAt: started.toISOString(),
      duration: (ended.getTime() - started.getTime()) / 1000,
      statusCode,
      answer,
    }
    kept.push(delivery)
    return delivery
  }

  async function post(url: string, what: Pick<LabDelivery, 'guid' | 'event' | 'body'>) {
    try {
      const response = await fetch(url, {
        method: 'POST',
        body: what.body,
        signal: AbortSignal.timeout(10_000),
        headers: {
          accept: '*/*',
          // a connection kept from the last one may be ending at its other end just then
          connection: 'close',
          'content-type': 'application/json',
          'user-agent': 'GitHub-Hookshot/1ab0lab',
          'x-github-delivery': what.guid,
          'x-github-event': what.event,
          'x-github-hook-id': '1',
          'x-github-hook-installation-target-id': String(options.appId),
          'x-github-hook-installation-target-type': 'integration',
          'x-hub-signature': `sha1=${createHmac('sha1', options.secret).update(what.body).digest('hex')}`,
          'x-hub-signature-256': signatureOf(options.secret, what.body),
        },
      })
      return { statusCode: response.status, answer: await response.text() }
    } catch (error) {
      return { statusCode: 0, answer: error instanceof Error ? error.name : 'no answer' }
    }
  }

  return {
    deliver: (event, payload, guid = randomUUID()) => {
      const action = typeof payload.action === 'string' ? payload.action : null
      return attempt({ guid, event, action, body: JSON.stringify(payload) }, false)
    },
    redeliver: async (id) => {
      const known = kept.find((d) => d.id === id)
      return known && attempt({ guid: known.guid, event: known.event, action: known.action, body: known.body }, true)
    },
    all: () => [...kept],
    setTarget: (url) => {
      target = url
    },
    target: () => target,
  }
}
