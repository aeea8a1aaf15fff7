/** The umask that the report reads from PAM, held against real sessions: su, ssh and cron of this machine inside the instances. */
import { compose } from '../../../src/compose/prism.ts'
import type { HostFacts } from '../../../src/domain/facts.ts'
import { defaultCreateOptions, defaultMountOptions, type Origin, type Request } from '../../../src/domain/request.ts'
import { whyNoService } from '../../../src/lab/instances/login-services.ts'
import type { Distribution } from '../../../src/lab/ports.ts'
import { type Lab, startLab } from '../../../src/lab/start.ts'

const origin: Origin = { entrypoint: 'terminal', actor: { id: '0', name: 'root' } }
const images: Readonly<Record<string, { readonly distribution: Distribution; readonly version?: string }>> = {
  ubuntu: { distribution: 'ubuntu' },
  rocky: { distribution: 'rocky' },
  amazon: { distribution: 'amazon' },
  debian: { distribution: 'debian' },
  // authconfig's links, and pam-config's
  'amazon-2': { distribution: 'amazon', version: '2' },
  sles: { distribution: 'sles' },
}
const names = Object.keys(images)
const volume = { kind: 'name', name: 'research-data' } as const

let lab: Lab
const login = new Map<string, HostFacts>()
/** What eve's `su -` said before anything was mounted, by instance. */
const before = new Map<string, string>()
const ofEve = async (name: string) => (await lab.instances[name]!.run('su - eve -c umask')).stdout.trim()

beforeAll(async () => {
  lab = await startLab({
    instances: Object.entries(images).map(([name, image]) => ({
      ...image,
      name,
      client: 'installed',
      users: [{ name: 'eve', uid: 1002 }],
    })),
  })
  const prism = compose({ env: lab.env })
  const ended = async (request: Request) => (await prism.execute(await prism.request(request, origin))).run
  expect((await ended({ verb: 'create', name: volume.name, options: defaultCreateOptions })).state).toBe('done')
  // where packages bring their PAM files on SUSE's later releases
  await lab.instances.sles!.run('mkdir /usr/lib/pam.d && mv /etc/pam.d/su-l /etc/pam.d/sshd /etc/pam.d/cron /usr/lib/pam.d/')
  for (const name of names) before.set(name, await ofEve(name))
  const selectors = names.map((name) => ({ kind: 'name' as const, name }))
  prism.listen({
    onEvent: (event) => {
      if (event.type !== 'observed' || event.data.phase !== 'after') return
      for (const o of event.data.observations) if (o.kind === 'observed') login.set(o.instanceId, o.facts)
    },
  })
  const run = await ended({ verb: 'mount', volume, selectors, options: { ...defaultMountOptions, sharingTest: false } })
  expect(run.findings).toEqual([])
})
afterAll(() => lab?.stop())

describe.each(names)('on %s', (name) => {
  const instance = () => lab.instances[name]!
  const facts = () => login.get(instance().id)!
  const user = () => facts().login!.user
  const read = (session: string) => facts().umasks.find((u) => u.session === session)?.umask

  test('su - gives members 0002, and the report says so', async () => {
    expect((await instance().run(`su - ${user()} -c umask`)).stdout.trim()).toBe('0002')
    expect(read('su-login')).toBe('0002')
  })

  test('somebody outside the group keeps the umask of before', async () => {
    expect([before.get(name), await ofEve(name)]).toEqual(name === 'amazon-2' ? ['0002', '0002'] : ['0022', '0022'])
  })

  unless(whyNoService('sshd'))('ssh, with and without a login shell, gives members 0002, as the report read it', async () => {
    expect((await instance().services.ssh(user(), 'umask')).stdout.trim()).toBe('0002')
    expect((await instance().services.sshLogin(user(), 'umask')).stdout.trim()).toBe('0002')
    expect([read('ssh-command'), read('ssh-login')]).toEqual(['0002', '0002'])
  })

  unless(whyNoService('cron'))('cron gives members 0002, as the report read it', async () => {
    expect((await instance().services.cron(user(), 'umask')).trim()).toBe('0002')
    expect(read('cron')).toBe('0002')
  })
})

function unless(why: string | undefined): (name: string, body: () => Promise<void>) => void {
  return why === undefined ? (name, body) => test(name, body) : (name, body) => test.skip(`${name} (${why})`, body)
}
