/** The start: which interpreter becomes root's, and what is said where there is none. */
import { inspectJob, mountJob, refusal, steps, told } from '../../support/host-jobs.ts'
import { type Node, onLinux, startWorld, type World } from '../../support/host-node.ts'

onLinux('the start on an instance', () => {
  let world: World
  let node: Node
  beforeAll(async () => {
    world = await startWorld()
  })
  afterAll(() => world.stop())
  beforeEach(async () => {
    node = await world.node(`i-0123456789abcde${++nodes}0`)
  })
  let nodes = 0
  const all = '/usr/bin/python3 /usr/bin/python3.[0-9]* /usr/libexec/platform-python'
  /** What a member may have put there: it says who it was run as. */
  const planted = `printf '#!/bin/sh\\nid -u >>/tmp/ran\\n' >/home/ubuntu/python3; chmod 755 /home/ubuntu/python3; chown ubuntu: /home/ubuntu/python3`
  const ran = () => node.sh('cat /tmp/ran 2>/dev/null || :')

  test('takes the interpreter of the distribution, and release 8’s where it is the only one', async () => {
    expect(told(await node.run(inspectJob())).state).toBe('done')
    node.sh(`real=$(readlink -f /usr/bin/python3); mkdir -p /usr/libexec; cp "$real" /usr/libexec/platform-python; rm -f /usr/bin/python3*`)
    expect(told(await node.run(inspectJob())).state).toBe('done')
  })

  test.each([
    ['a member’s own', `${planted}; mv /home/ubuntu/python3 /usr/bin/python3`],
    ['a link into a member’s folder', `${planted}; ln -sf /home/ubuntu/python3 /usr/bin/python3`],
    [
      'one that a group may write',
      `${planted}; cp /home/ubuntu/python3 /usr/bin/python3; chown 0:1000 /usr/bin/python3; chmod 775 /usr/bin/python3`,
    ],
    [
      'one in a folder that everybody may write',
      `mkdir -p /opt/py; chmod 777 /opt/py; ${planted}; cp /home/ubuntu/python3 /opt/py/; ln -sf /opt/py/python3 /usr/bin/python3`,
    ],
    [
      'one in /usr/local, which is somebody else’s',
      `${planted}; cp /home/ubuntu/python3 /usr/local/bin/python3; chown 0:0 /usr/local/bin/python3; rm -f /usr/bin/python3`,
    ],
  ])('never takes %s', async (_, plant) => {
    node.sh(`rm -f /usr/bin/python3; ${plant}`)
    expect(told(await node.run(inspectJob())).state).toBe('done')
    expect(ran()).toBe('')
    node.sh('rm -f /usr/bin/python3.[0-9]*')
    expect(refusal(await node.run(inspectJob()))).toBe('python-missing')
    expect(ran()).toBe('')
  })

  test('takes none below a folder that others may change', async () => {
    node.sh('chmod g+w /usr/bin')
    expect(refusal(await node.run(inspectJob()))).toBe('python-missing')
  })

  test('says that there is none, and a mount brings it and says so', async () => {
    node.sh(`mkdir /opt/kept; cp -a "$(readlink -f /usr/bin/python3)" /opt/kept/python3; rm -f ${all}`)
    expect(refusal(await node.run(inspectJob()))).toBe('python-missing')
    expect(refusal(await node.run(mountJob()))).toBe('python-missing')
    node.sh(
      `printf '#!/bin/sh\\ncase "$*" in *"install python3"*) cp -a /opt/kept/python3 /usr/bin/python3 ;; esac\\n' >/usr/bin/apt-get; chmod 755 /usr/bin/apt-get`,
    )
    const mounted = await node.run(mountJob())
    expect(steps(mounted)).toContain('client=changed')
    expect(told(mounted).steps.find((s) => s.step === 'client')?.detail).toContain('python3')
  })

  test('says that its standard library is not whole', async () => {
    node.sh(
      `real=$(readlink -f /usr/bin/python3); mv "$real" "$real.real"; printf '#!/bin/sh\\nfor a; do shift; case $a in *LZMADecompressor*) a="import sys; sys.modules[\\\\"pwd\\\\"] = None\\n$a" ;; esac; set -- "$@" "$a"; done; exec %s.real "$@"\\n' "$real" >"$real"; chmod 755 "$real"`,
    )
    expect(refusal(await node.run(inspectJob()))).toBe('python-incomplete')
  })

  test('ignores the folder and the variables that it is started in', async () => {
    node.sh(
      `mkdir -p /tmp/evil; printf 'import posix\\nposix.open("/tmp/ran", posix.O_CREAT)\\n' >/tmp/evil/sitecustomize.py; cp /tmp/evil/sitecustomize.py /tmp/evil/zlib.py; cp /tmp/evil/zlib.py /usr/bin/zlib.py`,
    )
    expect(
      told(
        await node.run(inspectJob(), {
          environment: ['PYTHONPATH=/tmp/evil', 'PYTHONSTARTUP=/tmp/evil/zlib.py', 'PYTHONHOME=/tmp/evil', 'PATH=/tmp/evil'],
        }),
      ).state,
    ).toBe('done')
    expect(node.sh('ls /tmp/ran 2>/dev/null || :')).toBe('')
  })
})
