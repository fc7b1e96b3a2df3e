import { expect, test } from 'vitest';
import { judgeCertificate } from '../../../src-main/electron/certificates.ts';

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
