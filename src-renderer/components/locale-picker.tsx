import { Globe } from 'lucide-react';
import type { ReactNode } from 'react';
import type { Locale } from '../../preload/contract.ts';
import { localeNames, useCopy } from '../copy/copy.tsx';

/** Chooses the language; a native list, so that it opens and types as the platform does. */
export function LocalePicker(props: {
  readonly locales: readonly Locale[];
  readonly onChange: (locale: Locale) => void;
}): ReactNode {
  const { t, locale } = useCopy();
  if (props.locales.length < 2) return <span />;
  return (
    <label className="locale-picker">
      <Globe className="icon" aria-hidden="true" />
      <span className="visually-hidden">{t('language.label')}</span>
      <select
        value={locale}
        onChange={(event) => {
          const chosen = props.locales.find((one) => one === event.target.value);
          if (chosen !== undefined) props.onChange(chosen);
        }}
      >
        {props.locales.map((one) => (
          <option key={one} value={one} lang={one}>
            {localeNames[one]}
          </option>
        ))}
      </select>
    </label>
  );
}
