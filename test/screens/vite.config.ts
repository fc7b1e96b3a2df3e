import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

const project = fileURLToPath(new URL('../../', import.meta.url));

/** Builds the gallery: the real window over a fake bridge. */
export default defineConfig({
  root: `${project}test/screens`,
  base: './',
  plugins: [react()],
  logLevel: 'warn',
  build: {
    target: 'chrome130',
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: { input: `${project}test/screens/gallery.html` },
  },
});
