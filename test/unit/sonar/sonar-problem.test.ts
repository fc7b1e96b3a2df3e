import { expect, test } from 'vitest';
import { toSonarError } from '../../../src-main/sonar/sonar-problem.ts';

const now = Date.parse('2026-03-01T12:00:00Z');
const problem = (code: string, more: object = {}) => ({
  type: `urn:sonar:problem:${code}`,
  title: 'x',
  status: 400,
  code,
  ...more,
});

test('the end of a session is told as such', () => {
  expect(toSonarError(problem('session-ended'), null, now).code).toBe('session-expired');
});

test('tries that are left and the time to try again are passed on', () => {
  const error = toSonarError(problem('wrong-credentials', { triesLeft: 2 }), null, now);
  expect(error).toMatchObject({ code: 'wrong-credentials', facts: { triesLeft: 2 } });
  const retryAt = '2026-03-01T12:05:00.000Z';
  expect(toSonarError(problem('too-many-tries', { retryAt }), null, now).facts).toEqual({
    retryAt,
  });
});

test.each([
  ['a page of a proxy', '<html>'],
  ['nothing', undefined],
  ['a code of a newer service', problem('brand-new')],
  ['a name every object has', problem('constructor')],
  ['a fault of the service', problem('internal-error')],
])('%s says nothing about the session', (_, body) => {
  expect(toSonarError(body, null, now).code).toBe('account-service-unreachable');
});

test.each([
  ['120', '2026-03-01T12:02:00.000Z'],
  ['Sun, 01 Mar 2026 12:10:00 GMT', '2026-03-01T12:10:00.000Z'],
  ['soon', undefined],
  ['1e300', undefined],
  ['999999', '2026-03-01T13:00:00.000Z'],
])('Retry-After "%s" is understood', (retryAfter, retryAt) => {
  const { facts } = toSonarError(problem('service-unavailable'), retryAfter, now);
  expect(facts.retryAt).toBe(retryAt);
});
