import { EventEmitter } from 'node:events';
import { expect, test } from 'vitest';
import { describeFault, noteFaults } from '../../../src-main/start/note-faults.ts';

const secret = new Error('refresh_token=abc');

test('LG-01: what nobody caught is noted by its kind and never by its text', () => {
  const source = new EventEmitter();
  const noted: string[] = [];
  noteFaults(source, { note: (fault) => noted.push(fault), tellDeveloper: null });
  source.emit('unhandledRejection', secret, Promise.resolve());
  source.emit('uncaughtExceptionMonitor', secret);
  expect(noted).toEqual(['unhandled-rejection', 'uncaught-exception']);
});

test('a developer is told the rejection itself', () => {
  const source = new EventEmitter();
  const told: unknown[] = [];
  noteFaults(source, { note: () => {}, tellDeveloper: (reason) => told.push(reason) });
  source.emit('unhandledRejection', secret, Promise.resolve());
  expect(told).toEqual([secret]);
});

test('a fault in words is for a developer; an installed app tells its kind alone, for the rest may hold a secret', () => {
  const fault = new TypeError('a secret');
  expect(describeFault(fault, { isPackaged: false })).toContain('TypeError: a secret\n    at ');
  expect(describeFault(fault, { isPackaged: true })).toBe('TypeError.');
  expect(describeFault('a secret', { isPackaged: false })).toBe('unknown fault');
});
