/** What came of AWS-ConfigureAWSPackage on one instance: SSM's status and the agent's words, for there is no transcript. */
import { type FindingCode, finding } from '../domain/catalogue.ts'
import { quote } from '../domain/names.ts'
import type { Invocation } from '../domain/ports.ts'
import type { JobResult } from '../domain/run.ts'

/** In characters: the agent's last line says which step of a package failed, and why. */
const longestQuote = 200

export function distributorResult(instanceId: string, commandId: string, invocation: Invocation): JobResult {
  const none = (code: FindingCode, seen: string): JobResult => ({
    kind: 'none',
    instanceId,
    finding: finding(code, { seen: `${seen} (command ${commandId})`, instanceId }),
  })
  switch (invocation.state) {
    case 'success':
      return { kind: 'installed', instanceId, said: quote(lastLine(invocation.output), longestQuote) }
    case 'failed': {
      const said = lastLine(invocation.errorOutput) || lastLine(invocation.output)
      // the agent's words where the package's manifest names no such platform, version or architecture
      const platform = /no manifest found for (platform: [^\n]{1,100})/.exec(invocation.errorOutput)?.[1]
      if (platform !== undefined) return none('distributor-no-package', `nothing for ${quote(platform)}`)
      return none('distributor-failed', `${invocation.details}, exit ${invocation.exitCode ?? '?'}: ${quote(said, longestQuote)}`)
    }
    case 'not-delivered':
      return none('not-delivered', invocation.details)
    case 'cancelled':
      return none('invocation-cancelled', invocation.details)
    case 'timed-out':
      return none('invocation-timed-out', invocation.details)
    case 'pending':
    case 'running':
      return none('outcome-unknown', invocation.details)
  }
}

const lastLine = (text: string): string => text.trim().split('\n').at(-1)?.trim().slice(0, longestQuote) ?? ''
