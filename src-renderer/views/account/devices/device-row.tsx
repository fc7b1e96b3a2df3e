import type { ReactNode } from 'react';
import type { DeviceView } from '../../../../preload/contract.ts';
import { Button } from '../../../components/button.tsx';
import { useAccountCopy } from '../../../copy/account-copy.tsx';
import { beside } from '../../../copy/formats.ts';
import { useWhen } from '../use-when.ts';

/** One device: what it is, since when, last seen; *Sign out* on all but this one, which has its own ways beside the list. */
export function DeviceRow(props: {
  readonly device: DeviceView;
  readonly busy: boolean;
  readonly onSignOut: () => void;
  /** Stands below, for what went wrong. */
  readonly children?: ReactNode;
}): ReactNode {
  const { device, busy } = props;
  const { t } = useAccountCopy();
  const when = useWhen();
  return (
    <li className="item">
      <div className="item-row">
        <div className="item-text">
          <p className="item-title">
            <span className="item-name" dir="auto">
              {device.name}
            </span>{' '}
            {device.current && <span className="badge">{t('devices.current')}</span>}
          </p>
          <p className="item-fact">
            {beside(
              systemName(device.platform),
              device.appVersion === '' ? '' : t('about.version', { version: device.appVersion }),
            )}
          </p>
          <p className="item-fact">{t('devices.seen', { when: when.both(device.lastSeenAt) })}</p>
          <p className="item-fact">{t('devices.since', { date: when.date(device.signedInAt) })}</p>
        </div>
        {!device.current && (
          <Button
            size="small"
            busy={busy}
            isDisabled={busy}
            aria-label={t('devices.sign-out-of', { device: device.name })}
            onPress={props.onSignOut}
          >
            {t('devices.sign-out')}
          </Button>
        )}
      </div>
      {props.children}
    </li>
  );
}

/** What people call a system; the app sends Node's word for it, other clients their own. */
function systemName(platform: string): string {
  switch (platform) {
    case 'linux':
      return 'Linux';
    case 'darwin':
      return 'macOS';
    case 'win32':
      return 'Windows';
    default:
      return platform;
  }
}
