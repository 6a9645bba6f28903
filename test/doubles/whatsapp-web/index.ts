/**
 * A stand-in for WhatsApp Web: the marks, the records and the habits of the real page that a reader of it meets, drawn by
 * our own hand. It is a plain http handler for `/`, `/app.js` and `/app.css`; mount it behind TLS as
 * https://web.whatsapp.com. Tests steer it by the query string below and by `window.standIn` (see `types.ts`).
 *
 * A switch that is not in this table, or a value that it does not take, is answered with 400. A chat is named by its id.
 * `ms` is a number of milliseconds; "late" values are `no`, `ms`, or `command` (until `standIn.arrive(…)`).
 *
 * | Switch | Default | Values | What it does |
 * | --- | --- | --- | --- |
 * | layout | testids | see `page/layouts.ts` | Which build: `testids` (August 2026), `packed` and `packed-no-testids` (April 2026), `bare-no-testids`, `no-main-id`, `no-ids` (id and test ids gone), `older-title`, `old-rows` (ids on `.message-in`), `row-testids-only`, `row-classes-only`, `unknown` (nothing known is left) |
 * | lang | en | en pt-BR es id zh ar he hi | The page's words and direction |
 * | screen | ready | ready loading signed-out use-here call-elsewhere banned terms unavailable proxy connecting question palette theme-preview updating locked locked-chat wallpaper-preview contact-drawer starred archived search call offline | The first screen; `signed-out` leaves no database |
 * | open | none | chat | A chat that is open from the start |
 * | cast | full | full people | Everybody, or only the people, their group and oneself |
 * | account | own | own, digits | The agent's own number |
 * | own-address | number | number lid absent | What incoming message rows hold in `to` |
 * | chat-ids | lid | lid number | Whether chats of known numbers are filed by LID or by number |
 * | contacts | 0 | count | Fills the `contact` store with invented rows up to this many |
 * | chats | 0 | count | The same for `chat`, and for the chat list |
 * | messages | 0 | count | The same for `message`, spread over the invented chats |
 * | ready-after | 0 | ms | How long the loading screen stands |
 * | rows-after | 0 | ms | Message rows come this long after their conversation |
 * | late-names | no | late | Saved names are not known yet |
 * | late-numbers | no | late | Numbers are not known yet |
 * | late-messages | no | late | No message has reached the database yet |
 * | warm | on | on off | The pointer on a row draws that conversation ahead, hidden |
 * | root | new | new reused | Whether every chat gets a conversation root of its own |
 * | second-root | none | chat | A second visible root, of this chat, beside every open one |
 * | header | ok | ok error | The conversation's header, or its error fallback without a title |
 * | selected | right | right wrong none | Which row of the list says that it is selected |
 * | shells | some | some all none | Which messages are empty shells: those far up, all, none |
 * | notice-rows | off | on off | A row with an id that is no message |
 * | stray-row | none | chat | The last message of this chat stands in every conversation |
 * | isolates | auto | auto on off | Invisible isolates and no-break spaces in number titles; auto: in ar and he |
 * | twins | on | on off | Contact rows by number beside those by LID |
 * | database | on | on off | Whether there is a database at all |
 * | packed-columns | off | on off | Rows whose columns have other names than the known ones |
 * | unnamed-group | none | none, a chat id | Its contact and the agent are alone in a group without a subject |
 * | odd-rows | off | on off | One of a hundred of the invented contacts has a row that is not understood, of every kind in turn |
 * | records | today | today older | As of July 2026, or before: shapes of rows, whose account it is, usernames in place of numbers, notices that say so, pairs of rows from advertisements |
 * | composer | drawn | drawn plain rich | Where one writes: only drawn, or a real editor, for text or for rich text; its habits are `standIn.writing.habit` |
 * | box | own | own shared | With `composer`, whether every chat has a box of its own, or one box is handed from chat to chat |
 * | missing-stores | none | store,store… | Stores that the database lacks |
 */
import { readFileSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { stripTypeScriptTypes } from 'node:module';
import { group, ownNumber, people } from '../people.ts';
import { bundleComposers } from './bundle-composers.ts';
import { parseSwitches } from './page/switches.ts';
import type { Guests } from './page/world.ts';

/** As strict as the real page's: what an extension adds to the page would be refused, and seen. */
const contentSecurityPolicy = [
  "default-src 'self'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "connect-src 'self'",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

const read = (name: string) => readFileSync(new URL(name, import.meta.url), 'utf8');

function html(): string {
  const guests: Guests = {
    people: people.map(({ lid, phone, savedName, pushName }) => ({ lid, phone, savedName, pushName })),
    group,
    ownNumber,
  };
  return `<!doctype html>
<html lang="en" dir="ltr">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>WhatsApp</title>
<link rel="icon" href="/favicon.svg" type="image/svg+xml">
<link rel="stylesheet" href="/app.css">
<script type="application/json" id="guests">${JSON.stringify(guests).replaceAll('<', '\\u003c')}</script>
<script type="module" src="/app.js"></script>
</head>
<body><div id="app"></div></body>
</html>
`;
}

const favicon =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24"><rect width="24" height="24" rx="6" fill="#2b7a68"/><path d="M5.5 7h13v8.5H10L7 18v-2.5H5.5z" fill="#fff"/></svg>';

/** `/app.js` is the page's entry module; the modules that it imports keep their own names. */
function script(pathname: string): string | null {
  const name = pathname === '/app.js' ? '/app.ts' : pathname;
  if (!/^\/[a-z-]+\.ts$/.test(name)) return null;
  try {
    return stripTypeScriptTypes(read(`./page${name}`));
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  }
}

function resource(pathname: string): { type: string; body: string } | null {
  if (pathname === '/') return { type: 'text/html', body: html() };
  if (pathname === '/app.css') return { type: 'text/css', body: read('./app.css') };
  if (pathname === '/favicon.svg') return { type: 'image/svg+xml', body: favicon };
  const body = script(pathname);
  return body === null ? null : { type: 'text/javascript', body };
}

export interface WhatsAppWeb {
  handler: (request: IncomingMessage, response: ServerResponse) => void;
  /** Every request that came, in order. */
  requests: readonly { method: string; url: string }[];
}

/** The stand-in as a Node http handler. Nothing is kept between requests but their list. */
export function createWhatsAppWeb(): WhatsAppWeb {
  const requests: { method: string; url: string }[] = [];
  let composers: Promise<string> | null = null;
  const ready = new Map<string, { type: string; body: string } | null>();

  function answer(response: ServerResponse, status: number, type: string, body: string): void {
    response.writeHead(status, {
      'content-type': `${type}; charset=utf-8`,
      'content-security-policy': contentSecurityPolicy,
      'cache-control': 'no-cache',
      'x-content-type-options': 'nosniff',
    });
    response.end(body);
  }

  return {
    requests,
    handler({ method = 'GET', url = '/' }, response) {
      requests.push({ method, url });
      const { pathname, searchParams } = new URL(url, 'https://web.whatsapp.com');
      if (method !== 'GET') return answer(response, 405, 'text/plain', 'This page is only read.');
      if (pathname === '/') {
        try {
          parseSwitches(searchParams);
        } catch (error) {
          return answer(response, 400, 'text/plain', error instanceof Error ? error.message : String(error));
        }
      }
      if (pathname === '/composers.js') {
        composers ??= bundleComposers();
        composers.then(
          (body) => answer(response, 200, 'text/javascript', body),
          (error) => answer(response, 500, 'text/plain', String(error)),
        );
        return;
      }
      if (!ready.has(pathname)) ready.set(pathname, resource(pathname));
      const found = ready.get(pathname);
      if (found) answer(response, 200, found.type, found.body);
      else answer(response, 404, 'text/plain', 'There is no such page.');
    },
  };
}
