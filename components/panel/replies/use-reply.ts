import { useEffect, useMemo, useState } from 'preact/hooks';
import type { PanelView } from '../../../lib/panel/view.ts';
import { type Filled, fillReply } from '../../../lib/replies/fill.ts';
import { parseTemplate } from '../../../lib/replies/template.ts';
import { replyValues } from '../../../lib/replies/values.ts';
import type { QuickReply } from '../../../lib/settings/quick-reply.ts';
import { replyFacts } from './reply-facts.ts';

const none: ReadonlyMap<string, string> = new Map();

/** A reply filled with what is on the screen and what the agent answered. Another reply, or another chat, begins anew. */
export function useReply(view: PanelView, reply: QuickReply | null, agent: string | null) {
  const about = `${reply?.id} ${view.opening} ${view.customer?.id}`;
  const [answered, setAnswered] = useState({ about, answers: none, orderId: null as string | null });
  const [revealed, setRevealed] = useState<string | null>(null);
  const { answers, orderId } = answered.about === about ? answered : { answers: none, orderId: null };
  const masks = view.setup?.preferences.maskPhones ?? false;
  const isMasked = masks && revealed !== view.opening;
  const parts = useMemo(() => parseTemplate(reply?.text ?? ''), [reply?.text]);
  const fillWith = (mask: boolean): Filled | null =>
    reply &&
    fillReply(parts, replyValues(replyFacts(view, reply, { agent, orderId, isMasked: mask })), answers);
  const filled = fillWith(isMasked);
  const hasMasked = isMasked && JSON.stringify(fillWith(false)?.pieces) !== JSON.stringify(filled?.pieces);

  useEffect(() => {
    if (answered.about !== about) setAnswered({ about, answers: none, orderId: null });
  }, [about]);

  return {
    filled,
    hasMasked,
    orderId,
    namesOrder: parts.some((part) => part.kind === 'variable' && part.variable.name.startsWith('order.')),
    answer: (key: string, text: string) =>
      setAnswered({ about, orderId, answers: new Map(answers).set(key, text) }),
    chooseOrder: (id: string) => setAnswered({ about, answers, orderId: id }),
    reveal: () => setRevealed(view.opening),
  };
}
