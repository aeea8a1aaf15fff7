/** Help of `prism lab`. The program itself prints it; no lab is started for it. */
import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'

const lab = fileURLToPath(new URL('../../../src/lab/main.js', import.meta.url))
const verbs = ['up', 'run', 'shell', 'stop', 'start', 'reboot', 'break', 'comment']

test.each(verbs)('lab %s --help is about that verb, fits 80 columns, and names the others', (verb) => {
  const { status, stdout, stderr } = spawnSync(process.execPath, [lab, ...(verb === 'up' ? [] : [verb]), '--help'], {
    encoding: 'utf8',
    env: {},
  })
  expect([status, stderr]).toEqual([0, ''])
  expect(stdout.split('\n').filter((line) => line.length > 80)).toEqual([])
  expect(stdout.match(/^Usage: prism lab (\w+)/)?.[1]).toBe(verb)
  const also = /^Also: (.*); each has its --help\.$/m.exec(stdout)?.[1]?.split(', ')
  expect(also).toEqual(verbs.filter((other) => other !== verb))
})
