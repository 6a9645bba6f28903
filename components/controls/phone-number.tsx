import { ChevronDown, Eye } from 'lucide';
import { useRef, useState } from 'preact/hooks';
import { t } from '../../lib/i18n/index.ts';
import { parseE164 } from '../../lib/phone/e164.ts';
import { maskDigits } from '../../lib/text/mask-digits.ts';
import { useCommands } from './commands.ts';
import { CopyButton, useCopy } from './copy-button.tsx';
import { Icon } from './icon.tsx';
import { lazyPart } from './use-lazy.ts';

/** The number plans are heavy, so the number is painted plain first and grouped a moment later. */
const usePhones = lazyPart(() => import('../../lib/phone/shown-number.ts'));

const useMenus = lazyPart(() => import('./text-menu.tsx'));

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

/** A number with what can be done with it: copy as `+…` or in another spelling, or reveal. */
export function PhoneNumber(props: {
  phone: string;
  masked: boolean;
  /** What can be done with it are commands: it is the number of whom the panel shows. */
  commands?: boolean;
  onReveal: () => void;
}) {
  const { phone, masked, commands = false } = props;
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
  return (
    <span class="phone-line">
      <PhoneText phone={phone} masked={false} />
      <span class="phone-copies">
        <CopyButton
          text={phone}
          name={t('header.copyNumber')}
          label={t('copy.short')}
          {...(commands && { command: 'copy-number' })}
        />
        <Spellings phone={phone} commands={commands} />
      </span>
    </span>
  );
}

/** The other ways to write the number, in a menu: as it is dialled at home, with spaces, and as digits alone. */
function Spellings({ phone, commands }: { phone: string; commands: boolean }) {
  const phones = usePhones();
  const { copy } = useCopy();
  const [open, setOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const e164 = parseE164(phone);
  const local = e164 && phones?.formatLocal(e164);
  useCommands(commands && local ? [{ kind: 'copy-local', run: () => void copy(local) }] : []);
  if (!e164 || !phones) return null;
  const all = [local ?? phone, phones.formatInternational(e164), phone.replace(/\D/g, '')];
  return (
    <>
      <button
        ref={button}
        type="button"
        class="icon-button"
        aria-haspopup="menu"
        aria-expanded={open}
        aria-label={t('header.spellings')}
        title={t('header.spellings')}
        // A press on it closes the menu by itself, as leaving the menu does.
        onMouseDown={(event) => open && event.preventDefault()}
        onClick={() => setOpen(!open)}
      >
        <Icon node={ChevronDown} size={14} />
      </button>
      {open && (
        <OpenMenu
          label={t('header.spellings')}
          items={[...new Set(all)].filter((one) => one !== phone)}
          onChoose={copy}
          onClose={(keepFocus) => {
            setOpen(false);
            if (keepFocus) button.current?.focus();
          }}
        />
      )}
    </>
  );
}

function OpenMenu(props: Parameters<NonNullable<ReturnType<typeof useMenus>>['TextMenu']>[0]) {
  const menus = useMenus();
  return menus && <menus.TextMenu {...props} />;
}
