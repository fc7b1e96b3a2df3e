import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { expect, test } from 'vitest';
import { createLinuxPeerOwner } from '../../../src-main/network/peer-owner.ts';
import { judgeTogether } from '../../../src-main/oauth/judge-together.ts';

/** Accepts `count` connections of one crowd, and answers what was found of each. */
async function judgeCrowd(count: number, isOwnPeer: (socket: Socket) => boolean) {
  const peers = judgeTogether((connection) => isOwnPeer(connection as Socket));
  const answers: boolean[] = [];
  const all = Promise.withResolvers<void>();
  const server = createServer((socket) => {
    peers.add(socket);
    peers.whenJudged(socket, () => {
      answers.push(peers.isOwn(socket));
      if (answers.length === count) all.resolve();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const clients = Array.from({ length: count }, () => connect(port, '127.0.0.1'));
  await all.promise;
  for (const client of clients) client.destroy();
  server.close();
  return answers;
}

/** Takes the thread for as long as a table with thousands of rows does. */
function takeLong(): void {
  const until = performance.now() + 10;
  while (performance.now() < until);
}

test('S2-01, LB-06: a crowd of connections is looked for together, and each is judged', async () => {
  let looks = 0;
  let isSameLook = false;
  const answers = await judgeCrowd(100, () => {
    if (!isSameLook) {
      looks += 1;
      takeLong();
      isSameLook = true;
      queueMicrotask(() => {
        isSameLook = false;
      });
    }
    return true;
  });
  expect(answers).toEqual(Array.from({ length: 100 }, () => true));
  expect(looks).toBeLessThan(50);
});

test('S2-01, LB-06: connections that are judged in one go share what is read', () => {
  const own = 1000;
  let reads = 0;
  const ends = (port: number) => `0100007F:${port.toString(16).toUpperCase().padStart(4, '0')}`;
  const rows = Array.from(
    { length: 50 },
    (_, index) =>
      `  ${index}: ${ends(40_000 + index)} ${ends(8080)} 01 00000000:00000000 00:00000000 00000000  ${
        index % 2 === 0 ? own : 65_534
      }        0 ${index + 1} 1 0`,
  );
  const isOwnPeer = createLinuxPeerOwner(own, (table) => {
    reads += 1;
    return table === 'tcp' ? rows.join('\n') : '';
  });
  const answers = rows.map((_, index) =>
    isOwnPeer({
      localAddress: '127.0.0.1',
      localPort: 8080,
      remoteAddress: '127.0.0.1',
      remotePort: 40_000 + index,
    }),
  );
  expect(answers).toEqual(rows.map((_, index) => index % 2 === 0));
  expect(reads).toBe(2);
});
