/** `npm run build`: bundles the app into `dist/`, when it is not there of exactly these sources. */
import { buildIfStale } from './build.ts';

const outcome = await buildIfStale();
console.log(outcome === 'built' ? 'Built dist/.' : 'dist/ is current.');
