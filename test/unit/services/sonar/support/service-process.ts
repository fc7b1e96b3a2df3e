import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';
import type { TestIssuers } from '../../../../contract/support/test-issuers.ts';

const program = fileURLToPath(new URL('../../../../../services/sonar/index.ts', import.meta.url));

/** The service as a process of its own, to be killed. */
export interface ServiceProcess {
  readonly baseUrl: string;
  /** `kill -9`, and waits until it is gone. */
  kill(): Promise<void>;
}

/** Starts it on `dataDir`; rejects with what it printed when it ends before it listens. */
export async function startServiceProcess(
  dataDir: string,
  { trust }: TestIssuers,
): Promise<ServiceProcess> {
  const child: ChildProcess = spawn(
    process.execPath,
    [
      program,
      ...['--data', dataDir, '--password-cost', '1024'],
      ...['--google-issuer', trust.google.issuer, '--google-client-id', trust.google.clientId],
      ...['--microsoft-authority', trust.microsoft.authority],
      ...['--microsoft-client-id', trust.microsoft.clientId],
    ],
    { stdio: ['ignore', 'pipe', 'pipe'] },
  );
  const exited = once(child, 'exit');
  async function kill(): Promise<void> {
    child.kill('SIGKILL');
    await exited;
  }
  onTestFinished(kill);
  let complaint = '';
  child.stderr?.on('data', (chunk) => {
    complaint += chunk;
  });
  if (!child.stdout) throw new Error('no stdout');
  const lines = createInterface({ input: child.stdout });
  const line = await Promise.race([
    once(lines, 'line').then(([text]) => String(text)),
    exited.then(() => Promise.reject(new Error(`the service ended: ${complaint}`))),
  ]);
  const { baseUrl } = JSON.parse(line) as { baseUrl: string };
  return { baseUrl, kill };
}
