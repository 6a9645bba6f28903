import { Component, type ComponentChildren, type VNode } from 'preact';
import { drawingReport } from '../../lib/errors/drawing-report.ts';

export interface DrawingFault {
  /** For whoever mends it; nothing personal. */
  report: string;
  /** Draws it anew. */
  again(): void;
}

interface Guarded {
  /** What this is called in the report. */
  part: string;
  /** What is shown in it: once that is something else, it is drawn anew by itself. */
  shows: string;
  fallback: (fault: DrawingFault) => VNode;
  children: ComponentChildren;
}

interface Seen {
  shows: string;
  /** Wrapped, since anything can be thrown. */
  thrown: { it: unknown } | null;
}

/** Holds what throws while it is drawn: only this part goes, `fallback` says so in its place and offers to go on. */
export class DrawingGuard extends Component<Guarded, Seen> {
  override state: Seen = { shows: this.props.shows, thrown: null };

  static override getDerivedStateFromProps({ shows }: Guarded, seen: Seen): Partial<Seen> | null {
    return seen.shows === shows ? null : { shows, thrown: null };
  }

  static override getDerivedStateFromError(it: unknown): Partial<Seen> {
    return { thrown: { it } };
  }

  private readonly again = (): void => {
    this.setState({ thrown: null });
    // Once it is drawn, or has thrown again: what was pressed is gone, and the focus with it.
    setTimeout(() => {
      if (document.activeElement === document.body) document.querySelector<HTMLElement>('main')?.focus();
    });
  };

  override render({ part, fallback, children }: Guarded, { thrown }: Seen): ComponentChildren {
    if (thrown === null) return children;
    return fallback({ report: drawingReport(part, thrown.it), again: this.again });
  }
}
