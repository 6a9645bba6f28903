import { ExternalLink } from 'lucide';
import type { ComponentChildren } from 'preact';
import { isolate, t } from '../../../lib/i18n/index.ts';
import { Icon } from '../../controls/icon.tsx';

/** What is told of an entry: nothing of what is null. */
export type Fact = readonly [label: string, value: ComponentChildren | null];

/** One entry of the catalogue: its name, what it is in a line, and what else is told. */
export function Entry(props: {
  name: string;
  /** Each by itself, whichever way it is written. */
  line?: readonly (string | false | null)[];
  qrCode?: string | null;
  facts?: readonly Fact[];
  children?: ComponentChildren;
}) {
  const line = (props.line ?? []).filter((text) => typeof text === 'string' && text !== '');
  const told = (props.facts ?? []).filter(([, value]) => value !== null);
  return (
    <li class="item entry">
      <div class="item-head">
        <div class="item-words">
          <bdi class="item-name">{props.name}</bdi>
          {line.length > 0 && (
            <span class="item-line">{line.map((text) => isolate(String(text))).join(' · ')}</span>
          )}
        </div>
        {props.qrCode && <QrLink name={props.name} href={props.qrCode} />}
      </div>
      {told.length > 0 && (
        <dl class="facts">
          {told.map(([label, value]) => (
            <div key={label}>
              <dt>{label}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
      )}
      {props.children}
    </li>
  );
}

/** Never drawn here: the picture would tell its host who looks. */
export function QrLink({ name, href }: { name: string; href: string }) {
  return (
    <a
      class="qr-link"
      href={href}
      target="_blank"
      rel="noreferrer"
      aria-label={t('options.companyKept.qrNamed', { name })}
    >
      <Icon node={ExternalLink} size={14} />
      {t('options.companyKept.qr')}
    </a>
  );
}
