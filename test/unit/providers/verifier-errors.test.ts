import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { createDiagnostics } from '../../../src-main/diagnostics/diagnostics.ts';
import { LoginError } from '../../../src-main/errors/login-error.ts';
import { evaluatePolicy } from '../../../src-main/policy/evaluate-policy.ts';
import {
  type HostileProvider,
  startHostileProvider,
} from '../../hostile/provider/hostile-provider.ts';
import { idTokenCases } from '../../hostile/provider/id-token-cases.ts';
import { hostileClientId } from '../../hostile/provider/token-maker.ts';
import { withTempFolder } from '../../support/temp-folder.ts';
import { openProvider, signInAt } from './open-provider.ts';

const wanted = ['ID-01', 'ID-15', 'ID-23'];
const cases = idTokenCases
  .filter(([id, what, , only]) => wanted.includes(id) && only === undefined && what !== '5 MB')
  .map(([id, what, make]) => ({ id, what, make }));

/** Every piece of a token of so many letters that would tell something of it. */
function piecesOf(token: string): readonly string[] {
  const [, claims = '', signature = ''] = token.split('.');
  const text = Buffer.from(claims, 'base64url').toString('utf8').slice(0, 300);
  const cut = (part: string) => part.slice(0, 300).match(/.{16}/g) ?? [];
  return [...cut(claims), ...cut(signature), ...cut(text)];
}

describe.each(['google', 'microsoft'] as const)('%s', (style) => {
  let hostile: HostileProvider;
  beforeAll(async () => {
    hostile = await startHostileProvider(style);
  });
  afterAll(() => hostile.close());
  afterEach(() => vi.restoreAllMocks());

  test.each(cases)(
    'LG-01: of an ID token with $what nothing is in error, log, report and output',
    ({ make }) =>
      withTempFolder(async (folder) => {
        let token = '';
        hostile.misbehave({
          async idToken(maker) {
            const made = await make(maker);
            if (typeof made === 'string') token = made;
            return made;
          },
        });
        const printed: string[] = [];
        const keep = (chunk: string | Uint8Array) => {
          printed.push(String(chunk));
          return true;
        };
        vi.spyOn(process.stdout, 'write').mockImplementation(keep);
        vi.spyOn(process.stderr, 'write').mockImplementation(keep);
        for (const method of ['log', 'info', 'warn', 'error', 'debug', 'trace'] as const) {
          vi.spyOn(console, method).mockImplementation((...words) => {
            printed.push(words.map((word) => inspect(word)).join(' '));
          });
        }
        const ours = openProvider(style, hostileClientId, hostile.address);
        const failed = await signInAt(ours).catch((error: unknown) => error);
        vi.restoreAllMocks();
        if (!(failed instanceof LoginError)) throw failed;

        const { policy, ...evaluation } = evaluatePolicy([]);
        const diagnostics = createDiagnostics({
          logDirectory: folder,
          version: '1.2.3',
          policy: {
            current: () => policy,
            report: () => ({ places: [], policy, ...evaluation }),
          },
          now: Date.now,
        });
        diagnostics.logSignIn({
          attempt: '6f2c1b9a-0d3e-4f5a-8b7c-9d0e1f2a3b4c',
          provider: style,
          step: 'ended',
          code: failed.code,
          ...failed.facts,
        });
        const report = diagnostics.report();
        await diagnostics.close();
        const told = [
          failed.message,
          JSON.stringify(failed.facts),
          report,
          readFileSync(join(folder, 'sonar.log'), 'utf8'),
          ...printed,
        ].join('\n');
        expect(told).toContain(failed.code);
        expect(piecesOf(token).filter((piece) => told.includes(piece))).toEqual([]);
      }),
  );
});
