import { expect, test } from 'vitest';
import { en as inEnglish } from '../../src-renderer/copy/en.ts';
import { es as inSpanish } from '../../src-renderer/copy/es.ts';
import { frCa as inFrench } from '../../src-renderer/copy/fr-ca.ts';
import { heading } from './support/account-pages.ts';
import { withDesktop } from './support/desktop.ts';

const spanish = { LANG: 'es_ES.UTF-8', LANGUAGE: 'es', LC_ALL: undefined, LC_MESSAGES: undefined };
const swedish = { LANG: 'sv_SE.UTF-8', LANGUAGE: 'sv', LC_ALL: undefined, LC_MESSAGES: undefined };

test('the system’s language is followed, until the person chooses one: at once, and after a restart', () =>
  withDesktop(async (desktop) => {
    const title = 'signed-out.title';
    const first = await desktop.startApp({ env: spanish });
    await heading(first, inSpanish[title]).waitFor();
    expect(await first.page.locator('html').getAttribute('lang')).toBe('es');
    const picker = first.page.getByRole('combobox', { name: inSpanish['language.label'] });
    await picker.selectOption('fr-CA');
    await heading(first, inFrench[title]).waitFor();
    await first.page.getByRole('button', { name: inFrench['signed-out.google'] }).waitFor();
    expect(await first.page.locator('html').getAttribute('lang')).toBe('fr-CA');
    const menu = await first.inMain(({ Menu }) =>
      Menu.getApplicationMenu()?.items.flatMap(({ label, submenu }) => [
        label,
        ...(submenu?.items ?? []).map((item) => item.label),
      ]),
    );
    expect(menu).toEqual(expect.arrayContaining(['Édition', 'Tout sélectionner', 'Fenêtre']));
    expect(menu).not.toEqual(
      expect.arrayContaining([expect.stringMatching(/Select|Undo|Zoom In/)]),
    );
    expect(await first.quit()).toBe(0);

    const second = await desktop.startApp({ env: spanish });
    await heading(second, inFrench[title]).waitFor();
  }));

test('a system language that Sonar does not speak leads to English', () =>
  withDesktop(async (desktop) => {
    const app = await desktop.startApp({ env: swedish });
    await heading(app, inEnglish['signed-out.title']).waitFor();
  }));
