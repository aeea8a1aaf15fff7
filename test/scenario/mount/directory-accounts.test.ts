/** Accounts and groups that a directory tells (LDAP, SSSD), not /etc/passwd: libnss-extrausers is the name service that has them here. */
import { existsSync } from 'node:fs'
import type { Instance } from '../../../src/lab/instances/instance.ts'
import type { Distribution } from '../../../src/lab/ports.ts'
import { titleOf } from '../../support/doctor-stage.ts'
import { codes, notHolding, of, on, onLab, openStage, type Stage, steps, unless } from '../../support/lab-stage.ts'

const why = existsSync('/usr/lib/libnss_extrausers.so.2')
  ? undefined
  : 'no name service beside the files on this machine (Debian package libnss-extrausers)'
const withDirectory = unless(why)

/** What `getent` tells there, beside the files. */
const directory = `mkdir -p /var/lib/extrausers; cd /var/lib/extrausers
printf '%s\\n' 'ada:*:71001:70000:Ada:/home/ada:/bin/bash' 'ben.li:*:71002:70000:Ben:/home/ben.li:/bin/bash' >passwd
printf '%s\\n' 'staff-of-the-institute:*:70000:' 'telescope:*:70500:ada,ben.li' >group
for u in ada ben.li; do cp -rT /etc/skel /home/$u; chown -R $u:70000 /home/$u; done`
const sources = "sed -i -E 's/^(passwd|group): .*/\\1: files extrausers/'"
const asked = {
  debian: `${sources} /etc/nsswitch.conf`,
  redhat: `authselect create-profile directory -b minimal >/dev/null; ${sources} /etc/authselect/custom/directory/nsswitch.conf; authselect select custom/directory --force >/dev/null`,
}

onLab('people whom a directory knows', () => {
  let stage: Stage
  let volume: { readonly name: string }
  beforeAll(async () => {
    stage = await openStage('directory-accounts')
    volume = await stage.volume()
  })
  afterAll(() => stage?.stop())
  const host = async (name: string, distribution: Distribution, version?: string): Promise<Instance> => {
    const instance = await stage.instance(name, { distribution, ...(version ? { version } : {}), users: [{ name: 'eve', uid: 1005 }] })
    await on(instance, `set -e; ${asked[distribution === 'rocky' ? 'redhat' : 'debian']}; ${directory}`)
    return instance
  }

  withDirectory('are enrolled, get their spaces and umask, and share, on two distributions', async () => {
    const [ubuntu, rocky] = await Promise.all([host('ubuntu', 'ubuntu'), host('rocky', 'rocky')])
    const { run, report } = await stage.say(`mount ${volume.name} ubuntu rocky --users ada,ben.li`)
    for (const name of ['ubuntu', 'rocky']) expect([name, notHolding(report, name)]).toEqual([name, []])
    expect([run.state, report.verdict, report.sharing.verdict]).toEqual(['done', 'holds', 'holds'])
    expect(await on(ubuntu, 'grep prism-shared /etc/group; grep -c ada /etc/passwd || :')).toBe('prism-shared:x:3000:ada,ben.li\n0')
    await on(ubuntu, `su - ada -c 'echo x >/mnt/${volume.name}/shared/from-ada'`)
    expect(
      await on(
        rocky,
        `su - ben.li -c 'echo y >>/mnt/${volume.name}/shared/from-ada'; stat -c '%u:%g %a' /mnt/${volume.name}/shared/from-ada`,
      ),
    ).toBe('71001:3000 664')
    const again = await stage.say(`mount ${volume.name} ubuntu rocky --users ada,ben.li --no-sharing-test`)
    expect(new Set(of(again.report, 'rocky').steps.map((s) => s.status))).toEqual(new Set(['unchanged']))
  })

  withDirectory('share also where the start files would close what they make, as on release 8 and Amazon Linux 2', async () => {
    const eight = await host('eight', 'rocky', '8.10')
    const old = await host('old', 'amazon', '2')
    const both = { eight, old }
    for (const instance of [eight, old]) expect(await on(instance, 'su - ada -c umask; su - eve -c umask')).toBe('0022\n0002')
    const { report } = await stage.say(`mount ${volume.name} eight old --users ada --no-sharing-test`)
    for (const [name, instance] of Object.entries(both)) {
      expect([name, notHolding(report, name)]).toEqual([name, []])
      expect(of(report, name).steps.find((s) => s.step === 'umask')?.detail).toContain('/etc/profile.d/prism-umask.sh')
      // others keep what the start files give them; nothing is said on the way
      expect(await on(instance, 'su - ada -c umask; su - eve -c umask; usermod -g users eve; su - eve -c umask 2>&1')).toBe(
        '0002\n0002\n0022',
      )
    }
    const again = await stage.say(`mount ${volume.name} eight old --users ada --no-sharing-test`)
    for (const name of Object.keys(both)) expect(steps(again.report, name)).toMatch(/umask=unchanged$/)
    await on(eight, 'rm /etc/profile.d/prism-umask.sh')
    const verified = await stage.say(`verify ${volume.name} eight --no-sharing-test`)
    expect(notHolding(verified.report, 'eight').filter((row) => row.startsWith('umask'))).toEqual([
      expect.stringContaining('umask ada · ssh: umask 0022'),
      expect.stringContaining('umask ada · ssh host command: umask 0022'),
      expect.stringContaining('umask ada · su -: umask 0022'),
    ])
    await on(eight, 'mkdir /etc/profile.d/prism-umask.sh')
    const failed = await stage.say(`mount ${volume.name} eight --users ada --no-sharing-test`)
    expect(of(failed.report, 'eight').steps.find((s) => s.step === 'umask')).toMatchObject({
      status: 'failed',
      detail: 'could not rename into /etc/profile.d/prism-umask.sh',
    })
  })

  withDirectory(
    `cannot be enrolled on ${titleOf('group-in-directory')}, if they are not in it there; nothing is made beside it`,
    async () => {
      const ubuntu = await host('theirs', 'ubuntu')
      await on(ubuntu, 'echo "prism-shared:*:3000:ada" >>/var/lib/extrausers/group')
      const { report } = await stage.say(`mount ${volume.name} theirs --users ada --no-sharing-test`)
      expect(notHolding(report, 'theirs')).toEqual([])
      expect(steps(report, 'theirs')).toContain('group=unchanged users=unchanged')
      const more = await stage.say(`mount ${volume.name} theirs --users ada,ben.li --no-sharing-test`)
      expect([more.run.state, codes(more.report, 'theirs')]).toEqual(['failed', ['group-in-directory']])
      const [diagnosis] = more.report.diagnoses ?? []
      expect(diagnosis?.cause?.cause).toBe('group-in-directory')
      expect(diagnosis?.cause?.fix).toContain('--users=ben.li')
      expect(await on(ubuntu, 'grep prism-shared /etc/group || echo none')).toBe('none')
    },
  )
})
