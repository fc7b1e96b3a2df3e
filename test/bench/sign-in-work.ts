import { createServer } from 'node:http';
import { createLocalJWKSet, exportJWK, generateKeyPair, jwtVerify, SignJWT } from 'jose';
import { withOffice } from '../flows/support/start-office.ts';
import {
  bringResponse,
  createCookieJar,
  openStartPage,
  signInAtProvider,
} from '../support/browse.ts';
import { waitUntil } from '../support/wait-until.ts';
import { median } from './measure-app.ts';

/**
 * Milliseconds from the authorization response to the signed-in state, without the time that provider and service
 * took to answer; the median of `rounds` sign-ins.
 */
export function measureSignInWork(rounds: number): Promise<number> {
  return withOffice(async ({ startComputer }) => {
    let answering = 0;
    const computer = startComputer({
      fetch: (fetch) => async (input, init) => {
        const start = performance.now();
        try {
          return await fetch(input, init);
        } finally {
          answering += performance.now() - start;
        }
      },
    });
    const { verbs } = computer.login;
    computer.login.start();
    computer.browseAs('absent');
    const times: number[] = [];
    for (let round = 0; round < rounds; round += 1) {
      const before = computer.opened.length;
      await verbs.startSignIn('google', { anotherAccount: true });
      await waitUntil(() => computer.opened.length > before, 'an opened address');
      const jar = createCookieJar();
      const authorizationUrl = await openStartPage(jar, computer.opened.at(-1) ?? '');
      const { redirectUrl } = await signInAtProvider(authorizationUrl, 'google-one-account');
      answering = 0;
      const signedIn = Promise.withResolvers<void>();
      const stop = computer.login.onStateChanged(() => {
        if (computer.view().kind === 'signed-in') signedIn.resolve();
      });
      const start = performance.now();
      const landing = bringResponse(jar, redirectUrl);
      await signedIn.promise;
      times.push(performance.now() - start - answering);
      stop();
      await landing;
    }
    return median(times);
  });
}

/** The bare limit: a listener, one POST to it that answers at once, and one signature check; milliseconds. */
export async function measureBareWork(rounds: number): Promise<number> {
  const { publicKey, privateKey } = await generateKeyPair('RS256');
  const keys = createLocalJWKSet({ keys: [{ ...(await exportJWK(publicKey)), alg: 'RS256' }] });
  const idToken = await new SignJWT({ sub: 'bench' })
    .setProtectedHeader({ alg: 'RS256' })
    .sign(privateKey);
  let answering = 0;
  const token = createServer((request, response) => {
    request.resume().on('end', () => response.end(idToken));
  });
  const tokenUrl = await listen(token);
  const verified: (() => void)[] = [];
  const callback = createServer(async (_, response) => {
    const start = performance.now();
    const answer = await fetch(tokenUrl, { method: 'POST', body: 'code=bench' });
    const text = await answer.text();
    answering += performance.now() - start;
    await jwtVerify(text, keys);
    response.end('done');
    verified.shift()?.();
  });
  const callbackUrl = await listen(callback);
  const times: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    answering = 0;
    const done = Promise.withResolvers<void>();
    verified.push(done.resolve);
    const start = performance.now();
    const page = fetch(callbackUrl);
    await done.promise;
    times.push(performance.now() - start - answering);
    await (await page).text();
  }
  for (const server of [token, callback]) {
    server.close();
    server.closeAllConnections();
  }
  return median(times);
}

async function listen(server: ReturnType<typeof createServer>): Promise<string> {
  const { promise, resolve } = Promise.withResolvers<void>();
  server.listen(0, '127.0.0.1', resolve);
  await promise;
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return `http://127.0.0.1:${address.port}/`;
}
