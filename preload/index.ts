/**
 * The doorway: exposes `window.login`, one function per verb and one event, nothing generic. It is built as CommonJS,
 * because that is what Electron loads into a sandboxed window.
 */
import { contextBridge, type IpcRendererEvent, ipcRenderer } from 'electron';
import type { LoginState } from './contract/state.ts';
import {
  channelPrefix,
  type Json,
  type LoginBridge,
  paintedChannel,
  stateChangedChannel,
  verbs,
} from './contract/verbs.ts';

function onStateChanged(listener: (state: Json<LoginState>) => void): () => void {
  // The page gets the state only: the event would hand it the sender and with it every channel.
  const receive = (_event: IpcRendererEvent, state: Json<LoginState>) => listener(state);
  ipcRenderer.on(stateChangedChannel, receive);
  return () => void ipcRenderer.removeListener(stateChangedChannel, receive);
}

/**
 * Main is asked before the page has loaded: its answer is there when the first view is drawn. A state that is sent
 * meanwhile, and heard by nobody yet, makes it an old one; what went wrong is asked for again.
 */
let early: Promise<unknown> | null = ipcRenderer.invoke(`${channelPrefix}getState`);
early.catch(() => undefined);
ipcRenderer.on(stateChangedChannel, () => {
  early = null;
});

function getState(): Promise<unknown> {
  const ask = () => ipcRenderer.invoke(`${channelPrefix}getState`);
  const answer = early?.catch(ask) ?? ask();
  early = null;
  return answer;
}

const calls = verbs.map((verb) => [
  verb,
  (...args: readonly unknown[]) => ipcRenderer.invoke(`${channelPrefix}${verb}`, ...args),
]);
const bridge = { ...Object.fromEntries(calls), getState, onStateChanged } as LoginBridge;

// The page draws nothing but its ground before its first view; where that is dark, it counts as the first paint already.
// Node, whose types these are, paints nothing.
const paint = { type: 'paint', buffered: true } as never;
new PerformanceObserver((painted) => {
  const isView = painted.getEntriesByName('first-contentful-paint').length > 0;
  if (isView) ipcRenderer.send(paintedChannel);
}).observe(paint);

contextBridge.exposeInMainWorld('login', bridge);
