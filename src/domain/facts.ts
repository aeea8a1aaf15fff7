/** What was seen on one host, made by `host/` from a transcript: what the host printed, no verdict. Absent: not looked at, or it did not come in time. */
import type { BelowFact, HeldFact } from './held-facts.ts'
import type { RememberedFact } from './mount-spec.ts'
import type { HostProbe } from './probe.ts'

export type HostFacts = {
  readonly host: {
    readonly distribution: string
    readonly version: string
    readonly family: 'debian' | 'redhat' | 'suse' | 'other'
    readonly hostname: string
    readonly kernel: string
    readonly architecture: string
    readonly systemd: boolean
  }
  /** From instance metadata; undefined when metadata did not answer. */
  readonly zone?: { readonly availabilityZone: string; readonly region: string; readonly instanceId: string }
  readonly login?: { readonly user: string; readonly how: 'cloud-init' | 'uid-1000' | 'known-name' }
  readonly accounts: readonly AccountFact[]
  /** Who holds the wanted gid and the wanted group name. */
  readonly group: { readonly gidHolder?: string; readonly nameGid?: number; readonly members: readonly string[] }
  /** The requested groups beside the shared one; absent: none. */
  readonly extraGroups?: { readonly seen: readonly ExtraGroupFact[]; readonly tries: readonly GroupTryFact[] }
  readonly client: { readonly efsUtils?: string; readonly nfs: boolean; readonly stunnel: boolean; readonly packageManager?: string }
  /** `open`: others than root can change a folder above it; looked at where something is mounted there. */
  readonly mountPoint: {
    readonly exists: boolean
    readonly type?: string
    readonly entries?: number
    readonly sample: readonly string[]
    readonly open?: true
  }
  /** What is mounted at the mount point now, topmost last. */
  readonly mounts: readonly MountFact[]
  /** Other file systems mounted inside the volume's tree on this host: at most five of them. */
  readonly inside: readonly { readonly place: string; readonly source: string; readonly type: string }[]
  /** Where else the same file system is mounted on that host; absent: nowhere. */
  readonly elsewhere?: readonly MountFact[]
  /** Mounts of it that the client does not know: bind mounts, and those in other mount namespaces; absent: none. */
  readonly held?: readonly HeldFact[]
  readonly below?: readonly BelowFact[]
  /** How many more of both there are beside the listed ones, which are the worst; absent: none. */
  readonly heldMore?: number
  /** Why the search of other mount namespaces came to no end; absent: it did. */
  readonly heldUnfinished?: string
  readonly fstab: readonly FstabFact[]
  /** What systemd makes of it; absent: no systemd there, or it gave no answer. */
  readonly boot?: BootFact
  /** Prism itself unmounted this file system here, and nothing of ours has mounted it since. */
  readonly left?: true
  /** So many accounts of a registry of people the host’s record has, those of who left too; absent: none. */
  readonly registryPeople?: number
  /** The options of this file system's mounts on this host, as it remembers them; absent: it remembers none. */
  readonly remembered?: readonly RememberedFact[]
  /** Lines for the mount point that are not Prism's: how many, and the SHA-256 of their text. Absent: none. */
  readonly foreignFstab?: { readonly lines: number; readonly sha256: string }
  readonly paths: readonly PathFact[]
  /** What the volume's root holds besides the layout. */
  readonly root?: { readonly entries: number; readonly foreign: readonly string[] }
  readonly umasks: readonly UmaskFact[]
  readonly behaviours: readonly BehaviourFact[]
  /** The personal spaces on the volume, and what each account could do in them; absent: nobody tried. */
  readonly spaces?: {
    /** How many there are; no more than 40 are looked at. */
    readonly found: number
    readonly seen: readonly SpaceFact[]
    readonly tries: readonly SpaceTryFact[]
  }
  readonly unwritable?: {
    readonly looked: number
    readonly found: number
    /** That their owner may not change either: read-only on purpose. */
    readonly protected?: number
    /** all of shared/ · a sample, for there is more · cut: the look did not come to its end */
    readonly reach: 'all' | 'sample' | 'cut'
    readonly sample: readonly { readonly path: string; readonly owner: string; readonly mode: string }[]
  }
  /** What the doctor tried; absent in every other look. */
  readonly probe?: HostProbe
  readonly staleProcesses: readonly { readonly account: string; readonly pid: number; readonly command: string }[]
  readonly units: readonly { readonly unit: string; readonly account: string; readonly umask: string }[]
  /** Looked for only by adopt; empty otherwise. */
  readonly unmanaged: Unmanaged
}

export type Unmanaged = {
  /** Files that mount the file system, or something at the mount point, by other means than fstab; with the line. */
  readonly managers: readonly { readonly kind: 'systemd' | 'autofs' | 'script'; readonly file: string; readonly text: string }[]
  readonly umaskLines: readonly { readonly file: string; readonly line: number; readonly text: string }[]
  /** The groups of the files on the volume, two levels deep, most entries first. */
  readonly data: readonly { readonly gid: number; readonly group?: string; readonly entries: number }[]
}

export type AccountFact = {
  readonly name: string
  readonly exists: boolean
  readonly uid?: number
  readonly gid?: number
  readonly groups: readonly number[]
  readonly member: boolean
  /** Past its end: neither sshd nor cron lets it in. Absent: it is not. */
  readonly expired?: boolean
  /** Its password is past its last day: cron does not run for it, ssh wants a new one first. Absent: it is not. */
  readonly passwordDue?: boolean
}

export type MountFact = {
  readonly place: string
  readonly source: string
  readonly type: string
  readonly options: string
  /** From the EFS client's state file, or from the NFS source's host name. */
  readonly fileSystemId?: string
  /** From the EFS client's state file; absent: the whole volume. */
  readonly accessPoint?: string
  /** It shows the server an IAM identity; from the EFS client's state file. */
  readonly iam?: true
  readonly encrypted: 'yes' | 'no' | 'unknown'
  readonly answers: 'yes' | 'no' | 'stale' | 'timeout'
  readonly readOnly: boolean
  /** False: the mount is there, but its path leads to something else. */
  readonly reached: boolean
  /** The place of the mount that identifies the file system: this one, a bind mount, has nothing of its own that does. */
  readonly carrier?: string
  /** How many other file systems are mounted inside it; counted for the topmost mount at the mount point alone. */
  readonly inside: number
}

export type FstabFact = {
  readonly line: number
  readonly spec: string
  readonly place: string
  readonly type: string
  readonly options: string
  /** The fifth and sixth column as written; empty where the line ends before. */
  readonly dump: string
  readonly pass: string
  readonly ours: boolean
  /** Whether it names this file system, by id, DNS name or a mount target's address. */
  readonly volume: boolean
  /** The line as it stands; a long one is cut off. */
  readonly text: string
}

/** The unit that stands for the mount point, in systemd's own words. */
export type BootFact = {
  readonly unit: string
  /** loaded, masked, not-found … */
  readonly load: string
  /** What it was loaded from, as `/run/systemd/generator/mnt-data.mount`; absent: from nothing. */
  readonly file?: string
  /** active, activating, inactive, failed … */
  readonly active: string
  /** How it last ended: success, timeout, exit-code, protocol … */
  readonly result: string
  /** Whether it was up at any time since the boot. */
  readonly entered: boolean
  /** When it last went down, as systemd writes it; absent: never since the boot. */
  readonly since?: string
  /** Whether a boot pulls remote-fs.target in; absent: it could not be determined. */
  readonly pulledIn?: boolean
}

export type PathFact = {
  readonly path: string
  readonly exists: boolean
  readonly type?: string
  readonly owner?: string
  readonly uid?: number
  readonly group?: string
  readonly gid?: number
  /** Four octal digits. */
  readonly mode?: string
  /** In decimal digits: a plan of an adoption means this very directory. */
  readonly inode?: string
}

/** session-manager: AWS’s, which goes through no PAM; a shell there begins with its agent’s umask. */
export type SessionKind = 'su-login' | 'ssh-login' | 'ssh-command' | 'cron' | 'session-manager'
export type UmaskFact = {
  readonly account: string
  readonly session: SessionKind
  /** Four octal digits, or undefined where it could not be determined. */
  readonly umask?: string
  /**
   * measured: read from the kernel for such a session, which Prism opened, or which somebody had open (Session Manager’s)
   * · read: the host’s files were followed, or its agent’s umask was looked at · absent: no such service here
   */
  readonly how: 'measured' | 'read' | 'absent'
  /** Why a session could not be measured, where that is known. */
  readonly why?: 'python-incomplete'
}

/** give-away: root hands a file of its own to uid 0 */
export type BehaviourTry = 'create-file' | 'create-folder' | 'write-own-space' | 'write-other-space' | 'outsider-write' | 'give-away'

/** One thing an account was made to try. `outcome` is what happened, not whether that was right. */
export type BehaviourFact = {
  readonly account: string
  readonly try: BehaviourTry
  readonly path: string
  readonly outcome: 'done' | 'refused' | 'timeout' | 'error'
  /** Owner and group of what was made, as numbers; seen through an access point that enforces a user. */
  readonly uid?: number
  readonly gid?: number
  readonly group?: string
  readonly mode?: string
  /** Created without a known umask: no session of the account could be measured, so the mode proves nothing. */
  readonly umask?: 'unknown'
  readonly detail?: string
}

export type SpaceFact = {
  /** Its name in `users/`. */
  readonly name: string
  readonly uid: number
  readonly gid: number
  /** Four octal digits. */
  readonly mode: string
}

/** Who holds a wanted gid, and which gid a wanted name has. */
export type ExtraGroupFact = { readonly name: string; readonly gid: number; readonly gidHolder?: string; readonly nameGid?: number }

/** What an account came to in `groups/NAME`, and what the file that it made there turned out to be. */
export type GroupTryFact = {
  readonly account: string
  readonly group: string
  readonly read: SpaceOutcome
  readonly change: SpaceOutcome
  readonly made?: { readonly gid: number; readonly mode: string }
}

/** What an account came to in a personal space: listing it, and making a file in it. `error`: it could not be determined. */
export type SpaceTryFact = {
  readonly account: string
  readonly space: string
  readonly read: SpaceOutcome
  readonly change: SpaceOutcome
}
export type SpaceOutcome = 'done' | 'refused' | 'error'

/** One step of a job that changes things. */
export type StepFact = {
  readonly step: string
  readonly status: 'changed' | 'unchanged' | 'skipped' | 'failed'
  readonly detail: string
  readonly milliseconds: number
}

/** A cell of the sharing matrix: what `reader` could do with what `writer` wrote. */
export type SharingFact = {
  readonly writer: Identity
  readonly reader: Identity
  readonly read: 'done' | 'refused' | 'missing' | 'timeout' | 'error'
  readonly append: 'done' | 'refused' | 'missing' | 'timeout' | 'error'
  readonly detail?: string
}

/** A cell as the reader's host reported it, with the SHA-256 of the line that was read: whole, or its first twelve digits. Absent: nothing was read. */
export type SharingTold = SharingFact & { readonly saw?: string }

/** What root saw of the file that `writer` wrote. `unknown`: it was made with the members' umask, because that of its sessions is not known. */
export type WroteFact = { readonly writer: Identity; readonly sha256: string; readonly umask: 'known' | 'unknown' }

/** By cover: what the readers of one instance came to with the files that root found there. */
export type CoverFact = {
  readonly cells: readonly {
    readonly reader: Identity
    readonly writer: Pick<Identity, 'instanceId' | 'account'>
    /** Of the file's owner. */
    readonly uid: number
    readonly read: SharingFact['read']
    readonly append: SharingFact['append']
    readonly saw?: string
    readonly detail?: string
  }[]
  /** All files that are there were tried; false where there were too many, or the test did not come to its end. */
  readonly complete: boolean
}

/** An account on an instance. `temporary` is the stand-in that a test makes where no two uids differ. */
export type Identity = {
  readonly instanceId: string
  readonly account: string
  readonly uid: number
  readonly temporary: boolean
  /** On an instance where the volume is to be read-only: it writes nothing, and has to be refused. */
  readonly readOnly?: true
  /** Through an access point that enforces a user: `uid` is that user's. */
  readonly enforced?: true
}

export type Observation =
  | { readonly kind: 'observed'; readonly instanceId: string; readonly at: string; readonly facts: HostFacts }
  | { readonly kind: 'unobserved'; readonly instanceId: string; readonly finding: import('./catalogue.ts').Finding }
