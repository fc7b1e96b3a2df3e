import { RotateCw } from 'lucide-react';
import { Component, type ReactNode, useEffect, useRef } from 'react';
import { SonarMark } from '../brand/marks.tsx';
import { Button } from '../components/button.tsx';
import frame from '../components/view-frame.module.css';
import { lostWordsFor } from '../copy/lost-words.ts';

/** In the place of a view that could not be drawn. It depends on nothing that may be lost with it. */
export function LostView(props: { readonly onReload: () => void }): ReactNode {
  const { title, text, reload } = lostWordsFor(document.documentElement.lang);
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  return (
    <div className={frame.frame}>
      <div className={frame.card}>
        <header className={frame.head}>
          <SonarMark />
        </header>
        <main className={frame.view}>
          <h1 className={frame.title} tabIndex={-1} ref={heading}>
            {title}
          </h1>
          <p className={frame.lead} role="alert">
            {text}
          </p>
          <div className={frame.stack}>
            <Button kind="primary" icon={<RotateCw aria-hidden="true" />} onPress={props.onReload}>
              {reload}
            </Button>
          </div>
        </main>
      </div>
    </div>
  );
}

interface Props {
  /** What is shown in the place of the children once one of them has thrown; `again` draws them anew. */
  readonly fallback: (again: () => void) => ReactNode;
  readonly children: ReactNode;
}

/**
 * Ends what a view throws while it is drawn, which would otherwise leave an empty window. What was thrown is
 * shown to nobody: it is a library's text and may hold what the view was about.
 */
export class ErrorBoundary extends Component<Props, { readonly lost: boolean }> {
  override readonly state = { lost: false };

  static getDerivedStateFromError(): { readonly lost: boolean } {
    return { lost: true };
  }

  override render(): ReactNode {
    if (!this.state.lost) return this.props.children;
    return this.props.fallback(() => this.setState({ lost: false }));
  }
}
