import { endForFault } from './electron/end-app.ts';
import { startSonarLogin } from './index.ts';

// The product itself: the sign-in module without a softphone around it. It is not awaited here, because Electron is
// ready only when this module has been evaluated (electron/electron#40719).
startSonarLogin().catch(endForFault);
