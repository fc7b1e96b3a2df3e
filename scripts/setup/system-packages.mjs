/**
 * What the machine itself has to hold on Debian and Ubuntu, and why. Windows and macOS need nothing.
 *
 * `names`: the package, under the names that the distributions give it; the first one that exists is installed.
 * `group`: what it is needed for (`scripts/tasks.mjs` says which npm script needs which group).
 * `programs`: any of these on the PATH serves as well as the package.
 * `service`: starts by itself with the machine once it is installed, which the set-up keeps it from.
 * `spareWith`: needed by `npm start` only where the desktop does not bring it already.
 *
 * @typedef {'keychain' | 'window' | 'private-desktop' | 'tests' | 'packaging' | 'packaged-app' | 'softphone'} PackageGroup
 * @typedef {{ names: readonly string[], group: PackageGroup, why: string, programs?: readonly string[],
 *   service?: string, spareWith?: 'display' | 'session-bus' }} SystemPackage
 * @type {readonly SystemPackage[]}
 */
export const systemPackages = [
  { names: ['g++'], group: 'keychain', why: 'compiles keytar' },
  { names: ['make'], group: 'keychain', why: 'compiles keytar' },
  {
    names: ['python3'],
    group: 'keychain',
    why: 'node-gyp, which compiles keytar, is driven by it',
  },
  { names: ['pkg-config', 'pkgconf'], group: 'keychain', why: 'tells keytar where libsecret is' },
  { names: ['libsecret-1-dev'], group: 'keychain', why: 'headers and library that keytar uses' },
  {
    names: ['chromium', 'chromium-browser'],
    programs: ['chromium', 'google-chrome', 'google-chrome-stable', 'chromium-browser'],
    group: 'window',
    why: 'the system browser of the tests, and of npm start where the machine has none',
  },
  { names: ['xdg-utils'], group: 'window', why: 'xdg-open, which opens the system browser' },
  { names: ['fonts-dejavu-core'], group: 'window', why: 'letters for pages that bring no font' },
  { names: ['libgtk-3-0', 'libgtk-3-0t64'], group: 'window', why: 'draws Electron’s window' },
  { names: ['libnss3'], group: 'window', why: 'Electron’s certificates' },
  { names: ['libasound2', 'libasound2t64'], group: 'window', why: 'Electron is linked with it' },
  { names: ['libgbm1'], group: 'window', why: 'Electron is linked with it' },
  {
    names: ['mount'],
    programs: ['mount'],
    group: 'tests',
    why: 'gives a test policies of its own, which nobody else on the machine sees',
  },
  {
    names: ['xvfb'],
    group: 'private-desktop',
    spareWith: 'display',
    why: 'a screen where the machine has none',
  },
  {
    names: ['sway'],
    group: 'tests',
    why: 'a Wayland screen in memory, beside the X one',
  },
  {
    names: ['dbus', 'dbus-daemon'],
    group: 'private-desktop',
    spareWith: 'session-bus',
    why: 'a session bus of our own for the keyring',
  },
  {
    names: ['gnome-keyring'],
    group: 'private-desktop',
    spareWith: 'session-bus',
    why: 'the real keychain, in a private session',
  },
  {
    names: ['python3-dbusmock'],
    group: 'tests',
    why: 'plays logind and a screen saver on a private bus',
  },
  {
    names: ['openbox'],
    group: 'tests',
    why: 'a window manager: with it one window is in front and has the keyboard',
  },
  {
    names: ['xdotool'],
    programs: ['xdotool'],
    group: 'tests',
    why: 'clicks and types in windows and message boxes, as a person does',
  },
  {
    names: ['xfce4-panel'],
    programs: ['xfce4-panel'],
    group: 'tests',
    why: 'a panel that shows icons of programs, and knows when it does',
  },
  {
    names: ['dunst'],
    programs: ['dunst'],
    group: 'tests',
    why: 'shows notifications, and tells the tests which',
  },
  {
    names: ['libnotify4'],
    group: 'tests',
    why: 'Electron asks for notifications by it, and goes without where it is missing',
  },
  {
    names: ['orca'],
    programs: ['orca'],
    group: 'tests',
    why: 'the screen reader of Linux desktops, with what it speaks through',
  },
  {
    names: ['at-spi2-core'],
    group: 'tests',
    why: 'tells the screen reader what a window shows',
  },
  {
    names: ['libxml2-utils'],
    programs: ['xmllint'],
    group: 'packaging',
    why: 'judges the Group Policy templates',
  },
  {
    names: ['libplist-utils'],
    programs: ['plistutil'],
    group: 'packaging',
    why: 'judges the macOS profiles and makes binary property lists',
  },
  {
    names: ['nsis'],
    programs: ['makensis'],
    group: 'packaging',
    why: 'compiles what we add to the Windows installer',
  },
  {
    names: ['libglib2.0-bin'],
    programs: ['gio'],
    group: 'window',
    why: 'starts what an autostart file says, as desktops do',
  },
  {
    names: ['desktop-file-utils'],
    programs: ['desktop-file-validate'],
    group: 'packaging',
    why: 'judges the desktop entry',
  },
  {
    names: ['appstream'],
    programs: ['appstreamcli'],
    group: 'packaging',
    why: 'judges the AppStream data',
  },
  {
    names: ['fakeroot'],
    group: 'packaging',
    why: 'lets dpkg install into a folder without root',
  },
  {
    names: ['rpm'],
    programs: ['rpmbuild'],
    group: 'packaging',
    why: 'makes and reads the rpm where fpm cannot be had',
  },
  {
    names: ['at-spi2-core'],
    group: 'packaged-app',
    why: 'tells assistive technology what a window shows; the tests read the packaged app so',
  },
  { names: ['gir1.2-atspi-2.0'], group: 'packaged-app', why: 'AT-SPI for Python' },
  { names: ['python3-gi'], group: 'packaged-app', why: 'AT-SPI for Python' },
  {
    names: ['x11-utils'],
    programs: ['xprop'],
    group: 'packaged-app',
    why: 'reads the icon of a window (xprop), and tells when a window comes up (xev)',
  },
  {
    names: ['imagemagick'],
    programs: ['import'],
    group: 'packaged-app',
    why: 'takes a picture of a window',
  },
  {
    names: ['iproute2'],
    programs: ['ip'],
    group: 'packaged-app',
    why: 'a network of its own for the packaged app',
  },
  {
    names: ['libnss3-tools'],
    programs: ['certutil'],
    group: 'packaged-app',
    why: 'lets a test’s person trust the test’s authority',
  },
  {
    names: ['openssl'],
    programs: ['openssl'],
    group: 'packaged-app',
    why: 'makes the test’s authority and certificates',
  },
  {
    names: ['kamailio'],
    service: 'kamailio.service',
    group: 'softphone',
    why: 'the registrar that softphones register with, started by us alone',
  },
  {
    names: ['kamailio-autheph-modules'],
    group: 'softphone',
    why: 'lets the registrar check credentials by itself',
  },
  {
    names: ['kamailio-websocket-modules'],
    group: 'softphone',
    why: 'lets pages register',
  },
  { names: ['kamailio-tls-modules'], group: 'softphone', why: 'TLS of the registrar' },
  {
    names: ['openssl'],
    programs: ['openssl'],
    group: 'softphone',
    why: 'makes the registrar’s certificate',
  },
  {
    names: ['sipsak'],
    programs: ['sipsak'],
    group: 'tests',
    why: 'asks the registrar as a program that is not ours',
  },
];
