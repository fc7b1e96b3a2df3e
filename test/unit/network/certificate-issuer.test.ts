import { expect, test } from 'vitest';
import { issuerName } from '../../../src-main/network/network-fault.ts';

test('IP-12: the issuer of a certificate is one short line of printable text, or nobody', () => {
  expect(issuerName({ O: 'Contoso\u001b[2J\u202e\r\n CA', CN: 'x' })).toBe('Contoso[2J CA');
  expect(issuerName({ O: ['Contoso', 'Other'] })).toBe('Contoso');
  expect(issuerName({ O: 'C'.repeat(10_000) })).toHaveLength(100);
  expect([issuerName({ O: '\u0007' }), issuerName({}), issuerName(undefined)]).toEqual([
    null,
    null,
    null,
  ]);
});
