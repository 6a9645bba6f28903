import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { t } from '../../../lib/i18n/index.ts';
import { type DrawingFault, DrawingGuard } from '../../controls/drawing-guard.tsx';

/** A part of the page that is held by itself: where it throws, the rest stays, and what was typed there. */
export function OptionsPart(props: { name: string; shows: string; children: ComponentChildren }) {
  return (
    <DrawingGuard part={props.name} shows={props.shows} fallback={(fault) => <OptionsFault fault={fault} />}>
      {props.children}
    </DrawingGuard>
  );
}

export function OptionsFault({ fault }: { fault: DrawingFault }) {
  const [copied, setCopied] = useState<'yes' | 'failed' | null>(null);
  const copy = () =>
    navigator.clipboard.writeText(fault.report).then(
      () => setCopied('yes'),
      () => setCopied('failed'),
    );
  return (
    <div class="callout callout-danger" role="alert">
      <p>{t('options.fault')}</p>
      <button type="button" class="button" onClick={() => fault.again()}>
        {t('fault.again')}
      </button>
      <button type="button" class="button" onClick={copy}>
        {copied === null ? t('fault.copy') : t(copied === 'yes' ? 'copy.done' : 'copy.failed')}
      </button>
    </div>
  );
}
