/**
 * Whether an answer is still wanted: the person may have signed out, removed the account or signed in anew while it
 * was on its way. Asked after every wait, in this one place, so that a late answer changes nothing and nothing further
 * is sent for it.
 */
export interface Current {
  /** Throws once the answer is not wanted any more. */
  require(): void;
  /** Waits for an answer, which may be a failure; throws instead once it is not wanted. */
  answer<T>(asked: Promise<T>): Promise<T>;
  /** The same service, of which nothing is asked, and no answer taken, once it is not wanted. Its methods are asynchronous. */
  guard<T extends object>(service: T): T;
}

/** Makes a guard; `refuse` makes what is thrown. */
export function createCurrent(isCurrent: () => boolean, refuse: () => Error): Current {
  function require(): void {
    if (!isCurrent()) throw refuse();
  }
  async function answer<T>(asked: Promise<T>): Promise<T> {
    try {
      return await asked;
    } finally {
      require();
    }
  }
  return {
    require,
    answer,
    guard: (service) =>
      new Proxy(service, {
        get(target, name) {
          const member: unknown = Reflect.get(target, name);
          if (typeof member !== 'function') return member;
          return async (...args: readonly unknown[]) => {
            require();
            return answer(Promise.resolve(Reflect.apply(member, target, args)));
          };
        },
      }),
  };
}
