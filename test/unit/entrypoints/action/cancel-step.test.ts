import { runCancelStep } from '../../../../src/entrypoints/action/cancel-step.ts'
import { commandId } from './sample-run.ts'
import { hearRunner, playPrism } from './stand-ins.ts'

const other = '1831e1a8-a1ac-4257-a1fd-c831b48c4107'

describe('the post step of a cancelled job', () => {
  test('cancels the commands whose ids the main step saved, in its region', async () => {
    const heard = hearRunner({ region: 'eu-west-1' }, { commands: JSON.stringify([commandId, other]) })
    const play = playPrism([])
    const regions: (string | undefined)[] = []
    const loadPrism = async ({ region }: { readonly region?: string }) => {
      regions.push(region)
      return play.prism
    }
    expect(await runCancelStep({ runner: heard.runner, loadPrism })).toBe(0)
    expect(play.cancelled).toEqual([commandId, other])
    expect(regions).toEqual(['eu-west-1'])
    expect(heard.annotations).toMatchObject([
      { level: 'warning', title: 'Prism: cancelled', message: expect.stringContaining('2 SSM commands') },
    ])
  })

  test.each(['', '[]', 'not json', '{"a":1}', '[1,null]', '["$(reboot)"]'])(
    'with nothing of ours in the state (%j) loads nothing',
    async (commands) => {
      const heard = hearRunner({}, { commands })
      const loadPrism = () => Promise.reject(new Error('must not load'))
      expect(await runCancelStep({ runner: heard.runner, loadPrism })).toBe(0)
      expect(heard.annotations).toEqual([])
    },
  )

  test('names the command that was being sent when its id was not yet known', async () => {
    const heard = hearRunner({}, { sending: JSON.stringify(['prism 01J.mount.0']) })
    await runCancelStep({ runner: heard.runner, loadPrism: async () => playPrism([]).prism })
    expect(heard.annotations).toMatchObject([{ level: 'warning', message: expect.stringContaining('"prism 01J.mount.0"') }])
  })

  test('tells which commands SSM cancelled and which it did not', async () => {
    const heard = hearRunner({}, { commands: JSON.stringify([commandId, other]) })
    const { prism } = playPrism([])
    const told = [{ commandId }, { commandId: other, refused: 'ssm:CancelCommand: no' }]
    const loadPrism = async () => ({ ...prism, cancelCommands: async () => told })
    expect(await runCancelStep({ runner: heard.runner, loadPrism })).toBe(1)
    const [error, warning] = heard.annotations
    expect(error).toMatchObject({ level: 'error', message: expect.stringContaining(`${other} (ssm:CancelCommand: no)`) })
    expect(error!.message).not.toContain(commandId)
    expect(warning).toMatchObject({ level: 'warning', message: expect.stringContaining(commandId) })
    expect(warning!.message).not.toContain(other)
  })

  test('that could not cancel fails and names what may still run', async () => {
    const heard = hearRunner({}, { commands: JSON.stringify([commandId]) })
    const { prism } = playPrism([])
    const refusing = { ...prism, cancelCommands: () => Promise.reject(new Error('AccessDenied: ssm:CancelCommand')) }
    expect(await runCancelStep({ runner: heard.runner, loadPrism: async () => refusing })).toBe(1)
    expect(heard.annotations).toMatchObject([{ level: 'error', message: expect.stringContaining(commandId) }])
  })
})
