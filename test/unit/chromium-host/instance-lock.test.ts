import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { expect, test } from 'vitest';
import { withTempFolder } from '../../support/temp-folder.ts';
import { waitUntil } from '../../support/wait-until.ts';

interface Start {
  readonly process: ChildProcess;
  readonly words: readonly string[];
}

async function start(folder: string, name: string): Promise<Start> {
  const program = join(import.meta.dirname, 'fixture', 'take-lock.ts');
  const child = spawn(process.execPath, [program, folder, name], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const words: string[] = [];
  createInterface({ input: child.stdout }).on('line', (line) => words.push(line));
  await waitUntil(() => words.length > 0, `start ${name} to know its place`);
  return { process: child, words };
}

async function kill({ process }: Start): Promise<void> {
  const exit = once(process, 'exit');
  process.kill('SIGKILL');
  await exit;
}

test('one start is first and hears of each other one; after it was killed the next is first', async () => {
  await withTempFolder(async (folder) => {
    const first = await start(folder, 'a');
    try {
      const others = await Promise.all(['b', 'c', 'd'].map((name) => start(folder, name)));
      expect([first, ...others].map(({ words }) => words[0])).toEqual([
        'first',
        'second',
        'second',
        'second',
      ]);
      const told = () => first.words.slice(1).sort();
      await waitUntil(() => told().length >= 3, 'the first to hear of all');
      expect(told()).toEqual(['told-of-b', 'told-of-c', 'told-of-d']);
    } finally {
      await kill(first);
    }
    const next = await start(folder, 'e');
    try {
      expect(next.words).toEqual(['first']);
    } finally {
      await kill(next);
    }
  });
}, 120_000);
