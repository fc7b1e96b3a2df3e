import type { ReactNode } from 'react';

/** The product mark; `sonar-mark.svg` is its source. Decorative: the headings name the product. */
export function SonarMark(): ReactNode {
  return (
    <svg className="sonar-mark" viewBox="0 0 64 64" aria-hidden="true" focusable="false">
      <rect width="64" height="64" rx="15" className="sonar-mark-ground" />
      <g className="sonar-mark-arcs" fill="none" strokeWidth="5.5" strokeLinecap="round">
        <path d="M29.5 23.5a11 11 0 0 1 11 11" />
        <path d="M29.5 12.5a22 22 0 0 1 22 22" opacity=".72" />
        <path d="M18.5 34.5a11 11 0 0 0 11 11" />
      </g>
      <circle cx="29.5" cy="34.5" r="5" className="sonar-mark-dot" />
    </svg>
  );
}

/** The mark's arcs, spreading while something is awaited; still with reduced motion. Decorative. */
export function SonarPulse(): ReactNode {
  return (
    <svg className="sonar-pulse" viewBox="0 0 48 48" aria-hidden="true" focusable="false">
      <circle cx="24" cy="24" r="21" className="sonar-pulse-ring" />
      <circle cx="24" cy="24" r="14" className="sonar-pulse-ring sonar-pulse-ring-2" />
      <circle cx="24" cy="24" r="5" className="sonar-pulse-dot" />
    </svg>
  );
}
