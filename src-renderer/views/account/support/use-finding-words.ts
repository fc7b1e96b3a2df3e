import type { Failure, LoginState, SelfTestItem } from '../../../../preload/contract.ts';
import { useAccountCopy } from '../../../copy/account-copy.tsx';
import { errorWords, isShown } from '../../../error-words.ts';

/** A finding of the self-test in words: by name when it is in order, by code when it is in the way. */
export function useFindingWords(item: SelfTestItem, state: LoginState): string {
  const { t, common } = useAccountCopy();
  const { name, status, detail } = item;
  switch (status) {
    case 'passed':
      return t(`self-test.passed.${name}`, { detail: detail || null });
    case 'warning':
      if (name === 'keychain') return t('self-test.warning.keychain');
      if (name === 'policy') return t('self-test.warning.policy', { count: Number(detail) });
      return t('self-test.warning.other');
    case 'failed': {
      const failure = failureOf(item);
      if (!isShown(failure)) return t('self-test.status.failed');
      const words = errorWords(failure, common, state);
      return `${words.title}. ${words.detail}`;
    }
  }
}

function failureOf({ name, code, detail }: SelfTestItem): Failure {
  return {
    code: code ?? 'unexpected',
    ...(name === 'google' || name === 'microsoft' ? { provider: name } : {}),
    ...(code === 'connection-untrusted' && detail !== '' ? { certificateIssuer: detail } : {}),
  };
}
