/** Over a real socket: a service that answers as told. */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createClients } from '../../../src/aws/clients.ts'

async function calls(statuses: readonly number[]) {
  const seen: string[] = []
  const server = createServer((request, response) => {
    const status = statuses[seen.filter((s) => s === 'call').length] ?? 200
    seen.push('call')
    request.resume().on('end', () => response.writeHead(status, { 'content-type': 'application/x-amz-json-1.1' }).end('{}'))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  try {
    const budget = { take: async () => void seen.push('take'), throttled: () => void seen.push('throttled') }
    const env = {
      AWS_ACCESS_KEY_ID: 'a',
      AWS_SECRET_ACCESS_KEY: 'b',
      AWS_REGION: 'eu-west-1',
      AWS_ENDPOINT_URL: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    }
    const { client, sdk } = await createClients({ env }, { EC2: budget, SSM: budget, EFS: budget, STS: budget }).ssm()
    const command = new sdk.ListCommandsCommand({})
    // what is put into bytes asks for the input
    const get = () => {
      if (seen.at(-1) !== 'bytes') seen.push('bytes')
      return 5
    }
    Object.defineProperty(command.input, 'MaxResults', { enumerable: true, get })
    await client.send(command)
    return seen
  } finally {
    server.close()
    server.closeAllConnections()
  }
}

test('a call is put into bytes when its turn has come, and each further try takes a turn of its own', async () => {
  expect(await calls([])).toEqual(['take', 'bytes', 'call'])
  expect(await calls([500, 500])).toEqual(['take', 'bytes', 'call', 'take', 'call', 'take', 'call'])
})
