import { describe, expect, it } from 'vitest';
import { group, ownNumber, people } from '../../doubles/people.ts';
import { addCrowd } from '../../doubles/whatsapp-web/page/crowd.ts';
import { layouts } from '../../doubles/whatsapp-web/page/layouts.ts';
import { formatPhone } from '../../doubles/whatsapp-web/page/phone-format.ts';
import { shapeRow } from '../../doubles/whatsapp-web/page/row-shapes.ts';
import { parseSwitches } from '../../doubles/whatsapp-web/page/switches.ts';
import { chatTitle, contactTitle, isolated } from '../../doubles/whatsapp-web/page/titles.ts';
import { withhold } from '../../doubles/whatsapp-web/page/withhold.ts';
import { fill, words } from '../../doubles/whatsapp-web/page/words.ts';
import { createWorld, messageKey, phoneOf } from '../../doubles/whatsapp-web/page/world.ts';
import { packedColumns, recordsOf } from '../../doubles/whatsapp-web/page/world-records.ts';

const now = 1_795_000_000;
const guests = { people, group, ownNumber };

function worldOf(query = '') {
  const switches = parseSwitches(new URLSearchParams(query));
  const world = createWorld(guests, switches, now);
  return { switches, world, records: recordsOf(world, switches) };
}

function chatOf({ world }: ReturnType<typeof worldOf>, id: string) {
  const chat = world.chats.get(id);
  if (chat === undefined) throw new Error(`no chat ${id}`);
  return chat;
}

describe('the world', () => {
  it('is the same every time', () => {
    expect(worldOf()).toEqual(worldOf());
  });

  it('holds everybody whom the CRM double knows, under the same ids and numbers', () => {
    const { world } = worldOf();
    for (const { lid, phone } of people) expect(phoneOf(world.contacts.get(lid))).toBe(phone);
    expect(world.chats.get(group.id)?.subject).toBe(group.subject);
  });

  it('has a chat of every kind', () => {
    const kinds = new Set([...worldOf().world.chats.values()].map(({ kind }) => kind));
    expect([...kinds].sort()).toEqual(
      ['bot', 'broadcast', 'channel', 'community', 'group', 'person', 'self', 'system'].sort(),
    );
  });

  it('knows no number of who hides it, and takes none from a LID or a malformed column', () => {
    const { world } = worldOf();
    for (const ending of ['03', '04', '23', '26', '27', '28']) {
      expect(phoneOf(world.contacts.get(`1000000000000${ending}@lid`))).toBeNull();
    }
  });

  it('has LIDs of fourteen and of fifteen digits, and two of one number', () => {
    const { world } = worldOf();
    const ids = [...world.contacts.keys()].filter((id) => id.endsWith('@lid'));
    expect(new Set(ids.map((id) => id.indexOf('@')))).toEqual(new Set([14, 15]));
    expect(phoneOf(world.contacts.get('100000000000007@lid'))).toBe(
      phoneOf(world.contacts.get('100000000000008@lid')),
    );
  });

  it('files chats by number on request, one a number', () => {
    const { world } = worldOf('chat-ids=number');
    expect(world.chats.has('5511900000001@c.us')).toBe(true);
    expect(world.chats.has('100000000000001@lid')).toBe(false);
    expect(world.chats.has('100000000000003@lid')).toBe(true);
  });

  it('holds names and numbers back until they arrive', () => {
    const { world } = worldOf();
    const [names, numbers] = [withhold(world, 'names'), withhold(world, 'numbers')];
    const bob = world.contacts.get('100000000000002@lid');
    expect(contactTitle(world.contacts.get('100000000000001@lid'), { unknownUser: '?' }, world)).toBe('?');
    expect(phoneOf(bob)).toBeNull();
    names();
    numbers();
    expect(world).toEqual(worldOf().world);
  });
});

describe('message keys', () => {
  it.each([
    ['100000000000001@lid', /^false_100000000000001@lid_3EB0[0-9A-F]{16}$/],
    ['120363000000000001@g.us', /^false_120363000000000001@g\.us_AC[0-9A-F]{30}_100000000000001@lid$/],
    [`${ownNumber}@c.us`, /^true_5511999999999@c\.us_3A[0-9A-F]{18}_out$/],
  ])('of %s have the form that the app gives them', (id, form) => {
    const made = worldOf();
    const chat = chatOf(made, id);
    expect(chat.messages.slice(0, 1).map((message) => messageKey(chat, message, made.world))).toEqual([
      expect.stringMatching(form),
    ]);
  });

  it('are unique', () => {
    const { records } = worldOf();
    expect(new Set(records.message.map(({ id }) => id)).size).toBe(records.message.length);
  });
});

describe('the rows', () => {
  it('name a saved person twice: by LID and by number', () => {
    const { records } = worldOf();
    const named = records.contact.filter(({ name }) => name === 'Ana Cliente');
    expect(named.map(({ id }) => id).sort()).toEqual(['100000000000001@lid', '5511900000001@c.us']);
    expect(worldOf('twins=off').records.contact.filter(({ name }) => name === 'Ana Cliente')).toHaveLength(1);
  });

  it('have no chat row for a chat in which nothing was said', () => {
    expect(worldOf().records.chat.map(({ id }) => id)).not.toContain('100000000000029@lid');
  });

  it('say to whom an incoming message went, as the switch wants it', () => {
    const to = (query: string) =>
      worldOf(query).records.message.find(({ id }) => id.startsWith('false_100000000000001'))?.to;
    expect([to(''), to('own-address=lid'), to('own-address=absent')]).toEqual([
      `${ownNumber}@c.us`,
      '100000000000099@lid',
      undefined,
    ]);
  });

  it('are odd for one invented contact of a hundred, in every way', () => {
    const { world, switches } = worldOf('odd-rows=on&cast=people');
    addCrowd(world, { contacts: 1200, chats: 0, messages: 0 }, false, now);
    const rows = recordsOf(world, switches).contact;
    const odd = rows.filter(
      (row) => !('pushname' in shapeRow('contact', row, switches)) && 'pushname' in row,
    );
    expect(odd.map(({ id }) => id)).toEqual(
      Array.from({ length: 12 }, (_, at) => `2${String(at * 100 + 50).padStart(14, '0')}@lid`),
    );
    const columns = odd.map((row) => Object.keys(shapeRow('contact', row, switches)).length);
    expect(new Set(columns).size).toBeGreaterThan(2);
  });

  it('of chats that are kept under a number name its LID, once they do', () => {
    const lid = (query: string) =>
      worldOf(query).records.chat.find(({ id }) => id === '5511900000001@c.us')?.accountLid;
    expect([lid('chat-ids=number'), lid('chat-ids=number&records=older')]).toEqual([
      '100000000000001@lid',
      undefined,
    ]);
  });

  it('of a subgroup name its community', () => {
    const row = worldOf().records['group-metadata'].find(({ id }) => id === '120363000000000006@g.us');
    expect(row?.parentGroup).toBe('120363000000000003@g.us');
  });

  it('keep nothing but their key when columns are packed', () => {
    expect(packedColumns({ id: 'a@lid', ...{ name: 'A', phoneNumber: '1@c.us' } })).toEqual({
      id: 'a@lid',
      c0: 'A',
      c1: '1@c.us',
    });
  });
});

describe('the crowd', () => {
  it.each([
    ['twins=on', true],
    ['twins=off', false],
  ])('fills the stores to the wanted number of rows (%s)', (query, twins) => {
    const { world, switches, records } = worldOf(query);
    const before = [records.contact.length, records.chat.length, records.message.length] as const;
    addCrowd(
      world,
      { contacts: 740 - before[0], chats: 150 - before[1], messages: 2500 - before[2] },
      twins,
      now,
    );
    const { contact, chat, message } = recordsOf(world, switches);
    expect([contact.length, chat.length, message.length]).toEqual([740, 150, 2500]);
    expect(new Set(message.map(({ id }) => id)).size).toBe(2500);
  });

  it('has no two of one name', () => {
    const { world } = worldOf('cast=people');
    addCrowd(world, { contacts: 7400, chats: 0, messages: 0 }, true, now);
    const names = [...world.contacts.values()].flatMap(({ name }) => name ?? []);
    expect(new Set(names).size).toBe(names.length);
  });
});

describe('titles', () => {
  it.each([
    [{ id: 'x@lid', name: 'N', verifiedName: 'V', phoneNumber: '447700900002@c.us' }, 'N'],
    [{ id: 'x@lid', verifiedName: 'V', phoneNumber: '447700900002@c.us' }, 'V'],
    [{ id: 'x@lid', username: 'u', phoneNumber: '447700900002@c.us' }, '@u'],
    [{ id: 'x@lid', phoneNumber: '447700900002@c.us', displayNameLID: '+44∙∙02' }, '+44 7700 900002'],
    [{ id: 'x@lid', displayNameLID: '+44∙∙02', pushname: 'P' }, '+44∙∙02'],
    [
      { id: 'x@lid', username: 'u', usernameSoftDeleted: true, phoneNumber: '447700900002@c.us' },
      '+44 7700 900002',
    ],
    [{ id: 'x@lid', pushname: 'P' }, 'Unknown user'],
  ])('of %j is %s', (contact, title) => {
    expect(contactTitle(contact, words.en, { usernames: true })).toBe(title);
  });

  it('were a number before a username, once', () => {
    const contact = { id: 'x@lid', username: 'u', phoneNumber: '447700900002@c.us' };
    expect(contactTitle(contact, words.en, { usernames: false })).toBe('+44 7700 900002');
    const hidden = { id: 'x@lid', username: 'u' };
    expect(contactTitle(hidden, words.en, { usernames: false })).toBe('@u');
  });

  it('of a guest have a word behind the name, in every language', () => {
    const made = worldOf();
    const guest = chatOf(made, '100000000000053@lid');
    expect(chatTitle(guest, made.world, words.en)).toBe('Rita Sales (Guest)');
    const titles = Object.values(words).map((language) => chatTitle(guest, made.world, language));
    expect(titles.filter((title) => !/^Rita Sales ?[(（].+[)）]$/.test(title))).toEqual([]);
  });

  it('of a username that was given up are the number, or the mask', () => {
    const { world } = worldOf();
    const title = (id: string) => contactTitle(world.contacts.get(id), words.en, world);
    expect(title('100000000000044@lid')).toBe('+55 11 90000-0044');
    expect(title('100000000000046@lid')).toBe('+55∙∙∙∙∙∙∙∙46');
    expect(title('100000000000045@lid')).toBe('@nova.loja');
  });

  it('of a group is its subject', () => {
    const made = worldOf();
    expect(chatTitle(chatOf(made, group.id), made.world, words.en)).toBe(group.subject);
  });

  it('that are numbers are isolated, names are not', () => {
    expect(isolated('+44 7700 900002')).toBe('\u2066+44\u00A07700\u00A0900002\u2069');
    expect(isolated('24h Pizza 11 5555')).toBe('24h Pizza 11 5555');
  });

  it.each([
    ['5511900000001', '+55 11 90000-0001'],
    ['447700900002', '+44 7700 900002'],
    ['15550100009', '+1 (555) 010-0009'],
    ['999123', '999123'],
  ])('write %s as %s', (digits, drawn) => {
    expect(formatPhone(digits)).toBe(drawn);
  });
});

describe('layouts and words', () => {
  it('leave something to go by in every layout but the unknown one', () => {
    for (const [name, layout] of Object.entries(layouts)) {
      const marks = [layout.mainId, layout.testIds, layout.structure].filter(Boolean).length;
      expect([name, marks > 0]).toEqual([name, name !== 'unknown']);
    }
  });

  it('fill the name into the label in every language', () => {
    for (const language of Object.values(words)) {
      expect(fill(language.messageTo, 'A$& {n}')).toContain('A$& {n}');
      expect(fill(language.groupMessageTo, 'G')).toContain('G');
    }
  });
});
