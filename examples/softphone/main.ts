/**
 * A small softphone on the sign-in module: every account that is signed in is a line. English only, since it is an
 * example.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { app, powerMonitor, protocol } from 'electron';
import { registerSonarLoginScheme, type SonarLoginOptions, startSonarLogin } from 'sonar-login';
import { openMemory } from './main/memory.ts';
import { createPhone, type Phone } from './main/phone.ts';
import { openPhoneWindow, phoneScheme } from './main/phone-window.ts';

protocol.registerSchemesAsPrivileged([
  { scheme: phoneScheme, privileges: { standard: true, secure: true } },
]);
registerSonarLoginScheme();
// What is sent once over HTTP/3 may be sent twice by Chromium.
app.commandLine.appendSwitch('disable-quic');

/** A link that came before there was a phone. */
let waitingLink = findLink(process.argv);
let phone: Phone | null = null;

function dial(link: string | undefined): void {
  if (link === undefined) return;
  if (phone === null) waitingLink = link;
  else phone.dial(link);
}

function findLink(commandLine: readonly string[]): string | undefined {
  return commandLine.find((argument) => /^(?:tel|sips?):/i.test(argument));
}

/** The endpoints and client ids, out of the file that `npm run sandbox` writes. */
function readConfiguration(): SonarLoginOptions['configuration'] {
  const file = process.env.SONAR_LOGIN_CONFIG;
  if (!file) throw new Error('SONAR_LOGIN_CONFIG names no configuration file.');
  // The module looks at every key of it.
  return JSON.parse(readFileSync(file, 'utf8')) as SonarLoginOptions['configuration'];
}

async function start(): Promise<void> {
  await app.whenReady();
  const configuration = readConfiguration();
  const softphone = await startSonarLogin({ configuration, window: 'when-needed' });
  if (softphone === null) return app.quit();
  const memory = openMemory(join(app.getPath('userData'), 'phone.json'));
  const started = createPhone(softphone, memory);
  const window = await openPhoneWindow({
    verbs: started.verbs,
    onPageGone: started.loseCalls,
    mayClose: started.mayClose,
  });
  started.attach(window);
  phone = started;
  powerMonitor.on('resume', started.renewLines);
  dial(waitingLink);
}

if (app.requestSingleInstanceLock()) {
  app.on('second-instance', (_event, commandLine) => dial(findLink(commandLine)));
  app.on('open-url', (event, url) => {
    event.preventDefault();
    dial(findLink([url]));
  });
  // Not awaited at the top level: Electron is ready only when its main module has been evaluated.
  start().catch((error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    app.exit(1);
  });
} else {
  app.quit();
}
