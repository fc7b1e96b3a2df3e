import { spawn } from 'node:child_process';

/** A program that runs so long has taken the address: some wait until the browser ends. */
const takenAfterMs = 2_000;

/** Electron's `shell`: addresses are opened by `xdg-open` on `PATH`, as a list of arguments and without a shell. */
export const hostShell = {
  openExternal(url: string): Promise<void> {
    return new Promise((resolve, reject) => {
      const child = spawn('xdg-open', [url], { stdio: 'ignore', detached: true });
      const timer = setTimeout(resolve, takenAfterMs);
      child.once('error', (error) => {
        clearTimeout(timer);
        reject(error);
      });
      child.once('exit', (code) => {
        clearTimeout(timer);
        if (code === 0) resolve();
        else reject(new Error(`xdg-open ended with ${code}`));
      });
      child.unref();
    });
  },
};
