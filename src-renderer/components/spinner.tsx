import type { ReactNode } from 'react';

/** A turning arc that appears after 300 ms; a still arc with reduced motion. Decorative: words beside it say what is going on. */
export function Spinner(): ReactNode {
  return (
    <svg className="spinner" viewBox="0 0 16 16" aria-hidden="true" focusable="false">
      <circle cx="8" cy="8" r="6.25" className="spinner-track" />
      <path d="M8 1.75A6.25 6.25 0 0 1 14.25 8" className="spinner-arc" />
    </svg>
  );
}
