import type { ChildProcess } from 'node:child_process';
import { subscribe, unsubscribe } from 'node:diagnostics_channel';

/** Listens to what programs print that somebody else starts. */
export interface OutputCapture {
  /** Everything that this program has printed, from its first byte on. */
  of(child: ChildProcess): () => string;
  /** Leaves programs alone that start from now on. */
  stop(): void;
}

/** Everything a program prints on both streams from now on. */
export function outputOf(child: ChildProcess): () => string {
  let printed = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', (chunk: Buffer) => {
      printed += chunk.toString();
    });
  }
  return () => printed;
}

/** Playwright gives its program away only when it has said the first things; this hears those too. */
export function captureOutput(): OutputCapture {
  const outputs = new Map<ChildProcess, () => string>();
  const onStart = (message: unknown) => {
    const { process: child } = message as { process: ChildProcess };
    child.once('spawn', () => outputs.set(child, outputOf(child)));
  };
  subscribe('child_process', onStart);
  return {
    of: (child) => outputs.get(child) ?? (() => ''),
    stop: () => void unsubscribe('child_process', onStart),
  };
}
