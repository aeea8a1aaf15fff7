/** `Prefer: wait=30` (RFC 7240): the caller would rather wait for the end of the run. */
export const longestWait = 60

/** Seconds to wait, at most a minute; undefined when the caller did not ask. */
export function waitPreference(header: string | string[] | undefined): number | undefined {
  const text = Array.isArray(header) ? header.join(',') : (header ?? '')
  const seconds = /(?:^|[,;])\s*wait\s*=\s*"?(\d{1,6})"?\s*(?:$|[,;])/i.exec(text)?.[1]
  return seconds === undefined ? undefined : Math.min(Number(seconds), longestWait)
}
