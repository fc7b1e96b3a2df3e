import pino from 'pino';
import type { LogEventName, LogFields } from './log-events.ts';
import { admitFields } from './log-events.ts';
import type { LogFile } from './log-file.ts';

/** Writes events, one line each, as JSON. There is no way to write free text. */
export interface Log {
  event<Name extends LogEventName>(name: Name, fields: LogFields<Name>): void;
}

/** Makes a log over `file`; times are UTC, from `now` in milliseconds since 1970. */
export function createLog(file: LogFile, now: () => number): Log {
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
      logger.info({ event: name, ...admitFields(name, { ...fields }) });
    },
  };
}
