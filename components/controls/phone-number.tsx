import { Eye } from 'lucide';
import { useState } from 'preact/hooks';
import { t } from '../../lib/i18n/index.ts';
import { parseE164 } from '../../lib/phone/e164.ts';
import { maskDigits } from '../../lib/text/mask-digits.ts';
import { useCommands } from './commands.ts';
import { CopyButton } from './copy-button.tsx';
import { Icon } from './icon.tsx';
import { lazyPart } from './use-lazy.ts';

/** The number plans are heavy, so the number is painted plain first and grouped a moment later. */
const usePhones = lazyPart(() => import('../../lib/phone/shown-number.ts'));

/** A number as text only: a candidate's, or a further one of the customer. */
export function PhoneText({ phone, masked }: { phone: string; masked: boolean }) {
  const phones = usePhones();
  const e164 = phone.startsWith('+') ? parseE164(phone) : null;
  const shown = masked
    ? (phones?.maskPhone(phone) ?? maskDigits(phone, 4))
    : ((e164 && phones?.formatInternational(e164)) ?? phone);
  return (
    <span class="phone" dir="ltr">
      {shown}
    </span>
  );
}

/** A number with what can be done with it: copy as `+…` and as it is dialled at home, or reveal. */
export function PhoneNumber(props: {
  phone: string;
  masked: boolean;
  /** What can be done with it are commands: it is the number of whom the panel shows. */
  commands?: boolean;
  onReveal: () => void;
}) {
  const { phone, masked, commands = false } = props;
  const phones = usePhones();
  const [revealed, setRevealed] = useState(false);
  const hidden = masked && !revealed;
  const reveal = () => {
    setRevealed(true);
    props.onReveal();
  };
  useCommands(commands && hidden ? [{ kind: 'show-number', run: reveal }] : []);
  if (hidden) {
    return (
      <span class="phone-line">
        <PhoneText phone={phone} masked />
        <span class="phone-copies">
          <button
            type="button"
            class="icon-button"
            aria-label={t('header.showNumber')}
            title={t('header.showNumber')}
            onClick={reveal}
          >
            <Icon node={Eye} size={14} />
          </button>
        </span>
      </span>
    );
  }
  const e164 = parseE164(phone);
  const local = e164 && phones?.formatLocal(e164);
  return (
    <span class="phone-line">
      <PhoneText phone={phone} masked={false} />
      <span class="phone-copies">
        <CopyButton
          text={phone}
          name={t('header.copyInternational')}
          {...(e164 && { label: t('header.international') })}
          {...(commands && { command: 'copy-number' })}
        />
        {local && local !== phone && (
          <CopyButton
            text={local}
            name={t('header.copyLocal')}
            label={t('header.local')}
            {...(commands && { command: 'copy-local' })}
          />
        )}
      </span>
    </span>
  );
}
