import { fireEvent, screen, waitFor } from '@testing-library/preact';
import { describe, expect, it, vi } from 'vitest';
import { embedViews, withEmbeds } from '../../../components/gallery/embed-samples.ts';
import { bareView, readyView } from '../../../components/gallery/panel-views.ts';
import { AppError } from '../../../lib/errors/app-error.ts';
import type { PanelView } from '../../../lib/panel/view.ts';
import { show } from './harness.tsx';

const page = { id: 'desk', name: 'Order desk' };
const sample = (name: string) => readyView({}, embedViews[name]);
const open = (more: Partial<PanelView> = {}) => readyView({}, { ...withEmbeds([page], ['desk']), ...more });
const frames = () => [...document.querySelectorAll('iframe')];
const frame = async () => (await screen.findByTitle('Order desk')) as HTMLIFrameElement;
const addresses = () => vi.fn(async (id: string) => `https://${id}.example/?n=${Math.random()}`);

describe('an own page on the card', () => {
  it('is not there, and nothing of it, where none is set up', () => {
    show(readyView());
    expect(screen.queryByRole('heading', { name: 'Order desk' })).toBeNull();
  });

  it('is folded at first: nothing is loaded, and nothing asked, before the agent opens it', async () => {
    const embedAddress = addresses();
    show(sample('embed-folded'), { embedAddress });
    const title = await screen.findByRole('heading', { name: 'Order desk' });
    expect(title.closest('details')?.open).toBe(false);
    expect(frames()).toEqual([]);
    expect(embedAddress).not.toHaveBeenCalled();
  });

  it('is loaded once it is opened, and goes when it is folded', async () => {
    const embedAddress = addresses();
    const { asked } = show(sample('embed-folded'), { embedAddress });
    const details = (await screen.findByRole('heading', { name: 'Order desk' })).closest('details');
    if (!details) throw new Error('no section');
    details.open = true;
    fireEvent(details, new Event('toggle'));
    expect(asked.at(-1)).toEqual(['arrange', expect.objectContaining({ open: ['desk'] })]);
    expect((await frame()).getAttribute('src')).toMatch(/^https:\/\/desk\.example\//);
    details.open = false;
    fireEvent(details, new Event('toggle'));
    expect(asked.at(-1)).toEqual(['arrange', expect.objectContaining({ open: [] })]);
    expect(frames()).toEqual([]);
  });

  it('may do what a page needs and no more, and is named', async () => {
    show(open(), { embedAddress: addresses() });
    const { attributes } = await frame();
    expect(Object.fromEntries([...attributes].map(({ name, value }) => [name, value]))).toEqual({
      class: 'embed-frame',
      title: 'Order desk',
      sandbox: 'allow-scripts allow-same-origin allow-forms allow-popups allow-popups-to-escape-sandbox',
      referrerpolicy: 'no-referrer',
      allow: '',
      src: expect.stringMatching(/^https:/),
    });
  });

  it('can be opened in a tab, where it does not let itself be shown here', async () => {
    show(open(), { embedAddress: addresses() });
    const src = (await frame()).src;
    const link = screen.getByRole('link', { name: 'Open Order desk in a tab' });
    expect(link.getAttribute('href')).toBe(src);
    expect(link.getAttribute('rel')).toBe('noreferrer');
    expect(screen.getByText(/do not let themselves be shown here/)).toBeTruthy();
  });
});

describe('the page of one chat', () => {
  it('goes in the same update as the card', async () => {
    const { change } = show(open(), { embedAddress: addresses() });
    await frame();
    change(bareView('loading', { setup: open().setup, layout: open().layout }));
    expect(frames()).toEqual([]);
  });

  it('is never drawn under another chat: not another customer’s, not of another number of the same', async () => {
    const { change } = show(open(), { embedAddress: addresses() });
    const first = await frame();
    change({ ...open(), customer: { ...open().customer, id: 'bob' } as PanelView['customer'] });
    expect(frames()).toEqual([]);
    const second = await frame();
    expect(second).not.toBe(first);
    expect(second.src).not.toBe(first.src);
    const { chat } = open();
    change({
      ...open(),
      customer: { ...open().customer, id: 'bob' } as PanelView['customer'],
      chat: chat && { ...chat, key: 'phone:+551140000005', phone: '+551140000005' },
    });
    expect(frames()).toEqual([]);
    expect(await frame()).not.toBe(second);
  });

  it('is not drawn where its address comes after the chat was left', async () => {
    let answer: (address: string) => void = () => {};
    const embedAddress = vi.fn(() => new Promise<string>((resolve) => (answer = resolve)));
    const { change } = show(open(), { embedAddress });
    await waitFor(() => expect(embedAddress).toHaveBeenCalledTimes(1));
    const late = answer;
    change({ ...open(), customer: { ...open().customer, id: 'bob' } as PanelView['customer'] });
    await waitFor(() => expect(embedAddress).toHaveBeenCalledTimes(2));
    late('https://desk.example/?n=ana');
    await Promise.resolve();
    expect(frames()).toEqual([]);
    answer('https://desk.example/?n=bob');
    expect((await frame()).src).toBe('https://desk.example/?n=bob');
  });

  it('stays as it was loaded when the card is read anew; the link has the address of now', async () => {
    const { change } = show(open(), { embedAddress: addresses() });
    const first = await frame();
    const { src } = first;
    change({ ...open(), now: open().now + 61_000 });
    await waitFor(() =>
      expect(screen.getByRole('link', { name: 'Open Order desk in a tab' }).getAttribute('href')).not.toBe(
        src,
      ),
    );
    expect(frames()).toEqual([first]);
    expect(first.src).toBe(src);
  });

  it('rests beside another page than WhatsApp, and is not opened there', async () => {
    const embedAddress = addresses();
    const { change } = show(open({ state: 'not-whatsapp' }), { embedAddress });
    await screen.findByRole('heading', { name: 'Order desk' });
    expect(embedAddress).not.toHaveBeenCalled();
    change(open());
    const first = await frame();
    change(open({ state: 'not-whatsapp' }));
    expect(frames()).toEqual([first]);
    expect(first.closest('[inert]')).not.toBeNull();
  });

  it('is not there for somebody who is only looked at', () => {
    show(open({ state: 'aside' }));
    expect(screen.queryByRole('heading', { name: 'Order desk' })).toBeNull();
  });
});

describe('a page that cannot be opened', () => {
  it.each([
    ['embed-nobody', /nothing is known that its address needs/],
    ['embed-no-key', /the key that signs its address is not on this device/],
    ['embed-failed', /could not be opened/],
  ])('says so: %s', async (name, words) => {
    show(sample(name));
    expect(await screen.findByText(words)).toBeTruthy();
    expect(frames()).toEqual([]);
  });

  it('is asked for again at a press', async () => {
    const embedAddress = vi
      .fn<(id: string) => Promise<string>>()
      .mockRejectedValueOnce(new AppError('CONTEXT_LOST'))
      .mockResolvedValue('https://desk.example/');
    show(open(), { embedAddress });
    fireEvent.click(await screen.findByRole('button', { name: 'Retry' }));
    expect((await frame()).src).toBe('https://desk.example/');
  });
});
