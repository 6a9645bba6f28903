import { messageId } from './message-id.ts';
import type { ContactRow } from './records.ts';
import { type Chat, chatWith, type World } from './world.ts';

const first =
  'Alice Bento Clara Davi Elisa Fabio Gloria Hugo Iara Jonas Karin Luca Mara Nilo Olivia Pedro Quira Renan Sara Tiago Ulla Vitor Wanda Xavier Yara Zeca Aldo Berta Caio Dora Enzo Flora Gil Helga Ivo Jade Kevin Lara Mel Noe'.split(
    ' ',
  );
const last =
  'Abreu Barros Castro Dias Esteves Farias Gomes Haddad Ibarra Jardim Kunz Lopes Matos Nunes Ortega Pires Queiroz Rocha Salles Teles Uchoa Viana Weber Xisto Yamada Zanetti Alvim Brandt Coelho Duarte Eller Fontes Guedes Hauser Ivanov Jansen Kohl Leal Moura Neri'.split(
    ' ',
  );
const initials = 'ABCDEFGHIJKLMNOPRSTV';

/** A name that nobody else in the crowd has, up to 32,000 of them. */
function nameOf(index: number): string {
  const family = Math.floor(index / first.length);
  const initial = initials[Math.floor(family / last.length) % initials.length];
  return `${first[index % first.length]} ${initial}. ${last[family % last.length]}`;
}

/** One in five is not saved, one in fifty hides the number. Area code 00 does not exist. */
function contactOf(index: number): ContactRow {
  const hidden = index % 50 === 49;
  const saved = index % 5 !== 4;
  return {
    id: `2${String(index).padStart(14, '0')}@lid`,
    ...(hidden
      ? { displayNameLID: `+55∙∙∙∙∙∙∙∙${String(index % 100).padStart(2, '0')}` }
      : {
          phoneNumber: `55009${String(index).padStart(8, '0')}@c.us`,
          phoneNumberCreatedAt: 1_750_000_000 + index,
        }),
    ...(saved ? { name: nameOf(index) } : {}),
    pushname: first[index % first.length] ?? '',
    type: 'in',
    isBusiness: false,
    isAddressBookContact: saved ? 1 : 0,
  };
}

const texts = [
  'Good morning!',
  'Is it in stock?',
  'Yes, it is.',
  'How much is the delivery?',
  'Thank you 🙏',
];

/** How many rows the crowd is to add to each store. */
export interface CrowdSize {
  contacts: number;
  chats: number;
  messages: number;
}

/**
 * Adds invented contacts, chats and messages, always the same ones; `now` in seconds since 1970. With `twins` a saved
 * contact counts for two rows. Chats need contacts and messages need a chat: there are as many as that takes.
 */
export function addCrowd(world: World, size: CrowdSize, twins: boolean, now: number): void {
  const chats = Math.max(size.chats, size.messages > 0 ? 1 : 0);
  const contacts: ContactRow[] = [];
  for (let rows = 0; rows < size.contacts || contacts.length < chats; ) {
    const contact = contactOf(contacts.length);
    const double = twins && contact.name !== undefined && contact.phoneNumber !== undefined;
    // The last row can't be a pair: an unsaved contact fills it.
    if (double && rows === size.contacts - 1) delete contact.name;
    rows += double && contact.name !== undefined ? 2 : 1;
    contacts.push(contact);
    world.contacts.set(contact.id, contact);
  }
  const each = Math.floor(size.messages / Math.max(chats, 1));
  for (const [index, { id }] of contacts.slice(0, chats).entries()) {
    const count = index === 0 ? size.messages - each * (chats - 1) : each;
    const chat: Chat = chatWith(id, 'person', { contactId: id });
    for (let at = 0; at < count; at += 1) {
      const fromMe = at % 5 === 2;
      chat.messages.push({
        id: messageId(id, at, fromMe),
        fromMe,
        author: null,
        text: texts[at % texts.length] ?? '',
        t: now - 20 * 86_400 - index * 900 - (count - at) * 45,
      });
    }
    world.chats.set(id, chat);
  }
}
