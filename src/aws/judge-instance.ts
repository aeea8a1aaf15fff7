/** Whether one instance can be worked on, from what SSM and, where it was asked, EC2 say about it. Pure. */
import { type Finding, type FindingCode, finding } from '../domain/catalogue.ts'
import type { Instance } from '../domain/ports.ts'
import { type Ec2Answer, type Ec2Instance, isGone, isStopped } from './ec2-instances.ts'
import type { Managed } from './managed-instances.ts'

export type Judged = { readonly kind: 'fit'; readonly instance: Instance } | { readonly kind: 'unfit'; readonly finding: Finding }

const unfit = (code: FindingCode, seen: string, instanceId?: string, name = instanceId): Judged => ({
  kind: 'unfit',
  finding: finding(code, {
    seen,
    ...(instanceId ? { instanceId } : {}),
    ...(name && name !== instanceId ? { instanceName: name } : {}),
  }),
})

/** `name` is what it was called by; `ec2` is undefined where SSM's word was enough. */
export function judgeManaged(managed: Managed, name: string, ec2: Ec2Instance | undefined): Judged {
  const { id, platform } = managed
  const called = name === id ? id : `${name} (${id})`
  if (!managed.linux) return unfit('instance-platform', `${called} runs ${platform || 'an unnamed platform'}`, id, name)
  if (managed.ping === 'Online') return { kind: 'fit', instance: toInstance(managed, name) }
  if (ec2 && isStopped(ec2)) return unfit('instance-stopped', `${called} is ${ec2.state}`, id, name)
  if (ec2 && isGone(ec2)) return unfit('instance-not-found', `${called} is ${ec2.state}`, id, name)
  return unfit(
    'instance-offline',
    `${called}: SSM says ${asWords(managed.ping) || 'nothing'}${managed.lastPing ? `, last ping ${toTheMinute(managed.lastPing)}` : ''}`,
    id,
    name,
  )
}

/** Both in words that a narrow table can break. */
const asWords = (state: string): string => state.replace(/(?<=[a-z])(?=[A-Z])/g, ' ')
const toTheMinute = (iso: string): string => `${iso.slice(0, 16).replace('T', ' ')} UTC`

/** An instance that EC2 knows and SSM does not. */
export function judgeUnmanaged(ec2: Ec2Instance, name: string): Judged {
  const called = name === ec2.id ? ec2.id : `${name} (${ec2.id})`
  if (isStopped(ec2)) return unfit('instance-stopped', `${called} is ${ec2.state}`, ec2.id, name)
  if (isGone(ec2)) return unfit('instance-not-found', `${called} is ${ec2.state}`, ec2.id, name)
  if (ec2.windows) return unfit('instance-platform', `${called} runs Windows`, ec2.id, name)
  return unfit('instance-unmanaged', `${called} is ${ec2.state} in EC2 and unknown to SSM`, ec2.id, name)
}

/** SSM knows neither; EC2's answer shows whether it exists at all. */
export function judgeAbsent(called: string, region: string, ec2: Ec2Answer | undefined, instanceId?: string): Judged {
  if (ec2?.kind === 'denied')
    return {
      kind: 'unfit',
      finding: { ...ec2.finding, seen: `${called} is unknown to SSM in ${region}, and EC2 could not be queried: ${ec2.finding.seen}` },
    }
  return unfit('instance-not-found', `${called} in ${region}`, instanceId)
}

export const toInstance = (managed: Managed, name: string): Instance => ({
  id: managed.id,
  name,
  platform: managed.platform,
  agentVersion: managed.agentVersion,
  online: managed.ping === 'Online',
})
