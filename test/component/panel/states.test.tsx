import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/preact';
import axe from 'axe-core';
import { describe, expect, it } from 'vitest';
import { bareView, panelViews, readyView } from '../../../components/gallery/panel-views.ts';
import { acme, capabilities, errorOf, leaving, now, write } from '../../../components/gallery/samples.ts';
import type { Setup } from '../../../lib/session/shapes.ts';
import { inactiveReasons } from '../../../lib/whatsapp/detection.ts';
import { main, pick, show, tagBox } from './harness.tsx';

const samples = Object.entries(panelViews);

function sample(name: string) {
  const view = panelViews[name];
  if (!view) throw new Error(`No sample ${name}`);
  return view;
}

describe.each(samples)('the sample %s', (_, view) => {
  it('gives assistive technology nothing to stumble over', async () => {
    const { container } = show(view);
    if (screen.queryByRole('combobox', { name: 'Add tag' })) await tagBox();
    const result = await axe.run(container, {
      // What a page of somebody else's says is its own.
      iframes: false,
      // jsdom draws nothing; contrast is proved on the tokens.
      rules: { 'color-contrast': { enabled: false } },
    });
    expect(result.violations.map(({ id, nodes }) => [id, ...nodes.map(({ html }) => html)])).toEqual([]);
  });

  it('offers another connection in one place at most', () => {
    const connections = view.setup && [
      ...view.setup.connections,
      { id: 'device', name: null, provider: 'local' as const, managed: false, accountId: null },
    ];
    show({ ...view, setup: view.setup && connections && { ...view.setup, connections } });
    expect(screen.queryAllByRole('combobox', { name: 'Connection' }).length).toBeLessThanOrEqual(1);
  });

  it('names its state, and never more than one person', () => {
    const { main: landmark } = show(view);
    expect(landmark.dataset.state).toBe(view.state);
    expect(main().queryAllByRole('heading', { level: 1 }).length).toBeLessThanOrEqual(1);
    expect(main().getAllByRole('status')).toHaveLength(1);
  });
});

it.each([
  ['says', 'by-name', 1],
  ['does not say', 'ready', 0],
])('%s that only the name speaks for the person of %s', (_, name, count) => {
  show(sample(name));
  expect(main().queryAllByText(/which only one contact has/)).toHaveLength(count);
});

describe('each state offers its one action', () => {
  it.each([
    ['not-whatsapp', 'Back to WhatsApp', ['backToWhatsApp']],
    ['not-whatsapp-empty', 'Back to WhatsApp', ['backToWhatsApp']],
    ['waiting', 'Reload WhatsApp', ['reloadTab']],
    ['unreadable', 'Look again', ['refresh']],
    ['disconnected', 'Reload WhatsApp', ['reloadTab']],
    ['needs-access', 'Allow access to crm.example.com', ['allowAccess', 'https://crm.example.com/*']],
    ['not-configured', 'Open settings', ['openOptions']],
    ['switched-off', 'Open settings', ['openOptions']],
    ['error-TIMEOUT', 'Retry', ['refresh']],
    ['error-BAD_CREDENTIALS', 'Open settings', ['openOptions']],
    ['error-CONTEXT_LOST', 'Reload WhatsApp', ['reloadTab']],
    ['confirm', 'Yes, this is Ana Cliente', ['link', 'ana']],
    ['ready-not-refreshed', 'Retry', ['refresh']],
  ] as const)('%s: %s', (name, button, wanted) => {
    const { asked } = show(sample(name));
    fireEvent.click(screen.getByRole('button', { name: button }));
    expect(asked).toEqual([wanted]);
  });

  it.each([
    ['no-chat', 'Open a chat'],
    ['signed-out', 'Scan the code'],
    ['inactive', 'Use here'],
    ['group', 'A group of 12 people. Open a private chat'],
    ['channel', 'Open a private chat'],
    ['self', 'Open a customer'],
    ['system', 'Open a private chat'],
  ])('%s says what to do in WhatsApp', (name, words) => {
    const { main: landmark } = show(sample(name));
    expect(landmark.textContent).toContain(words);
  });

  it('an error carries the vendor’s code in small print', () => {
    const { main: landmark } = show(sample('error-BAD_CREDENTIALS'));
    expect(landmark.textContent).toContain('Code 40101');
  });

  it('diagnostics hold stable words only', async () => {
    const written: string[] = [];
    Object.defineProperty(navigator, 'clipboard', {
      configurable: true,
      value: { writeText: async (text: string) => written.push(text) },
    });
    show(sample('layout-changed'));
    fireEvent.click(screen.getByRole('button', { name: 'Copy diagnostics' }));
    await screen.findByText('Copied');
    expect(written).toEqual(['chatside layout-changed\napp:up\nheader:none\ncomposer:none']);
  });
});

it('says nothing of the last customer beside the next one', async () => {
  Object.defineProperty(navigator, 'clipboard', {
    configurable: true,
    value: { writeText: async () => {} },
  });
  const { container, change } = show(readyView());
  const spoken = () => container.querySelector('.visually-hidden[aria-live]')?.textContent;
  fireEvent.click(screen.getByRole('button', { name: 'Copy number' }));
  await waitFor(() => expect(spoken()).toBe('Copied'));
  change(readyView({ profession: 'Baker' }));
  expect(spoken()).toBe('Copied');
  change(readyView({ id: 'bob', name: 'Bob Turner' }));
  expect(spoken()).toBe('');
});

describe('the landmark', () => {
  it('carries number, customer and freshness of what is shown', () => {
    const { main: landmark } = show(readyView());
    expect(landmark.dataset).toMatchObject({ phone: '5511900000001', customer: 'ana', fresh: 'live' });
    expect(landmark.dataset.offline).toBeUndefined();
  });

  it('says that the browser is offline', () => {
    const { main: landmark } = show(sample('ready-offline'));
    expect(landmark.dataset).toMatchObject({ offline: 'true', fresh: 'cached' });
    expect(landmark.textContent).toContain('You are offline. This was read 2 minutes ago.');
  });

  it('says once aloud that the browser is offline, and not how old the card gets', () => {
    const { container, change } = show(readyView());
    const place = container.querySelector('.banner [aria-live]');
    expect(place?.textContent).toBe('');
    change(readyView({}, { offline: true }));
    expect(container.querySelector('.banner [aria-live]')).toBe(place);
    expect(place?.textContent).toBe('You are offline.');
    change(readyView({}, { offline: true, now: now + 300_000 }));
    expect(place?.textContent).toBe('You are offline.');
  });

  it('keeps everything in its place when the network goes and when a reading fails', () => {
    const { container, change } = show(readyView());
    const card = container.querySelector('.panel-body')?.innerHTML;
    change(readyView({}, { offline: true }));
    expect(container.querySelector('.panel-body')?.innerHTML).toBe(card);
    change(readyView({}, { error: errorOf('SERVER_DOWN') }));
    expect(container.querySelector('.panel-body')?.innerHTML).toBe(card);
    expect(container.querySelector('.banner [aria-live]')?.textContent).toContain('Try again');
    change(readyView({}, { error: errorOf('SERVER_DOWN', { code: '502', message: '' }) }));
    expect(container.querySelector('.banner .small-print')?.textContent?.trim()).toBe('Code 502');
  });

  it('does not carry a number that is masked', () => {
    const { main: landmark } = show(sample('ready-masked'));
    expect(landmark.dataset.phone).toBeUndefined();
    expect(landmark.textContent).not.toContain('90000');
  });

  it('uncovers a masked number at a press, and reports it', () => {
    const { main: landmark, asked } = show(sample('ready-masked'));
    fireEvent.click(screen.getByRole('button', { name: 'Show number' }));
    expect(landmark.textContent?.replace(/\s/g, '')).toContain('+5511900000001');
    expect(asked).toEqual([['revealPhone']]);
  });

  it('forgets the customer in the same paint in which the chat is left', () => {
    const { main: landmark, change } = show(readyView());
    change(bareView('loading'));
    expect(landmark.dataset.customer).toBeUndefined();
    expect(landmark.dataset.phone).toBeUndefined();
    expect(landmark.textContent).not.toContain('Ana');
  });
});

describe('text from the CRM', () => {
  it('is text, whatever it looks like', () => {
    const nasty = '<img src=x onerror="alert(1)"><b>Ana</b>';
    const view = readyView({
      name: nasty,
      remark: nasty,
      tags: [{ id: 't', name: nasty, groupId: null, colour: null, readOnly: false }],
      other: [{ name: nasty, value: nasty }],
    });
    const { container } = show(view);
    expect(container.querySelector('img, b')).toBeNull();
    expect(screen.getByRole('heading', { level: 1 }).textContent).toContain(nasty);
  });

  it('of any length is cut, and whole at a press', () => {
    show(sample('ready-long'));
    const heading = screen.getByRole('heading', { level: 1 });
    expect(heading.textContent?.length).toBeGreaterThan(10_000);
    const name = within(heading).getByRole('button');
    expect(name.title).toHaveLength(300);
    const remark = main().getAllByRole('button', { name: 'Show all' })[0];
    for (const toggle of [name, remark]) {
      expect(toggle?.getAttribute('aria-expanded')).toBe('false');
      if (toggle) fireEvent.click(toggle);
      expect(toggle?.getAttribute('aria-expanded')).toBe('true');
    }
  });

  it('takes its own direction', () => {
    show(sample('ready-arabic'));
    expect(screen.getByRole('heading', { level: 1 }).firstElementChild?.tagName).toBe('BDI');
  });
});

describe('from loading to ready', () => {
  it('every block stands where its shape stood', () => {
    const titles = () =>
      main()
        .getAllByRole('heading', { level: 2 })
        .map(({ textContent }) => textContent);
    const { change } = show(sample('loading'));
    const before = titles();
    change(readyView());
    expect(titles()).toEqual(before);
    expect(before).toEqual(['Stage', 'Tags', 'Follow-up', 'Details']);
  });

  it('a section that was folded stays folded for the next customer', async () => {
    const { container, change } = show(readyView());
    const details = container.querySelectorAll('details')[1];
    if (!details) throw new Error('No details');
    details.open = false;
    fireEvent(details, new Event('toggle'));
    change(sample('loading'));
    change(readyView({ id: 'bob', name: 'Bob' }));
    expect(container.querySelectorAll('details')[1]?.open).toBe(false);
  });
});

describe('what the back end cannot do', () => {
  it('is not there, and is said once', () => {
    show(sample('ready-few-capabilities'));
    expect(screen.queryByRole('radiogroup')).toBeNull();
    expect(screen.queryByRole('combobox')).toBeNull();
    expect(screen.queryByRole('textbox', { name: 'Follow-up note' })).toBeNull();
    expect(screen.getByText('Acme CRM does not offer: stages, tags, notes, a timeline.')).toBeTruthy();
  });
});

describe('the header', () => {
  it('copies the number as it is dialled abroad and at home', async () => {
    const written: string[] = [];
    Object.defineProperty(navigator, 'clipboard', {
      configurable: true,
      value: { writeText: async (text: string) => written.push(text) },
    });
    show(readyView());
    fireEvent.click(screen.getByRole('button', { name: 'Copy number' }));
    const opener = await screen.findByRole('button', { name: 'Copy in another spelling' });
    fireEvent.click(opener);
    const items = await screen.findAllByRole('menuitem');
    expect(items.map(({ textContent }) => textContent)).toEqual([
      '(11) 90000-0001',
      '+55 11 90000 0001',
      '5511900000001',
    ]);
    expect(document.activeElement).toBe(items[0]);
    fireEvent.keyDown(document.activeElement ?? opener, { key: 'ArrowUp' });
    expect(document.activeElement).toBe(items[2]);
    fireEvent.keyDown(document.activeElement ?? opener, { key: 'ArrowDown' });
    fireEvent.click(document.activeElement ?? opener);
    await screen.findByText('Copied');
    expect(written).toEqual(['+5511900000001', '(11) 90000-0001']);
    expect(screen.queryByRole('menu')).toBeNull();
    expect(document.activeElement).toBe(opener);
    fireEvent.click(opener);
    fireEvent.keyDown(await screen.findByRole('menu'), { key: 'Escape' });
    expect(screen.queryByRole('menu')).toBeNull();
  });

  it('shows WhatsApp’s name where the CRM has none, marked so, and never a number for a name', () => {
    const { change } = show(readyView({ name: null }));
    const heading = () => screen.getByRole('heading', { level: 1 }).textContent;
    expect(heading()).toBe('Ana Cliente');
    expect(screen.getByText('Name in WhatsApp')).toBeTruthy();
    const { chat } = readyView();
    change(readyView({ name: null }, { chat: chat && { ...chat, displayName: '+55 11 90000-0001' } }));
    expect(heading()).toBe('No name');
    change(readyView());
    expect(screen.queryByText('Name in WhatsApp')).toBeNull();
  });

  it('reads again at a press', () => {
    const { asked } = show(readyView());
    fireEvent.click(screen.getByRole('button', { name: 'Read again. Last read: 2 min.' }));
    expect(asked).toEqual([['refresh']]);
  });

  it('offers the other connections where there are any', () => {
    const { asked } = show(sample('ready-several-connections'));
    pick(screen.getByRole('combobox', { name: 'Connection' }), 'device');
    expect(asked).toEqual([['selectConnection', 'device']]);
  });

  it('offers to take a customer whom nobody has', () => {
    const { submitted } = show(readyView({ owner: null }));
    fireEvent.click(screen.getByRole('button', { name: 'Claim' }));
    expect(submitted).toEqual([{ kind: 'claim', customerId: 'ana' }]);
  });
});

describe('a back end that holds up requests time and again', () => {
  const trouble = { code: 'RATE_LIMITED', retryable: true, reason: 'key-shared' } as const;
  const setup = {
    ...readyView().setup,
    active: { id: 'crm', accountId: acme, capabilities, trouble },
  } as Setup;

  it('is told as long as it does, above a card that was read all the same', () => {
    const { change } = show(readyView({}, { setup }));
    expect(screen.getByText(/Another computer uses the same key/)).toBeTruthy();
    change(readyView());
    expect(screen.queryByText(/Another computer uses the same key/)).toBeNull();
  });
});

describe('the foot of the card', () => {
  it('takes a chat off a customer whose it is not', () => {
    const { asked } = show(readyView());
    fireEvent.click(screen.getByRole('button', { name: 'Not this person' }));
    expect(asked).toEqual([['reject', ['ana']]]);
  });

  it('uncovers further numbers too, and reports it', () => {
    const masked = sample('ready-masked');
    const phones = [...(masked.customer?.phones ?? []), { raw: '+5511900000099', e164: null }];
    const customer = masked.customer && { ...masked.customer, phones };
    const { asked, main: landmark } = show({ ...masked, customer });
    expect(landmark.textContent).not.toContain('90000');
    const further = screen.getAllByRole('button', { name: 'Show number' })[1];
    if (further) fireEvent.click(further);
    expect(landmark.textContent?.replace(/\s/g, '')).toContain('+5511900000099');
    expect(asked).toEqual([['revealPhone']]);
  });

  it('says what is forgotten and asks first, and says that it was done', async () => {
    const { asked, change } = show(readyView());
    fireEvent.click(screen.getByRole('button', { name: 'Forget on this device' }));
    const box = await screen.findByRole('dialog', { name: 'Forget Ana Cliente on this device?' });
    expect(box.textContent).toContain('The customer’s data stays');
    fireEvent.click(within(box).getByRole('button', { name: 'Cancel' }));
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(asked).toEqual([]);
    fireEvent.click(screen.getByRole('button', { name: 'Forget on this device' }));
    fireEvent.click(within(await screen.findByRole('dialog')).getByRole('button', { name: 'Forget' }));
    expect(asked).toEqual([['forget']]);
    change(sample('loading'));
    const done = await screen.findByRole('dialog', { name: 'Forgotten: Ana Cliente' });
    const closes = within(done).getAllByRole('button', { name: 'Close' });
    expect(closes).toContain(document.activeElement);
    fireEvent.click(document.activeElement as Element);
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  });
});

describe('a WhatsApp that does not show itself', () => {
  it.each(inactiveReasons)('says why and what to do: %s', (reason) => {
    const { main: landmark } = show(sample(`inactive-${reason}`));
    expect(landmark.dataset).toMatchObject({ state: 'inactive', reason });
    expect(screen.getByRole('heading', { level: 1 }).textContent).toBeTruthy();
  });

  it('has words of its own for each reason', () => {
    const said = inactiveReasons.map((reason) => {
      const { main: landmark } = show(sample(`inactive-${reason}`));
      const text = landmark.querySelector('.notice')?.textContent;
      cleanup();
      return text;
    });
    expect(new Set(said).size).toBe(inactiveReasons.length);
  });

  it('leaves the last customer to be read, not changed, and says why below', () => {
    const { container, main: landmark } = show(sample('inactive-card'));
    expect(landmark.dataset.reason).toBe('connecting');
    expect(screen.getByRole('heading', { level: 1, name: 'Ana Cliente' })).toBeTruthy();
    expect(container.querySelector('fieldset')?.disabled).toBe(true);
    expect(container.querySelector('.banner')?.textContent).toContain(
      'WhatsApp is connecting. The chat is back',
    );
  });

  it('has no reason in any other state', () => {
    expect(show(readyView()).main.dataset.reason).toBeUndefined();
  });
});

it('beside another page the last customer can be read, not changed', () => {
  const { container } = show(sample('not-whatsapp'));
  expect(screen.getByRole('heading', { level: 1, name: 'Ana Cliente' })).toBeTruthy();
  expect(container.querySelector('fieldset')?.disabled).toBe(true);
});

describe('a name of which nothing can be seen', () => {
  it.each(['\u3164', '\u2800', '\u115f\u1160', ' \u202e'])('is none: %j', (name) => {
    show(readyView({ name }, { chat: null }));
    expect(screen.getByRole('heading', { level: 1 }).textContent).toBe('No name');
  });
});

it('a name with marks that turn the direction stays in its place', () => {
  show(readyView({ name: '\u2069\u202eAna' }));
  expect(screen.getByRole('heading', { level: 1 }).textContent).toBe('Ana');
});

describe('deleting a customer', () => {
  const open = () => {
    const shown = show(sample('ready-on-device'));
    fireEvent.click(screen.getByRole('button', { name: 'Delete customer…' }));
    return shown;
  };

  it('is not offered where the back end cannot', () => {
    show(readyView());
    expect(screen.queryByRole('button', { name: 'Delete customer…' })).toBeNull();
  });

  it('says what goes, and asks first', async () => {
    const { submitted } = open();
    const box = await screen.findByRole('dialog', { name: 'Delete Ana Cliente?' });
    expect(box.textContent).toContain('A backup that you saved before still has them.');
    fireEvent.click(within(box).getByRole('button', { name: 'Cancel' }));
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(submitted).toEqual([]);
  });

  it.each([true, false])('keeps the record only where it is wanted: %s', async (record) => {
    const { submitted } = open();
    const box = await screen.findByRole('dialog');
    if (!record) fireEvent.click(within(box).getByRole('checkbox'));
    fireEvent.click(within(box).getByRole('button', { name: 'Delete' }));
    const phones = ['+5511900000001'];
    expect(submitted).toEqual([{ kind: 'delete', customerId: 'ana', phones, record }]);
  });

  it('takes the card away at once, and brings it back where it failed', () => {
    const { change } = show(sample('leaving'));
    expect(screen.getByText('This customer is being deleted')).toBeTruthy();
    expect(screen.queryByRole('textbox', { name: 'Follow-up note' })).toBeNull();
    const failed = write(leaving, 'failed', { error: errorOf('STORAGE_FULL') });
    change({ ...sample('leaving'), writes: [failed] });
    expect(screen.getByRole('textbox', { name: 'Follow-up note' })).toBeTruthy();
    expect(screen.getByRole('status').textContent).toContain('The customer was not deleted.');
  });
});
