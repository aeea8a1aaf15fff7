/** What Prism asks of STS, by name: all of the client at once would bring every operation of the service along. */
export {
  AssumeRoleCommand,
  STSClient,
} from '@aws-sdk/client-sts'
