import { z } from 'zod'
import { parseSelector } from '../../../domain/names.ts'
import type { ApiContext, App } from '../api-context.ts'
import { json, readAnswers } from '../route-schemas.ts'
import { findingSchema } from '../schemas/finding.ts'
import { instanceSchema } from '../schemas/volume.ts'
import { readByRun } from '../start-run.ts'

const instancesSchema = z
  .object({ instances: z.array(instanceSchema).readonly(), findings: z.array(findingSchema).readonly() })
  .meta({ id: 'Instances' })

export function instanceRoutes(app: App, api: ApiContext): void {
  app.get(
    '/instances',
    {
      schema: {
        tags: ['instances'],
        operationId: 'listInstances',
        summary: 'The instances that SSM manages in the region, or those that the given selectors match',
        querystring: z.object({
          selector: z
            .union([z.string(), z.array(z.string()).max(100)])
            .optional()
            .describe('A name, an id, or tag:Key=Value; may be repeated'),
        }),
        response: { 200: json('The instances', instancesSchema), ...readAnswers },
      },
    },
    async (request, reply) => {
      const selectors = [request.query.selector ?? []].flat().map(parseSelector)
      const read = await readByRun(api, request, reply, { verb: 'instances', selectors }, 'instances')
      if (read.kind === 'still-running') return reply.code(202).send(read.run)
      return reply.code(200).send({ instances: read.answer.instances, findings: read.answer.findings })
    },
  )
}
