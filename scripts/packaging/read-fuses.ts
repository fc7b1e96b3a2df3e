import { globSync } from 'node:fs';
import { join } from 'node:path';
import { FuseState, FuseV1Options, getCurrentFuseWire } from '@electron/fuses';
import { fuses } from './after-pack.ts';

/** Reads the fuses of every packaged program below a folder and ends with 1 when one is not as decided. */
const programs = ['linux*-unpacked/sonar-login', 'win*-unpacked/Sonar.exe', 'mac*/Sonar.app'];
const [folder = 'release'] = process.argv.slice(2);
const found = globSync(programs, { cwd: folder });
const wanted = Object.entries(FuseV1Options).flatMap(([name, position]) =>
  typeof position === 'number' ? [{ name, position }] : [],
);

for (const program of found) {
  const wire = await getCurrentFuseWire(join(folder, program));
  for (const { name, position } of wanted) {
    const isOn = wire[position] === FuseState.ENABLE;
    const isAsDecided = isOn === fuses[position];
    console.log(
      `${program}: ${name} ${isOn ? 'on' : 'off'}${isAsDecided ? '' : ' - NOT AS DECIDED'}`,
    );
    if (!isAsDecided) process.exitCode = 1;
  }
}
if (found.length === 0) throw new Error(`No packaged program was found in ${folder}.`);
