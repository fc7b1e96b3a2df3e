import { expect, test, vi } from 'vitest';
import { openSystemPolicySource } from '../../../src-main/policy/system-policy-source.ts';

vi.mock('native-reg', () => ({
  Access: { READ: 1 },
  HKLM: 'HKLM',
  HKCU: 'HKCU',
  openKey: (hive: string, path: string) =>
    hive === 'HKLM' && !path.endsWith('Defaults') ? hive : null,
  closeKey: () => undefined,
  enumValueNames: () => ['SsoRequired', 'MaximumSessionHours', 'IdleMinutes', 'ReverifyHours'],
  queryValue: (_key: unknown, name: string) => {
    if (name === 'SsoRequired') throw new Error('Unhandled reg value type: 9');
    if (name === 'IdleMinutes') return null;
    return name === 'ReverifyHours' ? 4n : Buffer.from([8, 0, 0, 0]);
  },
}));

const options = { userName: () => 'ana', onSystemNews: () => () => undefined };

test('S2-03: a registry value of a type that nobody reads locks its own key, and the others count', async () => {
  const source = await openSystemPolicySource({ ...options, platform: 'win32' });
  const [reading] = source.read();
  expect(reading).toMatchObject({ status: 'read' });
  const values = reading?.status === 'read' ? reading.layer.values.enforced : {};
  expect(Object.keys(values)).toEqual(['SsoRequired', 'MaximumSessionHours', 'ReverifyHours']);
  const { evaluatePolicy } = await import('../../../src-main/policy/evaluate-policy.ts');
  const { policy } = evaluatePolicy(
    source.read().flatMap((one) => (one.status === 'read' ? one.layer : [])),
  );
  expect(policy).toMatchObject({ ssoRequired: true, maxSessionHours: 1, reverifyHours: 4 });
});

test.each(['linux', 'darwin'] as const)(
  'S2-03: on %s the places are read again when the window comes to the front: no file system tells of what a link leads to',
  async (platform) => {
    let tell = () => {};
    const stopped = vi.fn();
    const source = await openSystemPolicySource({
      ...options,
      platform,
      onSystemNews(listener) {
        tell = listener;
        return stopped;
      },
    });
    const onNews = vi.fn();
    const stop = source.watch(onNews);
    tell();
    expect(onNews).toHaveBeenCalledOnce();
    stop();
    expect(stopped).toHaveBeenCalledOnce();
  },
);
