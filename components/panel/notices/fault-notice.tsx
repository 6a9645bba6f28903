/** What stands in the place of what could not be drawn: fetched after the first paint. */
import { TriangleAlert } from 'lucide';
import type { ComponentChildren } from 'preact';
import { t } from '../../../lib/i18n/index.ts';
import { CopyButton } from '../../controls/copy-button.tsx';
import type { DrawingFault } from '../../controls/drawing-guard.tsx';
import { Icon } from '../../controls/icon.tsx';
import { Notice } from './notice.tsx';
import '../../../lib/i18n/later-words.ts';
import './fault.css';
import './notice.css';

/** In the place of one part of the panel. */
export function FaultPart({ name, fault }: { name: string; fault: DrawingFault }) {
  return (
    <div class="fault" role="alert" tabIndex={-1}>
      <p>
        <Icon node={TriangleAlert} size={14} />
        <span>{t('fault.part', { part: name })}</span>
      </p>
      <FaultActions fault={fault} again={t('fault.partAgain')} />
    </div>
  );
}

/** In the place of the whole panel; `children` stand at its foot. */
export function FaultPanel({ fault, children }: { fault: DrawingFault; children?: ComponentChildren }) {
  return (
    <main class="panel" tabIndex={-1} aria-label={t('panel.customer')} data-state="error">
      <div class="panel-body" role="alert">
        <Notice icon={TriangleAlert} title={t('fault.title')} text={t('fault.text')}>
          <FaultActions fault={fault} again={t('fault.again')} primary />
        </Notice>
      </div>
      {children}
    </main>
  );
}

function FaultActions(props: { fault: DrawingFault; again: string; primary?: boolean }) {
  const { fault, again, primary } = props;
  return (
    <div class="fault-actions">
      <button
        type="button"
        class={primary ? 'button button-primary' : 'button'}
        onClick={() => fault.again()}
      >
        {again}
      </button>
      <CopyButton text={fault.report} name={t('fault.copy')} label={t('fault.copy')} />
    </div>
  );
}
