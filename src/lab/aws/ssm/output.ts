/**
 * How the agent and the service cut output (amazon-ssm-agent, agent/framework/processor/executer/iohandler and agent/docmanager/model):
 * the agent keeps 24,000 and 8,000 characters with a mark at the end, the listing shows 2,500 of both together.
 */
const stdoutLimit = 24_000
const stderrLimit = 8_000
const listingLimit = 2_500
const cutMark = '--output truncated--'
const errorTitle = '\n----------ERROR-------\n'
const outputCut = '\n---Output truncated---'
const errorCut = '\n---Error truncated----'

export function keptStdout(text: string): string {
  return kept(text, stdoutLimit)
}

export function keptStderr(text: string): string {
  return kept(text, stderrLimit)
}

export function kept(text: string, limit: number): string {
  return text.length <= limit ? text : text.slice(0, limit - cutMark.length) + cutMark
}

/** Both streams in 2,500 characters: the shorter one is kept whole where it takes less than half. */
export function listedOutput(stdout: string, stderr: string): string {
  const title = stderr === '' ? '' : errorTitle
  const space = listingLimit - title.length
  if (stdout.length + stderr.length < space) return stdout + title + stderr
  if (stdout.length < space / 2) return stdout + title + stderr.slice(0, space - stdout.length - errorCut.length) + errorCut
  if (stderr.length < space / 2) return stdout.slice(0, space - stderr.length - outputCut.length) + outputCut + title + stderr
  const half = Math.floor(space / 2)
  return stdout.slice(0, half - outputCut.length) + outputCut + title + stderr.slice(0, half - errorCut.length) + errorCut
}

/** For the fault: what a transcript looks like when its first or last part, or what begins at an offset, was damaged on the way. */
export function corrupted(text: string, where: 'head' | 'tail' | number): string {
  const from = where === 'head' ? 0 : where === 'tail' ? Math.max(0, text.length - 40) : where
  const to = Math.max(from, Math.min(text.length, from + 40))
  return text.slice(0, from) + '\ufffd'.repeat(to - from) + text.slice(to)
}
