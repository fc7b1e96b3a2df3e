import type { IncomingMessage, ServerResponse } from 'node:http';
import type Provider from 'oidc-provider';
import type { Interaction, InteractionResults } from 'oidc-provider';
import { renderAccountPicker } from './account-picker-page.ts';
import type { Directory } from './directory.ts';
import { errorPage } from './error-page.ts';
import { readForm } from './form-body.ts';
import { isHinted } from './interaction-policy.ts';
import { sendPage } from './page.ts';
import type { DirectoryEntry } from './person.ts';
import type { ProviderStyle } from './provider-style.ts';

/** What the picker works on. */
export interface PickerInput {
  readonly engine: Provider;
  readonly style: ProviderStyle;
  readonly directory: Directory;
}

function domainOf(person: DirectoryEntry): string {
  return person.email?.split('@')[1]?.toLowerCase() ?? '';
}

/** Whom the picker lists: those of this tenant, and of the domain that the app hinted at if anybody is. */
function listPeople(input: PickerInput, interaction: Interaction, mount: string): DirectoryEntry[] {
  const { params } = interaction;
  const admitted = input.directory.list().filter((person) => input.style.admits(person, mount));
  const domain = String(params.hd ?? params.domain_hint ?? '').toLowerCase();
  const ofDomain = admitted.filter((person) => domainOf(person) === domain);
  return ofDomain.length > 0 ? ofDomain : admitted;
}

/** Another person than before in this browser: the session becomes theirs, what it had authorized is forgotten. */
async function handSessionOver(engine: Provider, interaction: Interaction, subject: string) {
  const uid = interaction.session?.uid;
  const session = uid === undefined ? undefined : await engine.Session.findByUid(uid);
  if (!session?.accountId || session.accountId === subject) return;
  session.accountId = subject;
  session.authorizations = {};
  await session.persist();
}

async function finish(
  interaction: Interaction,
  response: ServerResponse,
  result: InteractionResults,
): Promise<void> {
  interaction.result = result;
  await interaction.save(interaction.exp - Math.floor(Date.now() / 1000));
  response.writeHead(303, { location: interaction.returnTo, 'content-length': '0' });
  response.end();
}

function show(
  input: PickerInput,
  interaction: Interaction,
  request: IncomingMessage,
  response: ServerResponse,
  mount: string,
  note: string | null,
): void {
  const hint = String(interaction.params.login_hint ?? '');
  const people = listPeople(input, interaction, mount);
  const hinted = people.find((person) => isHinted(person, hint));
  const filter = new URL(request.url ?? '/', 'http://sandbox').searchParams.get('filter') ?? '';
  sendPage(
    response,
    note === null ? 200 : 403,
    renderAccountPicker(input.style, { people, hinted, filter, note }),
  );
}

async function answerPick(
  input: PickerInput,
  interaction: Interaction,
  request: IncomingMessage,
  response: ServerResponse,
  mount: string,
): Promise<void> {
  const form = await readForm(request);
  if (form.has('refuse')) {
    return finish(interaction, response, {
      error: 'access_denied',
      error_description: 'The person refused.',
    });
  }
  const person = input.directory.findByKey(form.get('person') ?? '');
  if (!person || person.departed || !input.style.admits(person, mount)) {
    return show(input, interaction, request, response, mount, 'Nobody here has this account.');
  }
  if (person.disabled) {
    const note = `${person.name}’s account has been turned off by their organization.`;
    return show(input, interaction, request, response, mount, note);
  }
  input.directory.setInteractionRequired(person.key, false);
  await handSessionOver(input.engine, interaction, person.subject);
  return finish(interaction, response, {
    login: { accountId: person.subject },
    select_account: {},
    consent: {},
  });
}

/** Serves the picker of one authorization request: shows it, or takes the person's answer and goes on. */
export async function serveAccountPicker(
  input: PickerInput,
  request: IncomingMessage,
  response: ServerResponse,
  mount: string,
): Promise<void> {
  let interaction: Interaction;
  try {
    interaction = await input.engine.interactionDetails(request, response);
  } catch {
    const out = {
      error: 'expired',
      error_description: 'This page is too old, or of another browser.',
    };
    return sendPage(response, 400, errorPage(input.style, out));
  }
  if (request.method === 'POST') return answerPick(input, interaction, request, response, mount);
  return show(input, interaction, request, response, mount, null);
}
