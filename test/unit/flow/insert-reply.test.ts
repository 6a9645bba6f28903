/** Whose box a reply may go to: asked before the page is looked at, and again before anything is written. */
import { describe, expect, it } from 'vitest';
import { createReplyInserter, type ReplyInsertion } from '../../../lib/flow/insert-reply.ts';
import type { InsertionResult } from '../../../lib/insertion/insertion-result.ts';
import { createSessionWriter } from '../../../lib/session/writer.ts';
import type { ChatEpoch } from '../../../lib/whatsapp/ports.ts';
import { sessionAreaDouble } from '../../doubles/session-area.ts';
import { acme, detectionOf } from '../support/samples.ts';

const reply: ReplyInsertion = {
  documentId: 'd',
  epoch: 7,
  chat: 'phone:+5511900000001',
  connectionId: 'one',
  customerId: 'ana',
  text: 'Hello Ana',
  atCursor: false,
};

/** Ana's chat in tab 3, and a page that does what it is told; `did` is all that the page was asked, in order. */
async function scene() {
  const session = createSessionWriter(sessionAreaDouble());
  const show = (customerId: string | null, epoch = 7) =>
    session.updateTab(3, () => ({
      documentId: 'd',
      epoch,
      detection: detectionOf('5511900000001', epoch),
      connectionId: 'one',
      accountId: acme,
      state: 'ready',
      customerId,
      candidates: [],
      error: null,
      needsAccess: null,
    }));
  await show('ana');
  const did: string[] = [];
  const page = {
    on: true,
    shows: { documentId: 'd', epoch: 7 } as ChatEpoch | null,
    prepared: 'ready' as InsertionResult | 'ready' | null,
    written: 'inserted' as InsertionResult | null,
    whilePreparing: async (): Promise<unknown> => null,
  };
  const insert = createReplyInserter({
    session,
    isOn: async () => page.on,
    reach: {
      async ask(tabId) {
        did.push(`ask ${tabId}`);
        return page.shows;
      },
      async prepare(tabId, { title, text }) {
        did.push(`prepare ${tabId} ${title}: ${text}`);
        await page.whilePreparing();
        return page.prepared;
      },
      async write(tabId) {
        did.push(`write ${tabId}`);
        return page.written;
      },
    },
  });
  return { insert, page, did, show };
}

describe('a reply that is put into WhatsApp’s box', () => {
  it('goes to the tab that shows the chat, which is asked whose it is before and after', async () => {
    const { insert, did } = await scene();
    expect(await insert(reply)).toBe('inserted');
    const title = detectionOf('5511900000001', 7).displayName;
    expect(did).toEqual(['ask 3', `prepare 3 ${title}: Hello Ana`, 'ask 3', 'write 3']);
  });

  it('is refused while inserting is not switched on', async () => {
    const { insert, page, did } = await scene();
    page.on = false;
    await expect(insert(reply)).rejects.toMatchObject({ code: 'FORBIDDEN' });
    expect(did).toEqual([]);
  });

  it.each([
    ['another opening of the chat', { epoch: 6 }],
    ['another document', { documentId: 'e' }],
    ['another chat', { chat: 'phone:+5511900000002' }],
    ['another customer', { customerId: 'bia' }],
    ['another connection', { connectionId: 'two' }],
  ])('is not put where the card was of %s', async (_, other) => {
    const { insert, did } = await scene();
    expect(await insert({ ...reply, ...other })).toBe('not-same-chat');
    expect(did).toEqual([]);
  });

  it('is not put where the page says that another chat is open', async () => {
    const { insert, page, did } = await scene();
    page.shows = { documentId: 'd', epoch: 8 };
    expect(await insert(reply)).toBe('not-same-chat');
    expect(did).toEqual(['ask 3']);
  });

  it('is not put where another chat was opened while the page was looked at', async () => {
    const { insert, page, did } = await scene();
    page.whilePreparing = async () => {
      page.shows = { documentId: 'd', epoch: 8 };
    };
    expect(await insert(reply)).toBe('not-same-chat');
    expect(did).not.toContain('write 3');
  });

  it('is not put where the chat became another customer’s while the page was looked at', async () => {
    const { insert, page, did, show } = await scene();
    page.whilePreparing = () => show('bia');
    expect(await insert(reply)).toBe('not-same-chat');
    expect(did).not.toContain('write 3');
  });

  it('says what the page found in the way', async () => {
    const { insert, page, did } = await scene();
    page.prepared = 'not-empty';
    expect(await insert(reply)).toBe('not-empty');
    expect(did).not.toContain('write 3');
  });

  it('says that the page is gone where nobody answers', async () => {
    const { insert, page } = await scene();
    page.prepared = null;
    expect(await insert(reply)).toBe('page-gone');
    page.shows = null;
    expect(await insert(reply)).toBe('page-gone');
  });

  it('does not say that nothing was written where the page was told to write and is silent', async () => {
    const { insert, page } = await scene();
    page.written = null;
    expect(await insert(reply)).toBe('no-answer');
  });

  it('waits for the one before', async () => {
    const { insert, did } = await scene();
    await Promise.all([insert(reply), insert(reply)]);
    const steps = did.map((one) => one.split(' ')[0]);
    expect(steps).toEqual(['ask', 'prepare', 'ask', 'write', 'ask', 'prepare', 'ask', 'write']);
  });
});
