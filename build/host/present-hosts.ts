import { findChromium } from '../../sandbox/chromium-host/find-chromium.ts';
import { chromiumHost, electronHost, type Host } from './choose-host.ts';
import { electronProgram } from './electron-program.ts';

/** Every host that can run here without fetching anything; the tests go through all of them. */
export function presentHosts(): readonly Host[] {
  const hosts: Host[] = [];
  const electron = electronProgram();
  if (electron) hosts.push(electronHost(electron));
  const chromium = findChromium(process.env.PATH ?? '');
  if (chromium) hosts.push(chromiumHost('Chromium is here'));
  return hosts;
}
