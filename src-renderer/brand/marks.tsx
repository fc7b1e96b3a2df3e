/**
 * The marks. That of the product is drawn as in `sonar-mark.svg`, of which `scripts/packaging/make-icons.ts` makes the
 * installers' icons. Those of the providers are taken unchanged from the package `@iconify-json/logos` (CC0) by
 * `scripts/take-provider-marks.ts`; before Google's app verification the official downloads of both companies replace
 * them. No mark is recoloured, or shown without the boundary and text of its button: colours, label, face and padding of
 * the two buttons follow the companies' published rules, as tokens in `styles/index.css`.
 */
import type { ReactNode } from 'react';
import type { Provider } from '../../preload/contract/providers.ts';
import styles from './brand.module.css';
import { providerMarks } from './provider-marks.ts';

/** The product mark; `sonar-mark.svg` is its source. Decorative: the headings name the product. */
export function SonarMark(): ReactNode {
  return (
    <svg
      className={styles.mark}
      width="36"
      height="36"
      viewBox="0 0 64 64"
      aria-hidden="true"
      focusable="false"
    >
      <rect width="64" height="64" rx="15" fill="#0a6473" />
      <g fill="none" stroke="#ffffff" strokeWidth="5.5" strokeLinecap="round">
        <path d="M29.5 23.5a11 11 0 0 1 11 11" />
        <path d="M29.5 12.5a22 22 0 0 1 22 22" opacity=".72" />
        <path d="M18.5 34.5a11 11 0 0 0 11 11" />
      </g>
      <circle cx="29.5" cy="34.5" r="5" fill="#7fe3ec" />
    </svg>
  );
}

/** The mark's arcs, spreading while something is awaited; still with reduced motion. Decorative. */
export function SonarPulse(): ReactNode {
  return (
    <svg
      className={styles.pulse}
      width="48"
      height="48"
      viewBox="0 0 48 48"
      aria-hidden="true"
      focusable="false"
      fill="none"
      strokeWidth="2"
    >
      <circle cx="24" cy="24" r="21" className={styles.ring} />
      <circle cx="24" cy="24" r="14" className={styles.ring} />
      <circle cx="24" cy="24" r="5" className={styles.dot} />
    </svg>
  );
}

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
