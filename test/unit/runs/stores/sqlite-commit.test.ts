import { DatabaseSync } from 'node:sqlite'
import { groupCommit } from '../../../../src/runs/stores/sqlite-commit.ts'

/** A database in memory, and a disk that syncs when it is told to. */
function stage() {
  const database = new DatabaseSync(':memory:')
  database.exec('CREATE TABLE kept (word TEXT NOT NULL UNIQUE) STRICT')
  const put = database.prepare('INSERT INTO kept VALUES (?)')
  const words = database.prepare('SELECT word FROM kept ORDER BY word')
  const told: string[] = []
  const syncs: { readonly end: (error?: Error) => void }[] = []
  let begun = (): void => {}
  const sync = () =>
    new Promise<void>((resolve, reject) => {
      syncs.push({ end: (error) => (error ? reject(error) : resolve()) })
      begun()
    })
  const { write, read, idle } = groupCommit(database, sync)
  const note = (what: string) => (): void => void told.push(what)
  return {
    told,
    syncs,
    idle,
    close: () => database.close(),
    keep: (word: string) => write(() => put.run(word)).then(note(`${word} is kept`), note(`${word} is not kept`)),
    look: () =>
      read(() => words.all().map(({ word }) => word)).then(
        (seen) => note(`seen: ${seen.join(' ')}`)(),
        (error: Error) => note(error.message)(),
      ),
    /** Resolves when the next sync is asked for. */
    nextSync: () =>
      new Promise<void>((resolve) => {
        begun = resolve
      }),
  }
}

/** So much of the event loop that all is answered which waits for nothing but it. */
async function turns(): Promise<void> {
  for (let n = 0; n < 5; n++) await new Promise((resolve) => setImmediate(resolve))
}

test('what is asked for is answered as soon as the disk has it, one sync after the other', async () => {
  const { told, syncs, keep, look, idle } = stage()
  void keep('a')
  await turns()
  void look()
  for (const word of ['b', 'b', 'c']) void keep(word)
  await turns()
  expect([told, syncs.length]).toEqual([[], 1])
  syncs[0]!.end()
  await turns()
  expect([told, syncs.length]).toEqual([['a is kept', 'seen: a', 'b is not kept'], 2])
  void idle().then(() => told.push('idle'))
  await turns()
  syncs[1]!.end()
  await turns()
  expect(told.slice(3)).toEqual(['b is kept', 'c is kept', 'idle'])
})

test('nothing is answered or read before it is on the disk, and what comes meanwhile is the next sync', async () => {
  const { told, syncs, keep, look, nextSync } = stage()
  const first = nextSync()
  const a = keep('a')
  await first
  const second = nextSync()
  const others = [look(), keep('b'), keep('c')]
  expect(told).toEqual([])
  syncs[0]!.end()
  await Promise.all([a, others[0], second])
  expect(told).toEqual(['a is kept', 'seen: a'])
  syncs[1]!.end()
  await Promise.all(others)
  expect(told.slice(2)).toEqual(['b is kept', 'c is kept'])
  await look()
  expect(told.at(-1)).toBe('seen: a b c')
  expect(syncs).toHaveLength(2)
})

test('what is on the disk is read at once where nothing is written', async () => {
  const { told, look } = stage()
  void look()
  await turns()
  expect(told).toEqual(['seen: '])
})

test('what one of a group does wrong is its own, and is waited for with the others', async () => {
  const { told, syncs, keep, nextSync, idle } = stage()
  const begun = nextSync()
  const all = [keep('a'), keep('a'), keep('b')]
  await begun
  syncs[0]!.end()
  await Promise.all(all)
  await idle()
  expect(told.toSorted()).toEqual(['a is kept', 'a is not kept', 'b is kept'])
})

test('where nothing was written nothing is synced', async () => {
  const { told, syncs, keep, nextSync } = stage()
  const begun = nextSync()
  const first = keep('a')
  await begun
  syncs[0]!.end()
  await first
  await Promise.all([keep('a'), keep('a')])
  expect(told).toEqual(['a is kept', 'a is not kept', 'a is not kept'])
  expect(syncs).toHaveLength(1)
})

test('is idle only when all that was asked for is answered', async () => {
  const { told, syncs, keep, idle, nextSync } = stage()
  await idle()
  const begun = nextSync()
  void keep('a')
  const over = idle().then(() => told.push('idle'))
  await begun
  const again = nextSync()
  void keep('b')
  expect(told).toEqual([])
  syncs[0]!.end()
  await again
  expect(told).toEqual(['a is kept'])
  syncs[1]!.end()
  await over
  expect(told).toEqual(['a is kept', 'b is kept', 'idle'])
})

test('after a sync that failed nothing is answered any more', async () => {
  const { told, syncs, keep, look, nextSync } = stage()
  const begun = nextSync()
  const a = keep('a')
  await begun
  const seen = look()
  syncs[0]!.end(new Error('EIO'))
  await Promise.all([a, seen])
  await Promise.all([keep('b'), look()])
  expect(told).toEqual(['a is not kept', 'EIO', 'EIO', 'b is not kept'])
  expect(syncs).toHaveLength(1)
})

test('what comes after the database was closed is refused, and ends no process', async () => {
  const { told, keep, look, close } = stage()
  close()
  await Promise.all([keep('a'), keep('b'), look()])
  expect(told.toSorted()).toEqual(['a is not kept', 'b is not kept', 'statement has been finalized'])
})
