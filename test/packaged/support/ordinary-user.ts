import { spawnSync } from 'node:child_process';
import { chownSync } from 'node:fs';
import { userInfo } from 'node:os';
import type { UserIds } from '../../../services/desktop/session-bus.ts';

/** Debian's user who owns nothing. */
const nobody = 65_534;

/** Who runs the packaged app: an ordinary user, also where the tests run as root. */
export const ordinaryUser: UserIds = process.getuid?.() === 0 ? { uid: nobody, gid: nobody } : {};

/** Gives a file or folder to the ordinary user. */
export function giveToUser(path: string): void {
  const { uid, gid } = ordinaryUser;
  if (uid !== undefined && gid !== undefined) chownSync(path, uid, gid);
}

/** What goes before a command so that the ordinary user runs it. */
export function asOrdinaryUser(): readonly string[] {
  const { uid, gid } = ordinaryUser;
  if (uid === undefined) return [];
  return ['setpriv', `--reuid=${uid}`, `--regid=${gid}`, '--clear-groups'];
}

/** Why Chromium's sandbox cannot be used by the ordinary user here; null: it can. */
function findSandboxObstacle(): string | null {
  const [command = 'unshare', ...args] = [...asOrdinaryUser(), 'unshare', '--user', 'true'];
  const { status, stderr } = spawnSync(command, args, { encoding: 'utf8' });
  return status === 0 ? null : `the kernel refuses user namespaces: ${stderr?.trim()}`;
}

const obstacle = findSandboxObstacle();
console.log(
  `The packaged app runs as ${ordinaryUser.uid === undefined ? userInfo().username : 'nobody'}, ${
    obstacle === null ? 'with Chromium’s sandbox' : `WITHOUT Chromium’s sandbox: ${obstacle}`
  }.`,
);

/** The arguments of the app that follow from that. */
export const sandboxArguments: readonly string[] = obstacle === null ? [] : ['--no-sandbox'];
