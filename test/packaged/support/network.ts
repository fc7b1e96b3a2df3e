import { spawnSync } from 'node:child_process';

/** The network that an app is started in. */
export type Network = 'ours' | 'none' | 'black-hole';

/** A resolver of the network that is kept for documentation (RFC 5737). */
const resolver = '192.0.2.53';

/**
 * Runs a command in a network of its own, in which only loopback answers. `$1` says what the rest does: nothing is there,
 * or every packet goes out by a cable at whose other end nobody listens, questions for names included.
 */
const enter = `
set -e
ip link set lo up
if [ "$1" = black-hole ]; then
  ip link add cable type veth peer name end
  # An address of its own that comes up late would be a change of the network, which ends requests.
  ip link set cable addrgenmode none
  ip link set end addrgenmode none
  ip link set cable arp off
  ip link set cable up
  ip link set end up
  ip address add 198.51.100.2/24 dev cable
  ip route add default dev cable
  mount --bind "$2" /etc/resolv.conf
fi
shift 2
exec "$@"
`;

/** What the file that `inNetwork` is given has to hold. */
export const resolverConfiguration = `nameserver ${resolver}\n`;

/** A command, started in such a network. */
export function inNetwork(
  network: Network,
  resolverFile: string,
  command: readonly string[],
): readonly string[] {
  if (network === 'ours') return command;
  const own = ['unshare', '--net', '--mount', 'sh', '-c', enter, 'sh'];
  return [...own, network, resolverFile, ...command];
}

/** Why an app cannot be given a network of its own here; null: it can. */
export function findNetworkObstacle(): string | null {
  if (process.platform !== 'linux') return 'only Linux gives an app a network of its own';
  if (process.getuid?.() !== 0) return 'a network of its own needs root, and this is not root';
  const [command = '', ...args] = inNetwork('black-hole', '/etc/hosts', ['true']);
  const { status, stderr } = spawnSync(command, args, { encoding: 'utf8' });
  return status === 0 ? null : `a network of its own cannot be made here: ${stderr?.trim()}`;
}
