import { readFileSync } from 'node:fs';
import { followFrames, type PageFrames } from './page-frames.ts';
import { interceptRequests, type RequestRules } from './page-requests.ts';
import type { ProtocolClient, ProtocolSession } from './protocol/protocol-client.ts';
import { attachToPage, type WindowPage } from './window-page.ts';
import type { HostMessage, WorldMessage } from './world/preload-world.ts';
import {
  bindingName,
  mainWorldScript,
  preloadWorldName,
  preloadWorldScript,
} from './world/world-scripts.ts';

/** The page of the window with the app's rules and preload in force. */
export interface OpenPage {
  readonly page: WindowPage;
  readonly session: ProtocolSession;
  readonly frames: PageFrames;
  /** Sends to the preload's world; lost when there is none, as with Electron. */
  tell(message: HostMessage): void;
  /** Calls `listener` with what the preload's world says, and from which execution context. */
  onTold(listener: (message: WorldMessage, contextId: number) => void): void;
}

/** Prepares the page of a new Chromium, step by step, before anything of the app is loaded. */
export async function openPage(
  client: ProtocolClient,
  preload: string,
  rules: RequestRules,
): Promise<OpenPage> {
  const page = await attachToPage(client);
  const { session } = page;
  const { frameTree } = await session.send('Page.getFrameTree');
  const frames = followFrames(session, frameTree.frame.id);
  await interceptRequests(session, frameTree.frame.id, rules);
  await client.send('Browser.setDownloadBehavior', { behavior: 'deny' });
  await session.send('Page.enable');
  await session.send('Page.setLifecycleEventsEnabled', { enabled: true });
  await session.send('Inspector.enable');
  await session.send('Runtime.enable');
  await session.send('Runtime.addBinding', {
    name: bindingName,
    executionContextName: preloadWorldName,
  });
  await session.send('Page.addScriptToEvaluateOnNewDocument', { source: mainWorldScript() });
  await session.send('Page.addScriptToEvaluateOnNewDocument', {
    source: preloadWorldScript(readFileSync(preload, 'utf8')),
    worldName: preloadWorldName,
  });
  session.on('Runtime.exceptionThrown', ({ exceptionDetails }) => {
    if (exceptionDetails.executionContextId !== frames.preloadContext()) return;
    console.error('preload:', exceptionDetails.exception?.description ?? exceptionDetails.text);
  });
  return {
    page,
    session,
    frames,
    tell(message) {
      const executionContextId = frames.preloadContext();
      if (executionContextId === null) return;
      session
        .send('Runtime.callFunctionOn', {
          functionDeclaration: 'function (text) { chromiumHostReceive(text); }',
          arguments: [{ value: JSON.stringify(message) }],
          executionContextId,
        })
        .catch(() => {});
    },
    onTold(listener) {
      session.on('Runtime.bindingCalled', ({ name, payload, executionContextId }) => {
        if (name === bindingName) listener(JSON.parse(payload) as WorldMessage, executionContextId);
      });
    },
  };
}
