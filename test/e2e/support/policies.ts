import { spawnSync } from 'node:child_process';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { TestContext } from 'vitest';
import type { AppCommand } from '../../../scripts/electron/electron-here.ts';
import { withTempFolder } from '../../support/temp-folder.ts';
import { builtApp, type Desktop, withDesktop, wrapElectron } from './desktop.ts';

/** The machine's policies, of which only the apps of one test know. */
export interface Policies {
  /** The folder as the test sees it; the app sees it as `/etc/sonar-login/policies`. */
  readonly folder: string;
  write(name: string, content: unknown): Promise<void>;
  remove(name: string): Promise<void>;
}

/**
 * Runs a program with a policy folder of its own: in a mount namespace, where `/etc` is covered by a layer with
 * `/etc/sonar-login`. Nothing changes for anybody else on the machine.
 */
const coverEtc = `
set -e
folder=$1
shift
mount -t tmpfs tmpfs "$folder/cover"
mkdir -p "$folder/cover/upper/sonar-login" "$folder/cover/work"
mount -t overlay overlay -o "lowerdir=/etc,upperdir=$folder/cover/upper,workdir=$folder/cover/work" /etc
mount --bind "$folder/machine" /etc/sonar-login
exec "$@"
`;

function inOwnEtc(app: AppCommand, folder: string): Promise<AppCommand> {
  return wrapElectron(app, folder, ['unshare', '--mount', 'sh', '-c', coverEtc, 'sh', folder]);
}

/** Why a machine policy cannot be set for one program alone here; null: it can. */
async function findPolicyObstacle(): Promise<string | null> {
  if (process.platform !== 'linux') return 'only Linux can set policies for one program alone';
  if (process.getuid?.() !== 0) return 'policies belong to root, and this is not root';
  return withTempFolder(async (folder) => {
    await prepare(folder);
    const args = ['--mount', 'sh', '-c', coverEtc, 'sh', folder, 'true'];
    const { status, stderr } = spawnSync('unshare', args, { encoding: 'utf8' });
    return status === 0 ? null : `a mount namespace cannot be used here: ${stderr?.trim()}`;
  });
}

async function prepare(folder: string): Promise<string> {
  const policies = join(folder, 'machine', 'policies');
  await mkdir(join(folder, 'cover'));
  await mkdir(policies, { recursive: true, mode: 0o755 });
  return policies;
}

/** Runs `use` on a fresh computer whose apps see the policies that the test writes. */
export function withPolicies<T>(
  use: (desktop: Desktop, policies: Policies) => Promise<T>,
): Promise<T> {
  return withTempFolder(async (folder) => {
    const policyFolder = await prepare(folder);
    const policies: Policies = {
      folder: policyFolder,
      async write(name, content) {
        const text = typeof content === 'string' ? content : JSON.stringify(content);
        await writeFile(join(policyFolder, name), text, { mode: 0o644 });
      },
      remove: (name) => rm(join(policyFolder, name)),
    };
    const command = await inOwnEtc(builtApp(), folder);
    return withDesktop((desktop) => use(desktop, policies), command);
  });
}

const obstacle = await findPolicyObstacle();

/** Leaves the test out, and says why, where policies cannot be set for one program alone. */
export function needsPolicies({ skip }: TestContext): void {
  if (obstacle !== null) skip(obstacle);
}
