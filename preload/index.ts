/**
 * The doorway: exposes `window.login`, one function per verb and one event, nothing generic. It is built as CommonJS,
 * because that is what Electron loads into a sandboxed window.
 */
import { contextBridge, type IpcRendererEvent, ipcRenderer } from 'electron';
import type { LoginState } from './contract/state.ts';
import { channelPrefix, type LoginBridge, stateChangedChannel, verbs } from './contract/verbs.ts';

function onStateChanged(listener: (state: LoginState) => void): () => void {
  // The page gets the state only: the event would hand it the sender and with it every channel.
  const receive = (_event: IpcRendererEvent, state: LoginState) => listener(state);
  ipcRenderer.on(stateChangedChannel, receive);
  return () => void ipcRenderer.removeListener(stateChangedChannel, receive);
}

const calls = verbs.map((verb) => [
  verb,
  (...args: readonly unknown[]) => ipcRenderer.invoke(`${channelPrefix}${verb}`, ...args),
]);
const bridge = { ...Object.fromEntries(calls), onStateChanged } as LoginBridge;

contextBridge.exposeInMainWorld('login', bridge);
