import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createCallBudgets } from '../../../src/aws/call-budget.ts'
import { createClients } from '../../../src/aws/clients.ts'
import { ec2ByIds } from '../../../src/aws/ec2-instances.ts'
import { machineClock } from '../../../src/clock.ts'

const id = 'i-0123456789abcdef0'

/** EC2's answer about one running instance, as its API reference shows it. */
const answer = (platform: string) => `<?xml version="1.0" encoding="UTF-8"?>
<DescribeInstancesResponse xmlns="http://ec2.amazonaws.com/doc/2016-11-15/"><reservationSet><item><instancesSet><item>
<instanceId>${id}</instanceId><instanceState><code>16</code><name>running</name></instanceState>${platform}
</item></instancesSet></item></reservationSet></DescribeInstancesResponse>`

async function asked(platform: string): Promise<unknown> {
  const server = createServer((_, response) => response.setHeader('content-type', 'text/xml').end(answer(platform)))
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const env = { AWS_ACCESS_KEY_ID: 'a', AWS_SECRET_ACCESS_KEY: 'b', AWS_ENDPOINT_URL: endpoint }
  try {
    return await ec2ByIds(createClients({ env, region: 'us-east-1' }, createCallBudgets(machineClock)), [id])
  } finally {
    server.closeAllConnections()
    server.close()
  }
}

test.each([
  ['windows, as the API writes it', '<platform>windows</platform>', true],
  ['Windows, as the model has it', '<platform>Windows</platform>', true],
  ['nothing, as of every Linux', '', false],
])('an instance of which EC2 says %s', async (_, platform, windows) => {
  expect(await asked(platform)).toEqual({ kind: 'answered', instances: [{ id, name: '', state: 'running', tags: {}, windows }] })
})
