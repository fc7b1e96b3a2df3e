import { readdir, readFile, readlink } from 'node:fs/promises';
import type { App } from '../../e2e/support/app.ts';
import { listeningSockets } from '../../e2e/support/listening-sockets.ts';
import { processFamily } from '../../support/processes.ts';

/** What an app holds at one moment. */
export interface Resources {
  /** MB: the main process's own, what its JavaScript lives in after a collection, and all processes together. */
  readonly mainMb: number;
  readonly heapMb: number;
  readonly allMb: number;
  /** Open descriptors of the main process, and those of them that are sockets. */
  readonly descriptors: number;
  readonly sockets: number;
  /** Listening sockets of all its processes. */
  readonly listening: number;
  /** What keeps the main process busy, by Node's own account. */
  readonly timers: number;
  readonly servers: number;
  /** Listeners on what lives as long as the app: process, app, ipcMain, window, session. */
  readonly listeners: number;
  readonly processes: number;
}

/** Looks at an app from inside and outside. */
export async function readResources(app: App): Promise<Resources> {
  const inside = await app.inMain(({ app: electronApp, BrowserWindow, ipcMain }) => {
    const scope = globalThis as { collect?: () => void };
    if (scope.collect === undefined) {
      process.getBuiltinModule('node:v8').setFlagsFromString('--expose-gc');
      scope.collect = process.getBuiltinModule('node:vm').runInNewContext('gc') as () => void;
    }
    scope.collect();
    const windows = BrowserWindow.getAllWindows();
    const emitters: NodeJS.EventEmitter[] = [
      process,
      electronApp,
      ipcMain,
      ...windows,
      ...windows.map(({ webContents }) => webContents),
      ...windows.map(({ webContents }) => webContents.session),
    ];
    const listeners = emitters.flatMap((emitter) =>
      emitter.eventNames().map((name) => emitter.listenerCount(name)),
    );
    const active = process.getActiveResourcesInfo();
    return {
      heapMb: process.memoryUsage().heapUsed / 2 ** 20,
      timers: active.filter((kind) => kind === 'Timeout').length,
      servers: active.filter((kind) => kind === 'TCPServerWrap').length,
      listeners: listeners.reduce((total, count) => total + count, 0),
    };
  });
  const family = await processFamily(app.pid);
  const memory = await Promise.all(family.map(residentMb));
  const targets = await descriptorsOf(app.pid);
  return {
    ...inside,
    mainMb: memory[0] ?? 0,
    allMb: memory.reduce((total, one) => total + one, 0),
    descriptors: targets.length,
    sockets: targets.filter((target) => target.startsWith('socket:')).length,
    listening: (await listeningSockets(app.pid)).length,
    processes: family.length,
  };
}

async function residentMb(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
  return Number(/^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1] ?? 0) / 1024;
}

async function descriptorsOf(pid: number): Promise<readonly string[]> {
  const folder = `/proc/${pid}/fd`;
  const names = await readdir(folder);
  return Promise.all(names.map((name) => readlink(`${folder}/${name}`).catch(() => '')));
}
