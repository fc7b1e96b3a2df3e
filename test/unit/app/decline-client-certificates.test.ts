import { EventEmitter } from 'node:events';
import { expect, test } from 'vitest';
import { declineClientCertificates } from '../../../src-main/electron/certificates.ts';

/** What was done about a certificate; a fake `app`, because Electron 33, which runs here, asks for windows only. */
function askFor(contents: unknown): readonly string[] {
  const app = new EventEmitter();
  const done: string[] = [];
  const event = { preventDefault: () => done.push('prevented') };
  declineClientCertificates(app);
  app.emit(
    'select-client-certificate',
    event,
    contents,
    'https://a.example',
    ['one'],
    (chosen?: unknown) => done.push(chosen === undefined ? 'none sent' : 'sent'),
  );
  return done;
}

test('a server that asks the app for a certificate gets none, though the store has one', () => {
  expect(askFor(null)).toEqual(['prevented', 'none sent']);
});

test('what a window of the softphone is asked stays with the softphone', () => {
  expect(askFor({})).toEqual([]);
});
