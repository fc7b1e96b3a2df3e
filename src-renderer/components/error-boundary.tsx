import { Component, type ReactNode } from 'react';

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
