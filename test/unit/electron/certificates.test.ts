import { EventEmitter } from 'node:events';
import { expect, test } from 'vitest';
import {
  declineClientCertificates,
  judgeCertificate,
} from '../../../src-main/electron/certificates.ts';

const asChromiumSays = -3;
const authorityInvalid = -202;

test.each([
  ['system', 'net::OK', true, asChromiumSays],
  ['system', 'net::OK', false, asChromiumSays],
  ['system', 'net::ERR_CERT_DATE_INVALID', true, asChromiumSays],
  ['public', 'net::OK', true, asChromiumSays],
  ['public', 'net::OK', false, authorityInvalid],
  ['public', 'net::ERR_CERT_AUTHORITY_INVALID', false, asChromiumSays],
] as const)(
  'in mode %s a certificate that Chromium finds %s, known root %s, gets the verdict %d',
  (mode, verificationResult, isIssuedByKnownRoot, verdict) => {
    expect(judgeCertificate(mode, { verificationResult, isIssuedByKnownRoot })).toBe(verdict);
  },
);

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
