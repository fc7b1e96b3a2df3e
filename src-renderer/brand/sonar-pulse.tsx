import type { ReactNode } from 'react';

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
