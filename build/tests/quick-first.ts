/** The projects of `vitest.config.ts` that need no window, quick ones first. */
export const plainProjects = ['unit', 'fuzz', 'contract', 'packaging', 'flows', 'hostile'] as const;

/** The projects that drive the built app. */
export const drivenProjects = ['screens', 'packaged', 'e2e'] as const;
