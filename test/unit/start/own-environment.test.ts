import { expect, test } from 'vitest';
import { type Environment, ownEnvironment } from '../../../src-main/start/own-environment.ts';

const program = '/tmp/.mount_Sonar1/sonar-login';

test.each<[string, Environment, Environment]>([
  [
    'what is the person’s stays',
    { PATH: '/usr/bin', LANG: 'fr' },
    { PATH: '/usr/bin', LANG: 'fr' },
  ],
  [
    'what was for the app’s own start goes',
    { XDG_ACTIVATION_TOKEN: 'a', DESKTOP_STARTUP_ID: 'b', HOME: '/h' },
    { HOME: '/h' },
  ],
  [
    'the desktop that Electron replaced is put back',
    { XDG_CURRENT_DESKTOP: 'Unity', ORIGINAL_XDG_CURRENT_DESKTOP: 'Pantheon' },
    { XDG_CURRENT_DESKTOP: 'Pantheon' },
  ],
  [
    'a desktop that was not named is not named',
    { XDG_CURRENT_DESKTOP: 'Unity', ORIGINAL_XDG_CURRENT_DESKTOP: 'undefined' },
    {},
  ],
  [
    'a desktop that nobody replaced stays',
    { XDG_CURRENT_DESKTOP: 'KDE' },
    { XDG_CURRENT_DESKTOP: 'KDE' },
  ],
  [
    'the app’s desktop entry and a bus that is switched off go',
    { CHROME_DESKTOP: 'sonar-login.desktop', DBUS_SESSION_BUS_ADDRESS: 'disabled:' },
    {},
  ],
  [
    'a bus stays',
    { DBUS_SESSION_BUS_ADDRESS: 'unix:path=/run/bus' },
    { DBUS_SESSION_BUS_ADDRESS: 'unix:path=/run/bus' },
  ],
  [
    'the folders of the AppImage it runs from go out of every list',
    {
      APPDIR: '/tmp/.mount_Sonar1',
      APPIMAGE: '/home/ana/Sonar.AppImage',
      PATH: '/tmp/.mount_Sonar1:/tmp/.mount_Sonar1/usr/sbin:/usr/bin:/bin',
      XDG_DATA_DIRS: '/tmp/.mount_Sonar1/usr/share/:/usr/share/',
      LD_LIBRARY_PATH: '/tmp/.mount_Sonar1/usr/lib',
      NEIGHBOUR: '/tmp/.mount_Sonar10/lib',
    },
    { PATH: '/usr/bin:/bin', XDG_DATA_DIRS: '/usr/share/', NEIGHBOUR: '/tmp/.mount_Sonar10/lib' },
  ],
  [
    'another AppImage is the person’s business',
    { APPDIR: '/tmp/.mount_Other', PATH: '/tmp/.mount_Other:/bin' },
    { APPDIR: '/tmp/.mount_Other', PATH: '/tmp/.mount_Other:/bin' },
  ],
])('%s', (_, found, own) => {
  expect(ownEnvironment(found, program)).toEqual(own);
});
