/**
 * Chats opened one after another, while people are saved and forgotten and usernames and numbers go from one to the other:
 * what was known before says where to look, and never whose chat it is.
 */
import 'fake-indexeddb/auto';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { type ChatMemory, createChatMemory } from '../../../lib/whatsapp/identify/chat-memory.ts';
import { type Judgement, numberIn } from '../../../lib/whatsapp/identify/judge-chat.ts';
import { page } from '../../fixtures/whatsapp/page.ts';
import { seed } from '../../fixtures/whatsapp/seed.ts';
import { chat, contact, message, type Stored, talk } from '../../fixtures/whatsapp/stored.ts';
import { storedIn, type WorldName, worlds } from '../../fixtures/whatsapp/worlds.ts';
import { detectNow } from './detect-now.ts';

interface Person {
  at: number;
  name: string | null;
  username: string | null;
  digits: string | null;
  /** When the number came to them. */
  since: number;
  /** The chat lies under the number that they had when it began. */
  chatId: string;
}

const count = 8;
const names = ['Ana Prado', 'Bia Reis', 'Caio Lima'];
const lidOf = (at: number) => `10000000000070${at}@lid`;
const firstDigits = (at: number) => `551190000070${at}`;

/** Every third chat is from before LIDs, every second person has a username, every fourth shows no number. */
function everybody(): Person[] {
  return Array.from({ length: count }, (_, at) => {
    const digits = at % 4 === 3 ? null : firstDigits(at);
    return {
      at,
      name: at % 3 === 1 ? (names[at % names.length] ?? null) : null,
      username: at % 2 === 0 ? `person.${at}` : null,
      digits,
      since: 1_760_000_000,
      chatId: digits !== null && at % 3 === 0 ? `${digits}@c.us` : lidOf(at),
    };
  });
}

const isShownByUsername = ({ name, username, digits }: Person, world: WorldName) =>
  name === null && username !== null && (world === 'today' || digits === null);

function titleOf(person: Person, world: WorldName): string {
  const { name, username, digits, at } = person;
  if (name !== null) return name;
  if (isShownByUsername(person, world)) return `@${username}`;
  return digits === null ? `+55∙∙∙∙∙∙∙∙0${at}` : `+${digits}`;
}

const keysOf = ({ chatId, at }: Person) => talk(chatId, `P${at}`);

function stored(people: readonly Person[], world: WorldName): Stored {
  return storedIn(world, {
    contact: people.flatMap(({ at, name, username, digits, since }) => [
      contact(lidOf(at), digits, {
        phoneNumberCreatedAt: since,
        displayNameLID: `+55∙∙∙∙∙∙∙∙0${at}`,
        ...(name !== null && { name }),
        ...(username !== null && { username }),
      }),
      ...(name !== null && digits !== null ? [{ id: `${digits}@c.us`, name, isAddressBookContact: 1 }] : []),
    ]),
    chat: people.map(({ chatId, at }) => chat(chatId, { accountLid: lidOf(at) })),
    message: people.flatMap(keysOf).map((key) => message(key)),
  });
}

type Turn =
  | { kind: 'open'; who: number; rows: number }
  | { kind: 'save'; who: number; name: string | null }
  | { kind: 'take-username' | 'take-number'; who: number; from: number };

const who = fc.nat(count - 1);
const turn: fc.Arbitrary<Turn> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('open'), who, rows: fc.nat(2) }) },
  fc.record({ kind: fc.constant('save'), who, name: fc.constantFrom(null, ...names) }),
  fc.record({ kind: fc.constantFrom('take-username', 'take-number'), who, from: who }),
);

/** What is changed by a turn that opens nothing. */
function change(people: readonly Person[], turned: Exclude<Turn, { kind: 'open' }>, at: number): void {
  const one = people[turned.who];
  if (!one) return;
  if (turned.kind === 'save') {
    one.name = turned.name;
    return;
  }
  const other = people[turned.from];
  // A chat that lies under its number would be nobody's without it.
  if (!other || other === one || [one, other].some(({ chatId }) => !chatId.endsWith('@lid'))) return;
  if (turned.kind === 'take-username') [one.username, other.username] = [other.username, null];
  else if (other.digits !== null)
    [one.digits, one.since, other.digits] = [other.digits, 1_770_000_000 + at, null];
}

/** Says the wrong thing of the one who is open; null: does not. */
function wrongOf(person: Person, world: WorldName, said: Judgement | null): string | null {
  if (!said) return 'sees no chat';
  const number = numberIn(said);
  if (number !== null && number !== person.digits) return `gives ${number}`;
  if (said.phone !== null && isShownByUsername(person, world)) return `shows ${said.phone}`;
  if (said.lid !== null && said.lid !== lidOf(person.at)) return `links ${said.lid}`;
  if (said.chatId !== null && said.chatId !== person.chatId) return `takes it for ${said.chatId}`;
  return null;
}

async function open(person: Person, rows: number, world: WorldName, memory: ChatMemory) {
  const title = titleOf(person, world);
  const drawn = keysOf(person).slice(0, rows);
  document.body.innerHTML = page({
    list: [{ title, selected: true }],
    conversations: [{ title, rows: drawn.map((key) => ({ key })) }],
  });
  return { remembering: await detectNow({}, memory), anew: await detectNow() };
}

it('what was known before changes nothing of what is said, and nobody is taken for somebody else', async () => {
  const turns = fc.array(turn, { minLength: 4, maxLength: 14 });
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...worlds), turns, async (world, all) => {
      const people = everybody();
      const memory = createChatMemory({ now: () => 0 });
      await seed(indexedDB, stored(people, world));
      for (const [at, one] of all.entries()) {
        if (one.kind !== 'open') {
          change(people, one, at);
          await seed(indexedDB, stored(people, world));
          continue;
        }
        const person = people[one.who];
        if (!person) continue;
        const { remembering, anew } = await open(person, one.rows, world, memory);
        expect(wrongOf(person, world, anew)).toBeNull();
        expect(wrongOf(person, world, remembering)).toBeNull();
        // In whatever order its messages were found.
        expect({ ...remembering, messageIds: [] }).toEqual({ ...anew, messageIds: [] });
      }
    }),
    { numRuns: Number(process.env.CHATSIDE_RUNS ?? 120), interruptAfterTimeLimit: 120_000 },
  );
}, 150_000);
