import { Check, Copy } from 'lucide';
import { useEffect, useState } from 'preact/hooks';
import { t } from '../../lib/i18n/index.ts';
import { useAnnounce } from './announcer.tsx';
import { type CommandKind, useCommands } from './commands.ts';
import { Icon } from './icon.tsx';

const confirmationMs = 1500;

/** Copies a text and says so aloud; whether it was copied just now. */
export function useCopy(): { copied: boolean; copy: (text: string) => Promise<void> } {
  const announce = useAnnounce();
  const [copied, setCopied] = useState(false);

  useEffect(() => {
    if (!copied) return;
    const timer = setTimeout(() => setCopied(false), confirmationMs);
    return () => clearTimeout(timer);
  }, [copied]);

  const copy = async (text: string) => {
    try {
      await navigator.clipboard.writeText(text);
      setCopied(true);
      announce(t('copy.done'));
    } catch {
      announce(t('copy.failed'));
    }
  };
  return { copied, copy };
}

/** Copies `text`, shows a tick for a moment and says so aloud. `label` is what is written beside the icon, if anything. */
export function CopyButton(props: { text: string; name: string; label?: string; command?: CommandKind }) {
  const { text, name, label, command } = props;
  const { copied, copy } = useCopy();

  useCommands(command ? [{ kind: command, run: () => void copy(text) }] : []);

  return (
    <button
      type="button"
      class={label === undefined ? 'icon-button' : 'icon-button icon-button-labelled'}
      aria-label={name}
      title={name}
      onClick={() => copy(text)}
    >
      <Icon node={copied ? Check : Copy} size={14} />
      {label !== undefined && <span>{label}</span>}
    </button>
  );
}
