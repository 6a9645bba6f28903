/** What may be said of a chat: a number is given out only when everything that speaks of it agrees. */
import { describe, expect, it } from 'vitest';
import type { ChatFacts } from '../../../lib/whatsapp/identify/chat-facts.ts';
import {
  type Evidence,
  type Judgement,
  judgeChat,
  type Shown,
} from '../../../lib/whatsapp/identify/judge-chat.ts';
import { reasons } from '../../../lib/whatsapp/identify/reasons.ts';
import { titleOf } from '../../../lib/whatsapp/page/read-title.ts';
import type { ChatRow, Contact } from '../../../lib/whatsapp/storage/records.ts';

const lid = '100@lid';
const number = '5511900000001';
const other = '447700900002';
const shownNumber = '+55 11 90000-0001';
const shownOther = '+44 7700 900002';

const contactOf = (more: Partial<Contact> = {}): Contact => ({
  id: lid,
  phoneNumber: `${number}@c.us`,
  phoneNumberCreatedAt: 10,
  nameless: false,
  name: 'Ana',
  verifiedName: null,
  username: null,
  titles: ['Ana'],
  names: ['Ana'],
  isBusiness: false,
  packed: false,
  ...more,
});
const nobody = contactOf({ titles: [], names: [] });
const factsOf = (more: Partial<ChatFacts> = {}): ChatFacts => ({
  chatId: lid,
  kind: 'person',
  contact: contactOf(),
  twin: null,
  rivals: [],
  rivalsKnown: true,
  chat: null,
  accountLidNumber: null,
  superseded: false,
  newNumber: null,
  verified: null,
  group: null,
  ...more,
});
const ofNumber = (more: Partial<ChatFacts> = {}) => factsOf({ chatId: `${number}@c.us`, ...more });
const chatOf = (name: string): ChatRow => ({
  accountLid: null,
  t: 0,
  name,
  changeNumberNewJid: null,
});
const titled = (text: string | null, more: Partial<Shown> = {}): Shown => ({
  title: titleOf(text),
  selected: [],
  toSelf: false,
  ...more,
});
const rowsOf = (rows: number, more: Partial<Evidence> = {}): Evidence => ({
  chatId: lid,
  rows,
  complete: true,
  toSelf: false,
  ...more,
});
const judge = (
  facts: ChatFacts,
  shown = titled('Ana'),
  evidence = rowsOf(2, { chatId: facts.chatId }),
  account: string | null = null,
): Judgement => judgeChat(shown, evidence, facts, account);

const given = (source: 'chat-id' | 'contact' | 'title') => ({
  phone: number,
  phoneSource: source,
  reasons: [],
});
const withheld = (...why: string[]) => ({ phone: null, phoneSource: null, reasons: why });

describe('the number of a chat', () => {
  it.each<[string, ChatFacts, Shown, Partial<Judgement>]>([
    ['is what its contact has', factsOf(), titled('Ana'), given('contact')],
    ['is its own address', ofNumber({ contact: null }), titled(shownNumber), given('chat-id')],
    ['is its own address, which its contact has too', ofNumber(), titled('Ana'), given('chat-id')],
    [
      'is its own address, of which its contact says nothing',
      ofNumber({ contact: contactOf({ phoneNumber: null }) }),
      titled('Ana'),
      given('chat-id'),
    ],
    [
      'is withheld where its contact has another than its address',
      ofNumber({ contact: contactOf({ phoneNumber: `${other}@c.us` }) }),
      titled('Ana'),
      withheld(reasons.malformed),
    ],
    [
      'is not known without a contact',
      factsOf({ contact: null }),
      titled('Ana'),
      withheld(reasons.titleUnverified, reasons.contactMissing),
    ],
    [
      'is withheld where what the contact has is none',
      factsOf({ contact: contactOf({ phoneNumber: '12@lid' }) }),
      titled('Ana'),
      withheld(reasons.malformed),
    ],
    [
      'is withheld where it is the LID itself',
      factsOf({ chatId: `${number}@lid` }),
      titled('Ana'),
      withheld(reasons.isLid),
    ],
    [
      'is withheld where columns of the contact are packed',
      factsOf({ contact: contactOf({ packed: true }) }),
      titled('Ana'),
      withheld(reasons.packedColumns),
    ],
    [
      'is withheld where columns of its twin are packed',
      factsOf({ twin: contactOf({ packed: true }) }),
      titled('Ana'),
      withheld(reasons.packedColumns),
    ],
    [
      'is withheld where it was changed',
      factsOf({ newNumber: other }),
      titled('Ana'),
      withheld(reasons.changed),
    ],
    [
      'is given where it was changed to itself',
      factsOf({ newNumber: number }),
      titled('Ana'),
      given('contact'),
    ],
    [
      'is withheld where the account of the chat has another',
      factsOf({ accountLidNumber: other }),
      titled('Ana'),
      withheld(reasons.accountLidDiffers),
    ],
    [
      'is given where the account of the chat has the same',
      factsOf({ accountLidNumber: number }),
      titled('Ana'),
      given('contact'),
    ],
    [
      'is withheld where nobody could be asked who else has it',
      factsOf({ rivalsKnown: false }),
      titled('Ana'),
      withheld(reasons.ownersUnknown),
    ],
    [
      'is given where it is the address, whoever else could not be asked for',
      ofNumber({ rivalsKnown: false }),
      titled('Ana'),
      given('chat-id'),
    ],
    [
      'is withheld where its own row knows somebody else',
      factsOf({ twin: contactOf({ names: ['Maria'] }) }),
      titled('Ana'),
      withheld(reasons.twinDiffers),
    ],
    [
      'is given where its own row knows them by one of their names',
      factsOf({ twin: contactOf({ names: ['Maria', 'Ana'] }) }),
      titled('Ana'),
      given('contact'),
    ],
    [
      'is given where its own row knows them by the one name that it has',
      factsOf({ contact: contactOf({ names: ['Annie', 'Ana'] }), twin: contactOf({ names: ['Ana'] }) }),
      titled('Ana'),
      given('contact'),
    ],
    [
      'is given where its own row knows nobody',
      factsOf({ twin: contactOf({ names: [] }) }),
      titled('Ana'),
      given('contact'),
    ],
    [
      'is given where its contact knows nobody',
      factsOf({ contact: nobody, twin: contactOf({ names: ['Maria'] }) }),
      titled(shownNumber),
      given('contact'),
    ],
  ])('%s', (_, facts, shown, expected) => {
    expect(judge(facts, shown)).toMatchObject({ chatId: facts.chatId, kind: 'person', ...expected });
  });
});

describe('a number that another LID has too', () => {
  const maria = (createdAt: number | null, ...names: string[]) =>
    contactOf({ id: '200@lid', phoneNumberCreatedAt: createdAt, names });
  it.each<[string, Contact, Partial<Judgement>]>([
    ['had it later', maria(11, 'Maria'), withheld(reasons.newerOwner)],
    ['had it at the same time', maria(10, 'Maria'), withheld(reasons.newerOwner)],
    ['had it nobody knows when', maria(null, 'Maria'), withheld(reasons.newerOwner)],
    ['had it and has it no more', maria(0, 'Maria'), given('contact')],
    ['had it before', maria(9, 'Maria'), given('contact')],
    ['is the same person by the title', maria(11, 'Ana'), given('contact')],
    ['is called the same and more', maria(11, 'Ana', 'Ana Souza'), given('contact')],
  ])('that %s', (_, rival, expected) => {
    expect(judge(factsOf({ rivals: [rival] }))).toMatchObject(expected);
  });

  it.each<[string, string[], string[], Partial<Judgement>]>([
    ['that nothing else speaks against', ['Ana', 'Ana Silva'], ['Ana'], given('contact')],
    ['that another name agrees with', ['Ana', 'Silva', 'A.'], ['Ana', 'Silva', 'B.'], given('contact')],
    [
      'that every other name speaks against',
      ['Ana', 'Silva'],
      ['Ana', 'Souza'],
      withheld(reasons.newerOwner),
    ],
  ])('is of one person by the title, %s', (_, mine, theirs, expected) => {
    const contact = contactOf({ names: mine });
    expect(judge(factsOf({ contact, rivals: [maria(11, ...theirs)] }))).toMatchObject(expected);
  });

  it('is nobody’s where no title says that they are one', () => {
    const facts = factsOf({ rivals: [maria(11, 'Ana')] });
    expect(judge(facts, titled(null)).reasons).toContain(reasons.newerOwner);
  });

  it('is the address’s own, whoever had it', () => {
    expect(judge(ofNumber({ rivals: [maria(11, 'Maria')] }))).toMatchObject(given('chat-id'));
  });

  it('is not told of twice where there is no contact', () => {
    const facts = factsOf({ contact: null, rivals: [maria(11, 'Maria')] });
    expect(judge(facts).reasons).toEqual([reasons.titleUnverified, reasons.contactMissing]);
  });
});

describe('a number that stands in the title alone', () => {
  const hidden = { ...nobody, phoneNumber: null };

  it('is given where no name would stand there instead, and is never certain', () => {
    const said = judge(factsOf({ contact: hidden }), titled(shownNumber));
    expect(said).toMatchObject({ ...given('title'), confidence: 'probable' });
  });

  it.each<[string, Partial<ChatFacts>]>([
    ['the contact has a name', { contact: { ...hidden, titles: ['Ana'] } }],
    ['the contact had a name', { contact: { ...hidden, nameless: true } }],
    ['the business has one', { contact: hidden, verified: { name: 'Shop' } }],
    ['the chat has one', { contact: hidden, chat: chatOf('Ana') }],
    ['it is the LID', { contact: hidden, chatId: `${number}@lid` }],
  ])('is withheld where %s', (_, facts) => {
    const said = judge(factsOf(facts), titled(shownNumber));
    expect(said.phone).toBeNull();
    expect(said.reasons).toContain(reasons.hidden);
  });

  it('is given where the business was verified without a name', () => {
    const facts = factsOf({ contact: hidden, verified: { name: null } });
    expect(judge(facts, titled(shownNumber))).toMatchObject(given('title'));
  });

  it.each([
    ['is a name', titled('Ana')],
    ['is not there', titled(null)],
    ['can be read as two', titled(shownNumber, { title: { ...titleOf(shownNumber), unclear: true } })],
  ])('is none where the title %s', (_, shown) => {
    expect(judge(factsOf({ contact: hidden }), shown).reasons).toContain(reasons.hidden);
  });

  it('that stays hidden says that alone, whatever else is known', () => {
    const facts = factsOf({ contact: contactOf({ phoneNumber: null }), newNumber: other });
    expect(judge(facts)).toMatchObject(withheld(reasons.hidden));
  });

  it('that stays hidden leaves the chat known by its name', () => {
    expect(judge(factsOf({ contact: contactOf({ phoneNumber: null }) }))).toMatchObject({
      chatId: lid,
      confidence: 'exact',
      ...withheld(reasons.hidden),
    });
  });
});

describe('the title', () => {
  const nothingBut = {
    chatId: null,
    phone: null,
    kind: 'person',
    isBusiness: false,
    confidence: 'name-only',
  };

  it.each<[string, ChatFacts, Shown]>([
    ['a name of the contact', factsOf(), titled('Ana')],
    ['a name of its twin', factsOf({ contact: nobody, twin: contactOf({ names: ['Ann'] }) }), titled('Ann')],
    ['the name of the chat', factsOf({ chat: chatOf('Annie') }), titled('Annie')],
    ['the number, however it is set', factsOf(), titled(shownNumber)],
    [
      'another number, under which the contact is saved',
      factsOf({ contact: contactOf({ titles: [shownOther], names: [shownOther] }) }),
      titled(shownOther),
    ],
    ['the name that is marked in the list', factsOf(), titled('Ana', { selected: ['Bo', 'Ana'] })],
    [
      'the verified name of a business without another',
      factsOf({ contact: { ...nobody, isBusiness: true }, verified: { name: 'Shop' } }),
      titled('Shop'),
    ],
    [
      'the verified name of a business whose own row says nothing',
      factsOf({ contact: { ...nobody, isBusiness: true }, twin: nobody, verified: { name: 'Shop' } }),
      titled('Shop'),
    ],
  ])('may be %s', (_, facts, shown) => {
    expect(judge(facts, shown)).toMatchObject({ ...given('contact'), chatId: lid, confidence: 'exact' });
  });

  it('may be a mask that fits and that the chat is called by: the number is known, and hidden', () => {
    const facts = factsOf({ chat: chatOf('+55∙∙∙01') });
    expect(judge(facts, titled('+55∙∙∙01'))).toMatchObject({
      phone: null,
      phoneSource: null,
      numberHidden: true,
      hiddenPhone: number,
    });
  });

  it.each<[string, ChatFacts, Shown, string]>([
    ['another name', factsOf(), titled('Maria'), reasons.titleDiffers],
    ['a name, where none is known', factsOf({ contact: nobody }), titled('Ana'), reasons.titleDiffers],
    ['another number', factsOf(), titled(shownOther), reasons.titleNumberDiffers],
    ['a mask that does not fit', factsOf(), titled('+44∙∙∙02'), reasons.titleNumberDiffers],
    [
      'a mask that does not fit, whatever the chat is called',
      factsOf({ chat: chatOf('+44∙∙∙02') }),
      titled('+44∙∙∙02'),
      reasons.titleNumberDiffers,
    ],
    [
      'two numbers',
      factsOf(),
      titled('Ana', { title: { ...titleOf('Ana'), unclear: true } }),
      reasons.titleUnclear,
    ],
    [
      'another than is marked in the list',
      factsOf(),
      titled('Ana', { selected: ['Bo'] }),
      reasons.selectedDiffers,
    ],
    [
      'the verified name of somebody who is no business',
      factsOf({ contact: nobody, verified: { name: 'Shop' } }),
      titled('Shop'),
      reasons.titleDiffers,
    ],
    [
      'the verified name of a business that has another',
      factsOf({ contact: contactOf({ isBusiness: true }), verified: { name: 'Shop' } }),
      titled('Shop'),
      reasons.titleDiffers,
    ],
    [
      'the verified name of a business whose twin has another',
      factsOf({ contact: { ...nobody, isBusiness: true }, twin: contactOf(), verified: { name: 'Shop' } }),
      titled('Shop'),
      reasons.titleDiffers,
    ],
    [
      'a name of which nothing can be seen',
      factsOf({ contact: contactOf({ names: ['\u200b'] }) }),
      titled('\u200b'),
      reasons.titleDiffers,
    ],
  ])('says nothing but itself where it is %s', (_, facts, shown, why) => {
    const said = judge(facts, shown);
    expect(said).toMatchObject(nothingBut);
    expect(said.reasons[0]).toBe(why);
  });

  it('that is another number, under which the contact is saved, needs two rows', () => {
    const facts = factsOf({ contact: contactOf({ titles: ['Boss', shownOther], names: [shownOther] }) });
    expect(judge(facts, titled(shownOther), rowsOf(1))).toMatchObject(nothingBut);
    expect(judge(facts, titled(shownOther), rowsOf(2)).phone).toBe(number);
  });

  it('that is missing leaves the chat, where two rows name it, and no number', () => {
    const said = { chatId: lid, ...withheld(reasons.noTitle), confidence: 'probable' };
    expect(judge(factsOf(), titled(null))).toMatchObject(said);
    expect(judge(factsOf(), titled(null), rowsOf(1))).toMatchObject({
      ...nothingBut,
      reasons: [reasons.noTitle],
    });
  });

  it('that nothing can be compared with leaves the chat, where two rows name it', () => {
    const facts = factsOf({ contact: { ...nobody, phoneNumber: null } });
    expect(judge(facts, titled('Ana')).chatId).toBe(lid);
    expect(judge(facts, titled('Ana'), rowsOf(1)).chatId).toBeNull();
  });
});

describe('the word for somebody who has no name at all', () => {
  const nameless = { ...nobody, phoneNumber: null };

  it('is no name where two rows say whose chat it is', () => {
    expect(judge(factsOf({ contact: nameless }), titled('Unknown user'))).toMatchObject({ noName: true });
  });

  it.each<[why: string, facts: Partial<ChatFacts>, title: string]>([
    ['the contact is not there yet', { contact: null }, 'Ana'],
    ['the name that was saved is not', { contact: { ...nameless, nameless: true } }, 'Ana'],
    ['names are packed', { contact: { ...nameless, packed: true } }, 'Ana'],
    ['the business has a name', { contact: nameless, verified: { name: 'Shop' } }, 'Shop'],
    ['it is a mask', { contact: nameless }, '+55∙∙∙∙∙∙∙∙01'],
    ['it is their name', {}, 'Ana'],
  ])('may be one where %s', (_why, facts, title) => {
    expect(judge(factsOf(facts), titled(title))).not.toHaveProperty('noName');
  });
});

describe('a chat is certain', () => {
  it.each([
    [0, true, 'probable'],
    [1, true, 'exact'],
    [1, false, 'probable'],
    [2, false, 'exact'],
  ])('by %i rows that name it, all of them: %s → %s', (rows, complete, confidence) => {
    expect(judge(factsOf(), titled('Ana'), rowsOf(rows, { complete })).confidence).toBe(confidence);
  });
});

describe('the kind of a chat', () => {
  it('that is not known leaves nothing', () => {
    expect(judge(factsOf({ kind: null }))).toMatchObject({
      chatId: null,
      kind: null,
      reasons: [reasons.kindUnknown],
    });
  });

  it('that is a group has a size, no number, and is called by its subject', () => {
    const group = { subject: 'Team', size: 7 };
    const facts = factsOf({
      chatId: '1@g.us',
      kind: 'group',
      contact: contactOf({ isBusiness: true }),
      group,
    });
    expect(judge(facts, titled('Team'), rowsOf(2, { chatId: '1@g.us', toSelf: true }), number)).toMatchObject(
      {
        chatId: '1@g.us',
        kind: 'group',
        groupSize: 7,
        phone: null,
        isBusiness: false,
      },
    );
    expect(judge({ ...facts, group: null, chat: chatOf('Team') }, titled('Team')).groupSize).toBeNull();
  });

  it('that is a person’s has no size', () => {
    expect(judge(factsOf({ group: { subject: 'Ana', size: 7 } })).groupSize).toBeNull();
  });

  it.each<[string, ChatFacts, Evidence, string | null, string]>([
    ['messages went to the agent', factsOf(), rowsOf(2, { toSelf: true }), null, 'self'],
    ['it has the agent’s number', factsOf(), rowsOf(2), number, 'self'],
    ['it is the agent’s number', ofNumber({ contact: null }), rowsOf(2), number, 'self'],
    ['it has another number', factsOf(), rowsOf(2), other, 'person'],
    [
      'neither number is known',
      factsOf({ contact: contactOf({ phoneNumber: null }) }),
      rowsOf(2),
      null,
      'person',
    ],
  ])('where %s', (_, facts, evidence, account, kind) => {
    const shown = facts.contact ? titled('Ana') : titled(shownNumber);
    expect(judge(facts, shown, evidence, account)).toMatchObject({
      kind,
      ...(kind === 'self' && { phone: null }),
    });
  });

  it('that is the agent’s own shows their own number', () => {
    const own = rowsOf(2, { toSelf: true });
    expect(judge(factsOf({ contact: nobody }), titled(shownNumber), own)).toMatchObject({
      kind: 'self',
      chatId: lid,
    });
    expect(judge(factsOf({ contact: nobody }), titled(shownOther), own).chatId).toBeNull();
  });

  it.each<[string, Partial<ChatFacts>, boolean]>([
    ['was verified', { verified: { name: null } }, true],
    ['says so', { contact: contactOf({ isBusiness: true }) }, true],
    ['says so in the row of its number', { twin: contactOf({ isBusiness: true }) }, true],
    ['says nothing', { twin: contactOf() }, false],
  ])('is a business’s where it %s', (_, facts, isBusiness) => {
    expect(judge(factsOf(facts)).isBusiness).toBe(isBusiness);
  });
});
