import type { ProtocolSession } from './protocol/protocol-client.ts';
import { preloadWorldName } from './world/world-scripts.ts';

/** A frame of the page, as Electron's `WebFrameMain` shows it. */
export interface HostFrame {
  readonly url: string;
  readonly parent: HostFrame | null;
}

/** The main frame and the preload's world in it. */
export interface PageFrames {
  readonly mainFrame: HostFrame;
  /** The execution context of the preload; null while there is none. */
  preloadContext(): number | null;
  /** The frame to which an execution context belongs; null: it is gone. */
  frameOfContext(contextId: number): HostFrame | null;
  /** Calls `listener` with each new execution context of the preload. */
  onPreloadWorld(listener: () => void): void;
  /** Calls `listener` when the main frame shows another document. */
  onNavigated(listener: (url: string) => void): void;
}

/** Follows the frames of a page. Of frames inside it only that they are not the main one is known. */
export function followFrames(session: ProtocolSession, mainFrameId: string): PageFrames {
  const mainFrame = { url: 'about:blank', parent: null };
  const innerFrame: HostFrame = { url: 'about:blank', parent: mainFrame };
  const contexts = new Map<number, HostFrame>();
  const worldListeners: (() => void)[] = [];
  const navigationListeners: ((url: string) => void)[] = [];
  let preload: number | null = null;

  session.on('Runtime.executionContextCreated', ({ context }) => {
    const { frameId } = context.auxData as { frameId?: string };
    const isMain = frameId === mainFrameId;
    contexts.set(context.id, isMain ? mainFrame : innerFrame);
    if (!isMain || context.name !== preloadWorldName) return;
    // The preload may call before the navigation is told.
    if (!mainFrame.url.startsWith(`${context.origin}/`)) mainFrame.url = `${context.origin}/`;
    preload = context.id;
    for (const listener of worldListeners) listener();
  });
  session.on('Runtime.executionContextDestroyed', ({ executionContextId }) => {
    contexts.delete(executionContextId);
    if (preload === executionContextId) preload = null;
  });
  session.on('Runtime.executionContextsCleared', () => {
    contexts.clear();
    preload = null;
  });
  session.on('Page.frameNavigated', ({ frame }) => {
    if (frame.id !== mainFrameId) return;
    mainFrame.url = frame.url;
    for (const listener of navigationListeners) listener(frame.url);
  });

  return {
    mainFrame,
    preloadContext: () => preload,
    frameOfContext: (contextId) => contexts.get(contextId) ?? null,
    onPreloadWorld: (listener) => void worldListeners.push(listener),
    onNavigated: (listener) => void navigationListeners.push(listener),
  };
}
