import type { ReactNode } from 'react';
import type { Provider } from '../../preload/contract.ts';
import styles from './brand.module.css';
import { providerMarks } from './provider-marks.ts';

/** The provider's mark, decorative: the button's text is its name. Only for use inside a provider's button. */
export function ProviderMark({ provider }: { readonly provider: Provider }): ReactNode {
  const mark = providerMarks[provider];
  return (
    <svg
      className={styles.provider}
      width="19"
      height="19"
      viewBox={mark.viewBox}
      aria-hidden="true"
      focusable="false"
    >
      {mark.paths.map(({ fill, d }) => (
        <path key={fill} fill={fill} d={d} />
      ))}
    </svg>
  );
}
