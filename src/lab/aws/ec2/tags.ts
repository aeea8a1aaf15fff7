import { z } from 'zod'
import { AwsError } from '../wire/errors.ts'
import type { Operations } from '../wire/operation.ts'
import type { World } from '../world.ts'
import { ec2Operation } from './ec2-operation.ts'
import type { Network } from './network.ts'

const tag = z.strictObject({ Key: z.string().min(1).max(127), Value: z.string().max(256).default('') })

export const tagSpecifications = z.array(z.strictObject({ ResourceType: z.string(), Tag: z.array(tag).default([]) })).default([])

export function tagsGiven(given: z.output<typeof tagSpecifications>, type: string): Record<string, string> {
  for (const one of given)
    if (one.ResourceType !== type)
      throw new AwsError('InvalidParameterValue', `'${one.ResourceType}' is not a valid taggable resource type for this operation.`)
  return Object.fromEntries(given.flatMap((one) => one.Tag.map(({ Key, Value }) => [Key, Value])))
}

const resources = z.array(z.string()).min(1)

/** Tags of whatever the lab has: instances, the VPC, subnets, security groups. */
export function tagOperations(world: World, network: Network): Operations {
  const change = (id: string, edit: (tags: Record<string, string>) => void): void => {
    const tags = tagsOf(world, network, id)
    if (tags === undefined) throw new AwsError('InvalidID', `The ID '${id}' is not valid`)
    edit(tags)
  }
  return {
    CreateTags: ec2Operation(z.strictObject({ ResourceId: resources, Tag: z.array(tag).min(1) }), (input) => {
      for (const id of input.ResourceId)
        change(id, (tags) => Object.assign(tags, Object.fromEntries(input.Tag.map(({ Key, Value }) => [Key, Value]))))
      return { return: true }
    }),
    DeleteTags: ec2Operation(
      z.strictObject({
        ResourceId: resources,
        Tag: z.array(z.strictObject({ Key: z.string(), Value: z.string().optional() })).default([]),
      }),
      (input) => {
        for (const id of input.ResourceId)
          change(id, (tags) => {
            const named = input.Tag.length === 0 ? Object.keys(tags).map((Key) => ({ Key, Value: undefined })) : input.Tag
            for (const { Key, Value } of named) if (Value === undefined || tags[Key] === Value) delete tags[Key]
          })
        return { return: true }
      },
    ),
  }
}

function tagsOf(world: World, network: Network, id: string): Record<string, string> | undefined {
  if (id === network.vpcId) return network.vpcTags
  if (network.subnets.some((subnet) => subnet.id === id)) {
    const tags = network.subnetTags.get(id) ?? {}
    network.subnetTags.set(id, tags)
    return tags
  }
  return world.instances.get(id)?.tags ?? network.groups.get(id)?.tags
}
