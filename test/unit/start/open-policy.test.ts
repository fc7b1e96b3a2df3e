import { expect, test, vi } from 'vitest';
import { openPolicy } from '../../../src-main/start/open-policy.ts';

vi.mock('node:os', async (original) => ({
  ...(await original<typeof import('node:os')>()),
  userInfo() {
    throw new Error('uv_os_get_passwd returned ENOENT');
  },
}));

test.runIf(process.platform === 'linux')(
  'a person whom the system cannot name just now, as with a directory that is away, has policies all the same',
  async () => {
    const policy = await openPolicy(() => () => {});
    policy.close();
    expect(policy.report().places).toEqual(['/etc/sonar-login/policies']);
  },
);
