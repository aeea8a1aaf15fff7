/** The members' umask where a host's PAM files are its own matter: what each way adds, keeps of others', and leaves alone. */
import type { Instance, InstanceSpec } from '../../../src/lab/instances/instance.ts'
import { notHolding, of, on, onLab, openStage, type Stage, steps } from '../../support/lab-stage.ts'

type Host = { readonly name: string; readonly spec: Partial<InstanceSpec>; readonly files: readonly string[] }
const hosts: readonly Host[] = [
  { name: 'sles', spec: { distribution: 'sles' }, files: ['common-session-pc'] },
  { name: 'old', spec: { distribution: 'amazon', version: '2' }, files: ['system-auth-ac', 'password-auth-ac'] },
]

onLab('the umask in a host’s PAM files', () => {
  let stage: Stage
  let volume: { readonly name: string }
  beforeAll(async () => {
    stage = await openStage('umask-files')
    volume = await stage.volume()
  })
  afterAll(() => stage?.stop())

  const umaskOf = async (name: string) => {
    const { report } = await stage.say(`mount ${volume.name} ${name} --no-sharing-test`)
    const step = of(report, name).steps.find((s) => s.step === 'umask')
    return [step?.status, step?.detail]
  }

  /** What the auth stacks say to eve, who has the right password of ec2-user, and who has not. */
  const whoGetsIn = (instance: Instance) =>
    Promise.all(
      ['right', 'wrong'].map(async (password) =>
        (await instance.run(`su eve -c "echo ${password} | su ec2-user -c 'echo in'"`)).stdout.trim(),
      ),
    )
  const setPassword = 'usermod -p "$(openssl passwd -6 right)" ec2-user'

  describe.each(hosts)('behind the links of $name', ({ name, spec, files }) => {
    let instance: Instance
    const links = files.map((file) => file.replace(/-..$/, ''))
    const mount = async () => (await stage.say(`mount ${volume.name} ${name} --no-sharing-test`)).report
    const umaskStep = () => umaskOf(name)
    const target = (link: string) => on(instance, `readlink /etc/pam.d/${link}`)
    beforeAll(async () => {
      instance = await stage.instance(name, { ...spec, users: [{ name: 'eve', uid: 1005 }] })
      // cronie on both: the PAM service is crond, whatever the program is called
      await on(instance, 'rm /etc/pam.d/cron')
      await on(instance, setPassword)
    })

    test('is added beside what the tool wrote, and every row holds', async () => {
      const before = await whoGetsIn(instance)
      const eve = await on(instance, 'su - eve -c umask')
      const report = await mount()
      expect(notHolding(report, name)).toEqual([])
      expect(of(report, name).steps.find((s) => s.step === 'umask')).toMatchObject({
        status: 'changed',
        detail: expect.stringContaining(links.map((link, i) => `/etc/pam.d/${link} adds to ${files[i]}`).join(', ')),
      })
      expect(await on(instance, 'su - ec2-user -c umask; su - eve -c umask')).toBe(`0002\n${eve}`)
      // who gets in is decided as before
      expect([before, await whoGetsIn(instance)]).toEqual([
        ['in', ''],
        ['in', ''],
      ])
    })

    test('is unchanged the second time', async () => {
      expect(await umaskStep()).toEqual(['unchanged', 'members already get 0002'])
    })

    test('lets count what the tool writes later', async () => {
      await on(instance, `echo 'session optional pam_exec.so /usr/bin/touch /run/written-later' >>/etc/pam.d/${files[0]}`)
      expect(await on(instance, 'su - ec2-user -c umask; ls /run/written-later')).toBe('0002\n/run/written-later')
      await on(instance, `sed -i /pam_exec/d /etc/pam.d/${files[0]}`)
    })

    test('is missed where somebody puts the link back, and added again by a repeated mount, also after a power cut in the middle', async () => {
      const [link, file] = [links.at(-1)!, files.at(-1)!]
      await on(
        instance,
        `cd /etc/pam.d; ln -sfn ${file} ${link}; ln -s nowhere ${link}.new; echo '#%PAM' >.${link}-prism.prism.Ab12cd; rm ${link}-prism`,
      )
      const { report } = await stage.say(`verify ${volume.name} ${name} --no-sharing-test`)
      expect(of(report, name).rows.filter((row) => row.code === 'umask-differs' && row.verdict === 'differs')).not.toEqual([])
      expect((await umaskStep())[0]).toBe('changed')
      expect([await target(link), await on(instance, 'ls -A /etc/pam.d | grep -F -e .new -e .prism. || su - ec2-user -c umask')]).toEqual([
        `${link}-prism`,
        '0002',
      ])
    })

    test('is not put over a link of somebody’s own, nor over a file', async () => {
      const [link, file] = [links.at(-1)!, files.at(-1)!]
      await on(instance, `cd /etc/pam.d; cp ${file} ours; ln -sfn ours ${link}`)
      const report = await mount()
      expect(steps(report, name)).toMatch(/umask=skipped$/)
      expect(notHolding(report, name).join()).toContain('umask')
      expect(await target(link)).toBe('ours')
      await on(instance, `cd /etc/pam.d; rm ${link}; cp ${file} ${link}`)
      expect((await umaskStep())[0]).toBe('skipped')
      expect(await on(instance, `cmp /etc/pam.d/${file} /etc/pam.d/${link}`)).toBe('')
      await on(instance, `ln -sfn /etc/pam.d/${file} /etc/pam.d/${link}`)
      expect((await umaskStep())[0]).toBe('changed')
    })

    test('ends in a failed step where the file cannot be written', async () => {
      const [link, file] = [links.at(-1)!, files.at(-1)!]
      await on(instance, `cd /etc/pam.d; ln -sfn ${file} ${link}; rm ${link}-prism; mkdir -p ${link}-prism/x`)
      expect(await umaskStep()).toEqual(['failed', `could not rename into /etc/pam.d/${link}-prism`])
      expect(await target(link)).toBe(file)
      await on(instance, `rm -r /etc/pam.d/${link}-prism`)
    })
  })

  describe('that nothing manages, as on Amazon Linux 2023', () => {
    let amazon: Instance
    const files = ['system-auth', 'password-auth', 'postlogin'].map((file) => `/etc/pam.d/${file}`)
    beforeAll(async () => {
      amazon = await stage.instance('amazon', { distribution: 'amazon', users: [{ name: 'eve', uid: 1005 }] })
      await on(amazon, setPassword)
    })

    test('is added at the end, for members alone: owner, mode and all that stood there stay', async () => {
      await on(
        amazon,
        `cd /etc/pam.d; printf 'session optional pam_umask.so umask=0027' >>system-auth; chmod 640 system-auth; cp -a . /root/before`,
      )
      expect(await umaskOf('amazon')).toEqual(['changed', `added to ${files.join(', ')}`])
      expect(await on(amazon, 'su - ec2-user -c umask; stat -c "%a %U" /etc/pam.d/system-auth')).toBe('0002\n640 root')
      expect(
        await on(
          amazon,
          `for f in ${files.join(' ')}; do diff <(sed '$a\\' /root/before/\${f##*/}) <(grep -v '# Prism$' $f); grep -c '# Prism$' $f; done`,
        ),
      ).toBe('2\n2\n2')
      expect(await whoGetsIn(amazon)).toEqual(['in', ''])
    })

    test('is unchanged the second time', async () => {
      expect(await umaskOf('amazon')).toEqual(['unchanged', 'members already get 0002'])
    })

    test('is not put over what somebody added later: the step says so, the rows too', async () => {
      await on(amazon, `cd /etc/pam.d; cp postlogin /root/; echo 'session optional pam_umask.so umask=0022' >>postlogin`)
      const [status, detail] = await umaskOf('amazon')
      expect([status, detail]).toEqual(['skipped', expect.stringContaining("lines after Prism's in /etc/pam.d")])
      expect(await on(amazon, 'tail -n 1 /etc/pam.d/postlogin; cat /root/postlogin >/etc/pam.d/postlogin')).toBe(
        'session optional pam_umask.so umask=0022',
      )
    })

    test('is fixed after a power cut in the middle, and fails where a file cannot be written', async () => {
      await on(amazon, `cd /etc/pam.d; sed -i '/# Prism$/d' password-auth; echo half >.password-auth.prism.Ab12cd`)
      expect(await umaskOf('amazon')).toEqual(['changed', 'added to /etc/pam.d/password-auth'])
      await on(
        amazon,
        `cd /etc/pam.d; ! ls -A | grep -F .prism.; sed -i '/# Prism$/d' password-auth; cp password-auth /root/; mount --bind password-auth password-auth`,
      )
      expect(await umaskOf('amazon')).toEqual(['failed', 'could not rename into /etc/pam.d/password-auth'])
      expect(await on(amazon, 'cmp /etc/pam.d/password-auth /root/password-auth')).toBe('')
    })

    test('is added to files also where authselect is there and has no profile', async () => {
      const rocky = await stage.instance('rocky', { distribution: 'rocky' })
      await on(
        rocky,
        'for f in system-auth password-auth postlogin; do cp --remove-destination "$(readlink -f /etc/pam.d/$f)" /etc/pam.d/$f; done; rm -r /etc/authselect/*',
      )
      expect((await rocky.run('authselect current -r')).code).not.toBe(0)
      expect((await umaskOf('rocky'))[0]).toBe('changed')
      expect(await on(rocky, 'su - rocky -c umask')).toBe('0002')
    })
  })

  describe('that authselect writes', () => {
    const edited =
      'echo "# by hand" >>/etc/authselect/system-auth; sed -i "s/^\\(session.*pam_limits.so\\)/\\1 conf=\\/etc\\/ours/" /etc/authselect/system-auth'
    const whole = 'cat /etc/authselect/{system-auth,password-auth,postlogin,nsswitch.conf} | sha256sum; authselect current -r'

    test.each(['9.4', '10.0'])('is not put over what was edited by hand, on release %s: all stays as it was', async (version) => {
      const name = `edited-${version.replace('.', '-')}`
      const rocky = await stage.instance(name, { distribution: 'rocky', version })
      await on(rocky, edited)
      const before = await on(rocky, whole)
      expect((await rocky.run('authselect check')).code === 0).toBe(version === '10.0')
      expect(await umaskOf(name)).toEqual(['skipped', expect.stringContaining('edited by hand')])
      expect(await on(rocky, whole)).toBe(before)
    })

    test('is added on release 10 where nothing was edited', async () => {
      await stage.instance('ten', { distribution: 'rocky', version: '10.0' })
      expect(await umaskOf('ten')).toEqual(['changed', 'authselect profile custom/prism, based on minimal'])
      expect(await umaskOf('ten')).toEqual(['unchanged', 'authselect profile custom/prism'])
    })

    test('leaves the name service alone that somebody wrote in the place of its link', async () => {
      const named = await stage.instance('named', { distribution: 'rocky' })
      await on(
        named,
        'cp --remove-destination "$(readlink -f /etc/nsswitch.conf)" /etc/nsswitch.conf; sed -i \'s/^services:.*/services: files dns/\' /etc/nsswitch.conf',
      )
      expect((await umaskOf('named'))[0]).toBe('skipped')
      expect(await on(named, 'grep ^services /etc/nsswitch.conf')).toBe('services: files dns')
    })
  })

  test('leaves others the umask that the site’s authselect profile gives them', async () => {
    const site = await stage.instance('site', { distribution: 'rocky', users: [{ name: 'eve', uid: 1005 }] })
    await on(
      site,
      'authselect create-profile site -b minimal >/dev/null && echo "session optional pam_umask.so umask=0027" >>/etc/authselect/custom/site/postlogin && authselect select custom/site --force >/dev/null',
    )
    expect(await umaskOf('site')).toEqual(['changed', 'authselect profile custom/prism, based on custom/site'])
    expect(await on(site, 'su - rocky -c umask; su - eve -c umask')).toBe('0002\n0027')
  })
})
