import { describe, expect, it, vi } from 'vitest';
import { AppError } from '../../../lib/errors/app-error.ts';
import type { RawSender } from '../../../lib/messages/judge-sender.ts';
import { createRouter, type Handlers } from '../../../lib/messages/router.ts';
import { detectionOf } from '../support/samples.ts';

const own = { id: 'ours', origin: 'chrome-extension://ours' };
const panel: RawSender = { id: 'ours', origin: own.origin, url: `${own.origin}/sidepanel.html` };
const options: RawSender = { id: 'ours', origin: own.origin, url: `${own.origin}/options.html` };
const whatsApp: RawSender = {
  id: 'ours',
  origin: 'https://web.whatsapp.com',
  url: 'https://web.whatsapp.com/',
  frameId: 0,
  tab: { id: 1 },
};

function harness(overrides: Partial<Handlers> = {}) {
  const refused = vi.fn();
  const handlers = new Proxy(overrides, {
    get: (target, type) => Reflect.get(target, type) ?? (async () => null),
  }) as Handlers;
  return { refused, route: createRouter({ own, handlers, onRefused: refused }) };
}

describe('the door for messages', () => {
  it('answers a known message from whom it may come', async () => {
    const { route } = harness({ 'draft.read': async () => [] });
    const message = { type: 'draft.read', input: { accountId: 'a', customerId: 'b' } };
    await expect(route(message, panel)).resolves.toEqual({ ok: true, output: [] });
  });

  it('refuses a message from a page that may not send it', async () => {
    const { route, refused } = harness();
    const reply = await route({ type: 'panel.opened', input: null }, options);
    expect(reply).toMatchObject({ ok: false, error: { code: 'FORBIDDEN' } });
    expect(refused).toHaveBeenCalledWith('sender');
  });

  it.each([
    ['tags.read', { connectionId: 'a', anew: false }],
    ['tags.change', { connectionId: 'a', change: { kind: 'removeTag', id: 'b' } }],
    ['company.read', { connectionId: 'a' }],
  ])('takes %s from the options page alone', async (type, input) => {
    const { route } = harness();
    expect(await route({ type, input }, options)).toMatchObject({ ok: true });
    for (const other of [panel, whatsApp]) {
      expect(await route({ type, input }, other)).toMatchObject({ ok: false, error: { code: 'FORBIDDEN' } });
    }
  });

  it.each([
    ['a number that is shown', {}, true],
    [
      'a hidden one in its own place',
      { phone: null, numberHidden: true, hiddenPhone: '5511900000001' },
      true,
    ],
    [
      'a hidden one that is only suggested',
      { phone: null, numberHidden: true, suggestedPhone: '5511900000001' },
      true,
    ],
    ['a hidden one that is shown too', { numberHidden: true, hiddenPhone: '5511900000001' }, false],
    ['a hidden one that nothing calls hidden', { phone: null, hiddenPhone: '5511900000001' }, false],
    ['none, though one is hidden', { phone: null, numberHidden: true }, false],
  ])('of a chat: %s', async (_, part, isTaken) => {
    const { route } = harness();
    const detection = { ...detectionOf('5511900000001', 1), ...part };
    const message = { type: 'chat.changed', input: { documentId: 'doc', detection, first: true } };
    expect((await route(message, whatsApp)).ok).toBe(isTaken);
  });

  it.each([
    ['a sentence', 'Hi,\nBo here.', true],
    ['as much as WhatsApp takes', 'x'.repeat(4096), true],
    ['more than that', 'x'.repeat(4097), false],
    ['nothing', '', false],
    ['blanks alone', ' \n\t\u00a0\u2028', false],
  ])('takes %s for a reply to insert, or not', async (_, text, isTaken) => {
    const { route } = harness();
    const chat = 'phone:+5511900000001';
    const input = { documentId: 'doc', epoch: 1, chat, connectionId: 'a', customerId: 'b', text };
    const message = { type: 'reply.insert', input: { ...input, atCursor: false } };
    expect((await route(message, panel)).ok).toBe(isTaken);
  });

  it('refuses a change of tags that it does not know', async () => {
    const { route } = harness();
    const change = { kind: 'removeEverything', id: 'b' };
    const message = { type: 'tags.change', input: { connectionId: 'a', change } };
    expect(await route(message, options)).toMatchObject({ ok: false });
  });

  it.each([
    ['an unknown type', { type: 'shell.run', input: null }],
    ['an inherited name', { type: 'toString', input: null }],
    ['no type', { input: null }],
    ['a bare text', 'panel.opened'],
    ['nothing', null],
  ])('refuses %s', async (_, message) => {
    const { route, refused } = harness();
    expect(await route(message, panel)).toMatchObject({ ok: false, error: { code: 'FORBIDDEN' } });
    expect(refused).toHaveBeenCalledWith('type');
  });

  it.each([
    ['a field too many', { accountId: 'a', customerId: 'b', tabId: 1 }],
    ['a field too few', { accountId: 'a' }],
    ['a wrong type', { accountId: 'a', customerId: 7 }],
    ['an endless id', { accountId: 'a', customerId: 'x'.repeat(1000) }],
  ])('refuses an input with %s', async (_, input) => {
    const handler = vi.fn();
    const { route, refused } = harness({ 'draft.read': handler });
    expect(await route({ type: 'draft.read', input }, panel)).toMatchObject({ ok: false });
    expect(refused).toHaveBeenCalledWith('input');
    expect(handler).not.toHaveBeenCalled();
  });

  it('passes an error on as data, and names an unforeseen one without its text', async () => {
    const known = harness({ 'draft.read': () => Promise.reject(new AppError('OFFLINE')) });
    const unknown = harness({ 'draft.read': () => Promise.reject(new TypeError('Ana +5511')) });
    const message = { type: 'draft.read', input: { accountId: 'a', customerId: 'b' } };
    expect(await known.route(message, panel)).toEqual({
      ok: false,
      error: { code: 'OFFLINE', retryable: true },
    });
    expect(await unknown.route(message, panel)).toEqual({
      ok: false,
      error: { code: 'BUG', retryable: false, detail: 'TypeError' },
    });
  });
});
