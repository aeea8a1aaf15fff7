/** The host's real sshd and cron inside an instance, where the machine has them: what a session through PAM is tried with. */
import { existsSync } from 'node:fs'
import type { Output } from './command.ts'
import { must, type Reach } from './reach.ts'
import { scriptText } from './world.ts'

export type LoginServices = {
  /** `ssh USER@localhost COMMAND` with a key, inside the instance. Starts sshd when it does not run. */
  readonly ssh: (user: string, command: string) => Promise<Output>
  /** The same with a login shell that reads the command from its standard input. */
  readonly sshLogin: (user: string, command: string) => Promise<Output>
  /** Runs a command from the user's crontab (`@reboot`, so that nobody waits for the minute) and returns what it printed. */
  readonly cron: (user: string, command: string) => Promise<string>
}

/** Why a service cannot be had on this machine; undefined when it can. */
export function whyNoService(service: 'sshd' | 'cron'): string | undefined {
  return existsSync(`/usr/sbin/${service}`)
    ? undefined
    : `${service} is not installed on this machine (Debian package ${service === 'sshd' ? 'openssh-server' : 'cron'})`
}

export function loginServices({ run }: Reach): LoginServices {
  const session = async (how: string, user: string, command: string) => {
    require('sshd')
    return run(await scriptText('ssh.sh'), { args: [how, user, command], timeoutMs: 30_000 })
  }
  return {
    ssh: (user, command) => session('command', user, command),
    sshLogin: (user, command) => session('login', user, command),
    cron: async (user, command) => {
      require('cron')
      return (await must(run(await scriptText('cron.sh'), { args: [user, command], timeoutMs: 30_000 }), `cron of ${user}`)).stdout
    },
  }

  function require(service: 'sshd' | 'cron'): void {
    const why = whyNoService(service)
    if (why) throw new Error(why)
  }
}
