import { type Session, session } from 'electron';
import { fetchNoDictionary } from './fetch-no-dictionary.ts';
import { appScheme, isAppUrl } from './origin.ts';
import type { ServeRenderer } from './renderer-files.ts';

/** The session of the window, in memory only: it serves the renderer's files and lets no other request out. */
export function createWindowSession(serve: ServeRenderer): Session {
  const windowSession = session.fromPartition('window');
  fetchNoDictionary(windowSession);
  windowSession.protocol.handle(appScheme, serve);
  windowSession.webRequest.onBeforeRequest((details, answer) =>
    answer({ cancel: !isAppUrl(details.url) && !details.url.startsWith('devtools:') }),
  );
  return windowSession;
}
