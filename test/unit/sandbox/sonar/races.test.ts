import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, test } from 'vitest';
import { organizations, sandboxPassword } from '../../../../services/seed/default-seed.ts';
import type { Seed, SeedAccount } from '../../../../services/seed/seed.ts';
import { linkRequiredOf, offerOf, sessionOf } from '../../../contract/support/narrow.ts';
import { inParallel } from './support/in-parallel.ts';
import {
  deviceWith,
  personOf,
  startTestService,
  type TestService,
} from './support/start-test-service.ts';

/** A thousand races: these for one identity, and as many for one account. */
const races = 500;
const atOnce = 20;
const generousMs = 300_000;

/** Two accounts for each race, with nothing but a username and the password. */
function accountOf(index: number, half: number): SeedAccount {
  return {
    id: `maple-${index}-${half}`,
    organizationId: 'maple',
    name: `Race ${index}`,
    extension: String(index),
    username: `race.${index}.${half}`,
    password: sandboxPassword,
    isOfficeManager: false,
    disabled: false,
    ssoOn: true,
    addresses: [],
  };
}

const raceSeed: Seed = {
  name: 'races',
  organizations,
  accounts: Array.from({ length: races }, (_, index) => [
    accountOf(index, 0),
    accountOf(index, 1),
  ]).flat(),
  people: [],
  links: [],
};

/** A ticket to link for an identity of its own. */
async function ticketFor({ call, issuers }: TestService, subject: string): Promise<string> {
  const person = personOf('no-account', 'google');
  const proof = await issuers.prove(person, { sub: subject, email: `${subject}@gmail.com` });
  const reply = await call('startSignIn', { body: { ...proof, device: deviceWith() } });
  return linkRequiredOf(reply).ticket;
}

function link({ call }: TestService, ticket: string, username: string) {
  return call('linkIdentity', { body: { ticket, username, password: sandboxPassword } });
}

function activeLinks({ dataDir }: TestService, column: 'identity_id' | 'account_id') {
  const database = new DatabaseSync(join(dataDir, 'sonar.sqlite'), { readOnly: true });
  try {
    return database
      .prepare(
        `SELECT count(*) AS links, count(DISTINCT ${column}) AS owners FROM links WHERE state = 'active'`,
      )
      .get();
  } finally {
    database.close();
  }
}

test('two requests that link one identity to two accounts: one winner each time, no half link', {
  timeout: generousMs,
}, async () => {
  const context = await startTestService({ seed: raceSeed });
  const outcomes = await inParallel(races, atOnce, async (index) => {
    const tickets = [
      await ticketFor(context, `identity-${index}`),
      await ticketFor(context, `identity-${index}`),
    ];
    const replies = await Promise.all(
      tickets.map((ticket, half) => link(context, ticket, `race.${index}.${half}`)),
    );
    return replies.map(({ status, code }) => code ?? status).sort();
  });
  for (const outcome of outcomes) expect(outcome).toEqual([200, 'already-linked']);
  expect(activeLinks(context, 'identity_id')).toEqual({ links: races, owners: races });
});

test('two identities that link to one account: one winner each time, no half link', {
  timeout: generousMs,
}, async () => {
  const context = await startTestService({ seed: raceSeed });
  const outcomes = await inParallel(races, atOnce, async (index) => {
    const tickets = [
      await ticketFor(context, `left-${index}`),
      await ticketFor(context, `right-${index}`),
    ];
    const replies = await Promise.all(
      tickets.map((ticket) => link(context, ticket, `race.${index}.0`)),
    );
    return replies.map(({ status, code }) => code ?? status).sort();
  });
  for (const outcome of outcomes) expect(outcome).toEqual([200, 'already-linked']);
  expect(activeLinks(context, 'account_id')).toEqual({ links: races, owners: races });
});

test('TK-13: a ticket, an offer, an ID token and a refresh token used twice at once are used once', {
  timeout: generousMs,
}, async () => {
  const context = await startTestService();
  const { call, issuers, signIn } = context;
  const codesOf = (replies: readonly { status: number; code: string | null }[]) =>
    replies.map(({ status, code }) => code ?? status).sort();

  const ticket = await ticketFor(context, 'twice');
  const linked = await Promise.all([0, 1].map(() => link(context, ticket, 'chloe.martin')));
  expect(codesOf(linked)[0]).toBe(200);
  expect(codesOf(linked)[1]).toMatch(/^(ticket-expired|already-linked)$/);

  const offer = offerOf(await signIn(personOf('three-accounts', 'google')));
  const choices = await Promise.all(
    offer.accounts
      .slice(0, 2)
      .map(({ id: accountId }) =>
        call('chooseAccount', { body: { ticket: offer.ticket, accountId } }),
      ),
  );
  expect(codesOf(choices)).toEqual([200, 'ticket-expired']);

  const proof = await issuers.prove(personOf('one-account', 'google'));
  const signIns = await Promise.all(
    [0, 1].map(() => call('startSignIn', { body: { ...proof, device: deviceWith() } })),
  );
  expect(codesOf(signIns)).toEqual([200, 'identity-not-verified']);

  const { refreshToken } = sessionOf(await signIn(personOf('one-account', 'google')));
  const refreshes = await Promise.all(
    [0, 1].map(() => call('refreshSession', { body: { refreshToken } })),
  );
  // The second may be the first once more, whose answer was lost; both lead to one next token.
  expect(codesOf(refreshes)).toEqual([200, 200]);
  expect(new Set(refreshes.map((reply) => sessionOf(reply).refreshToken)).size).toBe(1);
});
