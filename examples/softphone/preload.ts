import { contextBridge, ipcRenderer } from 'electron';
import type { PhoneDoor, PhoneVerbs } from './contract.ts';

/** One function per verb, so that the page reaches no channel but these. */
function verb<Name extends keyof PhoneVerbs>(name: Name): PhoneVerbs[Name] {
  const call = (...args: unknown[]) => ipcRenderer.invoke(`phone:${name}`, ...args);
  return call as PhoneVerbs[Name];
}

const door: PhoneDoor = {
  ready: verb('ready'),
  showAccounts: verb('showAccounts'),
  signIn: verb('signIn'),
  switchAccount: verb('switchAccount'),
  signOut: verb('signOut'),
  remember: verb('remember'),
  addContact: verb('addContact'),
  removeContact: verb('removeContact'),
  answerAddress: verb('answerAddress'),
  dismissNotice: verb('dismissNotice'),
  tellRegistration: verb('tellRegistration'),
  tellCall: verb('tellCall'),
  tellNetwork: verb('tellNetwork'),
  on(name, listener) {
    if (!['state', 'credentials', 'dial'].includes(name)) return;
    ipcRenderer.on(`phone:${name}`, (_event, news) => listener(news));
  },
};

contextBridge.exposeInMainWorld('phone', door);
