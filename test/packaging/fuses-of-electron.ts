import { FuseState, FuseV1Options, getCurrentFuseWire } from '@electron/fuses';
import { fuses } from '../../scripts/packaging/after-pack.ts';

type FuseName = keyof typeof FuseV1Options;
type Fuses = Readonly<Partial<Record<FuseName, 'on' | 'off'>>>;

const fuseNames = Object.keys(FuseV1Options).filter((name): name is FuseName =>
  Number.isNaN(Number(name)),
);

/** Each fuse that a program has, as it is, by name. */
export async function readFuses(program: string): Promise<Fuses> {
  const wire = await getCurrentFuseWire(program);
  const present = fuseNames.filter((name) => FuseV1Options[name] in wire);
  return Object.fromEntries(
    present.map((name) => [name, wire[FuseV1Options[name]] === FuseState.ENABLE ? 'on' : 'off']),
  );
}

/** Each fuse as it was decided, by name. */
export function decidedFuses(): Fuses {
  return Object.fromEntries(
    fuseNames.map((name) => [name, fuses[FuseV1Options[name]] ? 'on' : 'off']),
  );
}

/**
 * The decided fuses as far as a program has them: the Electron that is here may be older than the one that ships, and
 * then has fewer. What ships is held to all of them, by scripts/packaging/after-pack.ts.
 */
export async function fusesOfElectron(program: string): Promise<typeof fuses> {
  const wire = await getCurrentFuseWire(program);
  const known = Object.entries(fuses).filter(([name]) => !(name in FuseV1Options) || name in wire);
  return Object.fromEntries(known) as typeof fuses;
}
