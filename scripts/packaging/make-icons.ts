import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { projectRoot } from '../common/run-captured.ts';

/** Run by hand when the product mark changes: draws it in every size that the installers need. */
const sizes = [16, 24, 32, 48, 64, 128, 256, 512, 1024];
const icons = join(projectRoot, 'build', 'icons');
const mark = readFileSync(join(projectRoot, 'src-renderer', 'brand', 'sonar-mark.svg'), 'utf8');

/** A square PNG picture and the length of its side in pixels. */
interface IconPicture {
  readonly size: number;
  readonly png: Buffer;
}

const icoHeaderBytes = 6;
const icoEntryBytes = 16;
const icnsHeaderBytes = 8;

/** Apple's name for each size of picture, with those for twice the density. */
const icnsTypes: Readonly<Record<number, readonly string[]>> = {
  32: ['ic11'],
  64: ['ic12'],
  128: ['ic07'],
  256: ['ic08', 'ic13'],
  512: ['ic09', 'ic14'],
  1024: ['ic10'],
};

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

/** A Windows icon file of PNG pictures, the largest 256 pixels. */
function makeIco(pictures: readonly IconPicture[]): Buffer {
  const fitting = pictures.filter(({ size }) => size <= 256);
  const header = Buffer.alloc(icoHeaderBytes + fitting.length * icoEntryBytes);
  header.writeUInt16LE(1, 2);
  header.writeUInt16LE(fitting.length, 4);
  let offset = header.length;
  for (const [index, { size, png }] of fitting.entries()) {
    const entry = icoHeaderBytes + index * icoEntryBytes;
    // A side of 256 is written as 0.
    header.writeUInt8(size % 256, entry);
    header.writeUInt8(size % 256, entry + 1);
    header.writeUInt16LE(1, entry + 4);
    header.writeUInt16LE(32, entry + 6);
    header.writeUInt32LE(png.length, entry + 8);
    header.writeUInt32LE(offset, entry + 12);
    offset += png.length;
  }
  return Buffer.concat([header, ...fitting.map(({ png }) => png)]);
}

/** A macOS icon file of PNG pictures. */
function makeIcns(pictures: readonly IconPicture[]): Buffer {
  const blocks = pictures.flatMap(({ size, png }) =>
    (icnsTypes[size] ?? []).map((type) => Buffer.concat([icnsHeader(type, png.length), png])),
  );
  const length = blocks.reduce((sum, block) => sum + block.length, 0);
  return Buffer.concat([icnsHeader('icns', length), ...blocks]);
}

function icnsHeader(type: string, contentLength: number): Buffer {
  const header = Buffer.alloc(icnsHeaderBytes);
  header.write(type, 'latin1');
  header.writeUInt32BE(icnsHeaderBytes + contentLength, 4);
  return header;
}
