import { UserPlus } from 'lucide-react';
import type { ReactNode } from 'react';
import type { NewLink } from '../../preload/contract.ts';
import { Button } from '../components/button.tsx';
import { Notice } from '../components/notice.tsx';
import { useCopy } from '../copy/copy.tsx';
import { formatDate } from '../copy/formats.ts';

interface Props {
  readonly links: readonly NewLink[];
  /** Of those that were told; the rest comes next. */
  readonly onDismiss: (linkIds: readonly string[]) => void;
  /** Absent where the links themselves are shown. */
  readonly onReview?: () => void;
}

/** As many as are told one by one. */
const mostLines = 3;

/** Which identities can open the account since its owner last looked, newest first; stays until it is read. */
export function NewLinksNotice({ links, onDismiss, onReview }: Props): ReactNode {
  const { t, locale, providerName } = useCopy();
  if (links.length === 0) return null;
  const lines = links
    .slice(-mostLines)
    .reverse()
    .map(({ id, provider, email, linkedBy, linkedAt, device }) => ({
      id,
      text: t('notice.links.text', {
        email,
        provider: providerName(provider),
        by: linkedBy,
        date: formatDate(linkedAt, locale),
        device: device || null,
      }),
    }));
  const rest = links.length - lines.length;
  return (
    <Notice
      tone="warning"
      icon={<UserPlus className="icon" aria-hidden="true" />}
      title={t('notice.links.title', { count: links.length })}
      text={
        <>
          {lines.map(({ id, text }) => (
            <span className="notice-line" key={id}>
              {text}
            </span>
          ))}
          {rest > 0 && (
            <span className="notice-line">{t('notice.links.more', { count: rest })}</span>
          )}
        </>
      }
      action={{ label: t('notice.dismiss'), run: () => onDismiss(lines.map(({ id }) => id)) }}
    >
      {onReview !== undefined && (
        <Button size="small" kind="quiet" onPress={onReview}>
          {t('notice.links.review')}
        </Button>
      )}
    </Notice>
  );
}
