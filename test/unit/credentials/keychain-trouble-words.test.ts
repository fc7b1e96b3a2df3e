import { expect, test } from 'vitest';
import {
  classifyKeychainError,
  classifyLoadError,
} from '../../../src-main/credentials/keychain-messages.ts';

// Texts as the libraries give them; the Linux ones were seen, macOS from Security.framework's message table.
test.each([
  ['Cannot create an item in a locked collection', 'keychain-locked'],
  ['The prompt was dismissed', 'keychain-locked'],
  ['User interaction is not allowed.', 'keychain-locked'],
  ['The user name or passphrase you entered is not correct.', 'keychain-locked'],
  ['User canceled the operation.', 'keychain-locked'],
  ['Cannot autolaunch D-Bus without X11 $DISPLAY', 'credential-store-unavailable'],
  ['Could not connect: No such file or directory', 'credential-store-unavailable'],
  [
    'The name org.freedesktop.secrets was not provided by any .service files',
    'credential-store-unavailable',
  ],
  ['The stub received bad data', 'credential-store-unavailable'],
  ['The operation was blocked', 'credential-store-unavailable'],
  ['', 'credential-store-unavailable'],
] as const)('"%s" means %s', (text, code) => {
  expect(classifyKeychainError(text)).toBe(code);
});

// As Node 24 gives them: without libsecret on the system, without keytar, with one cut short, with one of another system.
test.each([
  [
    'libsecret-1.so.0: cannot open shared object file: No such file or directory',
    'credential-store-unavailable',
  ],
  ["Cannot find package 'keytar' imported from /opt/Sonar/keychain-process.js", 'keychain-broken'],
  ["Cannot find module '../build/Release/keytar.node'", 'keychain-broken'],
  ['/opt/Sonar/keytar.node: file too short', 'keychain-broken'],
  ['/opt/Sonar/keytar.node: invalid ELF header', 'keychain-broken'],
  ['Module did not self-register', 'keychain-broken'],
] as const)('KC-14: keytar that cannot be loaded for "%s" means %s', (text, code) => {
  expect(classifyLoadError(text)).toBe(code);
});
