/** Which programs a trace of `strace -f -e trace=execve,clone,clone3,fork,vfork` shows to have been started, those of opened sessions apart. */
export function programsOf(trace: string): { readonly programs: number; readonly sessions: number } {
  const parents = new Map<string, string>()
  const inSession = new Set<string>()
  let [programs, sessions] = [0, 0]
  for (const line of trace.split('\n')) {
    const [, pid = '', call = ''] = /^(?:\[pid\s+)?(\d+)\]?\s+(.*)$/.exec(line) ?? []
    const [, child] = /^(?:clone3?|v?fork|<\.\.\. (?:clone3?|v?fork) resumed>).*= (\d+)$/.exec(call) ?? []
    if (child) {
      parents.set(child, pid)
      if (inSession.has(pid)) inSession.add(child)
    }
    const [, program] = /^execve\("([^"]+)".*(?:= 0|<unfinished \.\.\.>)$/.exec(call) ?? []
    if (program === undefined) continue
    // a session is what `su` and what is started as an account opens
    if (inSession.has(pid) || /\/su$/.test(program)) {
      inSession.add(pid)
      sessions++
    } else {
      programs++
    }
  }
  return { programs, sessions }
}
