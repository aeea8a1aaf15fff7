/** What a person does in AWS's console, past Prism: the SDK's clients for a lab, and the few moves that several tests make. */
import {
  DescribeSecurityGroupsCommand,
  DescribeVpcsCommand,
  EC2Client,
  ModifyVpcAttributeCommand,
  type SecurityGroup,
} from '@aws-sdk/client-ec2'
import { DescribeMountTargetSecurityGroupsCommand, EFSClient } from '@aws-sdk/client-efs'
import type { Lab } from '../../src/lab/start.ts'

export type Unmanaged = ReturnType<typeof unmanaged>

export function unmanaged(lab: Lab) {
  const { AWS_ACCESS_KEY_ID = '', AWS_SECRET_ACCESS_KEY = '', AWS_REGION = '' } = lab.env
  const settings = {
    endpoint: lab.aws.url,
    region: AWS_REGION,
    credentials: { accessKeyId: AWS_ACCESS_KEY_ID, secretAccessKey: AWS_SECRET_ACCESS_KEY },
  }
  const ec2 = new EC2Client(settings)
  const efs = new EFSClient(settings)
  const vpc = async (): Promise<string> => (await ec2.send(new DescribeVpcsCommand({}))).Vpcs![0]!.VpcId!
  const group = async (by: { GroupIds: string[] } | { GroupNames: string[] }): Promise<SecurityGroup> =>
    (await ec2.send(new DescribeSecurityGroupsCommand(by))).SecurityGroups![0]!
  return {
    ec2,
    efs,
    /** One of the VPC's two DNS attributes. */
    vpcDns: async (attribute: 'EnableDnsSupport' | 'EnableDnsHostnames', on: boolean): Promise<void> => {
      await ec2.send(new ModifyVpcAttributeCommand({ VpcId: await vpc(), [attribute]: { Value: on } }))
    },
    vpc,
    /** The group that the instances of the lab are in. */
    instanceGroup: () => group({ GroupNames: ['default'] }),
    targetGroup: async (mountTargetId: string): Promise<SecurityGroup> => {
      const found = await efs.send(new DescribeMountTargetSecurityGroupsCommand({ MountTargetId: mountTargetId }))
      return group({ GroupIds: found.SecurityGroups!.slice(0, 1) })
    },
  }
}
