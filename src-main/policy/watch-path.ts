import { existsSync, type FSWatcher, watch } from 'node:fs';
import { basename, dirname, relative, sep } from 'node:path';

/**
 * Calls `onNews` when something in `directory` may have changed, also when it does not exist yet or is replaced: its
 * nearest existing parent is watched with it. Answers the function that stops it.
 */
export function watchPath(directory: string, onNews: () => void): () => void {
  let watchers: readonly FSWatcher[] = [];
  let stopped = false;

  function close(): void {
    for (const watcher of watchers) watcher.close();
    watchers = [];
  }

  function arm(): void {
    close();
    if (stopped) return;
    const parent = nearestParent(directory);
    // The parent first: a directory that appears between the two is then seen by one of them.
    watchers = [...watchOne(parent), ...watchOne(directory)];
    if (nearestParent(directory) !== parent) arm();
  }

  function watchOne(watched: string): readonly FSWatcher[] {
    const [child = ''] = relative(watched, directory).split(sep);
    const isOurs = (name: string | null) =>
      child === '' || name === null || name === child || name === basename(watched);
    try {
      const watcher = watch(watched, { persistent: false }, (_event, name) => {
        if (!isOurs(name)) return;
        if (child !== '') arm();
        onNews();
      });
      // A watched directory that is removed may end its watch with an error; its parent's watch goes on.
      watcher.on('error', () => watcher.close());
      return [watcher];
    } catch {
      return [];
    }
  }

  arm();
  return () => {
    stopped = true;
    close();
  };
}

function nearestParent(path: string): string {
  const parent = dirname(path);
  return parent === path || existsSync(parent) ? parent : nearestParent(parent);
}
