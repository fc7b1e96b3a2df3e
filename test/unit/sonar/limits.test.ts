import fc from 'fast-check';
import { expect, test } from 'vitest';
import { limits } from '../../../preload/contract.ts';
import { accountSchema, choiceSchema } from '../../../src-main/preferences/preferences-data.ts';
import { answers } from '../../../src-main/sonar/generated/contract.ts';
import { toSession } from '../../../src-main/sonar/sonar-types.ts';
import { arbitraryOf, contractAt } from './support/arbitrary-answer.ts';

const schemaOf: Readonly<Record<keyof typeof limits, readonly string[]>> = {
  id: ['Id'],
  name: ['Name'],
  extension: ['Extension'],
  username: ['Username', 'ShownUsername'],
  password: ['Password'],
  email: ['Email'],
  cursor: ['Cursor'],
};

test.each(Object.entries(schemaOf))(
  'S2-17, B-10: the contract has the limit of %s that the app has',
  (value, names) => {
    for (const name of names) {
      const { maxLength } = contractAt(`#/components/schemas/${name}`);
      expect([name, maxLength]).toEqual([name, limits[value as keyof typeof limits]]);
    }
  },
);

test('S2-17: every session that is taken from the service can be read from the settings file again', () => {
  const session = answers['/sessions'].post.body;
  fc.assert(
    fc.property(arbitraryOf(contractAt('#/components/schemas/Session')), (body) => {
      const { account, identity, ...taken } = toSession(session.parse(body), {
        key: null,
        now: 0,
      });
      const { isOfficeManager, ...summary } = account;
      const kept = {
        summary,
        isOfficeManager,
        identity: identity && { key: 'k', label: identity, organization: null },
        signedIn: true,
        endedBy: null,
        signedInAt: '2026-01-01T00:00:00.000Z',
        lastUsedAt: '2026-01-01T00:00:00.000Z',
        verifiedAt: taken.verifiedAt,
        reverifyBy: taken.reverifyBy,
        emailRenamedFrom: taken.emailRenamedFrom,
      };
      expect(accountSchema.parse(JSON.parse(JSON.stringify(kept)))).toEqual(kept);
      const choice = {
        identityKey: 'k',
        label: { provider: 'google', email: null },
        account: summary,
      };
      expect(choiceSchema.parse(JSON.parse(JSON.stringify(choice)))).toEqual(choice);
    }),
    { numRuns: 300 },
  );
});
