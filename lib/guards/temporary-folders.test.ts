import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { removeUnused, temporaryFolder } from '#lib/server/temporary-folder.ts'

/** Another process that makes a folder, listens at a socket in it, and says where, until it is killed. */
async function other() {
  const child = spawn(process.execPath, [
    '--import',
    'tsx',
    '-e',
    `import { createServer } from 'node:net'
     import { temporaryFolder } from '#lib/server/temporary-folder.ts'
     const folder = temporaryFolder()
     createServer().listen(folder + '/next', () => console.log(folder))`,
    '--input-type=module',
  ])
  const [said] = await once(child.stdout, 'data')
  const kill = async () => {
    child.kill('SIGKILL')
    await once(child, 'exit')
  }
  return { folder: String(said).trim(), kill }
}

test('what a killed process left is removed by the next, what anybody uses is not', async () => {
  const own = temporaryFolder()
  const [killed, alive, moved] = await Promise.all([other(), other(), other()])
  const folders = [own, killed.folder, alive.folder, moved.folder]
  expect(folders.filter(existsSync)).toEqual(folders)
  await killed.kill()
  await moved.kill()
  // Its maker is nowhere to be seen, but somebody answers there.
  const { rm } = await import('node:fs/promises')
  await rm(join(moved.folder, 'next'))
  const server = createServer().listen(join(moved.folder, 'next'))
  await once(server, 'listening')
  try {
    await removeUnused()
    expect(folders.map(existsSync)).toEqual([true, false, true, true])
  } finally {
    server.close()
    await alive.kill()
    await rm(own, { recursive: true })
  }
  await removeUnused()
  expect(folders.filter(existsSync)).toEqual([])
})
