import { chmodSync, lstatSync, mkdirSync, readSync } from 'node:fs';
import { join } from 'node:path';
import pino from 'pino';
import { createStream, type RotatingFileStream } from 'rotating-file-stream';
import { callOther } from '../common/emitter.ts';
import { withOpenFile } from '../common/private-file.ts';
import { moveAside } from '../preferences/set-aside.ts';
import { admitFields, type LogEventName, type LogFields } from './log-events.ts';

/** Writes events, one line each, as JSON. There is no way to write free text. */
export interface Log {
  event<Name extends LogEventName>(name: Name, fields: LogFields<Name>): void;
}

/** What a line of the log holds, beside its time; never a secret. */
export interface LogEntry {
  /** What happened, such as `session-not-renewed`. */
  readonly event: string;
  readonly [fact: string]: unknown;
}

/**
 * Makes a log over `file`; times are UTC, from `now` in milliseconds since 1970. `hear` is given each entry too; what it
 * throws is its own affair.
 */
export function createLog(
  file: Pick<LogFile, 'write'>,
  now: () => number,
  hear: ((entry: LogEntry) => void) | null = null,
): Log {
  const logger = pino(
    {
      // Neither process id nor host name: they say nothing about a sign-in and something about the person.
      base: null,
      timestamp: () => `,"time":"${new Date(now()).toISOString()}"`,
      formatters: { level: (level) => ({ level }) },
    },
    { write: (line: string) => file.write(line) },
  );
  return {
    event(name, fields) {
      const entry = { event: name, ...admitFields(name, { ...fields }) };
      logger.info(entry);
      // Nothing of the module depends on who listens.
      void callOther(
        () => hear?.(entry),
        () => {},
      );
    },
  };
}

/** Where log lines go. */
interface LogFile {
  /** Takes one line with its line end; never throws, never waits. */
  write(line: string): void;
  /** The disk is known to take changes again: the next line need not wait. */
  tryAgain(): void;
  /** Ends when all lines are on disk, or the disk has refused them. */
  close(): Promise<void>;
}

/** The name of the log in its directory; older ones carry a number. */
export const logFileName = 'sonar.log';

const tryAgainAfterMs = 30_000;

/** Limits of the log. */
interface LogLimits {
  readonly maxFileBytes: number;
  readonly maxFiles: number;
}

function nameLog(index: number | Date | null): string {
  return typeof index === 'number' ? `${logFileName}.${index}` : logFileName;
}

/** A private directory and a file that is a file and ours alone. */
function prepare(directory: string, now: number): void {
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  chmodSync(directory, 0o700);
  const path = join(directory, logFileName);
  const status = lstatSync(path, { throwIfNoEntry: false });
  if (!status) return;
  // A pipe in its place would keep the app from quitting, a link would lead the log elsewhere.
  if (!status.isFile()) moveAside(path, now);
  else if ((status.mode & 0o077) !== 0) chmodSync(path, 0o600);
}

/**
 * A log in `directory` that keeps `maxFiles` old files of `maxFileBytes` and no more. A disk that refuses costs lines,
 * nothing else; half a minute later it is tried again.
 */
export function openLogFile(directory: string, limits: LogLimits, now: () => number): LogFile {
  let stream: RotatingFileStream | null = null;
  let refusedAt = Number.NEGATIVE_INFINITY;
  let isClosed = false;

  function open(): RotatingFileStream | null {
    if (stream || isClosed || now() - refusedAt < tryAgainAfterMs) return stream;
    try {
      prepare(directory, now());
      const opened = createStream(nameLog, {
        path: directory,
        size: `${limits.maxFileBytes}B`,
        rotate: limits.maxFiles,
        mode: 0o600,
      });
      opened.on('error', () => {
        refusedAt = now();
        if (stream === opened) stream = null;
      });
      stream = opened;
    } catch {
      refusedAt = now();
    }
    return stream;
  }

  return {
    write(line) {
      open()?.write(line);
    },
    tryAgain() {
      refusedAt = Number.NEGATIVE_INFINITY;
    },
    close() {
      isClosed = true;
      const last = stream;
      stream = null;
      if (!last || last.destroyed) return Promise.resolve();
      return new Promise((resolve) => {
        last.once('close', () => resolve());
        last.once('error', () => resolve());
        last.end();
      });
    },
  };
}

const maxTailBytes = 64 * 1024;

/** The last whole lines of a file, oldest first; none when it cannot be read. Follows no link, waits on no pipe. */
export function readLogTail(path: string): readonly string[] {
  try {
    return withOpenFile(path, (file, { size }) => readTail(file, size)) ?? [];
  } catch {
    return [];
  }
}

function readTail(file: number, size: number): readonly string[] {
  const start = Math.max(0, size - maxTailBytes);
  const bytes = Buffer.alloc(size - start);
  const count = readSync(file, bytes, 0, bytes.length, start);
  const lines = bytes.subarray(0, count).toString('utf8').split('\n');
  // Cut in the middle, the first line is none.
  return (start > 0 ? lines.slice(1) : lines).filter((line) => line !== '');
}
