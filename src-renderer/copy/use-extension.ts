import { useCopy } from './copy-context.tsx';

/** Puts an extension into words; nothing for an account without one. */
export function useExtension(): (extension: string) => string {
  const { t } = useCopy();
  return (extension) => (extension === '' ? '' : t('account.extension', { extension }));
}
