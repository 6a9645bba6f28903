import {
  CloudOff,
  Handshake,
  type IconNode,
  LockKeyhole,
  MonitorSmartphone,
  RotateCw,
  ShieldX,
} from 'lucide';
import { t } from '../../../lib/i18n/index.ts';
import type { PanelView } from '../../../lib/panel/view.ts';
import type { InactiveReason } from '../../../lib/whatsapp/detection.ts';
import { Notice } from './notice.tsx';

const icons: Record<InactiveReason, IconNode> = {
  'use-here': MonitorSmartphone,
  connecting: RotateCw,
  banned: ShieldX,
  terms: Handshake,
  offline: CloudOff,
  unavailable: CloudOff,
  proxy: CloudOff,
  updating: RotateCw,
  locked: LockKeyhole,
  other: MonitorSmartphone,
};

const words = (reason: InactiveReason) => ({
  title: t(`state.inactive.${reason}.title`),
  text: t(`state.inactive.${reason}.text`),
});

/** What stands in place of WhatsApp, and what to do there. */
export const InactiveNotice = ({ reason }: { reason: InactiveReason }) => (
  <Notice icon={icons[reason]} {...words(reason)} />
);

/** The same in one line, under the card of whoever was shown before. */
export const inactiveLine = ({ inactive }: PanelView) => ({
  news: t('state.inactive.both', words(inactive ?? 'other')),
});
