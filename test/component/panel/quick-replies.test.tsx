import { fireEvent, screen, waitFor, within } from '@testing-library/preact';
import axe from 'axe-core';
import { beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { ofShop, orderOf } from '../../../components/gallery/order-samples.ts';
import { bareView, readyView } from '../../../components/gallery/panel-views.ts';
import { replyFacts } from '../../../components/panel/replies/reply-facts.ts';
import { setLanguage } from '../../../lib/i18n/index.ts';
import type { Inserted, PanelView, QuickReplies, ReplyEvents } from '../../../lib/panel/view.ts';
import { replyValues } from '../../../lib/replies/values.ts';
import type { QuickReply } from '../../../lib/settings/quick-reply.ts';
import { show } from './harness.tsx';

const hi: QuickReply = {
  id: 'hi',
  title: 'Greeting',
  shortcut: 'hi',
  text: 'Hi {firstName|there},\n{agent} here.',
};
const size: QuickReply = {
  id: 'size',
  title: 'Size',
  text: 'Is {?What size} or {?Which colour} right, {name}?',
};
const order: QuickReply = { id: 'order', title: 'Order', text: 'Your order {order.number}' };
const wrong: QuickReply = { id: 'wrong', title: 'Wrong', text: 'Hi {nam}' };
const call: QuickReply = { id: 'call', title: 'Call', text: 'We call {phone}' };

const written: string[] = [];
let isRefused = false;
beforeEach(() => {
  written.length = 0;
  isRefused = false;
  Object.defineProperty(navigator, 'clipboard', {
    configurable: true,
    value: {
      writeText: async (text: string) => {
        if (isRefused) throw new Error('refused');
        written.push(text);
      },
    },
  });
});

async function open(
  view: PanelView = readyView(),
  given: Partial<QuickReplies & { result: Inserted | Promise<Inserted> }> = {},
) {
  const counted = vi.fn();
  const insert = vi.fn<ReplyEvents['insert']>(async () => given.result ?? 'inserted');
  const { replies = [hi, size, order, wrong, call], used = {}, agent = 'Bo' } = given;
  const events: ReplyEvents = {
    read: async () => ({ replies, used, agent }),
    countUse: (id) => counted(id),
    insert,
  };
  const shown = show(view, { replies: async () => events });
  fireEvent.keyDown(document.body, { key: '/', code: 'Slash' });
  await waitFor(() => expect(screen.queryByRole('dialog', { name: 'Quick replies' })).not.toBeNull());
  if (replies.length > 0) await screen.findByRole('combobox', { name: 'Quick reply' });
  return { ...shown, counted, insert };
}

const box = () => screen.getByRole<HTMLInputElement>('combobox', { name: 'Quick reply' });
const preview = () => screen.getByRole('region', { name: 'Reply preview' }).textContent;
const type = (text: string) => fireEvent.input(box(), { target: { value: text } });
const enter = () => fireEvent.keyDown(box(), { key: 'Enter' });
const press = (name: string) => fireEvent.click(screen.getByRole('button', { name }));
const said = (text: string | RegExp) => screen.findByText(text);
const inserting = (view: PanelView): PanelView => ({
  ...view,
  setup: view.setup && { ...view.setup, preferences: { ...view.setup.preferences, insertReplies: true } },
});

describe('quick replies', () => {
  it('put those in the language of the number’s country first, whatever the panel speaks', async () => {
    const replies = ['en', 'es', 'pt'].map((language) => ({
      ...hi,
      id: language,
      title: language,
      language,
    }));
    await open(readyView(), { replies });
    const dialog = within(screen.getByRole('dialog', { name: 'Quick replies' }));
    expect(dialog.getAllByRole('option').map((one) => one.firstChild?.textContent)).toEqual([
      'pt',
      'en',
      'es',
    ]);
  });

  it('open at a slash, show the reply with the customer’s facts, and copy it at Enter', async () => {
    const { counted } = await open();
    type('/hi');
    expect(preview()).toBe('Hi Ana,\nBo here.');
    enter();
    await said('Copied. Paste with Ctrl+V.');
    expect(written).toEqual(['Hi Ana,\nBo here.']);
    expect(counted).toHaveBeenCalledWith('hi');
  });

  it('open by a button too', async () => {
    show(readyView());
    fireEvent.click(screen.getByRole('button', { name: 'Quick replies' }));
    await screen.findByRole('dialog', { name: 'Quick replies' });
  });

  it('go along with the arrows', async () => {
    await open();
    fireEvent.keyDown(box(), { key: 'ArrowDown' });
    expect(preview()).toContain('{?What size}');
    fireEvent.keyDown(box(), { key: 'ArrowUp' });
    press('Copy reply');
    await waitFor(() => expect(written).toEqual(['Hi Ana,\nBo here.']));
  });

  it('keep the lines of an address and of a remark, and have a name in one', async () => {
    const replies = [{ ...hi, text: '{name}\n{field:Address}\n{field:Remark}' }];
    await open(readyView({ name: 'Ana\nCliente', address: 'Rua 1\r\nSão Paulo', remark: 'a\nb' }), {
      replies,
    });
    press('Copy reply');
    await waitFor(() => expect(written).toEqual(['Ana Cliente\nRua 1\nSão Paulo\na\nb']));
  });

  it('know what every customer has by its key too, so that one reply serves agents in all languages', async () => {
    await setLanguage('ar');
    onTestFinished(() => setLanguage('en'));
    const known = (field: string, view: PanelView) =>
      replyValues(replyFacts(view, hi, { agent: null, orderId: null, isMasked: false }))({
        name: 'field',
        field,
      });
    const address = 'Rua 1\nSão Paulo';
    expect(known('Address', readyView({ address }))).toEqual({ text: address });
    expect(known('العنوان', readyView({ address }))).toEqual({ text: address });
    // The company's own of that name goes before.
    const other = [{ name: 'Address', value: 'Warehouse' }];
    expect(known('Address', readyView({ address, other }))).toEqual({ text: 'Warehouse' });
  });

  it('ask for one blank after another, and copy nothing before the last is filled in', async () => {
    await open();
    type('size');
    enter();
    const first = await screen.findByRole('textbox', { name: 'What size' });
    expect(document.activeElement).toBe(first);
    expect(written).toEqual([]);
    fireEvent.input(first, { target: { value: '38' } });
    press('Next');
    const second = await screen.findByRole('textbox', { name: 'Which colour' });
    expect(document.activeElement).toBe(second);
    fireEvent.input(second, { target: { value: 'red' } });
    press('Next');
    await waitFor(() => expect(document.activeElement?.textContent).toBe('Copy reply'));
    expect(preview()).toBe('Is 38 or red right, Ana Cliente?');
    press('Copy reply');
    await waitFor(() => expect(written).toEqual(['Is 38 or red right, Ana Cliente?']));
  });

  it('mark what is missing, and are not copied without it', async () => {
    await open(readyView({ name: null }));
    type('size');
    expect(document.querySelectorAll('.reply-gap')).toHaveLength(3);
    press('Copy reply');
    await said(/Something is missing/);
    expect(written).toEqual([]);
  });

  it('are refused where they name a variable that there is not', async () => {
    await open();
    type('wrong');
    enter();
    await said(/knows no .*\{nam\}/);
    press('Copy reply');
    expect(written).toEqual([]);
  });

  it('ask for a value where no customer is shown', async () => {
    await open(bareView('not-found', { chat: readyView().chat }));
    type('size');
    expect(preview()).toContain('{name}');
    type('hi');
    enter();
    await said('Copied. Paste with Ctrl+V.');
    expect(written).toEqual(['Hi there,\nBo here.']);
  });

  it('are not copied beside another chat than the one they were seen beside', async () => {
    const { change } = await open();
    type('hi');
    change({ ...readyView({ id: 'lima', name: 'Lima Other' }), opening: 'another' });
    await said(/Another chat is open now/);
    enter();
    await waitFor(() => expect(screen.getByText(/Another chat is open now/)).toBeTruthy());
    expect(written).toEqual([]);
    enter();
    await waitFor(() => expect(written).toEqual(['Hi Lima,\nBo here.']));
  });

  it('are there to be selected where the browser refuses to copy', async () => {
    await open();
    isRefused = true;
    type('hi');
    enter();
    const text = await screen.findByRole<HTMLTextAreaElement>('textbox', { name: 'Text of the reply' });
    expect(text.value).toBe('Hi Ana,\nBo here.');
    expect(text.selectionEnd).toBe(text.value.length);
  });

  it('keep numbers masked until they are uncovered', async () => {
    const view = readyView();
    const masked = view.setup && {
      ...view.setup,
      preferences: { ...view.setup.preferences, maskPhones: true },
    };
    const { asked } = await open({ ...view, setup: masked });
    type('call');
    expect(preview()).toContain('•');
    const dialog = within(screen.getByRole('dialog', { name: 'Quick replies' }));
    fireEvent.click(dialog.getByRole('button', { name: 'Show number' }));
    await waitFor(() => expect(preview()).not.toContain('•'));
    expect(asked).toContainEqual(['revealPhone']);
  });

  it('are not offered to be inserted unless that is switched on', async () => {
    await open();
    expect(screen.queryByRole('button', { name: 'Insert reply' })).toBeNull();
  });

  it('are copied and then inserted, with what became of it in words', async () => {
    const view = inserting(readyView());
    const { insert } = await open(view, { result: 'not-empty' });
    type('hi');
    press('Insert reply');
    await said(/Something stands in the message box already/);
    expect(written).toEqual(['Hi Ana,\nBo here.']);
    const shown = { opening: view.opening, customerId: view.customer?.id };
    expect(insert).toHaveBeenLastCalledWith('Hi Ana,\nBo here.', shown, false);
    press('Add at the cursor');
    await waitFor(() => expect(insert).toHaveBeenLastCalledWith('Hi Ana,\nBo here.', shown, true));
  });

  it('are on their way once, however often it is pressed, and leave the focus where it is', async () => {
    const { promise, resolve } = Promise.withResolvers<Inserted>();
    const { insert } = await open(inserting(readyView()), { result: promise });
    type('hi');
    const button = screen.getByRole('button', { name: 'Insert reply' });
    button.focus();
    press('Insert reply');
    press('Insert reply');
    press('Copy reply');
    await waitFor(() => expect(button.getAttribute('aria-disabled')).toBe('true'));
    press('Insert reply');
    // A button that is switched off loses the focus.
    expect(button).toHaveProperty('disabled', false);
    resolve('inserted');
    await said(/It stands in the message box/);
    expect(button.getAttribute('aria-disabled')).toBe('false');
    expect(insert).toHaveBeenCalledOnce();
    expect(written).toEqual(['Hi Ana,\nBo here.']);
  });

  it('can be added at the cursor again where they were added, and the button keeps the focus', async () => {
    const { insert } = await open(inserting(readyView()), { result: 'not-empty' });
    type('hi');
    press('Insert reply');
    await said(/Something stands in the message box already/);
    insert.mockResolvedValue('inserted');
    const button = screen.getByRole('button', { name: 'Add at the cursor' });
    button.focus();
    fireEvent.click(button);
    await said(/It stands in the message box/);
    expect(document.activeElement).toBe(button);
  });

  const left = /The chat was left meanwhile/;
  const unwritten = /Another chat, or another customer, is open by now. Nothing was written/;
  it.each<[Inserted, RegExp]>([
    ['inserted', left],
    ['not-as-meant', left],
    ['left-meanwhile', left],
    ['no-answer', left],
    ['not-same-chat', unwritten],
    ['not-empty', unwritten],
    ['page-gone', unwritten],
  ])(
    'say what became of them where another chat is open once they are %s, until the next press',
    async (result, words) => {
      const { promise, resolve } = Promise.withResolvers<Inserted>();
      const view = inserting(readyView());
      const { change, insert } = await open(view, { result: promise });
      type('hi');
      press('Insert reply');
      await waitFor(() => expect(insert).toHaveBeenCalledOnce());
      change({ ...view, customer: null, opening: 'another' });
      resolve(result);
      await said(words);
      change({ ...inserting(readyView({ id: 'lima', name: 'Lima Other' })), opening: 'another' });
      await said(words);
      press('Insert reply');
      await said(/Another chat is open now. Nothing was copied or written/);
      expect(insert).toHaveBeenCalledOnce();
    },
  );

  it('do not say that nothing was copied where it was, and the chat was left after that', async () => {
    const { change } = await open();
    type('hi');
    enter();
    await said('Copied. Paste with Ctrl+V.');
    change({ ...readyView({ id: 'lima', name: 'Lima Other' }), opening: 'another' });
    await said('Another chat is open now. Look at the reply again before you use it.');
  });

  it('are there to be selected where they are neither inserted nor copied, and are not said to be', async () => {
    await open(inserting(readyView()), { result: 'not-taken' });
    isRefused = true;
    type('hi');
    press('Insert reply');
    await said(/The text was neither inserted nor copied/);
    const text = await screen.findByRole<HTMLTextAreaElement>('textbox', { name: 'Text of the reply' });
    expect(text.selectionEnd).toBe('Hi Ana,\nBo here.'.length);
  });

  it('name the orders to choose from by the words of their states', async () => {
    const { orders, setup } = ofShop({ orders: [orderOf('1047', 'sent'), orderOf('1031', null)] });
    await open(readyView({}, { orders, setup }));
    type('order');
    const which = within(screen.getByRole('group', { name: 'Which order?' }));
    expect(which.getAllByRole('button').map((one) => one.textContent)).toEqual([
      '1047 Sent',
      '1031 a caminho do balcão',
    ]);
  });

  it('can be used with a screen reader, with something missing and copied', async () => {
    const { container } = await open(inserting(readyView()));
    const violations = async () => {
      const { violations } = await axe.run(container, { rules: { 'color-contrast': { enabled: false } } });
      return violations.map(({ id, nodes }) => [id, nodes[0]?.html]);
    };
    type('size');
    enter();
    await screen.findByRole('textbox', { name: 'What size' });
    expect(await violations()).toEqual([]);
    type('hi');
    enter();
    await said('Copied. Paste with Ctrl+V.');
    expect(await violations()).toEqual([]);
  });

  it('say where they are written while there are none', async () => {
    const { asked } = await open(readyView(), { replies: [] });
    await said(/no quick replies yet/);
    const settings = within(screen.getByRole('dialog')).getByRole('button');
    expect(document.activeElement).toBe(settings);
    fireEvent.click(settings);
    expect(asked).toEqual([['openOptions']]);
  });
});
