import { z } from 'zod'
import { AwsError } from '../wire/errors.ts'
import { type Operation, operation } from '../wire/operation.ts'

/** An EC2 operation. Every one takes DryRun as well, which ends a call that would have been permitted with an error. */
export function ec2Operation<Shape extends z.ZodObject>(shape: Shape, run: (input: z.output<Shape>) => unknown): Operation {
  const withDryRun = shape.extend({ DryRun: z.enum(['true', 'false']).optional() })
  return operation(
    withDryRun,
    ({ DryRun, ...input }) => {
      if (DryRun === 'true') throw new AwsError('DryRunOperation', 'Request would have succeeded, but DryRun flag is set.', 412)
      return run(input as z.output<Shape>)
    },
    'InvalidParameterValue',
  )
}
