import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { projectRoot } from '../../scripts/common/run-captured.ts';
import { withOffice } from './support/start-office.ts';

test('B-19: a policy that names an alias domain of a Workspace organization refuses its people, and the manual asks for the primary one', () =>
  withOffice(async ({ startComputer }) => {
    const computer = startComputer();
    computer.login.start();
    computer.setPolicy({ allowedGoogleDomains: ['alias-of-maple.example'] });
    computer.browseAs('google-one-account');
    await computer.login.verbs.startSignIn('google', { anotherAccount: false });
    const refused = await computer.waitForState(
      ({ view }) => view.kind === 'signed-out' && view.failure !== null,
      'a refusal',
    );
    expect(refused.view).toMatchObject({ failure: { code: 'blocked-by-policy' } });
    const manual = readFileSync(join(projectRoot, 'docs', 'administrators.md'), 'utf8');
    const row = manual.split('\n').find((line) => line.startsWith('| `AllowedGoogleDomains`'));
    expect(row).toMatch(/[Pp]rimary domains/);
    expect(manual).toMatch(/\*\*primary\*\* domain/);
  }));
