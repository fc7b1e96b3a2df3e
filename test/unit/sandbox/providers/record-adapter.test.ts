import type { DatabaseSync } from 'node:sqlite';
import { expect, test } from 'vitest';
import {
  createRecordAdapter,
  openProviderStore,
} from '../../../../services/identity-providers/provider-store.ts';

test('a code or token is consumed once; the second to try takes the whole grant back', async () => {
  const database: DatabaseSync = openProviderStore(':memory:');
  try {
    const adapterOf = createRecordAdapter(database);
    const [grants, tokens] = [adapterOf('Grant'), adapterOf('RefreshToken')];
    await grants.upsert('grant', { accountId: 'ana' }, 60);
    await tokens.upsert('first', { grantId: 'grant', accountId: 'ana' }, 60);
    await tokens.upsert('second', { grantId: 'grant', accountId: 'ana' }, 60);
    await tokens.consume('first');
    expect((await tokens.find('first'))?.consumed).toEqual(expect.any(Number));
    await expect(tokens.consume('first')).rejects.toMatchObject({ error: 'invalid_grant' });
    expect(await tokens.find('second')).toBeUndefined();
    expect(await grants.find('grant')).toBeUndefined();
  } finally {
    database.close();
  }
});
