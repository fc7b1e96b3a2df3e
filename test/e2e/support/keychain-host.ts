import { fileURLToPath } from 'node:url';
import type {
  CredentialRead,
  CredentialWrite,
} from '../../../src-main/credentials/credential-store.ts';
import type { ChildLoss } from '../../../src-main/credentials/keychain-child.ts';
import { startMainProcess } from './processes.ts';

/** What the store in Electron's main process is made with. */
export interface ParentOptions {
  readonly service: string;
  readonly childModule: string;
  readonly waitMs?: number;
  readonly lateAnswerMs?: number;
  readonly idleMs?: number;
}

/** What the main process tells beside its answers. */
export type ParentWord =
  | { readonly kind: 'child'; readonly pid: number }
  | { readonly kind: 'lost'; readonly loss: ChildLoss };

/** The product's keychain store in the main process of the Electron that is here. */
export interface KeychainHost {
  /** Process ids of the children that the system has started, in order. */
  readonly children: readonly number[];
  readonly losses: readonly ChildLoss[];
  read(key: string): Promise<CredentialRead>;
  write(key: string, value: string): Promise<CredentialWrite>;
  tryAgain(): Promise<void>;
  /** Closes the store; the main process stays. */
  close(): Promise<void>;
  /** Closes the store and ends the main process in the same breath; ends when that is gone. */
  quit(): Promise<void>;
  /** Kills the main process. */
  kill(): Promise<void>;
}

/** The program that the product's installers carry. */
export const builtChild = fileURLToPath(
  new URL('../../../dist/main/keychain-process.js', import.meta.url),
);

/** Bundles the main process into `folder` and starts Electron with it. */
export async function startKeychainHost(
  folder: string,
  env: Readonly<Record<string, string>>,
  options: ParentOptions,
): Promise<KeychainHost> {
  const children: number[] = [];
  const losses: ChildLoss[] = [];
  const { tell, gone, kill } = await startMainProcess(folder, 'keychain-parent', {
    env: { ...env, KEYCHAIN_PARENT: JSON.stringify(options) },
    onWord(word) {
      const told = word as ParentWord;
      if (told.kind === 'child') children.push(told.pid);
      else losses.push(told.loss);
    },
  });
  return {
    children,
    losses,
    read: (key) => tell('read', key) as Promise<CredentialRead>,
    write: (key, value) => tell('write', key, value) as Promise<CredentialWrite>,
    tryAgain: () => tell('try-again') as Promise<void>,
    close: () => tell('close') as Promise<void>,
    async quit() {
      void tell('quit');
      await gone;
    },
    kill,
  };
}
