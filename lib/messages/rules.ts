/** Who may send each message, and the schema its input must fit. What is not here is refused. */
import * as v from 'valibot';
import { accountId as toAccountId } from '../accounts/account.ts';
import type { E164 } from '../phone/e164.ts';
import { inactiveReasons } from '../whatsapp/detection.ts';
import type { MessageInput, MessageType, Sender } from './contract.ts';

export interface Rule<T extends MessageType> {
  from: readonly Sender[];
  input: v.GenericSchema<unknown, MessageInput<T>>;
}

const short = v.pipe(v.string(), v.maxLength(512));
const long = v.pipe(v.string(), v.maxLength(65_536));
const id = v.pipe(v.string(), v.nonEmpty(), v.maxLength(256));
const accountId = v.pipe(id, v.transform(toAccountId));
const nullable = v.nullable;
const e164 = v.pipe(
  v.string(),
  v.regex(/^\+\d{7,15}$/),
  v.transform((text) => text as E164),
);

const documentId = v.pipe(v.string(), v.regex(/^[\w-]{1,64}$/));
const epoch = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const digits = v.pipe(v.string(), v.regex(/^\d{7,15}$/));
const shownOrHidden = v.strictObject({
  state: v.picklist(['loading', 'signed-out', 'inactive', 'no-chat', 'chat', 'unreadable', 'layout-changed']),
  inactive: v.exactOptional(v.picklist(inactiveReasons)),
  account: nullable(v.pipe(v.string(), v.regex(/^\d{5,20}$/))),
  chatId: nullable(short),
  chatKey: nullable(short),
  lid: nullable(v.pipe(v.string(), v.regex(/^\d{1,20}@lid$/))),
  username: nullable(v.pipe(short, v.nonEmpty(), v.regex(/^[^@]/))),
  phone: nullable(digits),
  phoneSource: nullable(v.picklist(['chat-id', 'contact', 'title'])),
  numberHidden: v.boolean(),
  hiddenPhone: v.exactOptional(digits),
  suggestedPhone: v.exactOptional(digits),
  displayName: nullable(long),
  kind: nullable(v.picklist(['person', 'group', 'channel', 'broadcast', 'bot', 'system', 'self'])),
  groupSize: nullable(v.number()),
  isBusiness: v.boolean(),
  confidence: nullable(v.picklist(['exact', 'probable', 'name-only'])),
  reasons: v.pipe(v.array(short), v.maxLength(64)),
  epoch,
});
/** A number that is hidden stands nowhere but where it is expected to be one. */
const detection = v.pipe(
  shownOrHidden,
  v.check(({ numberHidden, phone, hiddenPhone, suggestedPhone }) =>
    numberHidden
      ? phone === null && (hiddenPhone !== undefined || suggestedPhone !== undefined)
      : hiddenPhone === undefined,
  ),
);

const agent = v.strictObject({
  id,
  name: short,
  departmentPath: v.exactOptional(short),
  department: v.exactOptional(short),
});
const tag = v.strictObject({ id, name: short, groupId: nullable(short) });
const tagList = v.pipe(v.array(tag), v.maxLength(500));
const fieldValue = v.union([v.null(), long, v.pipe(v.array(short), v.maxLength(500))]);
const outcome = v.picklist(['open', 'won', 'lost', 'invalid']);
const stage = v.strictObject({
  stageId: short,
  outcome,
  since: v.exactOptional(short),
  reason: v.exactOptional(long),
});

const created = {
  name: nullable(long),
  fields: v.pipe(v.array(v.strictObject({ key: short, value: fieldValue })), v.maxLength(500)),
};
/** The name of a chat that is known by its id. */
const hiddenChat = v.pipe(v.string(), v.regex(/^chat:\d*:.+$/), v.maxLength(512));
const change = v.variant('kind', [
  v.strictObject({ kind: v.literal('create'), phone: e164, ...created }),
  v.strictObject({ kind: v.literal('create'), phone: v.null(), chat: hiddenChat, ...created }),
  v.strictObject({
    kind: v.literal('edit'),
    customerId: id,
    edits: v.pipe(
      v.array(v.strictObject({ key: short, from: fieldValue, to: fieldValue })),
      v.minLength(1),
      v.maxLength(500),
    ),
  }),
  v.strictObject({ kind: v.literal('setTags'), customerId: id, add: tagList, remove: tagList }),
  v.strictObject({
    kind: v.literal('setStage'),
    customerId: id,
    from: v.union([v.null(), v.literal('unknown'), stage]),
    to: v.nullable(v.strictObject({ stageId: id, outcome, reason: v.exactOptional(long) })),
  }),
  v.pipe(
    v.strictObject({
      kind: v.literal('note'),
      customerId: id,
      text: long,
      stageId: v.exactOptional(id),
      remindAt: v.exactOptional(short),
    }),
    v.check(({ text, remindAt }) => text !== '' || remindAt !== undefined),
  ),
  v.strictObject({ kind: v.literal('todo'), customerId: id, todoId: id, done: v.boolean() }),
  v.strictObject({ kind: v.literal('assign'), customerId: id, from: nullable(agent), to: agent }),
  v.strictObject({ kind: v.literal('claim'), customerId: id }),
  v.strictObject({
    kind: v.literal('release'),
    customerId: id,
    valid: v.boolean(),
    from: v.exactOptional(nullable(agent)),
  }),
  v.strictObject({
    kind: v.literal('delete'),
    customerId: id,
    phones: v.pipe(v.array(e164), v.maxLength(500)),
    record: v.boolean(),
  }),
  v.strictObject({
    kind: v.literal('merge'),
    customerId: id,
    staysId: id,
    take: v.pipe(v.array(short), v.maxLength(500)),
  }),
]);

const groupValues = v.strictObject({ name: short, colour: short, multiple: v.boolean() });
const tagChange = v.variant('kind', [
  v.strictObject({ kind: v.literal('createGroup'), values: groupValues }),
  v.strictObject({ kind: v.literal('updateGroup'), id, values: groupValues }),
  v.strictObject({ kind: v.literal('removeGroup'), id, tagCount: v.number() }),
  v.strictObject({ kind: v.literal('createTag'), groupId: id, name: short }),
  v.strictObject({ kind: v.literal('renameTag'), id, groupId: id, name: short }),
  v.strictObject({ kind: v.literal('removeTag'), id }),
]);

const person = v.strictObject({ name: nullable(long), phone: nullable(e164) });

const whose = { accountId, customerId: id };
const place = v.union([
  v.picklist(['note', 'create', 'reason']),
  v.custom<`field:${string}`>((text) => typeof text === 'string' && /^field:.{1,256}$/s.test(text)),
]);
const draft = v.strictObject({
  id,
  content: v.variant('kind', [
    v.strictObject({ kind: v.literal('note'), text: long, stageId: short, remindAt: short }),
    v.strictObject({
      kind: v.literal('create'),
      name: long,
      values: v.record(short, fieldValue),
      region: v.pipe(v.array(v.strictObject({ value: short, label: short })), v.maxLength(10)),
    }),
    v.strictObject({
      kind: v.literal('reason'),
      outcome: v.picklist(['won', 'lost', 'invalid']),
      text: long,
    }),
    v.strictObject({ kind: v.literal('field'), key: id, value: fieldValue }),
  ]),
});

const sections = v.pipe(v.array(short), v.maxLength(32));

const panel = ['sidepanel'] as const;
const options = ['options'] as const;
const everywhere = ['sidepanel', 'options'] as const;
const chat = v.pipe(
  v.string(),
  v.regex(/^(phone:\+\d{7,15}|chat:\d*:.+|open:[\w-]+:\d+)$/),
  v.maxLength(512),
);

const said = { connectionId: id, accountId, chat };

export const rules: { [T in MessageType]: Rule<T> } = {
  'chat.changed': {
    from: ['whatsapp'],
    input: v.strictObject({ documentId, detection, first: v.boolean() }),
  },
  'chat.left': { from: ['whatsapp'], input: v.null() },
  'panel.opened': { from: panel, input: v.null() },
  'customer.refresh': { from: panel, input: v.strictObject({ connectionId: id, chat }) },
  'name.confirm': { from: panel, input: v.strictObject({ chat }) },
  'customer.read': { from: panel, input: v.strictObject(whose) },
  'customer.search': {
    from: panel,
    input: v.strictObject({ connectionId: id, text: short, from: v.optional(id) }),
  },
  'link.set': { from: panel, input: v.strictObject({ ...said, customerId: id }) },
  'link.reject': {
    from: panel,
    input: v.strictObject({ ...said, customerIds: v.pipe(v.array(id), v.minLength(1), v.maxLength(500)) }),
  },
  'orders.read': {
    from: panel,
    input: v.strictObject({ connectionId: id, ...whose, anew: v.boolean(), sourceId: nullable(id) }),
  },
  'orders.more': { from: panel, input: v.strictObject({ connectionId: id, ...whose, sourceId: id }) },
  'embed.address': { from: panel, input: v.strictObject({ connectionId: id, ...whose, embedId: id }) },
  'orders.try': {
    from: options,
    input: v.strictObject({
      source: v.unknown(),
      customer: v.strictObject({
        id: v.string(),
        name: v.nullable(v.string()),
        email: v.nullable(v.string()),
        chatPhone: v.nullable(e164),
        phones: v.array(e164),
      }),
    }),
  },
  'replies.read': { from: panel, input: v.null() },
  'reply.insert': {
    from: panel,
    input: v.strictObject({
      documentId,
      epoch,
      chat: nullable(chat),
      connectionId: nullable(id),
      customerId: nullable(id),
      text: v.pipe(v.string(), v.regex(/\S/), v.maxLength(4096)),
      atCursor: v.boolean(),
    }),
  },
  'timeline.page': {
    from: panel,
    input: v.strictObject({
      connectionId: id,
      customerId: id,
      cursor: nullable(long),
      part: nullable(v.picklist(['notes', 'customer', 'others'])),
    }),
  },
  'agents.list': { from: panel, input: v.strictObject({ connectionId: id }) },
  'lookups.read': {
    from: panel,
    input: v.strictObject({
      connectionId: id,
      kind: v.picklist(['province', 'city', 'area']),
      parent: nullable(id),
    }),
  },
  'change.submit': {
    from: panel,
    input: v.strictObject({ id, accountId, change, person: v.exactOptional(person) }),
  },
  'change.undo': { from: panel, input: v.strictObject({ id }) },
  'change.retry': { from: panel, input: v.strictObject({ id }) },
  'change.close': { from: panel, input: v.strictObject({ id, as: v.picklist(['there', 'dropped']) }) },
  'draft.read': {
    from: panel,
    input: v.strictObject({ ...whose, before: v.exactOptional(whose.customerId) }),
  },
  'draft.write': {
    from: panel,
    input: v.strictObject({
      ...whose,
      place,
      draft: nullable(draft),
      over: v.pipe(v.array(id), v.maxLength(500)),
    }),
  },
  'layout.save': {
    from: panel,
    input: v.strictObject({ order: sections, folded: sections, open: v.exactOptional(sections) }),
  },
  'audit.reveal': { from: panel, input: v.strictObject({ connectionId: id, accountId, customerId: id }) },
  'audit.export': { from: options, input: v.null() },
  'customer.forget': { from: panel, input: v.strictObject({ connectionId: id, accountId, customerId: id }) },
  'device.forget': { from: options, input: v.null() },
  'device.changed': { from: options, input: v.null() },
  'device.discardLost': { from: ['sidepanel', 'options'], input: v.null() },
  'connection.select': { from: panel, input: v.strictObject({ connectionId: id }) },
  'settings.read': { from: options, input: v.null() },
  'settings.save': {
    from: options,
    input: v.strictObject({ settings: v.unknown(), same: v.exactOptional(v.record(id, v.boolean())) }),
  },
  'account.answer': { from: everywhere, input: v.strictObject({ connectionId: id, same: v.boolean() }) },
  'accounts.read': { from: options, input: v.null() },
  'tags.read': { from: options, input: v.strictObject({ connectionId: id, anew: v.boolean() }) },
  'company.read': { from: options, input: v.strictObject({ connectionId: id }) },
  'tags.change': { from: options, input: v.strictObject({ connectionId: id, change: tagChange }) },
  'connection.test': { from: options, input: v.strictObject({ connection: v.unknown() }) },
};
