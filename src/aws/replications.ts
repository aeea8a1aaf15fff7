/** Of which replications a file system is an end. */
import type { ReplicationConfigurationDescription } from '@aws-sdk/client-efs'
import type { Replication } from '../domain/ports.ts'
import type { Efs } from './clients.ts'
import { ask, causeIs } from './failures.ts'
import { allPages } from './pages.ts'

export async function listReplications({ client, sdk }: Efs, id: string): Promise<Replication[]> {
  try {
    const found = await allPages(async (token) => {
      const input = { FileSystemId: id, ...(token ? { NextToken: token } : {}) }
      const page = await ask('elasticfilesystem:DescribeReplicationConfigurations', () =>
        client.send(new sdk.DescribeReplicationConfigurationsCommand(input)),
      )
      return { items: page.Replications, next: page.NextToken }
    })
    return found.flatMap(toReplications)
  } catch (error) {
    if (causeIs(error, 'ReplicationNotFound')) return []
    throw error
  }
}

const toReplications = (found: ReplicationConfigurationDescription): Replication[] =>
  (found.Destinations ?? []).map((d) => ({
    from: { fileSystemId: found.SourceFileSystemId ?? '', region: found.SourceFileSystemRegion ?? '' },
    to: { fileSystemId: d.FileSystemId ?? '', region: d.Region ?? '' },
    state: d.Status ?? '',
    ...(d.LastReplicatedTimestamp ? { syncedAt: d.LastReplicatedTimestamp.toISOString() } : {}),
  }))
