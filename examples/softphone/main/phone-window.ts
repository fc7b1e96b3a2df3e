import { X509Certificate } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { isIP } from 'node:net';
import { extname, join } from 'node:path';
import {
  app,
  BrowserWindow,
  type Certificate,
  type IpcMainInvokeEvent,
  ipcMain,
  Menu,
  type Session,
  session,
} from 'electron';
import type { PhoneNews, PhoneVerbs } from '../contract.ts';

/** The scheme of the phone's page, known inside the app only. */
export const phoneScheme = 'softphone';
const origin = `${phoneScheme}://app`;

const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  // Which registrars, is known once the first credentials are there: the session below lets no other through.
  'connect-src wss:',
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

const mediaTypes: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
};

/** The window of the phone. */
export interface PhoneWindow {
  tell<Name extends keyof PhoneNews>(name: Name, news: Parameters<PhoneNews[Name]>[0]): void;
  /** From now on the page may connect to this registrar. */
  allowRegistrar(webSocket: string): void;
  bringToFront(): void;
}

interface PhoneWindowParts {
  readonly verbs: PhoneVerbs;
  /** The page broke down, and its calls with it. */
  readonly onPageGone: () => void;
  /** Asked when the person closes the window. */
  readonly mayClose: () => boolean;
}

/** Opens the window: one page, that talks to its registrars and to `verbs`, and may use the microphone. */
export async function openPhoneWindow({
  verbs,
  onPageGone,
  mayClose,
}: PhoneWindowParts): Promise<PhoneWindow> {
  const registrars = new Set<string>();
  const own = session.fromPartition('softphone');
  own.protocol.handle(phoneScheme, servePage);
  own.webRequest.onBeforeRequest(({ url }, answer) => {
    const isAllowed = url.startsWith(`${origin}/`) || url.startsWith('devtools:');
    answer({ cancel: !isAllowed && !registrars.has(new URL(url).origin) });
  });
  const isOwnMicrophone = (permission: string, from: string) =>
    permission === 'media' && (from === origin || from.startsWith(`${origin}/`));
  own.setPermissionRequestHandler((_contents, permission, answer, details) => {
    const isAudio = 'mediaTypes' in details && details.mediaTypes?.join() === 'audio';
    answer(isAudio && isOwnMicrophone(permission, details.requestingUrl));
  });
  own.setPermissionCheckHandler((_contents, permission, from, { mediaType }) => {
    return mediaType !== 'video' && isOwnMicrophone(permission, from);
  });
  const fingerprint = app.isPackaged ? undefined : process.env.SOFTPHONE_REGISTRAR_SHA256;
  if (fingerprint) {
    trustRegistrar(own, fingerprint, (host) => {
      return [...registrars].some((registrar) => new URL(registrar).hostname === host);
    });
  }

  // Electron's own menu reloads the page with a key, and its call is gone.
  const isMac = process.platform === 'darwin';
  const roles = [...(isMac ? (['appMenu'] as const) : []), 'editMenu', 'windowMenu'] as const;
  Menu.setApplicationMenu(Menu.buildFromTemplate(roles.map((role) => ({ role }))));

  const window = new BrowserWindow({
    title: 'Softphone',
    width: 440,
    height: 800,
    minWidth: 340,
    minHeight: 480,
    show: false,
    autoHideMenuBar: true,
    webPreferences: {
      session: own,
      preload: join(import.meta.dirname, '..', 'preload', 'preload.cjs'),
      sandbox: true,
      contextIsolation: true,
      spellcheck: false,
      // A phone in the background keeps its registrations.
      backgroundThrottling: false,
    },
  });
  window.webContents.setWindowOpenHandler(() => ({ action: 'deny' }));
  window.webContents.on('will-frame-navigate', (event) => event.preventDefault());
  window.webContents.on('render-process-gone', () => {
    onPageGone();
    window.webContents.reload();
  });
  let isQuitting = false;
  app.once('before-quit', () => {
    isQuitting = true;
  });
  window.on('close', (event) => {
    // Whoever quits, or logs out, means it.
    if (!isQuitting && !mayClose()) event.preventDefault();
  });
  // The sign-in module's window alone is no phone.
  window.on('closed', () => app.quit());
  window.once('ready-to-show', () => window.show());
  offer(window, verbs);
  await window.loadURL(`${origin}/index.html`);
  return {
    tell(name, news) {
      if (!window.isDestroyed()) window.webContents.send(`phone:${name}`, news);
    },
    allowRegistrar(webSocket) {
      const { protocol, origin: registrar } = new URL(webSocket);
      if (protocol === 'wss:') registrars.add(registrar);
    },
    bringToFront() {
      if (window.isDestroyed()) return;
      if (window.isMinimized()) window.restore();
      window.show();
      window.flashFrame(true);
    },
  };
}

async function servePage(request: Request): Promise<Response> {
  const { pathname } = new URL(request.url);
  const mediaType = mediaTypes[extname(pathname)];
  const isFile = /^\/(?:assets\/)?[\w-]+\.\w+$/.test(pathname);
  if (mediaType === undefined || !isFile) return new Response(null, { status: 404 });
  const file = await readFile(join(import.meta.dirname, '..', 'renderer', pathname));
  const headers = {
    'Content-Type': mediaType,
    'Content-Security-Policy': contentSecurityPolicy,
    'X-Content-Type-Options': 'nosniff',
  };
  return new Response(new Uint8Array(file), { headers });
}

/** Answers the page's verbs, and nobody else's. */
function offer(window: BrowserWindow, verbs: PhoneVerbs): void {
  const isOwn = ({ senderFrame }: IpcMainInvokeEvent) =>
    senderFrame !== null && senderFrame === window.webContents.mainFrame;
  for (const [name, verb] of Object.entries(verbs) as [string, (...args: unknown[]) => unknown][]) {
    ipcMain.handle(`phone:${name}`, (event, ...args: unknown[]) => {
      if (!isOwn(event)) throw new Error('Not the page of the phone.');
      return verb(...args);
    });
  }
}

/** Chromium's own answers of a certificate check. */
const trusted = 0;
const asChromiumSays = -3;

/**
 * Lets a registrar without a public certificate be used in development: exactly one certificate, named by its SHA-256
 * fingerprint, is believed besides those that Chromium believes, for the hosts of registrars alone. It may be the
 * registrar's own, or that of the authority which signed it.
 */
function trustRegistrar(
  own: Session,
  fingerprint: string,
  isRegistrar: (host: string) => boolean,
): void {
  const wanted = fingerprint.replaceAll(':', '').toLowerCase();
  if (!/^[0-9a-f]{64}$/.test(wanted)) throw new Error('The fingerprint is no SHA-256 in hex.');
  own.setCertificateVerifyProc(({ hostname, certificate }, answer) => {
    const isGood = isRegistrar(hostname) && isVouchedFor(certificate, hostname, wanted);
    answer(isGood ? trusted : asChromiumSays);
  });
}

function isVouchedFor(certificate: Certificate, host: string, wanted: string): boolean {
  try {
    const own = new X509Certificate(certificate.data);
    const now = Date.now();
    const isNow = Date.parse(own.validFrom) <= now && now <= Date.parse(own.validTo);
    const isForHost = isIP(host) === 0 ? own.checkHost(host) : own.checkIP(host);
    if (!isNow || isForHost === undefined) return false;
    if (fingerprintOf(own) === wanted) return true;
    // The chain is what the server sent: that it names the authority says nothing, the signature does.
    const issuer = certificate.issuerCert && new X509Certificate(certificate.issuerCert.data);
    return issuer !== undefined && fingerprintOf(issuer) === wanted && own.verify(issuer.publicKey);
  } catch {
    return false;
  }
}

function fingerprintOf(certificate: X509Certificate): string {
  return certificate.fingerprint256.replaceAll(':', '').toLowerCase();
}
