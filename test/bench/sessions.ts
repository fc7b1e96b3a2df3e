import { fork } from 'node:child_process';
import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { once } from 'node:events';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Page } from 'playwright-core';
import { paintedChannel } from '../../preload/contract/verbs.ts';
import { endProcessGroup } from '../../services/desktop/child-process.ts';
import { generateSeed } from '../../services/seed/generated-seed.ts';
import { nameItem } from '../../src-main/credentials/secret-parts.ts';
import { sessionCredentialKey } from '../../src-main/session/session-credential.ts';
import { startProgram } from '../e2e/support/app.ts';
import { builtApp, type Desktop, withDesktop } from '../e2e/support/desktop.ts';
import {
  bringResponse,
  createCookieJar,
  openStartPage,
  signInAtProvider,
} from '../support/browse.ts';
import { withTempFolder } from '../support/temp-folder.ts';
import { waitUntil } from '../support/wait-until.ts';
import { type Bench, median, quantile, type Row, spreadOf } from './row.ts';

/** Accounts on one computer; the first is what the others are held against. */
const counts = [1, 5, 20] as const;
type Count = (typeof counts)[number];

/** The one person of the seed, and all that they open. */
const person = 'google-000001';
const mostAccounts = Math.max(...counts);

const frameMs = 1000 / 60;

/** So long without a question, and nobody asks any more. */
const quietMs = 150;

/**
 * Sessions of people who are signed in, on the built app, unpackaged: their renewal at launch, the switch between them,
 * and the process that answers for the keychain.
 */
export function measureSessions(bench: Bench): Promise<readonly Row[]> {
  return withTempFolder(async (folder) => {
    const watcher = join(folder, 'watch.cjs');
    await writeFile(watcher, watching);
    const { command, args } = builtApp();
    return withDesktop(
      async (desktop) => {
        bench.note(`signs in ${counts.join(', ')} accounts, each number in a profile of its own`);
        for (const count of counts) await signInTo(desktop, count);
        return [
          ...(await measureRenewal(bench, desktop)),
          await measureSwitch(bench, desktop),
          await measureKeychainProcess(bench, desktop),
        ];
      },
      { command, args: ['-r', watcher, ...args] },
      { seed: generateSeed({ people: 1, accounts: mostAccounts }) },
    );
  });
}

/**
 * Loaded into the app before its own code (`electron -r`). It says on standard output, by the clock that all processes
 * of this computer share, when the window's first view is painted, when a utility process is started, and when one
 * answers a question with a value.
 */
const watching = `const { app, utilityProcess } = require('electron');
const tell = (what, at = process.hrtime.bigint()) => process.stdout.write('[bench] ' + what + ' ' + at + '\\n');
app.once('browser-window-created', (_event, { webContents }) => webContents.ipc.once('${paintedChannel}', () => tell('painted')));
const { fork } = utilityProcess;
utilityProcess.fork = (...args) => {
  const at = process.hrtime.bigint();
  const child = fork.apply(utilityProcess, args);
  tell('started', at);
  child.once('spawn', () => tell('process-' + child.pid));
  child.on('message', ({ outcome }) => typeof outcome?.value === 'string' && tell('answered'));
  child.once('exit', () => tell('ended'));
  return child;
};
`;

/** What the app has told by then, in turn. */
function readTold(output: string): readonly { readonly what: string; readonly atMs: number }[] {
  return [...output.matchAll(/^\[bench\] (\S+) (\d+)$/gm)].map(([, what = '', at]) => ({
    what,
    atMs: Number(at) / 1e6,
  }));
}

function nowMs(): number {
  return Number(process.hrtime.bigint()) / 1e6;
}

/** The profile in which so many accounts are signed in. */
function profileOf({ folder }: Desktop, count: Count): { readonly SONAR_LOGIN_USER_DATA: string } {
  return { SONAR_LOGIN_USER_DATA: join(folder, `profile-${count}`) };
}

/** The accounts that the person opens, in the order of their lines. */
function accountIds(count: Count): readonly string[] {
  return Array.from({ length: count }, (_, index) => `maple-000001-${index + 1}`);
}

/** Signs the person in to their first accounts, one after the other, in the app's window and a browser without a screen. */
async function signInTo(desktop: Desktop, count: Count): Promise<void> {
  const app = await desktop.startApp({ env: profileOf(desktop, count) });
  for (const accountId of accountIds(count)) await signInToOne(desktop, app.page, accountId);
  // It ends when the keychain has all of them.
  await app.quit();
}

async function signInToOne({ browser }: Desktop, page: Page, accountId: string): Promise<void> {
  await page.evaluate(() => window.login.startSignIn('google', { anotherAccount: true }));
  const jar = createCookieJar();
  const authorizationUrl = await openStartPage(jar, await browser.nextUrl());
  const { redirectUrl } = await signInAtProvider(authorizationUrl, person);
  await bringResponse(jar, redirectUrl);
  await page.evaluate(async (id) => {
    const isThere = async (holds: (view: { kind: string; accountId?: string }) => boolean) => {
      for (;;) {
        const state = JSON.parse(await window.login.getState());
        if (state.ok && holds(state.value.view)) return;
        await new Promise((resolve) => setTimeout(resolve, 10));
      }
    };
    await isThere(({ kind }) => kind === 'choosing');
    await window.login.chooseAccount(id, false);
    await isThere((view) => view.kind === 'signed-in' && view.accountId === id);
  }, accountId);
}

/**
 * From the moment at which the first view is painted, which is when the app begins to renew, until the service has
 * answered the renewal of the last account. Each launch is one measurement; the numbers of accounts take turns. The
 * launches for the sign-ins have warmed disk and caches.
 */
async function measureRenewal(bench: Bench, desktop: Desktop): Promise<readonly Row[]> {
  const rounds = bench.quick ? 3 : 9;
  const times = new Map<Count, number[]>(counts.map((count) => [count, []]));
  for (let round = 0; round < rounds; round += 1) {
    bench.note(`renewal at launch, round ${round + 1} of ${rounds}`);
    for (const count of counts) times.get(count)?.push(await timeRenewal(desktop, count));
  }
  const of = (count: Count) => times.get(count) ?? [];
  const limit = { what: 'the same with one account', value: median(of(1)) };
  return counts
    .filter((count) => count > 1)
    .map((count) => ({
      name: `renewal-${count}-accounts`,
      title: `Renewal at launch with ${count} accounts, first view painted to the last answer of the service`,
      unit: 'ms',
      ours: median(of(count)),
      limit,
      peers: [],
      goal: { of: 'ratio', value: 1.5 },
      runs: rounds,
      spread: spreadOf(of(count)),
    }));
}

async function timeRenewal(desktop: Desktop, count: Count): Promise<number> {
  const answers = watchRenewals();
  const env = { ...desktop.env, ...profileOf(desktop, count) };
  const program = startProgram(desktop.command, [], env);
  try {
    const painted = () => readTold(program.output()).find(({ what }) => what === 'painted');
    await waitUntil(() => answers.times.length >= count && painted() !== undefined, 'renewals');
    return (answers.times[count - 1] ?? Number.NaN) - (painted()?.atMs ?? Number.NaN);
  } finally {
    answers.stop();
    // Asked to end, it stores what it was given first, so that the next launch begins as this one did.
    await endProcessGroup(program.child);
  }
}

/** When the Sonar service, which runs in this process, finished its answers to renewals. Throws when it refuses one. */
function watchRenewals(): { readonly times: readonly number[]; stop(): void } {
  const times: number[] = [];
  const onFinish = (message: unknown) => {
    const { request, response } = message as {
      readonly request: IncomingMessage;
      readonly response: ServerResponse;
    };
    if (request.method !== 'POST' || !request.url?.endsWith('/sessions/refresh')) return;
    if (response.statusCode !== 200) throw new Error(`a renewal got ${response.statusCode}`);
    times.push(nowMs());
  };
  subscribe('http.server.response.finish', onFinish);
  return { times, stop: () => void unsubscribe('http.server.response.finish', onFinish) };
}

/**
 * From the time stamp of the click on another account, as the page gets it, until the frame whose heading names that
 * account has been drawn: the page's part of that frame is over, animation callbacks, styles, layout and paint.
 */
async function measureSwitch(bench: Bench, desktop: Desktop): Promise<Row> {
  const runs = bench.quick ? 120 : 200;
  const warmUps = 5;
  bench.note(`switches accounts ${runs} times`);
  const app = await desktop.startApp({ env: profileOf(desktop, 5) });
  const { page } = app;
  await page.getByText('Online').waitFor();
  const times: number[] = [];
  for (let run = 0; run < warmUps + runs; run += 1) {
    const time = await timeSwitch(page);
    if (run >= warmUps) times.push(time);
  }
  await app.quit();
  return {
    name: 'switch-account',
    title: 'Switch between signed-in accounts, click to painted, p95',
    unit: 'ms',
    ours: quantile(times, 0.95),
    limit: { what: 'one frame at 60 Hz', value: frameMs },
    peers: [],
    goal: { of: 'ratio', value: 1 },
    runs,
    spread: spreadOf(times),
  };
}

async function timeSwitch(page: Page): Promise<number> {
  const other = page.getByRole('main').getByRole('listitem').first().getByRole('button');
  const box = await other.boundingBox();
  if (box === null) throw new Error('there is no other account');
  const timed = page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        let clickedAt = Number.NaN;
        const onClick = ({ timeStamp }: MouseEvent) => {
          clickedAt = timeStamp;
        };
        addEventListener('click', onClick, { capture: true, once: true });
        const shown = () => document.querySelector('h1')?.textContent;
        const before = shown();
        const changed = new MutationObserver(() => {
          if ([undefined, before].includes(shown() ?? undefined)) return;
          changed.disconnect();
          const { port1, port2 } = new MessageChannel();
          port1.onmessage = () => resolve(performance.now() - clickedAt);
          requestAnimationFrame(() => port2.postMessage(null));
        });
        changed.observe(document.body, { childList: true, subtree: true, characterData: true });
      }),
  );
  // As a hand does it: what the last switch left to do is over, and the button goes down and up.
  await pause(20);
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  await page.mouse.down();
  await pause(30);
  await page.mouse.up();
  return timed;
}

/**
 * From the start of the keychain's process in the running app, where the last one has ended, to its first answer with an
 * item: somebody has pressed *Try again*, and the session's credential is asked for. Against a utility process of a bare
 * app on the same Electron that loads keytar and asks for the same item. Twice in a full run the app's process is left to
 * end by itself, half a minute after its last question; else it is ended from outside, and starts again just so.
 */
async function measureKeychainProcess(bench: Bench, desktop: Desktop): Promise<Row> {
  const rounds = bench.quick ? 5 : 9;
  let leftAlone = bench.quick ? 0 : 2;
  bench.note('starts the keychain process again and again');
  const profile = profileOf(desktop, 20);
  const profileId = await readProfileId(profile.SONAR_LOGIN_USER_DATA);
  const app = await desktop.startApp({ env: profile });
  const bare = await startBareApp(desktop);
  const ours: number[] = [];
  const theirs: number[] = [];
  // Each round another account: one that was renewed just now is not renewed again at once.
  for (const [round, accountId] of accountIds(20)
    .slice(0, rounds + 1)
    .entries()) {
    await endKeychainProcess(leftAlone-- > 0, app.output);
    const before = readTold(app.output()).length;
    await app.page.evaluate((id) => void window.login.retrySession(id), accountId);
    const news = () => readTold(app.output()).slice(before);
    await waitUntil(() => news().some(({ what }) => what === 'answered'), 'an answer');
    const at = (wanted: string) => news().find(({ what }) => what === wanted)?.atMs ?? Number.NaN;
    const time = at('answered') - at('started');
    const account = nameItem(profileId, sessionCredentialKey(accountId));
    const bareTime = await bare.ask(account);
    // The first start of each warms the disk.
    if (round === 0) continue;
    ours.push(time);
    theirs.push(bareTime);
  }
  await bare.end();
  await app.quit();
  return {
    name: 'keychain-process',
    title: 'Keychain process, started again to its first answer',
    unit: 'ms',
    ours: median(ours),
    limit: { what: 'bare utility process that loads keytar and asks', value: median(theirs) },
    peers: [],
    goal: { of: 'ratio', value: 1.3 },
    runs: rounds,
    spread: spreadOf(ours),
  };
}

async function readProfileId(folder: string): Promise<string> {
  const text = await readFile(join(folder, 'preferences.json'), 'utf8');
  return (JSON.parse(text) as { readonly profileId: string }).profileId;
}

/** Waits until nobody asks the keychain any more, and until its process has ended, or ends it. */
async function endKeychainProcess(isLeftAlone: boolean, output: () => string): Promise<void> {
  let seen = -1;
  await waitUntil(async () => {
    const before = seen;
    await pause(quietMs);
    seen = readTold(output()).length;
    return seen === before;
  }, 'a quiet keychain');
  const last = readTold(output()).findLast(({ what }) => what.startsWith('process-'));
  if (!isLeftAlone) process.kill(Number(last?.what.slice('process-'.length)), 'SIGKILL');
  const isOver = () => readTold(output()).at(-1)?.what === 'ended';
  await waitUntil(isOver, 'the end of the keychain process', 60_000);
}

/** An app without a window whose utility process asks the keychain. */
interface BareApp {
  /** Milliseconds from the start of a utility process to its answer with the item of this name. */
  ask(account: string): Promise<number>;
  end(): Promise<void>;
}

async function startBareApp({ folder, env }: Desktop): Promise<BareApp> {
  const bare = join(folder, 'bare-keychain');
  const keytar = createRequire(import.meta.url).resolve('keytar');
  await mkdir(bare);
  await writeFile(join(bare, 'package.json'), '{ "name": "bare", "main": "main.cjs" }');
  await writeFile(
    join(bare, 'ask.cjs'),
    `const keytar = require(${JSON.stringify(keytar)});
process.parentPort.on('message', async ({ data: [service, account] }) => process.parentPort.postMessage(await keytar.getPassword(service, account)));
`,
  );
  await writeFile(
    join(bare, 'main.cjs'),
    `const { app, utilityProcess } = require('electron');
app.setPath('userData', ${JSON.stringify(join(folder, 'bare-keychain-data'))});
app.whenReady().then(() => {
  process.on('message', (item) => {
    const begun = performance.now();
    const child = utilityProcess.fork(${JSON.stringify(join(bare, 'ask.cjs'))}, [], { stdio: 'ignore' });
    child.postMessage(item);
    child.once('message', (value) => {
      const took = performance.now() - begun;
      child.once('exit', () => process.send({ took, isFound: typeof value === 'string' }));
      child.kill();
    });
  });
  process.send('ready');
});
`,
  );
  const { command, args } = builtApp(bare);
  const child = fork(bare, {
    execPath: command,
    execArgv: args.slice(1),
    env: { ...process.env, ...env },
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    detached: true,
  });
  await once(child, 'message');
  return {
    async ask(account) {
      child.send([env.SONAR_LOGIN_KEYCHAIN_SERVICE, account]);
      const [answer] = (await once(child, 'message')) as [{ took: number; isFound: boolean }];
      if (!answer.isFound) throw new Error('the bare app did not find the item');
      return answer.took;
    },
    end: () => endProcessGroup(child),
  };
}
