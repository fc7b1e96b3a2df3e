import { type UtilityProcess, utilityProcess } from 'electron';

/** Starts the program at `modulePath` in a process of its own, without the app's output. The app must be ready. */
export function forkUtility(modulePath: string): UtilityProcess {
  return utilityProcess.fork(modulePath, [], { serviceName: 'Sonar keychain', stdio: 'ignore' });
}
