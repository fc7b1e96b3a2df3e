import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { onNpmGone } from '../../services/desktop/child-process.ts';
import { cheatSheet, type SandboxDescription } from '../../services/sandbox-description.ts';
import { buildIfStale } from '../build.ts';
import { projectRoot } from '../common/run-captured.ts';
import { appCommand } from '../electron/electron-here.ts';
import {
  describeElectron,
  getElectron,
  NoElectronError,
  noElectronExitCode,
} from '../electron/get-electron.ts';
import { standInForDesktop } from './desktop-parts.ts';
import { type CleanUp, createCleanUp, startWatched } from './watched-child.ts';

/** Its command line on Linux, by npm or without. */
const start = /scripts\/(?:(?:start|dev|softphone)\.ts|run\.mjs\0(?:start|dev|softphone))\0/;

/** Refuses a second `npm start` (or `npm run dev`) on the same sandbox data while the first one runs. */
export function claimSandbox(folder: string, cleanUp: CleanUp): void {
  const file = join(folder, 'start.pid');
  const holder = readHolder(file);
  if (holder !== undefined && isRunning(holder)) {
    throw new Error(`npm start runs here already (process ${holder}).`);
  }
  mkdirSync(folder, { recursive: true });
  writeFileSync(file, String(process.pid));
  cleanUp.add(async () => rmSync(file, { force: true }));
}

function readHolder(file: string): number | undefined {
  try {
    return Number(readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
}

/** The file outlives a crash, and the number may be another program's by now: Linux can tell. */
function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    if (process.platform !== 'linux') return true;
    return start.test(readFileSync(`/proc/${pid}/cmdline`, 'utf8'));
  } catch {
    return false;
  }
}

/** Starts `npm run sandbox`'s program on the data in `folder`; rejects when it cannot start, after it said why. */
async function startSandboxProcess(
  folder: string,
  options: readonly string[],
  cleanUp: CleanUp,
): Promise<SandboxDescription> {
  const program = join(projectRoot, 'services', 'index.ts');
  const args = [
    '--data',
    join(folder, 'data'),
    '--config',
    join(folder, 'config.json'),
    ...options,
  ];
  const child = startWatched(
    process.execPath,
    [program, ...args],
    { stdio: ['ignore', 'pipe', 'inherit'] },
    cleanUp,
  );
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', () => reject(new Error('The sandbox could not start.')));
    if (!child.stdout) return;
    createInterface({ input: child.stdout }).once('line', (line) => {
      // Our own program on the other end: the line is what sandbox-description.ts says.
      resolve(JSON.parse(line) as SandboxDescription);
    });
  });
}

/** What the app answers on standard output instead of opening its window. */
const question = /^--(?:print-policy|self-test|remove-data)(?:=|$)/;

/** Starts the app, with further arguments for it alone; what ends it is added to the list. */
export type LaunchApp = (cleanUp: CleanUp, more?: readonly string[]) => ChildProcess;

/** Everything from sources to the closed window; answers the app's exit code. */
export async function runApp(
  appArgs: readonly string[],
  folder: string,
  cleanUp: CleanUp,
): Promise<number> {
  const launchApp = await prepareApp(appArgs, folder, cleanUp);
  const [exitCode] = (await once(launchApp(cleanUp), 'exit')) as [number | null];
  return exitCode ?? 1;
}

/** Which app is started, and what it needs beside the module. */
export interface StartedApp {
  readonly root: string;
  /** How the sandbox is started for it. */
  readonly sandbox: readonly string[];
  readonly env: (sandbox: SandboxDescription) => Readonly<Record<string, string>>;
}

const product: StartedApp = { root: projectRoot, sandbox: [], env: () => ({}) };

/** Brings all that the app needs here, and says so; the app itself can then be started, and started again. */
export async function prepareApp(
  appArgs: readonly string[],
  folder: string,
  cleanUp: CleanUp,
  app: StartedApp = product,
): Promise<LaunchApp> {
  const usesSandbox = !process.env.SONAR_LOGIN_CONFIG;
  if (usesSandbox) claimSandbox(folder, cleanUp);
  const electron = await getElectron();
  const isQuestion = appArgs.some((argument) => question.test(argument));
  // Another program may read the answer on stdout.
  const say = isQuestion ? console.error : console.log;
  if ((await buildIfStale()) === 'built') say('Built the app.');
  const [desktop, sandbox] = await Promise.all([
    standInForDesktop(folder, cleanUp),
    usesSandbox ? startSandboxProcess(folder, app.sandbox, cleanUp) : undefined,
  ]);
  say(`Host: ${describeElectron(electron)}.`);
  const { command, args } = appCommand(electron, app.root);
  for (const note of desktop.notes) say(note);
  if (sandbox && !isQuestion) say(cheatSheet(sandbox));
  const env = {
    ...process.env,
    ...(sandbox && {
      SONAR_LOGIN_CONFIG: sandbox.config,
      SONAR_LOGIN_USER_DATA: process.env.SONAR_LOGIN_USER_DATA ?? join(folder, 'user-data'),
      ...app.env(sandbox),
    }),
    ...desktop.env,
  };
  return (ending, more = []) =>
    startWatched(
      command,
      [...args, ...more, ...appArgs],
      { stdio: ['ignore', 'inherit', 'inherit'], env },
      ending,
    );
}

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** Resolves when this program is asked to end, by a signal or by the end of the npm that started it. */
function askedToEnd(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of signals) process.on(signal, () => resolve());
    onNpmGone(resolve);
  });
}

/**
 * Runs the app with all that this machine lacks until its window is closed or this program is asked to end, undoes all
 * of it, and ends this program. `folder` keeps what the stand-ins and the app remember.
 */
export async function runStart(
  appArgs: readonly string[],
  folder: string,
  run = runApp,
): Promise<never> {
  const cleanUp = createCleanUp();
  try {
    const stopped = askedToEnd().then(() => 0);
    process.exitCode = await Promise.race([run(appArgs, folder, cleanUp), stopped]);
  } catch (error) {
    console.error(`start: ${error instanceof Error ? error.message : String(error)}`);
    process.exitCode = error instanceof NoElectronError ? noElectronExitCode : 1;
  } finally {
    await cleanUp.run();
  }
  // What was still on its way up when the signal came has been undone; nothing else is worth waiting for.
  process.exit();
}
