import type { IconNode } from 'lucide';
import { Check, Copy } from 'lucide';
import { useEffect, useState } from 'preact/hooks';
import { t } from '../lib/i18n/index.ts';
import { useAnnounce } from './announcer.tsx';
import { Icon } from './icon.tsx';

const confirmationMs = 1500;

/** Copies `text`, shows a tick for a moment and says so aloud. */
export function CopyButton({ text, name, icon = Copy }: { text: string; name: string; icon?: IconNode }) {
  const announce = useAnnounce();
  const [copied, setCopied] = useState(false);

  useEffect(() => {
    if (!copied) return;
    const timer = setTimeout(() => setCopied(false), confirmationMs);
    return () => clearTimeout(timer);
  }, [copied]);

  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text);
      setCopied(true);
      announce(t('copy.done'));
    } catch {
      announce(t('copy.failed'));
    }
  };

  return (
    <button type="button" class="icon-button" aria-label={name} title={name} onClick={copy}>
      <Icon node={copied ? Check : icon} size={14} />
    </button>
  );
}
