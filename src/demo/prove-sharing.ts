/** The proof by plain commands, between different uids: no code of Prism's takes part in it. */

export type Proof = { readonly what: string; readonly seen: string; readonly ok: boolean }

/** Runs a script as root on the instance. */
export type Host = {
  readonly run: (script: string) => Promise<{ readonly code: number; readonly stdout: string; readonly stderr: string }>
}

const file = '/mnt/research-data/shared/experiment.txt'

/** `carol` (uid 1001) is a member on the second instance, `eve` (uid 1002) is not. */
export async function proveSharing(ubuntu: Host, rocky: Host): Promise<Proof[]> {
  const joined = await rocky.run('usermod -aG prism-shared carol && id carol')
  const wrote = await as(ubuntu, 'ubuntu', `echo "Research data" > ${file} && stat -c "%u:%G %a" ${file}`)
  const read = await as(rocky, 'carol', `cat ${file}`)
  const appended = await as(rocky, 'carol', `echo "seen by carol" >> ${file} && cat ${file}`)
  const back = await as(ubuntu, 'ubuntu', `cat ${file}`)
  const refused = await as(rocky, 'eve', `echo "eve was here" >> ${file}`)
  const after = await as(ubuntu, 'ubuntu', `grep -c eve ${file}`)
  return [
    proof('carol (uid 1001) joins prism-shared on rocky-instance', joined, (r) => /uid=1001\(carol\).*3000\(prism-shared\)/.test(r.stdout)),
    proof('ubuntu (uid 1000) on ubuntu-instance writes shared/experiment.txt', wrote, (r) => r.stdout.trim() === '1000:prism-shared 664'),
    proof('carol (uid 1001) on rocky-instance reads it', read, (r) => r.stdout === 'Research data\n'),
    proof('carol appends to it', appended, (r) => r.stdout === 'Research data\nseen by carol\n'),
    proof('ubuntu sees what carol appended', back, (r) => r.stdout === 'Research data\nseen by carol\n'),
    { ...proof('eve (uid 1002), who is not a member, is refused', refused, (r) => r.code !== 0 && /Permission denied/.test(r.stderr)) },
    proof('nothing of eve’s arrived', after, (r) => r.stdout.trim() === '0'),
  ]
}

/** A login session of the account, as `su -` opens it. */
export function as(host: Host, account: string, command: string): ReturnType<Host['run']> {
  return host.run(`su - ${account} -c '${command}'`)
}

export function proof(what: string, result: Awaited<ReturnType<Host['run']>>, holds: (r: typeof result) => boolean): Proof {
  const seen = [result.stdout.trim(), result.stderr.trim()]
    .filter((s) => s !== '')
    .join(' / ')
    .replaceAll('\n', ' ⏎ ')
  return { what, seen: seen || `exit ${result.code}`, ok: holds(result) }
}
