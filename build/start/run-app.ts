import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { cheatSheet } from '../../services/desktop/cheat-sheet.ts';
import { buildIfStale } from '../build.ts';
import { appCommand } from '../electron/app-command.ts';
import { describeElectron, getElectron } from '../electron/get-electron.ts';
import type { CleanUp } from './clean-up.ts';
import { standInForDesktop } from './desktop-parts.ts';
import { claimSandbox } from './only-start.ts';
import { startSandboxProcess } from './sandbox-process.ts';
import { startWatched } from './watched-child.ts';

/** What the app answers on standard output instead of opening its window. */
const question = /^--(?:print-policy|self-test|remove-data)(?:=|$)/;

/** Starts the app; what ends it is added to the list. */
export type LaunchApp = (cleanUp: CleanUp) => ChildProcess;

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

/** Brings all that the app needs here, and says so; the app itself can then be started, and started again. */
export async function prepareApp(
  appArgs: readonly string[],
  folder: string,
  cleanUp: CleanUp,
): Promise<LaunchApp> {
  const usesSandbox = !process.env.SONAR_LOGIN_CONFIG;
  if (usesSandbox) claimSandbox(folder, cleanUp);
  const electron = await getElectron();
  const isQuestion = appArgs.some((argument) => question.test(argument));
  // Whoever asks may hand the answer to another program.
  const say = isQuestion ? console.error : console.log;
  if ((await buildIfStale()) === 'built') say('Built the app.');
  const [desktop, sandbox] = await Promise.all([
    standInForDesktop(folder, cleanUp),
    usesSandbox ? startSandboxProcess(folder, cleanUp) : undefined,
  ]);
  say(`Host: ${describeElectron(electron)}.`);
  const { command, args } = appCommand(electron);
  for (const note of desktop.notes) say(note);
  if (sandbox && !isQuestion) say(cheatSheet(sandbox));
  const env = {
    ...process.env,
    ...(sandbox && {
      SONAR_LOGIN_CONFIG: sandbox.config,
      SONAR_LOGIN_USER_DATA: process.env.SONAR_LOGIN_USER_DATA ?? join(folder, 'user-data'),
    }),
    ...desktop.env,
  };
  return (ending) =>
    startWatched(
      command,
      [...args, ...appArgs],
      { stdio: ['ignore', 'inherit', 'inherit'], env },
      ending,
    );
}
