/**
 * A small instance to run the host scripts on: namespaces of its own over this machine's programs, with its own /etc, /run and
 * mounts, and a stand-in for mount.efs. Everything lives in a mount namespace that ends with the test.
 */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { mkdtempSync, rmdirSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import type { ScriptJob } from '../../src/domain/plan.ts'
import type { JobResult } from '../../src/domain/run.ts'
import { commandsFor, readTranscript } from '../../src/host/job.ts'

/** Why no instance can be made here; undefined where it can. */
function whyNot(): string | undefined {
  if (process.getuid?.() !== 0) return 'not root: the host scripts act as several uids'
  try {
    const probe =
      'd=$(mktemp -d); mount -t tmpfs t $d; mkdir $d/u $d/w $d/r; mount -t overlay o -o lowerdir=/,upperdir=$d/u,workdir=$d/w $d/r; umount $d/r $d; rmdir $d'
    execFileSync('unshare', ['--mount', '--pid', '--fork', '--uts', '--ipc', '--net', 'sh', '-ec', probe], { stdio: 'ignore' })
    return undefined
  } catch {
    return 'this kernel or container allows no namespaces with overlay mounts'
  }
}

const reason = whyNot()
/** A group of tests that runs host scripts; skipped, with its reason in its name, where that cannot be. */
export const onLinux = (name: string, tests: () => void): void =>
  reason ? describe.skip(`${name} (${reason})`, tests) : describe(name, tests)

export type Ran = { readonly stdout: string; readonly stderr: string; readonly code: number | null; readonly result: JobResult }

export type Node = {
  readonly id: string
  /** The pid of its first process, as this machine counts. */
  readonly pid: number
  /** Runs a command as its root; throws when it fails. */
  readonly sh: (command: string) => string
  /** Runs a job as the agent does: sh -c on a file, no HOME, no stdin. */
  readonly run: (
    job: ScriptJob,
    options?: { readonly notAfter?: Date; readonly script?: string; readonly environment?: readonly string[] },
  ) => Promise<Ran>
  readonly begin: (job: ScriptJob) => { readonly child: ChildProcess; readonly ended: Promise<Omit<Ran, 'result'>> }
}

export type World = { readonly node: (id: string, user?: string, uid?: number) => Promise<Node>; readonly stop: () => Promise<void> }

const mountEfs = `#!/bin/bash
# Stand-in for amazon-efs-utils' mount.efs: refuses what the real one refuses, leaves a state file, shows as 127.0.0.1:/.
[ "$1" = --version ] && { echo "/usr/sbin/mount.efs Version: 2.1.0"; exit 0; }
spec=$1 dir=$2; shift 2; opts=
while getopts "sfnvo:" f; do [ $f = o ] && opts=$OPTARG; done
fsid=\${spec%%:*}
case ,$opts, in *,gid=*|*,uid=*|*,umask=*) echo "mount.nfs4: an incorrect mount option was specified" >&2; exit 32;; esac
while [ -e /lab/hang ]; do sleep 0.1; done
[ -e /lab/lie ] && { echo "network.target is not active"; exit 0; }
[ -e /lab/wrong ] && fsid=$(cat /lab/wrong)
mountpoint -q "$dir" && { echo "$fsid is already mounted, please run 'df -h' to check"; exit 0; }
[ -d "/lab/efs/$fsid" ] || { echo "Failed to resolve \\"$fsid.efs.us-east-1.amazonaws.com\\" - check that your file system ID is correct" >&2; exit 1; }
mount --no-canonicalize --bind -n "/lab/efs/$fsid" "$dir" || exit 32
case ,$opts, in *,ro,*) mount -o remount,bind,ro "$dir";; esac
mkdir -p /var/run/efs; place=\${dir#/}
cmd='["/usr/bin/efs-proxy", "/var/run/efs/stunnel-config.x"'
case ,$opts, in *,tls,*) cmd="$cmd, \\"--tls\\"]";; *) cmd="$cmd]";; esac
echo "{\\"pid\\": 1, \\"cmd\\": $cmd}" > /var/run/efs/$fsid.\${place//\\//.}.20049
`

const worldScript = `set -e; d=$1; mount -t tmpfs -o mode=755 world $d; mkdir $d/efs
for f in fs-0123456789abcdef0 fs-0fedcba9876543210; do mkdir $d/efs/$f; mount -t tmpfs -o mode=755,nosuid,nodev 127.0.0.1:/ $d/efs/$f; done
echo ready; read -r _ || :`

const nodeScript = `set -e; d=$1 id=$2 user=$3 uid=$4
read -r pid _ </proc/self/stat
mkdir -p $d/$id; cd $d/$id; mkdir up work root
mount -t overlay overlay -o lowerdir=/,upperdir=$d/$id/up,workdir=$d/$id/work root
mount --make-rprivate /
# the file systems lie outside of its root, as a server's do: none of their own mounts is in its table
sleep infinity </dev/null >/dev/null 2>&1 &
mkdir root/lab; ln -s /proc/$!/root$d/efs root/lab/efs
mount -t proc proc root/proc; mount -t tmpfs run root/run; mount -t tmpfs tmp root/tmp; chmod 1777 root/tmp
mount -t tmpfs -o mode=755 dev root/dev; for f in null zero full random urandom tty; do : >root/dev/$f; mount --bind /dev/$f root/dev/$f; done; ln -s /proc/self/fd root/dev/fd
cd root; exec chroot . bash -c "$5" node "$id" "$user" "$uid" "$pid"`

const insideScript = `set -e; id=$1 user=$2 uid=$3 pid=$4
hostname $id; ip link set lo up
printf 'root:x:0:0:root:/root:/bin/bash\\nnobody:x:65534:65534:n:/:/usr/sbin/nologin\\n_apt:x:42:65534::/nonexistent:/usr/sbin/nologin\\n' >/etc/passwd
printf 'root:x:0:\\nshadow:x:42:\\nnogroup:x:65534:\\n' >/etc/group; printf 'root:*::\\n' >/etc/gshadow; printf 'root:*:1::::::\\n_apt:!:1::::::\\n' >/etc/shadow
rm -rf /etc/apt/sources.list* /etc/apt/apt.conf.d/*proxy* /var/lib/apt/lists; rm -f /usr/bin/dnf /usr/bin/yum /usr/bin/zypper /sbin/mount.nfs4 /etc/cloud/cloud.cfg
rm -f /etc/os-release; printf 'ID=ubuntu\\nID_LIKE=debian\\nVERSION_ID="24.04"\\n' >/etc/os-release
: >/var/lib/dpkg/statoverride; : >/etc/fstab; chmod 640 /etc/fstab; rm -rf /var/lib/prism /var/run/efs
groupadd -g $uid $user; useradd -m -u $uid -g $uid -s /bin/bash $user
mkdir -p /var/lib/amazon/ssm; echo $pid; read -r _ || :`

export async function startWorld(): Promise<World> {
  const dir = mkdtempSync(join(tmpdir(), 'prism-host-'))
  const holders: ChildProcess[] = []
  const hold = async (command: string[]): Promise<string> => {
    const child = spawn(command[0]!, command.slice(1), { stdio: ['pipe', 'pipe', 'inherit'] })
    holders.push(child)
    for await (const line of createInterface(child.stdout)) return line
    throw new Error('the instance did not start')
  }
  await hold(['unshare', '--mount', '--propagation', 'private', 'bash', '-c', worldScript, 'world', dir])
  const world = holders[0]!.pid!
  return {
    node: async (id, user = 'ubuntu', uid = 1000) => {
      const namespaces = ['--mount', '--pid', '--fork', '--kill-child', '--uts', '--ipc', '--net', '--propagation', 'private']
      const enter = ['nsenter', '--target', String(world), '--mount', 'unshare', ...namespaces]
      const pid = Number(await hold([...enter, 'bash', '-c', nodeScript, 'node', dir, id, user, String(uid), insideScript]))
      const inside = ['--target', String(pid), '--mount', '--pid', '--uts', '--ipc', '--net', '--root', '--wd=/']
      const node = makeNode(id, pid, inside)
      writeFileSync(`/proc/${pid}/root/usr/sbin/mount.efs`, mountEfs, { mode: 0o755 })
      return node
    },
    stop: async () => {
      for (const child of holders.reverse()) {
        const gone = new Promise((done) => child.once('exit', done))
        child.stdin?.end()
        child.kill('SIGKILL')
        await gone
      }
      rmdirSync(dir)
    },
  }
}

let scripts = 0

function makeNode(id: string, pid: number, inside: readonly string[]): Node {
  const start = (job: ScriptJob, notAfter: Date, script?: string, environment: readonly string[] = []) => {
    const name = `/var/lib/amazon/ssm/_script${++scripts}.sh`
    writeFileSync(`/proc/${pid}/root${name}`, script ?? commandsFor(job, notAfter).join('\n'), { mode: 0o700 })
    const child = spawn(
      'nsenter',
      [...inside, 'env', '-i', 'PATH=/usr/bin:/bin', ...environment, '/bin/sh', '-c', `cd /; exec /bin/sh -c ${name}`],
      {
        stdio: ['ignore', 'pipe', 'pipe'],
        detached: true,
        cwd: '/',
      },
    )
    let stdout = ''
    let stderr = ''
    child.stdout.on('data', (d: Buffer) => (stdout += d.toString()))
    child.stderr.on('data', (d: Buffer) => (stderr += d.toString()))
    const ended = new Promise<Omit<Ran, 'result'>>((done) => child.on('close', (code) => done({ stdout, stderr, code })))
    return { child, ended }
  }
  return {
    id,
    pid,
    sh: (command) =>
      // neither the place nor the programs of the machine that the tests run on
      execFileSync('nsenter', [...inside, 'bash', '-c', `cd /\n${command}`], {
        encoding: 'utf8',
        stdio: ['ignore', 'pipe', 'pipe'],
        cwd: '/',
        env: { PATH: '/usr/sbin:/usr/bin:/sbin:/bin', HOME: '/root' },
        timeout: 60_000,
      }),
    begin: (job) => start(job, soon()),
    run: async (job, options = {}) => {
      const ran = await start(job, options.notAfter ?? soon(), options.script, options.environment).ended
      const result = readTranscript(job, id, '2026-01-01T00:00:00.000Z', ran.stdout, 'full')
      if (result.kind === 'needs-full') throw new Error('needs-full was answered for a full output')
      return { ...ran, result }
    },
  }
}

const soon = (): Date => new Date(Date.now() + 60_000)
