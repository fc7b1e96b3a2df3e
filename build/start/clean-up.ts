/** Undoes what was started, last first, exactly once; what is added too late is undone at once. */
export interface CleanUp {
  add(undo: () => Promise<void>): void;
  run(): Promise<void>;
}

/** Makes an empty list of things to undo. */
export function createCleanUp(): CleanUp {
  const undos: (() => Promise<void>)[] = [];
  let running: Promise<void> | undefined;
  const undoAll = async (): Promise<void> => {
    for (let undo = undos.pop(); undo; undo = undos.pop()) {
      await undo().catch((error: unknown) => console.error(String(error)));
    }
  };
  return {
    add(undo) {
      undos.push(undo);
      if (running) running = running.then(undoAll);
    },
    run() {
      running ??= undoAll();
      return running;
    },
  };
}
