import { FuseState, FuseV1Options, getCurrentFuseWire } from '@electron/fuses';
import { fuses } from '../../build/packaging/fuses.ts';

type FuseName = keyof typeof FuseV1Options;

/** The names of all fuses that Electron has. */
export const fuseNames = Object.keys(FuseV1Options).filter((name): name is FuseName =>
  Number.isNaN(Number(name)),
);

/** Each fuse as it is in a program, by name. */
export async function readFuses(program: string): Promise<Readonly<Record<string, string>>> {
  const wire = await getCurrentFuseWire(program);
  const states = fuseNames.map((name) => {
    const isOn = wire[FuseV1Options[name]] === FuseState.ENABLE;
    return [name, isOn ? 'on' : 'off'] as const;
  });
  return Object.fromEntries(states);
}

/** Each fuse as it was decided, by name. */
export function decidedFuses(): Readonly<Record<string, string>> {
  return Object.fromEntries(
    fuseNames.map((name) => [name, fuses[FuseV1Options[name]] ? 'on' : 'off']),
  );
}
