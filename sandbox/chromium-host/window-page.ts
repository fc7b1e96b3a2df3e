import type { Protocol } from 'devtools-protocol/types/protocol.js';
import type { ProtocolClient, ProtocolSession } from './protocol/protocol-client.ts';

/** The page of the window, attached. */
export interface WindowPage {
  readonly session: ProtocolSession;
  readonly targetId: string;
  /** Calls `listener` once when the page was closed. */
  onClosed(listener: () => void): void;
}

/** Attaches to the window's page; every other page that is ever opened is closed before it runs anything. */
export async function attachToPage(client: ProtocolClient): Promise<WindowPage> {
  const first = Promise.withResolvers<Protocol.Target.AttachedToTargetEvent>();
  let targetId: string | undefined;

  client.on('Target.attachedToTarget', (event) => {
    const { sessionId, targetInfo, waitingForDebugger } = event;
    if (targetInfo.type !== 'page') {
      // Chromium's own surfaces; paused, they would hold up the browser.
      if (waitingForDebugger) {
        client
          .session(sessionId)
          .send('Runtime.runIfWaitingForDebugger')
          .catch(() => {});
      }
      return;
    }
    if (targetId === undefined) {
      targetId = targetInfo.targetId;
      first.resolve(event);
      return;
    }
    client.send('Target.closeTarget', { targetId: targetInfo.targetId }).catch(() => {});
  });
  await client.send('Target.setAutoAttach', {
    autoAttach: true,
    waitForDebuggerOnStart: true,
    flatten: true,
  });
  const { sessionId, targetInfo, waitingForDebugger } = await first.promise;
  const session = client.session(sessionId);
  if (waitingForDebugger) await session.send('Runtime.runIfWaitingForDebugger');
  return {
    session,
    targetId: targetInfo.targetId,
    onClosed(listener) {
      client.on('Target.detachedFromTarget', (event) => {
        if (event.sessionId === sessionId) listener();
      });
    },
  };
}
