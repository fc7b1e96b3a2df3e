import { expect, test } from 'vitest';
import { sandboxPassword } from '../../services/seed/default-seed.ts';
import { withOffice } from './support/start-office.ts';

test('IP-07: what the window asks for while the app is leaving opens no session, no browser and no listener', () =>
  withOffice(async (office) => {
    let sent = 0;
    const computer = office.startComputer({
      fetch: (fetch) => async (input, init) => {
        if (init.signal?.aborted !== true) sent += 1;
        return fetch(input, init);
      },
    });
    const { login } = computer;
    login.start();
    computer.browseAs('google-one-account');
    login.endAttempts();
    await login.verbs.signInWithPassword('ines.gagnon', sandboxPassword);
    await login.verbs.startSignIn('google', { anotherAccount: false });
    await computer.waitFor('signed-out');
    await login.verbs.addAccount();
    await login.flush();
    expect({ sent, opened: computer.opened, accounts: login.getState().accounts }).toEqual({
      sent: 0,
      opened: [],
      accounts: [],
    });
  }));
