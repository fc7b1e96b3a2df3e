import { join } from 'node:path';
import { Arch, build, createTargets, Platform } from 'electron-builder';
import { projectRoot } from '../project-root.ts';
import { writeLegalFiles } from './legal-files.ts';

/** The systems that people have. */
export const systems = ['linux', 'mac', 'win'] as const;
export type System = (typeof systems)[number];

const platforms = { linux: Platform.LINUX, mac: Platform.MAC, win: Platform.WINDOWS } as const;

/** What to make from the app in `dist/`. */
export interface PackageOptions {
  /** Absent: this machine's own. Of another system only the directory makes sense: keytar's native part is of this one. */
  readonly system?: System;
  /** electron-builder's names, such as `deb`; empty: all of the configuration. `dir` is the application directory alone. */
  readonly targets: readonly string[];
  /** Where the results go. */
  readonly output: string;
  /** A folder with Electron in it; null: electron-builder fetches it. */
  readonly electronDist: string | null;
  /** An application directory that is already there; absent: it is assembled. */
  readonly prepackaged?: string;
  /** Replaces the version of package.json. */
  readonly version?: string;
}

/**
 * Makes installers, or the application directory, for the system and architecture of this machine: keytar's native part
 * is the one that was built here. Answers the paths of the installers.
 */
export async function packageApp(options: PackageOptions): Promise<readonly string[]> {
  const { output, electronDist, prepackaged, version, system } = options;
  const platform = system === undefined ? Platform.current() : platforms[system];
  const arch = process.arch === 'arm64' ? Arch.arm64 : Arch.x64;
  await writeLegalFiles(projectRoot, join(projectRoot, '.cache', 'packaging'));
  return build({
    projectDir: projectRoot,
    targets: createTargets([platform], null, Arch[arch]).set(
      platform,
      new Map([[arch, [...options.targets]]]),
    ),
    publish: 'never',
    ...(prepackaged === undefined ? {} : { prepackaged }),
    config: {
      directories: { output },
      ...(electronDist === null ? {} : { electronDist }),
      ...(version === undefined ? {} : { extraMetadata: { version } }),
    },
  });
}
