import { Lock } from 'lucide-react';
import type { ReactNode } from 'react';
import { type LoginState, locales } from '../../../../preload/contract.ts';
import { type AccountCopy, useAccountCopy } from '../../../copy/account-copy.tsx';
import { localeNames } from '../../../copy/copy.tsx';
import { formatList } from '../account-formats.ts';

/** Version, where sign-ins are kept, and what an administrator has set, in sentences. */
export function AboutComputer({ state }: { readonly state: LoginState }): ReactNode {
  const copy = useAccountCopy();
  const { t, common } = copy;
  const sentences = policySentences(state, copy);
  return (
    <section aria-labelledby="about-title">
      <h2 className="page-section" id="about-title">
        {t('about.title')}
      </h2>
      <p className="page-text">
        <span className="version">{t('about.version', { version: state.appVersion })}</span>{' '}
        {t('about.store', { store: state.credentialStore })}
      </p>
      {sentences.length === 0 ? (
        <p className="page-text">{t('about.policy.none')}</p>
      ) : (
        <div className="managed">
          <Lock className="icon" aria-hidden="true" />
          <div>
            <h3 className="managed-title">{common.t('policy.managed')}</h3>
            <ul>
              {sentences.map((sentence) => (
                <li key={sentence}>{sentence}</li>
              ))}
            </ul>
          </div>
        </div>
      )}
    </section>
  );
}

function policySentences(
  { policy }: LoginState,
  { t, locale, providerName, common }: AccountCopy,
): string[] {
  // What is locked meanwhile is nothing that anybody has set.
  if (policy.trouble?.kind === 'unread') return [common.t('notice.policy-unread.title')];
  const forbidden = policy.providers.filter(({ allowed }) => !allowed);
  return [
    ...(policy.trouble === null ? [] : [common.t('notice.policy-broken.title')]),
    ...forbidden.map(({ provider }) =>
      t('about.policy.provider', { provider: providerName(provider) }),
    ),
    ...(policy.passwordAllowed ? [] : [t('about.policy.password')]),
    ...(policy.linkingAllowed ? [] : [t('about.policy.linking')]),
    ...(policy.rememberAllowed ? [] : [t('about.policy.remember')]),
    ...(policy.keepSignedIn ? [] : [t('about.policy.keep')]),
    ...(policy.diagnosticsAllowed ? [] : [t('about.policy.diagnostics')]),
    ...(policy.locales.length === locales.length
      ? []
      : [
          t('about.policy.locales', {
            languages: formatList(
              policy.locales.map((one) => localeNames[one]),
              locale,
            ),
          }),
        ]),
  ];
}
