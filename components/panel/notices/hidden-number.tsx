import { EyeOff } from 'lucide';
import { t } from '../../../lib/i18n/index.ts';
import type { ChatView } from '../../../lib/panel/view.ts';
import { Icon } from '../../controls/icon.tsx';
import { PhoneText } from '../../controls/phone-number.tsx';

/** One quiet line at the foot: by which number the customer was looked for, masked for good, and why it is. */
export function HiddenNumber({ chat }: { chat: ChatView | null }) {
  if (!chat?.hiddenPhone) return null;
  return (
    <div class="banner banner-quiet">
      <Icon node={EyeOff} size={14} />
      <p>
        <PhoneText phone={chat.hiddenPhone} masked={false} /> {t('find.hiddenUse')}
      </p>
    </div>
  );
}
