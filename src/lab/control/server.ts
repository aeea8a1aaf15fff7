/**
 * Steers a lab that is up, for `prism lab shell`, `stop`, `comment` and the like in another terminal: JSON over HTTP on a socket in a folder
 * that only whoever started the lab can enter, as whoever can speak to it is root in the instances.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer, type IncomingMessage } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Instance } from '../instances/instance.ts'
import { nsenter } from '../instances/world.ts'
import type { Lab } from '../start.ts'
import { breakHost, faultCalled } from './break.ts'
import { type Conversation, openConversation, type Role } from './conversation.ts'
import { policyKeeper } from './keep-policy.ts'

/** What a client may ask for, each with its answer. */
export type Asked =
  | { readonly what: 'instances' }
  | { readonly what: 'enter' | 'stop' | 'start' | 'reboot'; readonly instance: string }
  | { readonly what: 'break'; readonly instance: string | undefined; readonly fault: string }
  | { readonly what: 'comment'; readonly as: string; readonly role: Role; readonly text: string }

/** A program and its arguments, which is a root shell in the instance. */
export type Entry = { readonly command: readonly [string, ...string[]] }

export type Control = { readonly path: string; readonly stop: () => Promise<void> }

/** `appProgram`: the App's executable, started at the first comment. `withApprovals`: the repository's policy asks for them. */
export async function startControl(lab: Lab, appProgram: string | undefined, withApprovals: boolean): Promise<Control> {
  const folder = mkdtempSync(join(tmpdir(), 'prism-lab-'))
  const path = join(folder, 'control')
  let conversation: Promise<Conversation> | undefined
  const keepPolicy = lab.github && policyKeeper(lab.github, withApprovals)

  const named = (name: string): Instance => {
    const instance = Object.values(lab.instances).find((i) => i.name === name || i.id === name)
    if (!instance) throw new Error(`no instance ${name}; the lab has ${Object.keys(lab.instances).join(', ')}`)
    return instance
  }

  const only = (): Instance => {
    const [one, ...more] = Object.values(lab.instances)
    if (!one || more.length > 0) throw new Error(`name an instance: --on ${Object.keys(lab.instances).join(' | ')}`)
    return one
  }

  async function answer(asked: Asked): Promise<unknown> {
    switch (asked.what) {
      case 'instances':
        return Object.values(lab.instances).map(({ name, id }) => ({ name, id }))
      case 'enter': {
        const namespaces = ['--mount', '--uts', '--ipc', '--net', '--pid', '--root', '--wd']
        return { command: [nsenter, ...lab.world.enter(named(asked.instance).pid(), ...namespaces), '/bin/bash', '-l'] } satisfies Entry
      }
      case 'stop':
        lab.aws.setInstanceState(named(asked.instance).id, 'stopped')
        return `${asked.instance} is stopped: EC2 and SSM say so; start boots it anew`
      case 'start':
      case 'reboot': {
        const instance = named(asked.instance)
        lab.aws.setInstanceState(instance.id, 'stopped')
        await instance.reboot()
        lab.aws.setInstanceState(instance.id, 'online')
        return `${asked.instance} booted: processes and mounts are gone, the disk is as it was, fstab was mounted again`
      }
      case 'break':
        return breakHost(lab, asked.instance === undefined ? only() : named(asked.instance), faultCalled(asked.fault))
      case 'comment': {
        if (!lab.github || !keepPolicy || appProgram === undefined) throw new Error('this lab has no GitHub App')
        conversation ??= openConversation(lab.github, lab.env, appProgram)
        keepPolicy(lab.aws.volumeNames())
        return (await conversation).say(asked.as, asked.role, asked.text)
      }
    }
  }

  const server = createServer((request, response) => {
    void read(request)
      .then((text) => answer(JSON.parse(text) as Asked))
      .then(
        (told) => response.end(JSON.stringify({ told })),
        (error: unknown) => response.writeHead(400).end(JSON.stringify({ error: error instanceof Error ? error.message : String(error) })),
      )
  })
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(path, resolve))
  return {
    path,
    stop: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
      await (await conversation?.catch(() => undefined))?.stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

async function read(request: IncomingMessage): Promise<string> {
  let text = ''
  for await (const chunk of request) text += String(chunk)
  return text
}
