/** Runs a main module on the Chromium host: `node run-bare.ts MAIN [arguments]`. */
import { dirname } from 'node:path';
import { startHost } from '../../sandbox/chromium-host/start-host.ts';

const [, , main = '', ...args] = process.argv;
await startHost({ root: dirname(main), main, args, env: process.env });
