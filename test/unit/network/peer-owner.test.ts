import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';
import { describe, expect, test } from 'vitest';
import { createLinuxPeerOwner, createPeerOwner } from '../../../src-main/network/peer-owner.ts';

const us = { localAddress: '127.0.0.1', localPort: 8_080 } as const;
const browser = { ...us, remoteAddress: '127.0.0.1', remotePort: 50_000 } as const;
const title =
  '  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode\n';

/** One row as the kernel writes it. */
function row(change: {
  readonly ends?: string;
  readonly state?: string;
  readonly uid?: number;
  readonly inode?: number;
}): string {
  const { ends = '0100007F:C350 0100007F:1F90', state = '01', uid = 1000, inode = 4711 } = change;
  return `  12: ${ends} ${state} 00000000:00000000 02:000005DC 00000000  ${uid}        0 ${inode} 2 0000000000000000 20 4 30 10 -1\n`;
}

function owns(tables: { readonly tcp?: string; readonly tcp6?: string }, connection = browser) {
  const read = (table: 'tcp' | 'tcp6') => title + (tables[table] ?? '');
  return createLinuxPeerOwner(1000, read)(connection);
}

describe('S2-01: of the kernel’s rows', () => {
  test('the other end’s counts, and only with our own user', () => {
    expect(owns({ tcp: row({}) })).toBe(true);
    expect(owns({ tcp: row({ uid: 65_534 }) })).toBe(false);
    expect(owns({ tcp: row({ uid: 0 }) })).toBe(false);
    expect(owns({ tcp: row({ uid: 10_000 }) })).toBe(false);
  });

  test('our own end does not: it is ours whoever comes', () => {
    expect(owns({ tcp: row({ ends: '0100007F:1F90 0100007F:C350' }) })).toBe(false);
  });

  test('none is no, and so is a table that cannot be read', () => {
    expect(owns({})).toBe(false);
    const refuse = () => {
      throw Object.assign(new Error('no'), { code: 'EACCES' });
    };
    expect(createLinuxPeerOwner(1000, refuse)(browser)).toBe(false);
    expect(createLinuxPeerOwner(undefined, () => row({}))(browser)).toBe(false);
  });

  test.each(['02', '03', '04', '05', '06', '07', '08', '09', '0A', '0B'])(
    'one in state %s is of a connection that is not there, and says 0',
    (state) => {
      const tcp = title + row({ state, uid: 0 });
      expect(createLinuxPeerOwner(0, () => tcp)(browser)).toBe(false);
      expect(createLinuxPeerOwner(1000, () => title + row({ state }))(browser)).toBe(false);
    },
  );

  test('one that no process holds any more does not count', () => {
    const tcp = title + row({ uid: 0, inode: 0 });
    expect(createLinuxPeerOwner(0, () => tcp)(browser)).toBe(false);
  });

  test('a program that speaks IPv6 stands in the other table, by its mapped address', () => {
    const mapped = '0000000000000000FFFF00000100007F';
    const ends = `${mapped}:C350 ${mapped}:1F90`;
    expect(owns({ tcp6: row({ ends }) })).toBe(true);
    expect(owns({ tcp6: row({ ends, uid: 65_534 }) })).toBe(false);
    const node = {
      ...browser,
      localAddress: '::ffff:127.0.0.1',
      remoteAddress: '::ffff:127.0.0.1',
    };
    expect(createLinuxPeerOwner(1000, () => title + row({ ends }))(node)).toBe(true);
  });

  test('IPv6 has its own', () => {
    const six = '00000000000000000000000001000000';
    const connection = { ...browser, localAddress: '::1', remoteAddress: '::1' };
    const read = (uid: number) => (table: string) =>
      table === 'tcp6' ? title + row({ ends: `${six}:C350 ${six}:1F90`, uid }) : title;
    expect(createLinuxPeerOwner(1000, read(1000))(connection)).toBe(true);
    expect(createLinuxPeerOwner(1000, read(65_534))(connection)).toBe(false);
  });

  test('two that disagree are no', () => {
    const mapped = '0000000000000000FFFF00000100007F';
    const tcp6 = row({ ends: `${mapped}:C350 ${mapped}:1F90`, uid: 65_534 });
    expect(owns({ tcp: row({}), tcp6 })).toBe(false);
  });

  test('near misses do not count: another port, another address, an end that is longer', () => {
    for (const ends of [
      '0100007F:C351 0100007F:1F90',
      '0100007F:C350 0100007F:1F91',
      '0200007F:C350 0100007F:1F90',
      '10100007F:C350 0100007F:1F90',
      '0100007F:C350 0100007F:1F901',
    ]) {
      expect(owns({ tcp: row({ ends }) }), ends).toBe(false);
    }
  });

  test('one that slipped through is found at the second reading', () => {
    let readings = 0;
    const read = (table: string) => {
      if (table === 'tcp') readings += 1;
      return table === 'tcp' && readings === 2 ? title + row({}) : title;
    };
    expect(createLinuxPeerOwner(1000, read)(browser)).toBe(true);
  });

  test('a connection without ends, or not of this machine, is nobody’s', () => {
    expect(owns({ tcp: row({}) }, {} as typeof browser)).toBe(false);
    const far = { ...browser, remoteAddress: 'fe80::1%eth0' } as unknown as typeof browser;
    expect(owns({ tcp: row({}) }, far)).toBe(false);
  });
});

test.runIf(process.platform === 'linux').each(['127.0.0.1', '::1'])(
  'S2-01: the kernel says that our own connection to %s is ours while it lives, and then no more',
  async (host) => {
    const server = createServer();
    server.listen(0, host);
    await once(server, 'listening');
    const address = server.address();
    if (address === null || typeof address === 'string') throw new Error('no port');
    const isOwn = createPeerOwner('linux');
    const accepted = once(server, 'connection') as Promise<[Socket]>;
    const client = connect({ port: address.port, host });
    const [socket] = await accepted;
    try {
      const { localAddress, localPort, remoteAddress, remotePort } = socket;
      const connection = { localAddress, localPort, remoteAddress, remotePort };
      expect(isOwn(connection)).toBe(true);
      expect(createLinuxPeerOwner((process.geteuid?.() ?? 0) + 1)(connection)).toBe(false);
      socket.resume();
      client.end();
      await once(socket, 'close');
      expect(isOwn(connection)).toBe(false);
    } finally {
      client.destroy();
      socket.destroy();
      server.close();
    }
  },
);

test('S2-01: other systems do not tell, and there nobody is refused for it', () => {
  expect(createPeerOwner('win32')({})).toBe(true);
  expect(createPeerOwner('darwin')({})).toBe(true);
});
