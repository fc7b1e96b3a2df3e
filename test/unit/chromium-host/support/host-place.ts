import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startPrivateScreen } from '../../../../sandbox/desktop/private-screen.ts';
import { makeBundles } from './bundles.ts';
import type { HostPlace } from './open-window.ts';

/** A screen and a folder with bundles for one file of tests. */
export async function createHostPlace(): Promise<HostPlace & { stop(): Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), 'sonar-host-'));
  const screen = await startPrivateScreen();
  await makeBundles(folder);
  return {
    folder,
    env: screen.env,
    async stop() {
      await screen.stop();
      await rm(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
    },
  };
}
