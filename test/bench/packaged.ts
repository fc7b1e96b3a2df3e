import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { once } from 'node:events';
import {
  chmod,
  copyFile,
  mkdir,
  mkdtemp,
  open,
  readdir,
  readFile,
  rm,
  stat,
} from 'node:fs/promises';
import { join, posix } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { gzipSync } from 'node:zlib';
import { extractFile } from '@electron/asar';
import { projectRoot } from '../../scripts/common/run-captured.ts';
import { endProcessGroup } from '../../services/desktop/child-process.ts';
import { startPrivateScreen } from '../../services/desktop/private-screen.ts';
import { type Sandbox, startSandbox } from '../../services/start-sandbox.ts';
import { createSignInCalls } from '../../src-main/sonar/sign-in-calls.ts';
import { createSonarHttp } from '../../src-main/sonar/sonar-http.ts';
import { type SystemBrowser, startSystemBrowser } from '../e2e/support/system-browser.ts';
import {
  type Area,
  asOrdinaryUser,
  giveToUser,
  makeUserFolder,
  ordinaryUser,
  type PackagedDesktop,
  sandboxArguments,
  trustAuthority,
  withPackagedApp,
} from '../packaged/support/desktop.ts';
import { assembleOnce } from '../packaging/packaged-app.ts';
import { processFamily } from '../support/processes.ts';
import { withTempFolder } from '../support/temp-folder.ts';
import { makeTestAuthority, type TestAuthority } from '../support/test-authority.ts';
import { waitUntil } from '../support/wait-until.ts';
import {
  type BareRequest,
  bareHeading,
  bareProgram,
  bareRequestVariable,
  packageBareApp,
} from './bare-app.ts';
import { type Bench, interleave, median, type Row, spreadOf } from './row.ts';

/** Every name by which the measured app could be taken for the product, or share anything with it. */
const names = {
  appId: 'com.net2phone.sonar.benchmark',
  name: 'Sonar Benchmark',
  executable: 'sonar-benchmark',
  keychainService: 'Sonar Benchmark',
  registryKey: 'Software\\Policies\\net2phone\\Sonar Benchmark',
  linuxPolicyDirectory: '/etc/sonar-benchmark/policies',
};

const place = join(projectRoot, '.cache', 'benchmark');

/**
 * Measures the packaged app against a bare window, packaged alike (`bare-app.ts`). Both run as an ordinary user with
 * Chromium's sandbox, on a screen and with a keyring of their own.
 *
 * A launch begins right before the program is spawned. It ends when the words of its page (the heading: "Sign in to
 * Sonar", the person's name, "Bare") stand in the memory of the screen as they stand there when all has settled; so what
 * a person sees is compared, pixel by pixel, and not what the app says of itself. No assistive technology is on then.
 */
export function measurePackaged(bench: Bench): Promise<readonly Row[]> {
  return withApps(bench, async (apps) => [
    ...(await measureRunning(bench, apps)),
    ...(await measureSizes(apps.ours.folder)),
  ]);
}

/** A program in a folder that nobody writes into. */
interface Program {
  readonly folder: string;
  readonly name: string;
}

/** The services, and the two apps as they are installed on somebody's computer. */
interface Apps {
  readonly folder: string;
  readonly authority: TestAuthority;
  readonly sandbox: Sandbox;
  readonly browser: SystemBrowser;
  readonly ours: Program;
  readonly bare: Program;
}

async function withApps<T>(bench: Bench, use: (apps: Apps) => Promise<T>): Promise<T> {
  return withTempFolder(async (folder) => {
    await chmod(folder, 0o755);
    const ends: (() => Promise<unknown>)[] = [];
    try {
      const authority = await makeTestAuthority(join(folder, 'authority'));
      // The Sonar stand-in fetches the providers' keys in this process.
      setDefaultCACertificates([...getCACertificates('default'), authority.certificate]);
      const sandbox = await startKnownSandbox(join(folder, 'sandbox'), authority);
      ends.unshift(() => sandbox.close());
      const { sonar, google, microsoft } = sandbox.description;
      bench.note('packages the app, unless it is packaged already');
      const app = await keptFromOutput(() =>
        assembleOnce(place, { sonar, google, microsoft }, names),
      );
      const packaged = { app, program: names.executable, stamp: join(place, 'made-from') };
      const bare = await packageBareApp(packaged, place);
      const browser = await startSystemBrowser(folder, {
        anyCertificate: true,
        as: asOrdinaryUser(),
      });
      ends.unshift(() => browser.close());
      giveToUser(browser.dropFolder);
      return await use({
        folder,
        authority,
        sandbox,
        browser,
        ours: { folder: copyFolder(app, join(folder, 'ours')), name: names.executable },
        bare: { folder: copyFolder(bare, join(folder, 'bare')), name: bareProgram },
      });
    } finally {
      for (const end of ends) await end();
    }
  });
}

/** electron-builder tells on standard output what it does, and that belongs to the rows. */
async function keptFromOutput<T>(act: () => Promise<T>): Promise<T> {
  const { stdout, stderr } = process;
  const write = stdout.write;
  stdout.write = stderr.write.bind(stderr);
  try {
    return await act();
  } finally {
    stdout.write = write;
  }
}

/** On the ports of the last time, if they are free: they are compiled into the app. */
async function startKnownSandbox(dataDirectory: string, authority: TestAuthority) {
  const ports = 'ports.json';
  await mkdir(dataDirectory);
  await mkdir(place, { recursive: true });
  await copyFile(join(place, ports), join(dataDirectory, ports)).catch(() => {});
  const sandbox = await startSandbox({ dataDirectory, tls: authority.server });
  await copyFile(join(dataDirectory, ports), join(place, ports));
  return sandbox;
}

/**
 * Where an ordinary user is let in. Copied for each run, and both apps by the same program: how much of a file a process
 * maps when it asks for a part of it depends on how the file came into memory.
 */
function copyFolder(from: string, to: string): string {
  execFileSync('cp', ['-r', '--preserve=mode', '--reflink=never', from, to]);
  return to;
}

type Env = Readonly<Record<string, string>>;

/** Starts a program as the ordinary user. */
function startProgram(
  { folder, name }: Program,
  env: Env,
  args: readonly string[] = [],
): ChildProcess {
  return spawn(join(folder, name), [...sandboxArguments, ...args], {
    ...ordinaryUser,
    env,
    cwd: '/',
    stdio: ['ignore', 'pipe', 'ignore'],
    detached: true,
  });
}

/** A window that has come up. */
interface MappedWindow {
  readonly at: number;
  readonly area: Area;
}

/** What a screen shows, seen from outside the programs that draw on it. */
interface Screen {
  /** The next window that is mapped, from now on. */
  nextWindow(): Promise<MappedWindow>;
  /** The colours of an area. */
  read(area: Area): Promise<Buffer>;
  stop(): Promise<void>;
}

/** A line about a window in what `xev` prints, below the line that says what happened. */
const aboutWindow =
  /^\s+(?:event|parent) 0x\w+, window (0x\w+)(?:, \((-?\d+),(-?\d+)\), width (\d+), height (\d+))?/;
const bytesPerPixel = 4;
/** The first bytes of a pixel are its colours. */
const colours = 3;

/** Watches a screen of Xvfb: its windows by `xev`, its colours in the file that it keeps its memory in (`-fbdir`). */
async function watchScreen(env: Env, folder: string): Promise<Screen> {
  const memory = await open(join(folder, 'Xvfb_screen0'));
  const { buffer: header } = await memory.read(Buffer.alloc(100), 0, 100, 0);
  // XWDFile.h: header_size, bytes_per_line, ncolors; each entry of the colour map has 12 bytes.
  const word = (index: number) => header.readUInt32BE(index * 4);
  const bytesPerLine = word(12);
  const start = word(0) + word(19) * 12;

  const places = new Map<string, Area>();
  let waiting: ((window: MappedWindow) => void) | undefined;
  let happened = '';
  const watcher = spawn('xev', ['-root', '-event', 'substructure'], {
    env: { PATH: process.env.PATH, ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
    detached: true,
  });
  createInterface({ input: watcher.stdout }).on('line', (line) => {
    const event = /^(\w+) event,/.exec(line)?.[1];
    if (event !== undefined) happened = event;
    const [, id, x, y, width, height] = aboutWindow.exec(line) ?? [];
    if (id === undefined) return;
    if (x !== undefined) {
      places.set(id, { x: Number(x), y: Number(y), width: Number(width), height: Number(height) });
    }
    const area = places.get(id);
    if (happened !== 'MapNotify' || area === undefined) return;
    waiting?.({ at: performance.now(), area });
    waiting = undefined;
  });
  return {
    nextWindow: () =>
      new Promise((resolve) => {
        waiting = resolve;
      }),
    async read({ x, y, width, height }) {
      const length = width * bytesPerPixel;
      const pixels = Buffer.alloc(length * height);
      for (let row = 0; row < height; row += 1) {
        const position = start + (y + row) * bytesPerLine + x * bytesPerPixel;
        await memory.read(pixels, row * length, length, position);
      }
      return pixels;
    },
    async stop() {
      await endProcessGroup(watcher);
      await memory.close();
    },
  };
}

/** The words of a page that has settled: where they are in its window, and how far they stand out. */
interface Words {
  readonly area: Area;
  /** The colour around them, in bytes. */
  readonly background: Buffer;
  /** The greatest distance of a colour in the area from the background. */
  readonly contrast: number;
}

function areaIn(window: Area, { x, y, width, height }: Area): Area {
  return { x: window.x + x, y: window.y + y, width, height };
}

/** Pixels between words and the edge of their area. */
const margin = 2;

/** Learns how a heading looks in a window that has settled. */
async function learnWords(
  { reader }: PackagedDesktop,
  screen: Screen,
  window: Area,
  heading: string,
): Promise<Words> {
  const { x, y, width, height } = await reader.place('heading', heading);
  const area = {
    x: x - window.x - margin,
    y: y - window.y - margin,
    width: width + 2 * margin,
    height: height + 2 * margin,
  };
  const read = () => screen.read(areaIn(window, area));
  let pixels = await read();
  let since = performance.now();
  await waitUntil(async () => {
    await pause(100);
    const now = await read();
    if (!now.equals(pixels)) since = performance.now();
    pixels = now;
    return performance.now() - since > 500;
  }, `the heading ${heading} to stand still`);
  const words = { area, background: pixels.subarray(0, bytesPerPixel) };
  const contrast = contrastOf(pixels, words);
  if (contrast === null || contrast < 64) throw new Error(`The heading ${heading} is not alone.`);
  return { ...words, contrast };
}

/** Whether the words can be read: they stand out at least half as far as in the end, on nothing but their background. */
function isReadable(pixels: Buffer, words: Words): boolean {
  const contrast = contrastOf(pixels, words);
  return contrast !== null && contrast >= words.contrast / 2;
}

/** How far the words in the area stand out; null where the area's edge is not their background. */
function contrastOf(
  pixels: Buffer,
  { area, background }: Pick<Words, 'area' | 'background'>,
): number | null {
  let greatest = 0;
  for (let at = 0; at < pixels.length; at += bytesPerPixel) {
    let distance = 0;
    for (let colour = 0; colour < colours; colour += 1) {
      distance = Math.max(
        distance,
        Math.abs((pixels[at + colour] ?? 0) - (background[colour] ?? 0)),
      );
    }
    if (distance > 0 && isAtEdge(at / bytesPerPixel, area)) return null;
    greatest = Math.max(greatest, distance);
  }
  return greatest;
}

function isAtEdge(pixel: number, { width, height }: Area): boolean {
  const column = pixel % width;
  const row = (pixel - column) / width;
  return column === 0 || column === width - 1 || row === 0 || row === height - 1;
}

/** One start of a program: milliseconds until its window was mapped, and until its words stood on the screen. */
interface Start {
  readonly began: number;
  readonly mappedMs: number;
  readonly wordsMs: number;
  readonly child: ChildProcess;
  end(): Promise<void>;
}

/** Starts a program and looks at the screen until its words are there; rejects when they do not come. */
async function start(screen: Screen, program: Program, env: Env, words: Words): Promise<Start> {
  const mapped = screen.nextWindow();
  const began = performance.now();
  const child = startProgram(program, env);
  const end = () => endProcessGroup(child);
  try {
    const ended = once(child, 'exit').then(([code]) => {
      throw new Error(`${program.name} ended with ${code}.`);
    });
    ended.catch(() => {});
    const window = await Promise.race([mapped, ended]);
    const area = areaIn(window.area, words.area);
    const limit = began + 20_000;
    while (!isReadable(await screen.read(area), words)) {
      if (performance.now() > limit) throw new Error(`${program.name} does not show its words.`);
      await pause(1);
    }
    const wordsMs = performance.now() - began;
    return { began, mappedMs: window.at - began, wordsMs, child, end };
  } catch (error) {
    await end();
    throw error;
  }
}

const refreshPath = '/sessions/refresh';

/** Tells when the service has sent its next whole answer to a renewal; this process is the service. */
function nextRenewal(): Promise<number> {
  return new Promise((resolve) => {
    const channel = 'http.server.response.finish';
    function onFinish(message: unknown): void {
      const { request, response } = message as {
        readonly request: { readonly url?: string };
        readonly response: { readonly statusCode: number };
      };
      if (request.url?.endsWith(refreshPath) !== true) return;
      if (response.statusCode !== 200) return;
      unsubscribe(channel, onFinish);
      resolve(performance.now());
    }
    subscribe(channel, onFinish);
  });
}

/** A session of the bare app's own, to renew at each start as ours does: the same request, its proof made beforehand. */
async function openBareSession({ sandbox }: Apps) {
  const { baseUrl } = sandbox.description.sonar;
  const http = createSonarHttp({ current: () => baseUrl }, fetch, Date.now);
  const calls = createSignInCalls(http, {
    id: '7b0c9e0a-6c1d-4e57-9a53-0c1f2d3e4a5b',
    name: 'bare window',
    platform: 'linux',
    appVersion: '0.0.0',
  });
  const { sonarUsername, sonarPassword } = personOf(sandbox, 'google-no-account');
  const limit = AbortSignal.timeout(10_000);
  const session = await calls.signInWithPassword(sonarUsername ?? '', sonarPassword ?? '', limit);
  const { key } = session;
  let { refreshToken } = session;
  if (key === null) throw new Error('The session of the bare app is not bound to a key.');
  return {
    async nextRequest(): Promise<BareRequest> {
      const proof = await http.prove(key, refreshPath, refreshToken);
      return {
        url: `${baseUrl}${refreshPath}`,
        headers: { ...proof, 'content-type': 'application/json' },
        body: JSON.stringify({ refreshToken }),
      };
    },
    /** Takes the answer that the app prints. */
    async takeAnswer({ stdout }: ChildProcess): Promise<void> {
      if (stdout === null) throw new Error('The bare app cannot say anything.');
      const [line] = await once(createInterface({ input: stdout }), 'line');
      ({ refreshToken } = JSON.parse(line));
    },
  };
}

function personOf({ description }: Sandbox, key: string) {
  const person = description.people.find((candidate) => candidate.key === key);
  if (person === undefined) throw new Error(`Nobody is called ${key}.`);
  return person;
}

/** Signs in as a person does, and quits; answers how the sign-in screen and the account look. */
async function signIn(
  { sandbox, browser }: Apps,
  desktop: PackagedDesktop,
  screen: Screen,
  { key, home }: { readonly key: string; readonly home: string },
): Promise<{ readonly signedOut: Words; readonly signedIn: Words }> {
  const { name, provider } = personOf(sandbox, key);
  const { reader } = desktop;
  const mapped = screen.nextWindow();
  const app = desktop.start({ network: 'ours', env: { HOME: home } });
  const { area } = await mapped;
  const signedOut = await learnWords(desktop, screen, area, 'Sign in to Sonar');
  const providerName = provider === 'google' ? 'Google' : 'Microsoft';
  await reader.press('push button', `Sign in with ${providerName}`);
  const page = await browser.nextPage();
  await page.getByRole('button', { name }).first().click();
  await reader.waitFor('heading', name);
  await reader.waitFor('static', 'Online');
  await page.close();
  const signedIn = await learnWords(desktop, screen, area, name);
  await desktop.quit(app);
  return { signedOut, signedIn };
}

/** How the word of the bare window looks. */
async function learnBareWords(
  desktop: PackagedDesktop,
  screen: Screen,
  bare: Program,
): Promise<Words> {
  const mapped = screen.nextWindow();
  const child = startProgram(bare, desktop.env, ['--force-renderer-accessibility']);
  try {
    const { area } = await mapped;
    return await learnWords(desktop, screen, area, bareHeading);
  } finally {
    await endProcessGroup(child);
  }
}

async function measureRunning(bench: Bench, apps: Apps): Promise<readonly Row[]> {
  const memory = await mkdtemp('/dev/shm/sonar-screen-');
  const { ours, browser } = apps;
  try {
    const options = {
      app: ours.folder,
      executable: ours.name,
      title: 'Sonar',
      path: [browser.binFolder],
      screen: ['-fbdir', memory],
    };
    return await withPackagedApp(options, async (desktop) => {
      const screen = await watchScreen(desktop.env, memory);
      try {
        return await measureOnDesktop(bench, apps, desktop, screen);
      } finally {
        await screen.stop();
      }
    });
  } finally {
    await rm(memory, { recursive: true, force: true });
  }
}

/** Launches first; the two apps that are to be idle come to rest meanwhile, on a screen of their own. */
async function measureOnDesktop(
  bench: Bench,
  apps: Apps,
  desktop: PackagedDesktop,
  screen: Screen,
): Promise<readonly Row[]> {
  const home = async (name: string) => {
    const path = await makeUserFolder(join(apps.folder, name));
    await trustAuthority(desktop, path, apps.authority);
    return path;
  };
  const homes: Homes = {
    signedOut: await home('signed-out'),
    signedIn: await home('signed-in'),
    idle: await home('idle'),
    bare: await home('of-the-bare-window'),
  };
  bench.note('signs two people in');
  const at = homes.signedIn;
  const words = await signIn(apps, desktop, screen, { key: 'google-one-account', home: at });
  await signIn(apps, desktop, screen, { key: 'microsoft-one-account', home: homes.idle });
  const bareWords = await learnBareWords(desktop, screen, apps.bare);
  // Nothing listens to what is on the screen from here on.
  const { GNOME_ACCESSIBILITY: _, ...env } = desktop.env;
  const place: LaunchPlace = { apps, screen, env, homes, words: { ...words, bare: bareWords } };
  bench.note('starts without keychain and service');
  await requireNothingAwaited(place, desktop);
  const idle = await startIdlePair(place);
  try {
    bench.note('launches');
    const launches = await measureLaunches(bench, place);
    bench.note('waits until both are idle');
    await idle.settled();
    bench.note('looks at the idle apps');
    return [...launches, ...(await measureIdle(bench, idle))];
  } finally {
    await idle.end();
  }
}

/** Home folders: a person has one, and its state outlives a start. */
interface Homes {
  readonly signedOut: string;
  readonly signedIn: string;
  readonly idle: string;
  readonly bare: string;
}

interface LaunchPlace {
  readonly apps: Apps;
  readonly screen: Screen;
  readonly env: Env;
  readonly homes: Homes;
  readonly words: { readonly signedOut: Words; readonly signedIn: Words; readonly bare: Words };
}

/** Throws when the account is not on the screen of a start for which neither keychain nor service have an answer. */
async function requireNothingAwaited(
  { apps, screen, env, homes, words }: LaunchPlace,
  { keyring }: PackagedDesktop,
): Promise<void> {
  const { sonar } = apps.sandbox.control;
  keyring.freeze();
  sonar.goDown(true);
  try {
    const started = await start(
      screen,
      apps.ours,
      { ...env, HOME: homes.signedIn },
      words.signedIn,
    );
    await started.end();
  } finally {
    sonar.goDown(false);
    keyring.thaw();
  }
}

async function measureLaunches(
  bench: Bench,
  { apps, screen, env, homes, words }: LaunchPlace,
): Promise<readonly Row[]> {
  const { ours, bare } = apps;
  const session = await openBareSession(apps);
  const mapped: Record<string, number[]> = {};
  const renewed: Record<'ours' | 'bare', number[]> = { ours: [], bare: [] };

  async function launch(name: string, program: Program, more: Env, expected: Words) {
    const started = await start(screen, program, { ...env, ...more }, expected);
    const times = mapped[name] ?? [];
    mapped[name] = times;
    times.push(started.mappedMs);
    return started;
  }
  const times = await interleave(bench.quick ? 7 : 15, {
    async signedOut() {
      const { wordsMs, end } = await launch(
        'signed out',
        ours,
        { HOME: homes.signedOut },
        words.signedOut,
      );
      await end();
      return wordsMs;
    },
    async bare() {
      const { wordsMs, end } = await launch('bare', bare, { HOME: homes.bare }, words.bare);
      await end();
      return wordsMs;
    },
    async signedIn() {
      const renewal = nextRenewal();
      const { began, wordsMs, end } = await launch(
        'signed in',
        ours,
        { HOME: homes.signedIn },
        words.signedIn,
      );
      renewed.ours.push((await renewal) - began);
      await end();
      return wordsMs;
    },
    async bareWithRequest() {
      const renewal = nextRenewal();
      const request = JSON.stringify(await session.nextRequest());
      const { began, wordsMs, child, end } = await launch(
        'bare with request',
        bare,
        { HOME: homes.bare, [bareRequestVariable]: request },
        words.bare,
      );
      renewed.bare.push((await renewal) - began);
      await session.takeAnswer(child);
      await end();
      return wordsMs;
    },
  });
  for (const [name, values] of Object.entries(mapped)) {
    bench.note(`window mapped, ${name}: ${median(values.slice(1)).toFixed(0)} ms`);
  }
  // As `interleave` leaves out the first of each.
  const renewedOurs = renewed.ours.slice(1);
  const renewedBare = renewed.bare.slice(1);
  return [
    launchRow('launch-signed-out', 'Launch to the sign-in screen', 1.15, times.signedOut, {
      what: 'bare window',
      values: times.bare,
    }),
    launchRow('launch-signed-in', 'Launch to the account on screen', 1.2, times.signedIn, {
      what: 'bare window',
      values: times.bare,
    }),
    launchRow('launch-to-renewed-session', 'Launch to a renewed session', 1.25, renewedOurs, {
      what: 'bare window that makes the same request',
      values: renewedBare,
    }),
  ];
}

function launchRow(
  name: string,
  title: string,
  atMost: number,
  ours: readonly number[],
  against: { readonly what: string; readonly values: readonly number[] },
): Row {
  return {
    name,
    title,
    unit: 'ms',
    ours: median(ours),
    limit: { what: against.what, value: median(against.values) },
    peers: [],
    goal: { of: 'ratio', value: atMost },
    runs: ours.length,
    spread: spreadOf(ours),
  };
}

/** Two apps that nobody does anything with. */
interface IdlePair {
  readonly ours: number;
  readonly bare: number;
  /** Ends when the session is renewed and nobody has asked the keychain for so long that its process has ended. */
  settled(): Promise<void>;
  end(): Promise<void>;
}

/** The keychain's process ends half a minute after its last question. */
const settleLimitMs = 90_000;
/** What is left to do after that. */
const restMs = 2_000;

async function startIdlePair({ apps, env, homes }: LaunchPlace): Promise<IdlePair> {
  const screen = await startPrivateScreen();
  const authority = join(apps.folder, 'x-authority-of-the-idle');
  await copyFile(screen.env.XAUTHORITY, authority);
  giveToUser(authority);
  const own = { ...env, DISPLAY: screen.env.DISPLAY, XAUTHORITY: authority };
  await greetScreen(apps.bare, { ...own, HOME: homes.bare });
  const renewal = nextRenewal();
  const ours = startProgram(apps.ours, { ...own, HOME: homes.idle });
  const bare = startProgram(apps.bare, { ...own, HOME: homes.idle });
  await renewal;
  const pid = (child: ChildProcess) => child.pid ?? 0;
  return {
    ours: pid(ours),
    bare: pid(bare),
    async settled() {
      const hasNoKeychain = async () => !(await hasUtility(pid(ours), 'node.mojom.NodeService'));
      await waitUntil(hasNoKeychain, 'the end of the keychain’s process', settleLimitMs);
      await pause(restMs);
    },
    async end() {
      await Promise.all([endProcessGroup(ours), endProcessGroup(bare)]);
      await screen.stop();
    },
  };
}

/**
 * Starts a program on a new screen and ends it. GTK asks an OpenGL driver of some 25 MB what the screen can do, keeps the
 * driver, and leaves the answer at the screen for others: on a desktop somebody has long asked, and here neither of the
 * two that are compared shall be the one.
 */
async function greetScreen(program: Program, env: Env): Promise<void> {
  const child = startProgram(program, env);
  try {
    const greeting = () =>
      execFileSync('xprop', ['-root', 'GDK_VISUALS'], { env, encoding: 'utf8' });
    // Before that it says that there is no such name, or nothing by it.
    const isGreeted = () => greeting().includes('=');
    await waitUntil(isGreeted, 'what GTK leaves at a screen');
  } finally {
    await endProcessGroup(child);
  }
}

/** Whether an app has a utility process of a kind, as Chromium names it. */
async function hasUtility(pid: number, kind: string): Promise<boolean> {
  const family = await processFamily(pid);
  const words = await Promise.all(family.map((member) => readProc(`${member}/cmdline`)));
  return words.some((line) => line.includes(`--utility-sub-type=${kind}`));
}

/** A file of `/proc`; empty where its process or thread has ended. */
function readProc(path: string): Promise<string> {
  return readFile(join('/proc', path), 'utf8').catch(() => '');
}

/** What every thread of an app has used up since it began. */
interface Used {
  readonly cpuMs: number;
  /** How often a thread that had waited went on: voluntary switches. */
  readonly wakeUps: number;
}

/** By thread: one that ends takes what it had used with it. */
async function readThreads(pid: number): Promise<ReadonlyMap<string, Used>> {
  const threads = new Map<string, Used>();
  for (const member of await processFamily(pid)) {
    const tasks = await readdir(`/proc/${member}/task`).catch(() => []);
    for (const task of tasks) {
      const thread = `${member}/task/${task}`;
      // Nanoseconds on a processor; `stat` counts in hundredths of a second, which is too coarse here.
      const [nanoseconds = '0'] = (await readProc(`${thread}/schedstat`)).split(' ');
      const status = await readProc(`${thread}/status`);
      const [, switches = '0'] = /^voluntary_ctxt_switches:\s+(\d+)$/m.exec(status) ?? [];
      threads.set(thread, { cpuMs: Number(nanoseconds) / 1e6, wakeUps: Number(switches) });
    }
  }
  return threads;
}

function usedBetween(
  before: ReadonlyMap<string, Used>,
  after: ReadonlyMap<string, Used>,
  of: keyof Used,
): number {
  const used = [...after].map(([thread, now]) => now[of] - (before.get(thread)?.[of] ?? 0));
  return sum(used);
}

/** Memory of all processes of an app; what several share is divided among them. */
async function readPssMb(pid: number): Promise<number> {
  const family = await processFamily(pid);
  const rollups = await Promise.all(family.map((member) => readProc(`${member}/smaps_rollup`)));
  const kilobytes = rollups.map((text) => Number(/^Pss:\s+(\d+) kB/m.exec(text)?.[1] ?? 0));
  return sum(kilobytes) / 1000;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}

const sliceMs = 2_000;

/**
 * Looks at both apps at the same time, in equal slices. The figures are the means of the slices, by the minute; the goal
 * is that their difference is no greater than what chance makes of it (`noiseOf`).
 */
async function measureIdle(bench: Bench, { ours, bare }: IdlePair): Promise<readonly Row[]> {
  const slices = (bench.quick ? 10_000 : 60_000) / sliceMs;
  const memory = { ours: [await readPssMb(ours)], bare: [await readPssMb(bare)] };
  const used = {
    ours: { cpuMs: [] as number[], wakeUps: [] as number[] },
    bare: { cpuMs: [] as number[], wakeUps: [] as number[] },
  };
  let before = { ours: await readThreads(ours), bare: await readThreads(bare) };
  for (let slice = 0; slice < slices; slice += 1) {
    await pause(sliceMs);
    const after = { ours: await readThreads(ours), bare: await readThreads(bare) };
    for (const app of ['ours', 'bare'] as const) {
      for (const what of ['cpuMs', 'wakeUps'] as const) {
        used[app][what].push((usedBetween(before[app], after[app], what) * 60_000) / sliceMs);
      }
    }
    before = after;
  }
  memory.ours.push(await readPssMb(ours));
  memory.bare.push(await readPssMb(bare));
  const idleRow = (name: string, title: string, unit: string, of: keyof Used): Row => ({
    name,
    title,
    unit,
    ours: mean(used.ours[of]),
    limit: { what: 'bare window', value: mean(used.bare[of]) },
    peers: [],
    goal: { of: 'difference', value: noiseOf(used.ours[of], used.bare[of]) },
    runs: slices,
    // Most slices of an app at rest are empty: quartiles are nothing to divide by.
    spread: 0,
  });
  return [
    {
      name: 'memory-idle',
      title: 'Memory of all processes (PSS), signed in and idle',
      unit: 'MB',
      ours: median(memory.ours),
      limit: { what: 'bare window', value: median(memory.bare) },
      peers: [],
      goal: { of: 'difference', value: 35 },
      runs: memory.ours.length,
      spread: spreadOf(memory.ours),
    },
    idleRow('cpu-idle', 'CPU, signed in and idle', 'ms/min', 'cpuMs'),
    idleRow('wake-ups-idle', 'Wake-ups, signed in and idle', '/min', 'wakeUps'),
  ];
}

/**
 * Twice the standard error of the difference of two means (Welch): by more than that the means of twenty pairs of alike
 * apps differ once. Work that comes rarely and in bursts makes it great; a poll does not, for it is in nearly every slice.
 */
function noiseOf(one: readonly number[], other: readonly number[]): number {
  return 2 * Math.sqrt(varianceOf(one) / one.length + varianceOf(other) / other.length);
}

function varianceOf(values: readonly number[]): number {
  const middle = mean(values);
  return sum(values.map((value) => (value - middle) ** 2)) / (values.length - 1);
}

function mean(values: readonly number[]): number {
  return sum(values) / values.length;
}

/** What the packaged app brings beside Electron, and what of it the page needs before it can paint. */
async function measureSizes(app: string): Promise<readonly Row[]> {
  const resources = join(app, 'resources');
  const archive = join(resources, 'app.asar');
  const { size } = await stat(archive);
  const unpacked = await folderBytes(`${archive}.unpacked`);
  const alone = { limit: null, peers: [], runs: 1, spread: 0 };
  return [
    {
      name: 'shipped-size',
      title: 'Shipped without Electron: archive and what lies unpacked beside it',
      unit: 'MB',
      ours: (size + unpacked) / 1e6,
      goal: { of: 'ours', value: 4 },
      ...alone,
    },
    {
      name: 'first-paint-javascript',
      title: 'JavaScript that the page names or imports before its first paint, gzip',
      unit: 'kB',
      ours: firstPaintBytes(archive) / 1000,
      goal: { of: 'ours', value: 90 },
      ...alone,
    },
  ];
}

async function folderBytes(folder: string): Promise<number> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile());
  const sizes = await Promise.all(
    files.map(({ parentPath, name }) => stat(join(parentPath, name))),
  );
  return sum(sizes.map(({ size }) => size));
}

/** The scripts of index.html with all that they import at once; what they import later is not asked for by the paint. */
function firstPaintBytes(archive: string): number {
  const read = (path: string) => extractFile(archive, join('dist', 'renderer', path));
  const page = read('index.html').toString();
  const waiting = [...page.matchAll(/(?:src|href)="\.?\/?([^"]+\.js)"/g)].map(
    ([, path = '']) => path,
  );
  const inline = [...page.matchAll(/<script(?![^>]*\ssrc=)[^>]*>([^<]+)/g)].map(
    ([, text = '']) => text,
  );
  let bytes = sum(inline.map((text) => gzipSync(text, { level: 9 }).length));
  const found = new Set<string>();
  for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
    if (found.has(path)) continue;
    found.add(path);
    const script = read(path);
    bytes += gzipSync(script, { level: 9 }).length;
    for (const [, name = ''] of script.toString().matchAll(/(?:from|import)\s*"(\.[^"]+\.js)"/g)) {
      waiting.push(posix.join(posix.dirname(path), name));
    }
  }
  return bytes;
}
