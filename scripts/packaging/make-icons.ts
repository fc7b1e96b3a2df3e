import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { projectRoot } from '../common/run-captured.ts';
import { type IconPicture, makeIcns, makeIco } from './icon-files.ts';

/** Run by hand when the product mark changes: draws it in every size that the installers need. */
const sizes = [16, 24, 32, 48, 64, 128, 256, 512, 1024];
const icons = join(projectRoot, 'build', 'icons');
const mark = readFileSync(join(projectRoot, 'src-renderer', 'brand', 'sonar-mark.svg'), 'utf8');

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu'],
});
try {
  const pictures: IconPicture[] = [];
  for (const size of sizes) {
    const page = await browser.newPage({ viewport: { width: size, height: size } });
    await page.setContent(
      `<style>*{margin:0}svg{display:block;width:100vw;height:100vh}</style>${mark}`,
    );
    pictures.push({ size, png: await page.screenshot({ omitBackground: true }) });
    await page.close();
  }
  mkdirSync(icons, { recursive: true });
  for (const { size, png } of pictures)
    if (size <= 512) writeFileSync(join(icons, `${size}x${size}.png`), png);
  writeFileSync(join(icons, 'icon.ico'), makeIco(pictures));
  writeFileSync(join(icons, 'icon.icns'), makeIcns(pictures));
} finally {
  await browser.close();
}
