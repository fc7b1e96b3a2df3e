import { expect, test } from 'vitest';
import { boundSonarFetch } from '../../../src-main/sonar/sonar-http.ts';

function answering(type: string, body: string, status = 200) {
  const fetch = async () => new Response(body, { status, headers: { 'content-type': type } });
  return boundSonarFetch(fetch, Date.now)('https://sonar.example/v1', {});
}

test('JSON and CSV come through, anything else is nobody we asked', async () => {
  expect(await (await answering('application/json', '{}')).text()).toBe('{}');
  expect(await (await answering('text/csv; charset=utf-8', 'a,b\r\n')).text()).toBe('a,b\r\n');
  const unreachable = { code: 'account-service-unreachable' };
  await expect(answering('text/csv', 'a,b', 500)).rejects.toMatchObject(unreachable);
  await expect(answering('text/plain', 'a')).rejects.toMatchObject(unreachable);
  await expect(answering('text/html', '<p>')).rejects.toMatchObject({ code: 'network-portal' });
});

test('a review of ten thousand accounts fits, an endless answer does not', async () => {
  const row = `${JSON.stringify({ accountId: 'a'.repeat(36), addresses: 'b'.repeat(700) })},`;
  const review = `[${row.repeat(10_000)}0]`;
  expect(await (await answering('application/json', review)).text()).toHaveLength(review.length);
  await expect(answering('application/json', 'a'.repeat(32 * 1024 * 1024))).rejects.toMatchObject({
    code: 'account-service-unreachable',
  });
});
