import { expect, test } from 'vitest';
import { judgeAuthorizationResponse } from '../../../src-main/oauth/authorization-response.ts';

const expected = {
  provider: 'microsoft',
  state: 'S',
  issuer: 'https://issuer.invalid',
  issuerRequired: false,
} as const;

/** What Microsoft sends back when somebody leaves its pages, and the number that is told of it. */
const declines: readonly (readonly [
  what: string,
  answer: Readonly<Record<string, string>>,
  number: string | undefined,
])[] = [
  ['Back', { error: 'access_denied' }, undefined],
  ['Cancel on the sign-in page', { error: 'access_denied', error_subcode: 'cancel' }, undefined],
  [
    'Cancel on the consent page',
    {
      error: 'access_denied',
      error_subcode: 'cancel',
      error_description: 'AADSTS65004: User declined to consent to access the app.',
    },
    'AADSTS65004',
  ],
];

test.each(declines)(
  'B-25: %s at Microsoft is one message, with the number where there is one',
  (_, answer, number) => {
    const query = new URLSearchParams({ ...answer, state: 'S' });
    const verdict = judgeAuthorizationResponse(query, expected);
    if (verdict.kind !== 'failed') throw new Error('must fail');
    expect(verdict.error.code).toBe('access-denied');
    expect(verdict.error.facts.providerErrorNumber).toBe(number);
  },
);
