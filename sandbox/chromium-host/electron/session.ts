type ProtocolHandler = (request: Request) => Response | Promise<Response>;
type BeforeRequest = (
  details: { readonly url: string },
  answer: (response: { readonly cancel?: boolean }) => void,
) => void;

/**
 * Electron's `Session` as far as the app uses it. Every permission is denied by Chromium's own switch, whatever the
 * handlers would say; the network of `fetch` is Node's, without the system's proxy.
 */
export class HostSession {
  readonly #handlers = new Map<string, ProtocolHandler>();
  #beforeRequest: BeforeRequest | null = null;

  readonly protocol = {
    handle: (scheme: string, handler: ProtocolHandler): void => {
      this.#handlers.set(scheme, handler);
    },
  };

  readonly webRequest = {
    onBeforeRequest: (listener: BeforeRequest | null): void => {
      this.#beforeRequest = listener;
    },
  };

  setPermissionRequestHandler(): void {}
  setPermissionCheckHandler(): void {}
  setDevicePermissionHandler(): void {}

  fetch(input: string, init?: RequestInit): Promise<Response> {
    return fetch(input, init);
  }

  async setProxy(): Promise<void> {}
  setCertificateVerifyProc(): void {}

  handlerOf(scheme: string): ProtocolHandler | undefined {
    return this.#handlers.get(scheme);
  }

  isAllowed(url: string): boolean {
    let isCancelled = false;
    this.#beforeRequest?.({ url }, ({ cancel }) => {
      isCancelled = cancel === true;
    });
    return !isCancelled;
  }
}

/** Electron's `session`: one session per name of a partition, all in memory. */
export class HostSessions {
  readonly #partitions = new Map<string, HostSession>();

  fromPartition(name: string): HostSession {
    const session = this.#partitions.get(name) ?? new HostSession();
    this.#partitions.set(name, session);
    return session;
  }
}
