/**
 * Which programs a trace of `strace -f --decode-pids=pidns` shows to have been started. Apart: those of sessions
 * that were opened to measure a umask, which live in PID namespaces of their own; and those that the lab's stand-in for the EFS client starts.
 */
export type Counted = { readonly programs: number; readonly sessions: number; readonly client: number }

export const traced = 'execve,unshare,clone,clone3,fork,vfork'

export function programsOf(trace: string): Counted {
  const calls = trace.split('\n').map((line) => /^(\d+)\s+(.*)$/.exec(line) ?? ['', '', ''])
  const parents = new Map<string, string>()
  const marks = new Map<string, { readonly of: 'sessions' | 'client'; readonly at: number }>()
  for (const [at, [, pid = '', call = '']] of calls.entries()) {
    // a number in a PID namespace is followed by what strace calls it
    const [, child, alias] =
      /^(?:clone3?|v?fork|<\.\.\. (?:clone3?|v?fork) resumed>).* = (\d+)(?: \/\* (\d+) in strace's PID NS \*\/)?$/.exec(call) ?? []
    if (child) parents.set(alias ?? child, pid)
    if (/^unshare\(.*CLONE_NEWPID/.test(call)) marks.set(pid, { of: 'sessions', at })
    if (/^execve\("[^"]*\/mount\.efs"/.test(call)) marks.set(pid, { of: 'client', at })
  }
  const counted = { programs: 0, sessions: 0, client: 0 }
  for (const [at, [, pid = '', call = '']] of calls.entries())
    if (/^execve\(.*(?:= 0|<unfinished \.\.\.>)$/.test(call)) counted[kindOf(pid, at)]++
  return counted

  function kindOf(pid: string, at: number): keyof Counted {
    const mark = marks.get(pid)
    if (mark && mark.at < at) return mark.of
    const parent = parents.get(pid)
    return parent === undefined ? 'programs' : kindOf(parent, Number.POSITIVE_INFINITY)
  }
}
