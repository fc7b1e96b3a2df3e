import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** A line of the app's log: those of its fields that tests look at. */
export interface LogLine {
  readonly time: string;
  readonly event: string;
  readonly step?: string;
  readonly code?: string;
  readonly reason?: string;
  readonly exitCode?: number;
  readonly settings?: string;
}

/** What the app has logged, oldest first; `profile` is its settings folder. */
export async function readLog(profile: string): Promise<readonly LogLine[]> {
  const text = await readFile(join(profile, 'logs', 'sonar.log'), 'utf8');
  const lines = text.split('\n').filter((line) => line !== '');
  return lines.map((line) => JSON.parse(line) as LogLine);
}
