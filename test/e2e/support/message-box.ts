import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { waitUntil } from '../../support/wait-until.ts';
import { findWindows } from '../../support/xdotool.ts';

const run = promisify(execFile);

/**
 * Presses Enter in the native box over the app's window, which no debugger reaches, until it is gone. `pid`: the app's
 * own process; `title`: that of both, so that there is a box where there are two.
 */
export async function confirmBox(pid: number, title: string): Promise<void> {
  let isPressed = false;
  await waitUntil(async () => {
    const [, box] = await windowsOf(pid, title);
    if (box === undefined) return isPressed;
    isPressed = true;
    // There is no window manager, so that nobody else gives it the keys; another window may take them away again.
    const press = ['windowfocus', '--sync', box, 'key', '--clearmodifiers', 'Return'];
    // It may be gone already.
    await run('timeout', ['5', 'xdotool', ...press]).catch(() => {});
    return false;
  }, `a box that is called ${title} and goes away`);
}

/** The windows of the app with this title by their ids, from the bottom to the top. */
function windowsOf(pid: number, title: string): Promise<readonly string[]> {
  const runHere = async (program: string, args: readonly string[]) =>
    (await run(program, args)).stdout;
  return findWindows(runHere, ['--all', '--pid', `${pid}`, '--name', `^${title}$`]);
}
