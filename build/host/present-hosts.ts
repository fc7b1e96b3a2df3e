import { chromiumProgram } from '../../sandbox/desktop/chromium-program.ts';
import { chromiumHost, electronHost, type Host } from './choose-host.ts';
import { electronProgram } from './electron-program.ts';

/** Every host that can run here without fetching anything; the tests go through all of them. */
export function presentHosts(): readonly Host[] {
  const hosts: Host[] = [];
  const electron = electronProgram();
  if (electron) hosts.push(electronHost(electron));
  try {
    hosts.push(chromiumHost(chromiumProgram()));
  } catch {
    // No Chromium, no Chromium host; with no host at all the tests fail and say so.
  }
  return hosts;
}
