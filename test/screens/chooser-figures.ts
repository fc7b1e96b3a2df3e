import { buildSite, launchChromium, openGallery, sizes } from './open-window.ts';

/** How fast the chooser with 10,000 accounts is, in milliseconds; medians, and the longest frame while scrolling. */
export interface ChooserFigures {
  /** From the state that shows the chooser to its first painted frame. */
  readonly firstPaintMs: number;
  /** From a letter typed into the filter to the frame that shows what is left. */
  readonly filterMs: number;
  readonly longestScrollFrameMs: number;
}

/** Measures the chooser in the gallery; for the benchmark. */
export async function chooserFigures(): Promise<ChooserFigures> {
  await buildSite();
  const browser = await launchChromium();
  try {
    const { page } = await openGallery(browser, sizes.normal);
    await page.evaluate(() => window.gallery.show('choosing-10000-filtered', { locale: 'en' }));
    const first = await page.evaluate(async () => {
      const frame = () =>
        new Promise<number>((resolve) =>
          requestAnimationFrame(() => setTimeout(() => resolve(performance.now()))),
        );
      const times: number[] = [];
      for (let run = 0; run < 7; run += 1) {
        window.gallery.sendNamed('checking');
        await frame();
        const start = performance.now();
        window.gallery.sendNamed('choosing-10000-filtered');
        while (document.querySelector('main li') === null) await frame();
        times.push((await frame()) - start);
      }
      return times;
    });
    const filter = await page.evaluate(async () => {
      const input = document.querySelector<HTMLInputElement>('[type=search]');
      const set = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set;
      const times: number[] = [];
      for (const text of ['a', 'an', 'ana', 'ana g', 'ana ga', 'ana', 'a', '']) {
        const start = performance.now();
        set?.call(input, text);
        input?.dispatchEvent(new Event('input', { bubbles: true }));
        await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
        times.push(performance.now() - start);
      }
      return times;
    });
    const frames = await page.evaluate(async () => {
      const list = document.querySelector('main ul')?.parentElement ?? null;
      const times: number[] = [];
      let last = await new Promise<number>((resolve) => requestAnimationFrame(resolve));
      for (let step = 0; step < 90; step += 1) {
        if (list !== null) list.scrollTop += 480;
        const now = await new Promise<number>((resolve) => requestAnimationFrame(resolve));
        times.push(now - last);
        last = now;
      }
      return times;
    });
    return {
      firstPaintMs: median(first),
      filterMs: median(filter),
      longestScrollFrameMs: Math.max(...frames),
    };
  } finally {
    await browser.close();
  }
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}

if (import.meta.main) console.log(await chooserFigures());
