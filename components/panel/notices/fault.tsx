/** Parts that are held by themselves; what stands in their place is fetched after the first paint. */
import type { ComponentChildren } from 'preact';
import { type DrawingFault, DrawingGuard } from '../../controls/drawing-guard.tsx';
import { useLater } from '../use-later.ts';

/** In the place of the whole panel; `children` stand at its foot. */
export function FaultPanel(props: { fault: DrawingFault; children?: ComponentChildren }) {
  const notices = useLater();
  return notices && <notices.FaultPanel {...props} />;
}

function FaultPart(props: { name: string; fault: DrawingFault }) {
  const notices = useLater();
  return notices && <notices.FaultPart {...props} />;
}

export type GuardedPart =
  | 'stage'
  | 'tags'
  | 'note'
  | 'reminders'
  | 'timeline'
  | 'details'
  | 'orders'
  | 'embeds'
  | 'foot'
  | 'save'
  | 'dialog';

/** A part that is held by itself: where it throws, the rest of the panel stays. */
export function Part(props: { name: GuardedPart; shows: string; children: ComponentChildren }) {
  const { name } = props;
  return (
    <DrawingGuard
      part={name}
      shows={props.shows}
      fallback={(fault) => <FaultPart name={name} fault={fault} />}
    >
      {props.children}
    </DrawingGuard>
  );
}
