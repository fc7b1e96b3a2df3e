import { startSonarLogin } from './index.ts';

// The product itself: the sign-in module without a softphone around it.
await startSonarLogin();
