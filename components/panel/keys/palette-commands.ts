/** Every command that the panel has in its present state, in the agent's words. */
import { t } from '../../../lib/i18n/index.ts';
import type { PanelEvents, PanelView } from '../../../lib/panel/view.ts';
import { connectionName } from '../../words/connection-name.ts';
import { errorWords } from '../../words/error-words.ts';
import { fieldRows } from '../details/field-rows.ts';
import { openTodos } from '../follow-up/open-todos.ts';
import { saveLines } from '../save/save-lines.ts';
import type { PanelHands } from './panel-hands.ts';

export interface Command {
  text: string;
  /** The key that does the same. */
  key?: string;
  run(): void;
}

export function paletteCommands(
  view: PanelView,
  events: PanelEvents,
  hands: PanelHands,
  open: (dialog: 'help' | 'arrange') => void,
): Command[] {
  const has = (name: string, ...commands: Command[]) => (hands.has(name) ? commands : []);
  const pressed = (name: string, text: string) => has(name, { text, run: () => hands.press(name) });
  const connections = view.setup?.connections ?? [];
  const others = connections.filter(({ id }) => id !== view.setup?.active?.id);
  return [
    ...(saveLines(view, errorWords).newest?.actions ?? []).flatMap((action) =>
      pressed(`save-${action}`, t(`save.${action}`)),
    ),
    ...hands.offers().map(({ text, press }) => ({ text, run: press })),
    ...has('search', { text: t('find.search'), run: () => hands.go('search') }),
    ...(view.state === 'ready' ? ofCustomer(view, events, hands) : []),
    ...(view.chat ? [{ text: t('header.refresh'), key: 'R', run: () => events.refresh() }] : []),
    ...others.map((one) => ({
      text: t('palette.switch', { name: connectionName(one, connections) }),
      run: () => events.selectConnection(one.id),
    })),
    ...(view.state === 'ready' ? [{ text: t('arrange.title'), run: () => open('arrange') }] : []),
    { text: t('error.settings'), run: () => events.openOptions() },
    { text: t('help.title'), key: '?', run: () => open('help') },
  ];
}

function ofCustomer(view: PanelView, events: PanelEvents, hands: PanelHands): Command[] {
  const { customer, catalogue, setup } = view;
  const capabilities = setup?.active?.capabilities;
  if (!customer || !capabilities) return [];
  const { change } = capabilities;
  const customerId = customer.id;
  const pressed = (name: string, text: string) =>
    hands.has(name) ? [{ text, run: () => hands.press(name) }] : [];
  const now = customer.stage;
  const place = now === null || now === 'unknown' ? null : now;
  const others = (catalogue?.stages ?? []).filter(
    ({ id }) => id !== place?.stageId || place.outcome !== 'open',
  );
  const rows = fieldRows(customer, catalogue, capabilities).filter(({ writable }) => writable);
  return [
    ...(hands.has('tag') ? [{ text: t('palette.tag'), key: 'T', run: () => hands.go('tag') }] : []),
    ...(change.note.able ? [{ text: t('palette.note'), key: 'N', run: () => hands.go('note') }] : []),
    ...(change.setStage.able ? others : []).map(({ id, name }) => ({
      text: t('palette.move', { name }),
      run: () =>
        events.submit({ kind: 'setStage', customerId, from: now, to: { stageId: id, outcome: 'open' } }),
    })),
    ...(['won', 'lost', 'invalid'] as const).flatMap((outcome) =>
      pressed(`outcome-${outcome}`, t('outcome.mark', { outcome })),
    ),
    ...pressed('reopen', t('outcome.open')),
    ...pressed('show-number', t('header.showNumber')),
    ...pressed('copy-number', t('header.copyInternational')),
    ...pressed('copy-local', t('header.copyLocal')),
    ...rows.map(({ key, label }) => ({
      text: t('details.edit', { name: label }),
      run: () => hands.editField(key),
    })),
    ...(change.setTags.able ? customer.tags.filter((tag) => !tag.readOnly) : []).map(
      ({ id, name, groupId }) => ({
        text: t('tags.remove', { name }),
        run: () => events.submit({ kind: 'setTags', customerId, add: [], remove: [{ id, name, groupId }] }),
      }),
    ),
    ...(change.todo.able ? openTodos(view.card?.timeline ?? null) : []).map(({ id, summary }) => ({
      text: t('reminders.markDone', { text: summary ?? '' }),
      run: () => events.submit({ kind: 'todo', customerId, todoId: id, done: true }),
    })),
    ...pressed('claim', t('header.claim')),
    ...pressed('owner', t('owner.title')),
    ...pressed('release', t('header.release')),
    ...pressed('more-timeline', t('timeline.more')),
    { text: t('find.no'), run: () => events.reject([customerId]) },
    ...pressed('forget', t('forget.action')),
  ];
}
