import { EventEmitter } from 'node:events';
import { expect, test } from 'vitest';
import { noteFaults } from '../../../src-main/app/note-faults.ts';

const secret = new Error('refresh_token=abc');

test('what nobody caught is noted by its kind and never by its text', () => {
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
