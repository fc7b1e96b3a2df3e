import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';

const here = import.meta.dirname;

/** The three bundles, in `dist/`. */
export default defineConfig({
  main: {
    build: {
      outDir: `${here}/dist/main`,
      rolldownOptions: {
        input: { main: `${here}/main.ts` },
        // It finds its own files beside itself, so it stays outside.
        external: ['sonar-login'],
        output: { format: 'es', entryFileNames: '[name].js' },
      },
    },
  },
  preload: {
    build: {
      outDir: `${here}/dist/preload`,
      rolldownOptions: {
        input: { preload: `${here}/preload.ts` },
        // A sandboxed page loads CommonJS only.
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: `${here}/renderer`,
    plugins: [react()],
    build: {
      outDir: `${here}/dist/renderer`,
      // Nothing inline: the content security policy allows no data: addresses.
      assetsInlineLimit: 0,
      rolldownOptions: { input: { index: `${here}/renderer/index.html` } },
    },
  },
});
