import { ConfigurationError } from './configuration-error.ts';

/** Checks `--remote-debugging-port=N` of an unpackaged run, which Electron acts on; throws when N is no port. */
export function checkDebuggingPort(argv: readonly string[]): void {
  for (const argument of argv) {
    const [name, value = ''] = argument.split(/=(.*)/s, 2);
    if (name !== '--remote-debugging-port') continue;
    if (!/^\d{1,5}$/.test(value) || Number(value) > 65_535) {
      throw new ConfigurationError(name, 'must be a port from 0 to 65535');
    }
  }
}
