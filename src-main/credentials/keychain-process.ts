/**
 * The program of the keychain's child process, and the one file that loads keytar. It runs under Electron's
 * `utilityProcess` and under Node's `fork`. A call into the system's keychain may block a thread for ever and keep a
 * process from exiting; in a child it can be killed without the app noticing.
 */
import type {
  KeychainAnswer,
  KeychainOutcome,
  KeychainRequest,
  KeychainTrouble,
} from './keychain-messages.ts';
import { classifyKeychainError, classifyLoadError } from './keychain-messages.ts';

type Keytar = Pick<
  typeof import('keytar'),
  'getPassword' | 'setPassword' | 'deletePassword' | 'findCredentials'
>;

/** What is used of Electron's `ParentPort`; that it closes is not in its declarations. */
interface ParentPort {
  postMessage(message: unknown): void;
  on(event: 'message', listener: (event: { readonly data: unknown }) => void): void;
  on(event: 'close', listener: () => void): void;
}

/** No item of ours is as long; what another program has put in its place is damaged, however much of it comes over. */
const mostCharacters = 4_096;

let keytar: Promise<Keytar | KeychainTrouble> | undefined;

/** Loads the native module with the first question; or says why it cannot be had. */
function loadKeytar(): Promise<Keytar | KeychainTrouble> {
  // libsecret translates its messages, and the messages are all that tells locked from absent.
  process.env.LC_ALL = 'C.UTF-8';
  keytar ??= import('keytar').then(
    (module) => module.default as Keytar,
    (error: unknown) => classifyLoadError(textOf(error)),
  );
  return keytar;
}

function textOf(error: unknown): string {
  return error instanceof Error ? error.message : '';
}

async function perform(library: Keytar, request: KeychainRequest): Promise<KeychainOutcome> {
  const { service, account } = request;
  switch (request.op) {
    case 'load':
      return { ok: true, value: null };
    case 'get': {
      const value = await library.getPassword(service, account);
      return { ok: true, value: value === null ? null : value.slice(0, mostCharacters) };
    }
    case 'set':
      await library.setPassword(service, account, request.value ?? '');
      return { ok: true, value: null };
    case 'delete':
      return { ok: true, value: await library.deletePassword(service, account) };
    case 'list': {
      const items = await library.findCredentials(service);
      const names = items.map((item) => item.account).filter((name) => name.startsWith(account));
      return { ok: true, value: names };
    }
  }
}

async function answer(request: KeychainRequest): Promise<KeychainAnswer> {
  const library = await loadKeytar();
  if (typeof library === 'string') {
    return { id: request.id, outcome: { ok: false, code: library } };
  }
  try {
    return { id: request.id, outcome: await perform(library, request) };
  } catch (error) {
    const code = classifyKeychainError(textOf(error));
    return { id: request.id, outcome: { ok: false, code } };
  }
}

/** A thread that hangs in the system's keychain would survive `process.exit`. */
function die(): void {
  process.kill(process.pid, 'SIGKILL');
}

function listen(): void {
  const { parentPort } = process as unknown as { readonly parentPort?: ParentPort | null };
  if (parentPort) {
    parentPort.on('message', ({ data }) => {
      void answer(data as KeychainRequest).then((reply) => parentPort.postMessage(reply));
    });
    parentPort.on('close', die);
    return;
  }
  process.on('message', (data) => {
    void answer(data as KeychainRequest).then((reply) => {
      if (process.connected) process.send?.(reply);
    });
  });
  process.on('disconnect', die);
}

listen();
