import type { IncomingMessage, ServerResponse } from 'node:http';
import type Provider from 'oidc-provider';
import type { Interaction, InteractionResults } from 'oidc-provider';
import { isHinted } from './engine-configuration.ts';
import { errorPage, escapeHtml, readForm, renderPage, sendPage } from './page.ts';
import type { Directory, DirectoryEntry } from './people.ts';
import type { ProviderStyle } from './provider-style.ts';

/** Above so many people a filter is shown, and no more than so many are listed. */
const filterFrom = 30;
const maxListed = 1_000;

/** What the picker shows. */
export interface PickerView {
  readonly people: readonly DirectoryEntry[];
  /** The person that `login_hint` means comes first and has the focus. */
  readonly hinted: DirectoryEntry | undefined;
  readonly filter: string;
  readonly note: string | null;
}

function matches({ name, email, key }: DirectoryEntry, filter: string): boolean {
  return `${name} ${email ?? ''} ${key}`.toLowerCase().includes(filter.toLowerCase());
}

function personButton(person: DirectoryEntry, isHinted: boolean): string {
  return `<li><button class="person" name="person" value="${escapeHtml(person.key)}"${isHinted ? ' autofocus' : ''}>
<span class="initial" aria-hidden="true">${escapeHtml(person.name.slice(0, 1))}</span>
<span class="name">${escapeHtml(person.name)}</span>
<span class="email">${escapeHtml(person.email ?? 'no address')}</span></button></li>`;
}

function filterForm(filter: string): string {
  return `<form class="search" method="get" role="search"><input type="search" name="filter" aria-label="Filter people"
 placeholder="Name or address" value="${escapeHtml(filter)}"><button class="plain">Filter</button></form>`;
}

/** The account picker as HTML: one form, one submit button per person and one to refuse; works without scripts. */
export function renderAccountPicker(style: ProviderStyle, view: PickerView): string {
  const { hinted, note, filter } = view;
  const found = view.people.filter((person) => person !== hinted && matches(person, filter));
  const listed = [...(hinted ? [hinted] : []), ...found].slice(0, maxListed);
  const isLong = view.people.length > filterFrom;
  return renderPage(
    style,
    `Choose an account – ${style.title}`,
    `<header><span class="brand">${escapeHtml(style.title)} (sandbox)</span>
<h1>Choose an account</h1>
<p>to continue to Sonar</p></header>
${note === null ? '' : `<p class="note" role="alert">${escapeHtml(note)}</p>`}
${isLong ? filterForm(filter) : ''}
<form method="post">
<ul aria-label="Accounts">
${listed.map((person) => personButton(person, person === hinted)).join('\n')}
</ul>
${found.length > maxListed ? `<p class="note">${listed.length} of ${found.length} are shown: filter to find the others.</p>` : ''}
<p class="refuse"><button class="plain" name="refuse" value="yes">Cancel</button></p>
</form>`,
  );
}

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
