import { fireEvent, screen, waitFor } from '@testing-library/preact';
import axe from 'axe-core';
import { describe, expect, it, vi } from 'vitest';
import { panelViews, readyView } from '../../../components/gallery/panel-views.ts';
import {
  acme,
  capabilities,
  catalogue,
  onDevice,
  setup,
  write,
} from '../../../components/gallery/samples.ts';
import { accountId } from '../../../lib/accounts/account.ts';
import type { Capabilities } from '../../../lib/crm/port.ts';
import { AppError } from '../../../lib/errors/app-error.ts';
import type { CandidateView, Found } from '../../../lib/session/shapes.ts';
import { show } from './harness.tsx';

function sample(name: string) {
  const view = panelViews[name];
  if (!view) throw new Error(`No sample ${name}`);
  return view;
}

const bob: CandidateView = {
  customerId: 'bob',
  name: 'Bob Turner',
  stored: '+447700900002',
  reason: 'search',
};
const nothing = Object.fromEntries(
  Object.keys(capabilities.change).map((kind) => [kind, { able: false, why: 'not-offered' }]),
) as Capabilities['change'];
const chat = 'chat:5511999999999:100000000000003@lid';
const hidden = { ...sample('hidden-number'), catalogue: { ...catalogue, fields: [] } };
const anaChat = readyView().chat as NonNullable<ReturnType<typeof readyView>['chat']>;
const plain = { ...sample('not-found'), catalogue: { ...catalogue, fields: [] } };

describe('a number that nobody has', () => {
  it('becomes a customer with the name WhatsApp shows', () => {
    const { submitted } = show(plain);
    expect(screen.getByRole('textbox', { name: 'Name' })).toHaveProperty('value', 'Carla Nova');
    fireEvent.click(screen.getByRole('button', { name: 'Create customer' }));
    expect(submitted).toEqual([{ kind: 'create', phone: '+15550100009', name: 'Carla Nova', fields: [] }]);
  });

  it.each([
    '+1 (555) 010-0009',
    '+1\u00a0555\u2011010\u20110009',
    '＋１５５５０１００００９',
    '+1∙∙∙∙∙∙∙∙09',
    '15550100009',
    '\u3164',
    '\u202e\u2069',
  ])('is not named by it, nor by what cannot be seen: %j', (displayName) => {
    const chat = plain.chat && { ...plain.chat, displayName };
    const { submitted } = show({ ...plain, chat });
    expect(screen.getByRole('textbox', { name: 'Name' })).toHaveProperty('value', '');
    fireEvent.input(screen.getByRole('textbox', { name: 'Name' }), { target: { value: displayName } });
    fireEvent.click(screen.getByRole('button', { name: 'Create customer' }));
    expect(submitted).toMatchObject([{ kind: 'create', name: null }]);
  });

  it.each(['24/7 Pizza', '🌸', 'می\u200cخواهم', '王', '007'])('may be called %s', (displayName) => {
    const chat = plain.chat && { ...plain.chat, displayName };
    const { submitted } = show({ ...plain, chat });
    fireEvent.click(screen.getByRole('button', { name: 'Create customer' }));
    expect(submitted).toMatchObject([{ kind: 'create', name: displayName }]);
  });

  it('asks for what the back end insists on', () => {
    const { submitted } = show(sample('not-found'));
    fireEvent.click(screen.getByRole('button', { name: 'Create customer' }));
    expect(submitted).toEqual([]);
    expect(screen.getByText('Fill in Visits at')).toBeTruthy();
    fireEvent.input(screen.getByLabelText('Visits at'), { target: { value: '10:00' } });
    fireEvent.click(screen.getByRole('button', { name: 'Create customer' }));
    expect(submitted).toMatchObject([{ fields: [{ key: 'custom:visits', value: '10:00' }] }]);
  });

  it('gets a region where the back end takes one with a new customer', async () => {
    const offering: Capabilities = {
      ...capabilities,
      lookups: ['province', 'city'],
      fields: { ...capabilities.fields, address: 'create-only' },
    };
    const looked: unknown[] = [];
    const { submitted, container } = show(
      { ...plain, setup: { ...setup, active: { id: 'crm', accountId: acme, capabilities: offering } } },
      {
        async lookups(kind, parent) {
          looked.push([kind, parent]);
          return kind === 'province'
            ? [{ value: '13', label: '河北省' }]
            : [{ value: '1303', label: '秦皇岛市' }];
        },
      },
    );
    expect(looked).toEqual([]);
    fireEvent.click(screen.getByRole('button', { name: 'Add region' }));
    await screen.findByRole('option', { name: '河北省' });
    expect(document.activeElement).toBe(screen.getByLabelText('Province'));
    fireEvent.change(screen.getByLabelText('Province'), { target: { value: '13' } });
    await screen.findByRole('option', { name: '秦皇岛市' });
    fireEvent.change(screen.getByLabelText('City'), { target: { value: '1303' } });
    expect(looked).toEqual([
      ['province', null],
      ['city', '13'],
    ]);
    const { violations } = await axe.run(container, { rules: { 'color-contrast': { enabled: false } } });
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html)}`)).toEqual([]);
    fireEvent.click(screen.getByRole('button', { name: 'Create customer' }));
    expect(submitted).toMatchObject([
      { fields: [{ key: 'address', value: ['13 河北省', '1303 秦皇岛市'] }] },
    ]);
  });

  it('is not asked for a region where the back end takes none', () => {
    show(plain);
    expect(screen.queryByRole('button', { name: 'Add region' })).toBeNull();
  });

  it('is not created twice by an impatient hand', () => {
    const create = { kind: 'create', phone: '+15550100009', name: null, fields: [] } as never;
    const { submitted } = show({ ...plain, writes: [write(create, 'sending')] });
    fireEvent.click(screen.getByRole('button', { name: 'Create customer' }));
    expect(submitted).toEqual([]);
    expect(screen.getByRole('status').textContent).toBe('Saving…');
  });
});

describe('where nobody has the number', () => {
  it.each([
    ['a connection with a name', setup, 'Nobody in Acme CRM has this number.'],
    ['customers on this device', onDevice, 'Nobody on this device has this number.'],
  ])('that is said of %s', (_, of, words) => {
    show({ ...plain, setup: of });
    screen.getByText(words);
  });
});

describe('the search', () => {
  const box = () => screen.getByRole('searchbox', { name: 'Search customers' });
  const type = (value: string) => fireEvent.input(box(), { target: { value } });

  it('is left by an arrow for what was found, and reached again by the other', async () => {
    const carla = { ...bob, customerId: 'carla', name: 'Carla Turner' };
    const { asked } = show(plain, { search: async () => ({ people: [bob, carla] }) });
    type('turner');
    await screen.findByText('Carla Turner');
    const press = (key: string) => fireEvent.keyDown(document.activeElement ?? document.body, { key });
    const focused = () => document.activeElement?.querySelector('.person-name')?.textContent;
    box().focus();
    press('ArrowDown');
    expect(focused()).toBe('Bob Turner');
    press('ArrowDown');
    expect(focused()).toBe('Carla Turner');
    press('ArrowDown');
    expect(focused()).toBe('Carla Turner');
    press('ArrowUp');
    press('ArrowUp');
    expect(document.activeElement).toBe(box());
    press('ArrowDown');
    // Enter is the button’s own.
    fireEvent.click(document.activeElement as Element);
    expect(asked).toEqual([['link', 'bob']]);
  });

  it('finds a customer and links the chat', async () => {
    const { asked } = show(plain, { search: async () => ({ people: [bob] }) });
    type('bob');
    fireEvent.click(await screen.findByRole('button', { name: /Bob Turner/ }));
    expect(asked).toEqual([['link', 'bob']]);
  });

  it.each([
    ['@dora.lima', 'dora.lima'],
    ['Dora Lima', 'Dora Lima'],
    ['+55∙∙∙∙∙∙∙∙03', ''],
  ])('whose title is %s is searched for by "%s"', async (displayName, text) => {
    const searched = vi.fn(() => Promise.resolve({ people: [] }));
    show({ ...hidden, chat: hidden.chat && { ...hidden.chat, displayName } }, { search: searched });
    expect(screen.getByRole('searchbox')).toHaveProperty('value', text);
    if (text !== '') await waitFor(() => expect(searched).toHaveBeenCalledWith(text, undefined));
  });

  it('is asked about where somebody is called like its username', () => {
    const { asked, container } = show(sample('confirm-username'));
    expect(container.querySelector('.compare')).toBeNull();
    screen.getByText(/Anybody may take a username over/);
    fireEvent.click(screen.getByRole('button', { name: 'Not this person' }));
    expect(asked).toEqual([['reject', ['dora']]]);
  });

  it('becomes a customer without a number, where the back end takes one', () => {
    const { submitted } = show(hidden);
    fireEvent.click(screen.getByRole('button', { name: 'Create customer' }));
    expect(submitted).toEqual([{ kind: 'create', phone: null, chat, name: 'Hidden', fields: [] }]);
  });

  it('needs a name to become one', () => {
    const { submitted } = show(hidden);
    const name = screen.getByRole('textbox', { name: 'Name' });
    fireEvent.input(name, { target: { value: ' ' } });
    fireEvent.click(screen.getByRole('button', { name: 'Create customer' }));
    expect(submitted).toEqual([]);
    expect(screen.getByRole('alert').textContent).toBe('Fill in Name');
    expect(name.getAttribute('aria-describedby')).toBe('needs-name');
    fireEvent.input(name, { target: { value: 'Dora' } });
    fireEvent.click(screen.getByRole('button', { name: 'Create customer' }));
    expect(submitted).toMatchObject([{ phone: null, name: 'Dora' }]);
  });

  it('offers no such thing where every customer has a number', () => {
    const numbered = { ...capabilities, createWithoutNumber: false };
    const active = { id: 'c1', accountId: acme, capabilities: numbered };
    show({ ...hidden, setup: { ...setup, active } });
    expect(screen.queryByRole('button', { name: 'Create customer' })).toBeNull();
  });

  it('is not created twice by an impatient hand', () => {
    const create = { kind: 'create', phone: null, chat, name: 'Hidden', fields: [] } as never;
    const { submitted } = show({ ...hidden, writes: [write(create, 'sending')] });
    fireEvent.click(screen.getByRole('button', { name: 'Create customer' }));
    expect(submitted).toEqual([]);
  });

  it('never shows an older answer under a newer text', async () => {
    const answers: Record<string, (found: Found) => void> = {};
    show(sample('hidden-number'), {
      search: (text) =>
        new Promise((resolve) => {
          answers[text] = resolve;
        }),
    });
    type('bo');
    await waitFor(() => expect(answers.bo).toBeDefined());
    type('bob');
    await waitFor(() => expect(answers.bob).toBeDefined());
    answers.bob?.({ people: [bob] });
    await screen.findByText('Bob Turner');
    answers.bo?.({ people: [{ ...bob, customerId: 'boris', name: 'Boris' }] });
    await Promise.resolve();
    expect(screen.queryByText('Boris')).toBeNull();
  });

  it.each([
    ['numbers are hidden', hidden, { key: 'chat:5511999999999:100000000000009@lid' }],
    ['names alone are known', sample('name-only'), { displayName: 'Ana Cliente' }],
  ])('keeps nothing that was typed beside another chat where %s', (_where, view, other) => {
    const { change } = show(view);
    type('bob');
    change({ ...view, chat: view.chat && { ...view.chat, ...other } });
    expect(box()).not.toHaveProperty('value', 'bob');
  });

  it('says that nobody was found', async () => {
    show(sample('hidden-number'));
    type('nobody');
    await screen.findByText('Nobody found for “nobody”.');
  });

  it('says what is wrong', async () => {
    show(sample('hidden-number'), { search: () => Promise.reject(new AppError('OFFLINE')) });
    type('bob');
    await screen.findByText('You are offline. Connect, then search again.');
  });

  it('asks for a number where the back end finds nobody by name, and looks for no name', async () => {
    const view = sample('name-only');
    const active = { id: 'crm', accountId: acme, capabilities: { ...capabilities, read: ['find' as const] } };
    show({ ...view, setup: { ...setup, active } });
    expect(screen.getByText(/Type the customer’s number/)).toBeTruthy();
    expect(screen.getByRole<HTMLInputElement>('searchbox').value).toBe('');
    type('Ana');
    await screen.findByText('Customers are found by their number here, not by name.');
    type('+55 11 90000-0001');
    await screen.findByText('Nobody found for “+55 11 90000-0001”.');
  });

  it('starts with the name where only that is known', async () => {
    const searched: string[] = [];
    show(sample('name-only'), {
      search: async (text) => {
        searched.push(text);
        return { people: [] };
      },
    });
    await waitFor(() => expect(searched).toEqual(['Padaria Sol']));
  });
});

describe('the only one of a name', () => {
  it('is shown with one press, with why that is asked', async () => {
    const confirmed = vi.fn();
    show(sample('name-asked'), { confirmName: confirmed });
    expect(screen.getByRole('heading', { name: 'By its name this is Ana Cliente' })).toBeTruthy();
    expect(screen.getByText(/a group without a name is called like its members/)).toBeTruthy();
    await screen.findByText('+55 11 90000 0001');
    fireEvent.click(screen.getByRole('button', { name: 'Show Ana Cliente' }));
    expect(confirmed).toHaveBeenCalledTimes(1);
  });

  it('is asked about too where the chat is of an older account of that number', () => {
    const confirmed = vi.fn();
    show(sample('moved-asked'), { confirmName: confirmed });
    expect(screen.getByText(/a newer one has the number now/)).toBeTruthy();
    fireEvent.click(screen.getByRole('button', { name: 'Show Nora Prado' }));
    expect(confirmed).toHaveBeenCalledTimes(1);
    expect(screen.getByRole('heading', { name: 'Somebody else?' })).toBeTruthy();
  });

  it('is not confirmed by a key that is held since before', () => {
    show(sample('name-asked'));
    const button = screen.getByRole('button', { name: 'Show Ana Cliente' });
    expect(fireEvent.keyDown(button, { key: 'Enter', repeat: true })).toBe(false);
    expect(fireEvent.keyDown(button, { key: 'Enter' })).toBe(true);
  });

  it('is not named twice where the name is a number, and hides it where numbers are masked', async () => {
    const view = sample('name-asked');
    const chat = view.chat && { ...view.chat, displayName: '+55 11 90000-0001' };
    const masked = { ...setup, preferences: { ...setup.preferences, maskPhones: true } };
    const { container } = show({ ...view, chat, setup: masked });
    expect(screen.getByRole('button', { name: 'Show this customer' })).toBeTruthy();
    await waitFor(() => expect(container.querySelector('.ask-number')?.textContent).toMatch(/•|∙|\*/));
    expect(container.querySelector('.ask')?.textContent).not.toContain('90000');
  });
});

describe('a number whose customer was rejected', () => {
  it('says whom the agent rejected, and takes it back at a press', () => {
    const { asked, container } = show(sample('not-found-rejected'));
    expect(container.querySelector('.ask')?.textContent).toContain(
      'You said that this chat is not Ana Cliente’s.',
    );
    expect(container.querySelector('.ask')?.textContent).toContain('Nobody else has this number.');
    fireEvent.click(screen.getByRole('button', { name: 'It is Ana Cliente after all' }));
    expect(asked).toEqual([['link', 'ana']]);
  });
});

it('a chat without a number whose customer was rejected says so, and takes it back', () => {
  const { asked } = show({ ...hidden, rejected: sample('not-found-rejected').rejected });
  fireEvent.click(screen.getByRole('button', { name: 'It is Ana Cliente after all' }));
  expect(asked).toEqual([['link', 'ana']]);
});

describe('where numbers are hidden', () => {
  const masked = { ...setup, preferences: { ...setup.preferences, maskPhones: true } };

  it.each(['not-found', 'name-only', 'loading', 'error-TIMEOUT'])(
    'a title that is a number is hidden as well: %s',
    (name) => {
      const view = sample(name);
      const titled = { ...anaChat, displayName: '+1 555-010-0009', phone: null };
      const { container } = show({ ...view, chat: titled, setup: masked });
      const typed = [...container.querySelectorAll('input')].map(({ value }) => value);
      expect(screen.getByRole('heading', { level: 1 }).textContent).toBe('+• •••-•••-0009');
      expect([container.innerHTML, ...typed].join()).not.toContain('555');
    },
  );

  it.each(['confirm', 'choose'])('so is the name of somebody who is called like a number: %s', (name) => {
    const numbered = { ...bob, name: '+44 7700 900002' };
    const { container } = show({ ...sample(name), candidates: [numbered], setup: masked });
    expect(container.textContent).not.toContain('7700');
  });
});

describe('a number that WhatsApp hides', () => {
  const why = /WhatsApp hides this number\. It only finds the customer\./;

  it.each(['ready-number-hidden', 'number-hidden-confirm', 'number-hidden-nobody'])(
    'stands masked at the foot, with why, and nowhere else: %s',
    async (name) => {
      const { container } = show(sample(name));
      const line = (await screen.findByText(why)).textContent;
      expect(line).toMatch(/^\+•+\d{4} /);
      expect(container.querySelector('main')?.hasAttribute('data-phone')).toBe(false);
    },
  );

  it('is not said of one that is shown', () => {
    show(sample('confirm'));
    expect(screen.queryByText(why)).toBeNull();
  });

  it('leaves what the CRM itself keeps for the CRM to show, and is not to be added to it', async () => {
    const { container } = show(sample('ready-number-hidden'));
    await waitFor(() => expect(container.querySelector('.phone-line')?.textContent).toContain('90000'));
    expect(screen.queryByRole('button', { name: /^Add \+/ })).toBeNull();
  });

  it('is none of whoever is created', () => {
    const { submitted } = show({ ...sample('number-hidden-nobody'), catalogue: plain.catalogue });
    fireEvent.click(screen.getByRole('button', { name: 'Create customer' }));
    expect(submitted).toMatchObject([{ kind: 'create', phone: null }]);
  });

  it('is only suggested by a username, masked, with why that proves nobody', async () => {
    const { container } = show(sample('username-asked'));
    await screen.findByText(/A username can be changed, and taken over by somebody else\./);
    expect(container.querySelector('.ask-number')?.textContent).toBe('+•••••••••0001');
  });
});

describe('a relaxed match', () => {
  it('says whom the agent chose before the number was another, and no number that is not there', () => {
    const { asked } = show(sample('confirm-linked'));
    screen.getByText('You chose this customer for the chat before its number was this one.');
    expect(screen.queryByText('Customer’s number')).toBeNull();
    fireEvent.click(screen.getByRole('button', { name: /^Yes/ }));
    expect(asked).toEqual([['link', 'dora']]);
  });

  it('says why it asks, and shows both numbers', async () => {
    const { container } = show(sample('confirm'));
    expect(screen.getByText('The national digits are the same, the country is not stored.')).toBeTruthy();
    await waitFor(() =>
      expect(container.querySelector('.compare')?.textContent).toContain('+55 11 90000 0001'),
    );
    expect(container.querySelector('.compare')?.textContent).toContain('11900000001');
  });

  it('is refused at a press', () => {
    const { asked } = show(sample('confirm'));
    fireEvent.click(screen.getByRole('button', { name: 'Not this person' }));
    expect(asked).toEqual([['reject', ['ana']]]);
  });
});

describe('several matches', () => {
  it('wait for a choice', () => {
    const { asked } = show(sample('choose'));
    fireEvent.click(screen.getByRole('button', { name: /Ana C. Lima/ }));
    expect(asked).toEqual([['link', 'ana2']]);
  });

  it('may all be wrong', () => {
    const { asked } = show(sample('choose'));
    fireEvent.click(screen.getByRole('button', { name: 'None of these' }));
    expect(asked).toEqual([['reject', ['ana', 'ana2', 'ana3']]]);
  });
});

describe('a search where it is not sure whose chat is open', () => {
  const unsure = sample('unreadable');
  const box = () => screen.getByRole<HTMLInputElement>('searchbox', { name: 'Search customers' });
  const type = (value: string) => fireEvent.input(box(), { target: { value } });

  it('only opens the card of who is found, of this opening and company, and links nothing', async () => {
    const { asked } = show(unsure, { search: async () => ({ people: [bob] }) });
    type('bob');
    await screen.findByText('Bob Turner');
    box().focus();
    fireEvent.keyDown(box(), { key: 'ArrowDown' });
    fireEvent.click(document.activeElement as Element);
    expect(asked).toEqual([['lookAt', { accountId: acme, customerId: 'bob' }, unsure.opening]]);
  });

  it.each([
    ['another opening', { opening: '1 document 2' }],
    [
      'another company',
      { setup: { ...setup, active: { id: 'crm', accountId: accountId('bolt'), capabilities } } },
    ],
  ])('is another one in %s: what was typed, found or comes late is not there', async (_, next) => {
    const answers: ((found: Found) => void)[] = [];
    const search = () => new Promise<Found>((resolve) => answers.push(resolve));
    const { change } = show(unsure, { search });
    type('bob');
    await waitFor(() => expect(answers).toHaveLength(1));
    change({ ...unsure, ...next });
    answers[0]?.({ people: [bob] });
    await new Promise((resolve) => setTimeout(resolve));
    expect(box().value).toBe('');
    expect(screen.queryByText('Bob Turner')).toBeNull();
  });

  it('is there again, with the focus, after a look at a card beside the same opening', async () => {
    const given = { ...unsure, opening: '1 document 7' };
    const { change } = show(given, { search: async () => ({ people: [bob] }) });
    expect(document.activeElement).not.toBe(box());
    type('bob');
    await screen.findByText('Bob Turner');
    change({ ...sample('aside-unsure'), opening: given.opening });
    expect(screen.queryByRole('searchbox')).toBeNull();
    change(given);
    expect(box().value).toBe('bob');
    await waitFor(() => expect(document.activeElement).toBe(box()));
    await screen.findByText('Bob Turner');
  });
});

describe('a back end that can look up no number', () => {
  const active = {
    id: 'crm',
    accountId: acme,
    capabilities: { ...capabilities, read: ['search' as const], change: nothing },
  };
  const toLink = { ...plain, setup: { ...setup, active } };

  it('is searched for the chat’s name at once, and whoever is pressed is linked', async () => {
    const searched = vi.fn(async () => ({ people: [{ ...bob, stored: '', marks: ['bob88', 'P03'] }] }));
    const { asked } = show(toLink, { search: searched });
    expect(screen.getByText(/cannot look up a number\. Search by name or WeChat number/)).toBeTruthy();
    expect(screen.getByRole('searchbox')).toHaveProperty('value', 'Carla Nova');
    fireEvent.click(await screen.findByRole('button', { name: /Bob Turner.*bob88.*P03/ }));
    expect(searched).toHaveBeenCalledWith('Carla Nova', undefined);
    expect(asked).toEqual([['link', 'bob']]);
    expect(screen.queryByText('Not a customer yet')).toBeNull();
  });

  it('says that the chosen one is gone', () => {
    show({ ...toLink, linkGone: true });
    expect(screen.getByText(/cannot be found in the CRM any more/)).toBeTruthy();
  });

  it('looks further at a press, and keeps whom it has found', async () => {
    const asked: (string | undefined)[] = [];
    show(toLink, {
      async search(_text, from) {
        asked.push(from);
        return from === undefined
          ? { people: [bob], further: { from: 'page 2', goneThrough: 20 } }
          : { people: [bob, { ...bob, customerId: 'carla', name: 'Carla' }] };
      },
    });
    await screen.findByText(/Looked through the first 20 people/);
    fireEvent.click(screen.getByRole('button', { name: 'Look further' }));
    await screen.findByText('Carla');
    expect(asked).toEqual([undefined, 'page 2']);
    expect(screen.getAllByText('Bob Turner')).toHaveLength(1);
    expect(screen.queryByRole('button', { name: 'Look further' })).toBeNull();
  });

  it('says of how many accounts it has looked through, where it was these', async () => {
    show(toLink, {
      search: async () => ({ people: [], further: { from: '20', goneThrough: 20, of: 'accounts' } }),
    });
    expect(await screen.findByText('Looked in the first 20 accounts, and there are more.')).toBeTruthy();
    expect(screen.getByRole('button', { name: 'Look further' })).toBeTruthy();
  });
});
