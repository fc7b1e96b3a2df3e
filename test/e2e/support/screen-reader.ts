import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, writeFile } from 'node:fs/promises';
import { createServer, type Socket } from 'node:net';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';
import { endProcessGroup } from '../../../services/desktop/child-process.ts';
import { callOverBus } from '../../../services/desktop/session-bus.ts';
import { waitUntil } from '../../support/wait-until.ts';
import type { OwnScreen } from './own-screen.ts';

const run = promisify(execFile);

/** Orca, the screen reader of Linux desktops, as it reads to somebody at a screen. */
export interface ScreenReader {
  /** All that was said since the last time, joined by blanks, once each of `parts` is in it. */
  hear(...parts: readonly RegExp[]): Promise<string>;
  /** Acts on the first thing with this role and name as assistive technology does, without mouse and keyboard. */
  pressByReader(role: string, name: string): Promise<void>;
}

/**
 * As it is delivered, but for two things that would come in between at a moment of their own: a page is read when
 * somebody asks for it, and a field that takes the focus does not take the reader's keys.
 */
const profile = {
  profile: ['Default', 'default'],
  sayAllOnLoad: false,
  nativeNavTriggersFocusMode: false,
};
const readerSettings = {
  general: { startingProfile: ['Default', 'default'] },
  profiles: { default: profile },
  pronunciations: {},
  keybindings: {},
};

/** What assistive technology does to things, by Debian's own library. */
const atSpi = join(import.meta.dirname, '../../packaged/support/at-spi.py');

/**
 * Gives a screen and a message bus what assistive technology needs, as a desktop does; `start` starts Orca with a voice that
 * notes what it is to say. Ends all of it afterwards.
 */
export async function withScreenReader<T>(
  folder: string,
  screen: OwnScreen,
  busAddress: string,
  use: (start: () => Promise<ScreenReader>) => Promise<T>,
): Promise<T> {
  const home = join(folder, 'reader');
  await mkdir(join(home, 'data/orca'), { recursive: true });
  await mkdir(join(home, 'run'), { mode: 0o700 });
  const voice = await startVoice(join(home, 'voice'));
  await writeFile(join(home, 'data/orca/user-settings.conf'), JSON.stringify(readerSettings));
  const env = {
    ...process.env,
    ...screen.env,
    DBUS_SESSION_BUS_ADDRESS: busAddress,
    GSETTINGS_BACKEND: 'memory',
    HOME: home,
    LC_ALL: 'C.UTF-8',
    SPEECHD_ADDRESS: `unix_socket:${join(home, 'voice')}`,
    XDG_CONFIG_HOME: join(home, 'config'),
    XDG_DATA_HOME: join(home, 'data'),
    XDG_RUNTIME_DIR: join(home, 'run'),
  };
  const started: ChildProcess[] = [];
  let missing: Error | undefined;
  const start = (program: string, ...args: readonly string[]) => {
    const child = spawn(program, args, { env, detached: true, stdio: 'ignore' });
    child.once('error', (cause) => {
      missing = new Error(`${program} cannot be started.`, { cause });
    });
    started.push(child);
  };
  const until = (condition: () => boolean | Promise<boolean>, what: string | (() => string)) =>
    waitUntil(
      () => {
        if (missing !== undefined) throw missing;
        return condition();
      },
      what,
      60_000,
    );

  let heard = 0;
  async function hear(...parts: readonly RegExp[]): Promise<string> {
    const words = () => voice.said.slice(heard).join(' ');
    await until(
      () => parts.every((part) => part.test(words())),
      () => `${parts.join(', ')} in: ${words()}`,
    );
    const all = words();
    heard = voice.said.length;
    return all;
  }
  async function pressByReader(role: string, name: string): Promise<void> {
    await run('/usr/bin/python3', [atSpi, 'press', role, name], { env });
  }

  try {
    // A plain bus starts nothing by itself.
    start('/usr/libexec/at-spi-bus-launcher', '--launch-immediately');
    await until(() => hasAccessibilityBus(busAddress), 'the accessibility bus');
    return await use(async () => {
      start('orca', '--replace');
      return { hear, pressByReader };
    });
  } finally {
    for (const child of started.toReversed()) await endProcessGroup(child);
    await voice.stop();
  }
}

/** What takes the place of speech-dispatcher: it speaks its protocol (SSIP) and notes what it is given to say. */
interface Voice {
  /** A line for each thing said. */
  readonly said: readonly string[];
  stop(): Promise<void>;
}

/** Answers of SSIP that a reader goes on by; every other command is only agreed to. */
const answers: readonly (readonly [RegExp, string])[] = [
  [/^HISTORY GET CLIENT_ID/, '245-1\r\n245 OK CLIENT ID SENT'],
  [/^LIST OUTPUT_MODULES/, '250-noting\r\n250 OK MODULE LIST SENT'],
  [/^LIST SYNTHESIS_VOICES/, '249-noting\ten\tnone\r\n249 OK VOICE LIST SENT'],
  [/^LIST VOICES/, '249-MALE1\r\n249 OK VOICE LIST SENT'],
  [/^GET /, '251-noting\r\n251 OK GET RETURNED'],
  [/^SPEAK/, '230 OK RECEIVING DATA'],
  [/^QUIT/, '231 HAPPY HACKING'],
  [/^/, '220 OK'],
];

/** A voice is done this soon, and says so again where nobody has heard it: a reader may still be about to listen. */
const doneAfterMs = 20;
const doneAgainMs = 250;

async function startVoice(path: string): Promise<Voice> {
  const said: string[] = [];
  const sockets = new Set<Socket>();
  let messages = 0;
  const server = createServer((socket) => {
    sockets.add(socket);
    let isData = false;
    let data: string[] = [];
    let done: NodeJS.Timeout | undefined;
    const say = (text: string) => {
      said.push(text);
      const id = ++messages;
      socket.write(`225-${id}\r\n225 OK MESSAGE QUEUED\r\n`);
      const tell = () => {
        for (const event of ['701 BEGIN', '702 END']) {
          const code = event.slice(0, 3);
          socket.write(`${code}-${id}\r\n${code}-1\r\n${event}\r\n`);
        }
        done = setTimeout(tell, doneAgainMs);
      };
      done = setTimeout(tell, doneAfterMs);
    };
    socket.on('error', () => {});
    socket.on('close', () => clearTimeout(done));
    createInterface({ input: socket }).on('line', (line) => {
      if (isData && line !== '.') {
        data.push(line.replace(/^\.\./, '.'));
        return;
      }
      clearTimeout(done);
      if (isData) say(withoutMarkup(data.join(' ')));
      else if (/^(CHAR|KEY|SOUND_ICON) /.test(line)) say(line.replace(/^\S+ /, ''));
      else {
        isData = line === 'SPEAK';
        data = [];
        socket.write(`${answers.find(([command]) => command.test(line))?.[1]}\r\n`);
        return;
      }
      isData = false;
    });
  });
  server.listen(path);
  await once(server, 'listening');
  return {
    said,
    async stop() {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}

/** A reader marks its sentences as SSML. */
function withoutMarkup(text: string): string {
  const letters: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&' };
  return text
    .replaceAll(/<[^>]*>/g, '')
    .replaceAll(/&(lt|gt|amp);/g, (_all, name: string) => letters[name] ?? '')
    .replaceAll(/\s+/g, ' ')
    .trim();
}

function hasAccessibilityBus(busAddress: string): Promise<boolean> {
  return callOverBus(busAddress, [
    '--dest=org.a11y.Bus',
    '/org/a11y/bus',
    'org.a11y.Bus.GetAddress',
  ]).then(
    () => true,
    () => false,
  );
}
