import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { waitUntil } from '../../support/wait-until.ts';

const run = promisify(execFile);

/** Presses Enter in a native box of the app, which no debugger reaches; `pid`: the app's own process. */
export async function confirmBox(pid: number, title: string): Promise<void> {
  let box = '';
  await waitUntil(async () => {
    box = (await boxesOf(pid, title)).at(-1) ?? '';
    return box !== '';
  }, `a box that is called ${title}`);
  // There is no window manager, so that nobody else gives it the keys.
  await run('xdotool', ['windowfocus', '--sync', box, 'key', '--clearmodifiers', 'Return']);
}

/** The boxes of the app by their ids. A box is smaller than its window can become. */
async function boxesOf(pid: number, title: string): Promise<readonly string[]> {
  const search = ['search', '--all', '--onlyvisible', '--pid', `${pid}`, '--name', `^${title}$`];
  // It ends with code 1 when there is none.
  const { stdout } = await run('xdotool', search).catch(() => ({ stdout: '' }));
  return stdout.split('\n').filter((id) => id !== '');
}
