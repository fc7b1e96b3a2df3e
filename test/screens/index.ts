/**
 * Makes the pictures of every state: `node test/screens/index.ts [options]`.
 *
 *   --only WORD        states whose name has the word (may be repeated)
 *   --theme NAME       light, dark or forced (may be repeated; all)
 *   --locale NAME      en, fr-CA, es or pseudo (may be repeated; all but pseudo)
 *   --size NAME        normal, wide, narrow or zoomed (may be repeated; normal, narrow and zoomed)
 *   --out FOLDER       where the pictures go (.cache/screens/pictures)
 *   --accept           takes the English pictures at 100 % as the accepted ones
 *   --sheets FOLDER    also makes contact sheets there
 */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { loadAxe, violations } from './accessibility.ts';
import { launchChromium, openGallery, setTheme, sizes, type Theme, themes } from './browser.ts';
import type { ShowOptions } from './gallery.tsx';
import { layoutFaults } from './layout-checks.ts';
import { showState, takePicture } from './shoot.ts';
import { buildSite } from './site.ts';
import { allStates } from './states/all.ts';

const { values } = parseArgs({
  options: {
    only: { type: 'string', multiple: true, default: [] },
    theme: { type: 'string', multiple: true, default: [...themes] },
    locale: { type: 'string', multiple: true, default: ['en', 'fr-CA', 'es'] },
    size: { type: 'string', multiple: true, default: ['normal', 'narrow', 'zoomed'] },
    out: { type: 'string', default: '.cache/screens/pictures' },
    axe: { type: 'boolean', default: true },
  },
  allowNegative: true,
});

const wanted = allStates.filter(
  ({ name }) => values.only.length === 0 || values.only.some((word) => name.includes(word)),
);
await buildSite();
const browser = await launchChromium();
let faultCount = 0;
try {
  for (const sizeName of values.size) {
    const size = sizes[sizeName as keyof typeof sizes];
    const gallery = await openGallery(browser, size);
    const { page, complaints } = gallery;
    if (values.axe) await loadAxe(page);
    for (const locale of values.locale) {
      for (const theme of values.theme) {
        await setTheme(page, theme as Theme);
        const folder = join(values.out, `${sizeName}-${locale}-${theme}`);
        await mkdir(folder, { recursive: true });
        for (const state of wanted) {
          const options: ShowOptions =
            locale === 'pseudo'
              ? { locale: 'en', pseudo: true }
              : { locale: locale as ShowOptions['locale'] };
          await showState(page, state, options);
          const picture = await takePicture(page, size !== sizes.normal);
          await writeFile(join(folder, `${state.name}.png`), picture);
          const faults = [
            ...(await layoutFaults(page, state.mayScroll === true || size !== sizes.normal)),
            ...(values.axe ? await violations(page) : []),
            ...complaints.splice(0),
          ];
          faultCount += faults.length;
          for (const fault of faults) {
            console.log(`${sizeName} ${locale} ${theme} ${state.name}: ${fault}`);
          }
        }
      }
    }
    await gallery.context.close();
  }
} finally {
  await browser.close();
}
console.log(`${wanted.length} states, ${faultCount} faults, pictures in ${values.out}`);
