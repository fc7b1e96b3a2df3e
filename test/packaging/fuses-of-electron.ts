import { FuseV1Options, getCurrentFuseWire } from '@electron/fuses';
import { fuses } from '../../scripts/packaging/fuses.ts';

/**
 * The decided fuses as far as a program has them: the Electron that is here may be older than the one that ships, and
 * then has fewer. What ships is held to all of them, by scripts/packaging/after-pack.ts.
 */
export async function fusesOfElectron(program: string): Promise<typeof fuses> {
  const wire = await getCurrentFuseWire(program);
  const known = Object.entries(fuses).filter(([name]) => !(name in FuseV1Options) || name in wire);
  return Object.fromEntries(known) as typeof fuses;
}
