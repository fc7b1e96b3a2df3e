import { type ReactNode, useEffect, useState } from 'react';
import { useCopy } from '../copy/copy.tsx';
import { formatTimeLeft } from '../copy/formats.ts';
import { useViewTools } from '../view-tools.tsx';

/** Counts down to `deadline` (milliseconds since 1970). Not announced: a clock that talks each second helps nobody. */
export function TimeLeft({ deadline }: { readonly deadline: number }): ReactNode {
  const { t } = useCopy();
  const { now } = useViewTools();
  const [time, setTime] = useState(now);
  useEffect(() => {
    const timer = setInterval(() => setTime(now()), 1000);
    return () => clearInterval(timer);
  }, [now]);
  return (
    <p className="time-left" role="timer">
      {t('waiting.time-left', { time: formatTimeLeft((deadline - time) / 1000) })}
    </p>
  );
}
