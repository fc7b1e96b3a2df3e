#!/usr/bin/env node
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeDeb, makeRpm, readFpmArguments } from './make-packages.ts';

/** Test-only, in place of fpm where that cannot be had: the same arguments, carried out by Debian's own tools. */
const fpm = readFpmArguments();
const folder = mkdtempSync(join(tmpdir(), 'sonar-fpm-'));
try {
  if (fpm.values.t === 'rpm') makeRpm(fpm, folder);
  else makeDeb(fpm, folder);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
