import { z } from 'zod'
import { AwsError } from '../wire/errors.ts'
import { type Operations, operation } from '../wire/operation.ts'
import { accessPointOf } from './access-points.ts'
import * as shape from './shapes.ts'
import { type Efs, fileSystemOf, page, type Tag } from './state.ts'

/** Tags of file systems and access points; a tag with the same key replaces the older one. */
export function tagOperations(efs: Efs): Operations {
  const tagged = (id: string): { tags: Tag[] } => (id.includes('fsap-') ? accessPointOf(efs, id) : fileSystemOf(efs, id))
  return {
    TagResource: operation(
      z.strictObject({ ResourceId: shape.resourceId, Tags: shape.tags }),
      (input) => {
        const resource = tagged(input.ResourceId)
        const kept = resource.tags.filter((old) => !input.Tags.some((tag) => tag.Key === old.Key))
        if (kept.length + input.Tags.length > 50) throw new AwsError('BadRequest', 'A resource can have at most 50 tags.')
        resource.tags = [...kept, ...input.Tags]
      },
      'BadRequest',
    ),
    ListTagsForResource: operation(
      z.strictObject({ ResourceId: shape.resourceId, MaxResults: shape.pageSize, NextToken: shape.token.optional() }),
      (input) => {
        const { items, next } = page(tagged(input.ResourceId).tags, input.MaxResults, input.NextToken)
        return { Tags: items, ...(next && { NextToken: next }) }
      },
      'BadRequest',
    ),
    UntagResource: operation(
      z.strictObject({ ResourceId: shape.resourceId, TagKeys: z.array(z.string().min(1).max(128)).min(1).max(50) }),
      (input) => {
        const resource = tagged(input.ResourceId)
        resource.tags = resource.tags.filter((tag) => !input.TagKeys.includes(tag.Key))
      },
      'BadRequest',
    ),
  }
}
