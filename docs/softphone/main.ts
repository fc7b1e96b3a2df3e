/**
 * A softphone in thirty lines: it lets the sign-in module open its window, and registers the account that is signed in.
 * Run by the end-to-end tests.
 */
import { readFileSync } from 'node:fs';
import { type Softphone, startSonarLogin } from 'sonar-login';

const configuration = JSON.parse(readFileSync(process.env.SONAR_LOGIN_CONFIG ?? '', 'utf8'));

// Not awaited at the top level: Electron is ready only when its main module has been evaluated.
startSonarLogin({ configuration }).then((softphone) => {
  // Null: the app runs already, or was only asked a question on the command line.
  if (softphone !== null) startPhone(softphone);
});

function startPhone(softphone: Softphone): void {
  const callInProgress = false;
  let registeredFor: string | null = null;

  // A person who switches accounts or signs out during a call is told why that has to wait.
  softphone.mayChange(() => !callInProgress);

  softphone.onSessionsChanged(() => {
    const session = softphone.getCurrentSession();
    if (session?.status !== 'online' || session.account.id === registeredFor) return;
    registeredFor = session.account.id;
    void register(softphone);
  });
}

async function register(softphone: Softphone): Promise<void> {
  try {
    const { sipAddress, registrar } = await softphone.getProvisioning();
    console.log(`Registering ${sipAddress} at ${registrar}`);
  } catch {
    // Offline, or signed out meanwhile: the next change of the sessions brings the next try.
    console.log('Not registered');
  }
}
