import { expect, test } from 'vitest';
import { renderAccountPicker } from '../../../../services/identity-providers/account-picker.ts';
import { googleStyle } from '../../../../services/identity-providers/google.ts';
import type { DirectoryEntry } from '../../../../services/identity-providers/people.ts';

function person(key: string, name: string, email: string | null = `${key}@x.example`) {
  const flags = { disabled: false, departed: false, interactionRequired: false };
  return { key, subject: key, email, name, claims: {}, ...flags } satisfies DirectoryEntry;
}

function render(
  people: readonly DirectoryEntry[],
  changes: { hinted?: DirectoryEntry; filter?: string },
) {
  const view = { people, hinted: changes.hinted, filter: changes.filter ?? '', note: null };
  return renderAccountPicker(googleStyle, view);
}

function listed(page: string): string[] {
  return [...page.matchAll(/name="person" value="([^"]*)"/g)].map((match) => String(match[1]));
}

test('names and addresses are text, whatever is in them', () => {
  const page = render([person('"><i>', '<img src=x onerror=alert(1)>', "a'b@x.example")], {});
  expect(page).not.toContain('<img');
  expect(page).not.toContain('<i>');
  expect(page).toContain('&lt;img src=x onerror=alert(1)&gt;');
});

test('the hinted person comes first and has the focus', () => {
  const [ana, ben] = [person('ana', 'Ana'), person('ben', 'Ben')];
  const page = render([ana, ben], { hinted: ben });
  expect(listed(page)).toEqual(['ben', 'ana']);
  expect(page).toContain('value="ben" autofocus');
});

test('many people get a filter, by name or address; few do not', () => {
  const people = Array.from({ length: 1_200 }, (_, index) =>
    person(`p${index}`, `Person ${index}`),
  );
  expect(render(people.slice(0, 5), {})).not.toContain('type="search"');
  const page = render(people, {});
  expect(page).toContain('type="search"');
  expect(listed(page)).toHaveLength(1_000);
  expect(page).toContain('1000 of 1200 are shown');
  expect(listed(render(people, { filter: 'P1199@' }))).toEqual(['p1199']);
});
