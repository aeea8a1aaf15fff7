import type { Route } from '../wire/rest-protocol.ts'

const fs = '/2015-02-01/file-systems'
const mt = '/2015-02-01/mount-targets'
const ap = '/2015-02-01/access-points'
const tags = '/2015-02-01/resource-tags/{ResourceId}'

/** Method, path and status of every EFS operation that the lab has, as in the service model. */
export const efsRoutes: readonly Route[] = [
  { operation: 'CreateFileSystem', method: 'POST', path: fs, status: 201 },
  { operation: 'DescribeFileSystems', method: 'GET', path: fs, status: 200 },
  { operation: 'UpdateFileSystem', method: 'PUT', path: `${fs}/{FileSystemId}`, status: 202 },
  { operation: 'DeleteFileSystem', method: 'DELETE', path: `${fs}/{FileSystemId}`, status: 204 },
  { operation: 'PutLifecycleConfiguration', method: 'PUT', path: `${fs}/{FileSystemId}/lifecycle-configuration`, status: 200 },
  { operation: 'DescribeLifecycleConfiguration', method: 'GET', path: `${fs}/{FileSystemId}/lifecycle-configuration`, status: 200 },
  { operation: 'PutBackupPolicy', method: 'PUT', path: `${fs}/{FileSystemId}/backup-policy`, status: 200 },
  { operation: 'DescribeBackupPolicy', method: 'GET', path: `${fs}/{FileSystemId}/backup-policy`, status: 200 },
  { operation: 'PutFileSystemPolicy', method: 'PUT', path: `${fs}/{FileSystemId}/policy`, status: 200 },
  { operation: 'DescribeFileSystemPolicy', method: 'GET', path: `${fs}/{FileSystemId}/policy`, status: 200 },
  { operation: 'DeleteFileSystemPolicy', method: 'DELETE', path: `${fs}/{FileSystemId}/policy`, status: 200 },
  { operation: 'DescribeReplicationConfigurations', method: 'GET', path: `${fs}/replication-configurations`, status: 200 },
  {
    operation: 'CreateReplicationConfiguration',
    method: 'POST',
    path: `${fs}/{SourceFileSystemId}/replication-configuration`,
    status: 200,
  },
  {
    operation: 'DeleteReplicationConfiguration',
    method: 'DELETE',
    path: `${fs}/{SourceFileSystemId}/replication-configuration`,
    status: 204,
  },
  { operation: 'UpdateFileSystemProtection', method: 'PUT', path: `${fs}/{FileSystemId}/protection`, status: 200 },
  { operation: 'CreateMountTarget', method: 'POST', path: mt, status: 200 },
  { operation: 'DescribeMountTargets', method: 'GET', path: mt, status: 200 },
  { operation: 'DeleteMountTarget', method: 'DELETE', path: `${mt}/{MountTargetId}`, status: 204 },
  { operation: 'DescribeMountTargetSecurityGroups', method: 'GET', path: `${mt}/{MountTargetId}/security-groups`, status: 200 },
  { operation: 'ModifyMountTargetSecurityGroups', method: 'PUT', path: `${mt}/{MountTargetId}/security-groups`, status: 204 },
  { operation: 'CreateAccessPoint', method: 'POST', path: ap, status: 200 },
  { operation: 'DescribeAccessPoints', method: 'GET', path: ap, status: 200 },
  { operation: 'DeleteAccessPoint', method: 'DELETE', path: `${ap}/{AccessPointId}`, status: 204 },
  { operation: 'TagResource', method: 'POST', path: tags, status: 200 },
  { operation: 'ListTagsForResource', method: 'GET', path: tags, status: 200 },
  { operation: 'UntagResource', method: 'DELETE', path: tags, status: 200 },
]
