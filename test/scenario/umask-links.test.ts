/** The members' umask where PAM reads through links what the distribution's tool writes: pam-config's on SUSE, authconfig's on Amazon Linux 2. */
import type { Instance, InstanceSpec } from '../../src/lab/instances/instance.ts'
import { notHolding, of, on, onLab, openStage, type Stage, steps } from '../support/lab-stage.ts'

type Host = { readonly name: string; readonly spec: Partial<InstanceSpec>; readonly files: readonly string[] }
const hosts: readonly Host[] = [
  { name: 'sles', spec: { distribution: 'sles' }, files: ['common-session-pc'] },
  { name: 'old', spec: { distribution: 'amazon', version: '2' }, files: ['system-auth-ac', 'password-auth-ac'] },
]

onLab('the umask through PAM’s links', () => {
  let stage: Stage
  let volume: { readonly name: string }
  beforeAll(async () => {
    stage = await openStage('umask-links')
    volume = await stage.volume()
  })
  afterAll(() => stage?.stop())

  describe.each(hosts)('of $name', ({ name, spec, files }) => {
    let instance: Instance
    const links = files.map((file) => file.replace(/-..$/, ''))
    const mount = async () => (await stage.say(`mount ${volume.name} ${name} --no-sharing-test`)).report
    const umaskStep = async () => {
      const step = of(await mount(), name).steps.find((s) => s.step === 'umask')
      return [step?.status, step?.detail]
    }
    const target = (link: string) => on(instance, `readlink /etc/pam.d/${link}`)
    /** eve says a password at `su`: what the auth stacks make of it. */
    const su = async (password: string) => {
      const { stdout } = await instance.run(`su eve -c "echo ${password} | su ec2-user -c 'echo in'"`)
      return stdout.trim()
    }
    beforeAll(async () => {
      instance = await stage.instance(name, { ...spec, users: [{ name: 'eve', uid: 1005 }] })
      await on(instance, `usermod -p "$(openssl passwd -6 right)" ec2-user`)
    })

    test('is added beside what the tool wrote, and every row holds', async () => {
      const before = await Promise.all([su('right'), su('wrong')])
      const report = await mount()
      expect(notHolding(report, name)).toEqual([])
      expect(of(report, name).steps.find((s) => s.step === 'umask')).toMatchObject({
        status: 'changed',
        detail: links.map((link, i) => `/etc/pam.d/${link} adds to ${files[i]}`).join(', '),
      })
      expect(await on(instance, 'su - ec2-user -c umask; su - eve -c umask')).toBe('0002\n0022')
      // who gets in is decided as before
      expect([before, await Promise.all([su('right'), su('wrong')])]).toEqual([
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
      const [link, file] = [links[0]!, files[0]!]
      await on(
        instance,
        `cd /etc/pam.d; ln -sfn ${file} ${link}; ln -s nowhere ${link}.new; echo '#%PAM' >${link}-prism.new; rm ${link}-prism`,
      )
      const { report } = await stage.say(`verify ${volume.name} ${name} --no-sharing-test`)
      expect(of(report, name).rows.filter((row) => row.code === 'umask-differs' && row.verdict === 'differs')).not.toEqual([])
      expect((await umaskStep())[0]).toBe('changed')
      expect([await target(link), await on(instance, 'ls /etc/pam.d | grep -F .new || su - ec2-user -c umask')]).toEqual([
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
      const [link, file] = [links[0]!, files[0]!]
      await on(instance, `cd /etc/pam.d; ln -sfn ${file} ${link}; rm ${link}-prism; mkdir -p ${link}-prism/x`)
      expect(await umaskStep()).toEqual(['failed', `could not write /etc/pam.d/${link}`])
      expect(await target(link)).toBe(file)
      await on(instance, `rm -r /etc/pam.d/${link}-prism`)
    })
  })
})
