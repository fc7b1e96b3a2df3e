import { escapeHtml, renderPage } from './page.ts';
import type { DirectoryEntry } from './person.ts';
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
