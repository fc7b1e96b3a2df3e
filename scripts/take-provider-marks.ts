/** Takes the providers' marks out of the icon package, so that the window does not carry its 4 MB. */
import { readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { providers } from '../preload/contract/providers.ts';

interface IconSet {
  readonly width?: number;
  readonly height?: number;
  readonly icons: Readonly<
    Record<string, { readonly body: string; readonly width?: number; readonly height?: number }>
  >;
}

/** The text of `src-renderer/brand/provider-marks.ts` for an icon set. */
export function providerMarksSource(set: IconSet): string {
  const entries = providers.map((provider) => {
    const icon = set.icons[`${provider}-icon`];
    if (icon === undefined) throw new Error(`The icon package has no mark of ${provider}.`);
    const size = `${icon.width ?? set.width ?? 16} ${icon.height ?? set.height ?? 16}`;
    const paths = [...icon.body.matchAll(/<path (?:fill="([^"]+)" )?d="([^"]+)"\/>/g)].map(
      ([, fill = 'currentColor', d]) => `      { fill: '${fill}', d: '${d}' },`,
    );
    if (paths.length === 0) throw new Error(`The mark of ${provider} cannot be read.`);
    return [
      `  ${provider}: {`,
      `    viewBox: '0 0 ${size}',`,
      '    paths: [',
      ...paths,
      '    ],',
      '  },',
    ].join('\n');
  });
  return `/** The providers' marks, as in @iconify-json/logos; made by scripts/take-provider-marks.ts. */
export const providerMarks = {
${entries.join('\n')}
} as const;
`;
}

/** Reads the installed icon package. */
export async function readIconSet(): Promise<IconSet> {
  const file = fileURLToPath(import.meta.resolve('@iconify-json/logos/icons.json'));
  return JSON.parse(await readFile(file, 'utf8')) as IconSet;
}

if (import.meta.main) {
  const target = new URL('../src-renderer/brand/provider-marks.ts', import.meta.url);
  await writeFile(target, providerMarksSource(await readIconSet()));
}
