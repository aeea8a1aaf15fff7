/** What can be made to go wrong with mounts on one instance. */
import { accessSync, constants } from 'node:fs'
import { rm, writeFile } from 'node:fs/promises'
import { runCommand } from './command.ts'
import { must, type Reach } from './reach.ts'
import { nsenter, programs, scriptText } from './world.ts'

/**
 * hang: mount.efs never returns · slow: it takes that long first · fail: it ends with exit 1 and the text · network-inactive: it gives
 * up with exit 0 and mounts nothing, as it does when systemd's network.target is inactive · wrong-file-system: another one gets
 * mounted · read-only: what an IAM policy without write access gives · hung-server: mounted, but every touch of it blocks
 */
export type MountFault =
  | { readonly kind: 'hang' }
  | { readonly kind: 'slow'; readonly seconds: number }
  | { readonly kind: 'fail'; readonly text: string }
  | { readonly kind: 'network-inactive' }
  | { readonly kind: 'wrong-file-system'; readonly fileSystemId: string }
  | { readonly kind: 'read-only' }
  | { readonly kind: 'hung-server' }

export type FaultControls = {
  /** What happens to mounts from now on; undefined: they work again. */
  readonly onMount: (fault: MountFault | undefined) => Promise<void>
  /** The server behind a mount stops answering: every touch blocks in the kernel. Throws where /dev/fuse cannot be used. */
  readonly hangServer: (mountPoint: string) => Promise<void>
  readonly serverAnswers: (mountPoint: string, fileSystemId: string) => Promise<void>
  /**
   * What amazon-efs-utils' watchdog does about 30 s after an unmount: tunnels and state files without a mount go. Until then they
   * are left behind by the real client as by this one.
   */
  readonly sweepClientState: () => Promise<void>
}

/** Why hung servers cannot be had on this machine; undefined when they can. */
export function whyNoHungServer(): string | undefined {
  try {
    accessSync('/dev/fuse', constants.R_OK | constants.W_OK)
    return undefined
  } catch {
    return 'a hung server needs /dev/fuse, which this machine has not or keeps for root'
  }
}

export function faultControls({ world, name, pid, run, home }: Reach): FaultControls {
  const hang = async (...args: string[]) => {
    await must(
      runCommand(nsenter, [...world.enter(pid(), '--mount', '--pid'), `${world.lab}/bin/hang.sh`, world.lab, name, ...args], {
        env: programs(),
      }),
      `hang.sh ${args.join(' ')}`,
    )
  }
  return {
    onMount: async (fault) => {
      if (fault) await writeFile(home('mount-fault'), words(fault))
      else await rm(home('mount-fault'), { force: true })
    },
    hangServer: async (mountPoint) => {
      const why = whyNoHungServer()
      if (why) throw new Error(why)
      await hang('begin', mountPoint)
    },
    serverAnswers: async (mountPoint, fileSystemId) => {
      await hang('end', mountPoint, fileSystemId)
    },
    sweepClientState: async () => {
      await must(run(await scriptText('client', 'watchdog.sh')), 'watchdog.sh')
    },
  }
}

function words(fault: MountFault): string {
  switch (fault.kind) {
    case 'hang':
      return 'hang'
    case 'slow':
      return `slow ${fault.seconds}`
    case 'fail':
      return `fail\n${fault.text}`
    case 'network-inactive':
      return 'network'
    case 'wrong-file-system':
      return `wrong ${fault.fileSystemId}`
    case 'read-only':
      return 'readonly'
    case 'hung-server':
      return 'hung'
  }
}
