import type { ReactNode } from 'react';
import { SonarMark } from '../brand/sonar-mark.tsx';

/** The frame alone, for the moment in which a view's code arrives. */
export function StillFrame(): ReactNode {
  return (
    <div className="frame" data-pending="">
      <div className="card">
        <div className="card-head">
          <SonarMark />
        </div>
      </div>
    </div>
  );
}
