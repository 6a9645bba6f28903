import { fireEvent, screen, waitFor, within } from '@testing-library/preact';
import { describe, expect, it, onTestFinished } from 'vitest';
import { readyView } from '../../../components/gallery/panel-views.ts';
import { acme, capabilities, catalogue, setup } from '../../../components/gallery/samples.ts';
import type { FieldValue } from '../../../lib/crm/model.ts';
import { setLanguage } from '../../../lib/i18n/index.ts';
import { pick, show } from './harness.tsx';

const open = (name: string) =>
  fireEvent.click(screen.getByRole('button', { name: new RegExp(`^(Edit|Add) ${name}$`) }));
const box = (name: string) => screen.getByRole('textbox', { name });
const type = (name: string, value: string) => fireEvent.input(box(name), { target: { value } });
const press = (key: string) => fireEvent.keyDown(document.activeElement ?? document.body, { key });
const edit = (key: string, from: FieldValue, to: FieldValue) => ({
  kind: 'edit',
  customerId: 'ana',
  edits: [{ key, from, to }],
});

describe('a field', () => {
  it('opens with the focus in it, and Enter saves what was typed', () => {
    const { submitted } = show(readyView());
    open('Profession');
    expect(document.activeElement).toBe(box('Profession'));
    type('Profession', 'Gardener ');
    press('Enter');
    expect(submitted).toEqual([edit('profession', 'Florist', 'Gardener')]);
    expect(document.activeElement).toBe(screen.getByRole('button', { name: 'Edit Profession' }));
  });

  it('is left as it was at Escape', () => {
    const { submitted } = show(readyView());
    open('Profession');
    type('Profession', 'Gardener');
    press('Escape');
    expect(submitted).toEqual([]);
    expect(screen.queryByRole('textbox', { name: 'Profession' })).toBeNull();
    expect(screen.getByText('Florist')).toBeTruthy();
  });

  it('saves nothing when it is left, and keeps what was typed in sight', async () => {
    const { submitted } = show(readyView());
    open('Profession');
    type('Profession', 'Gardener');
    screen.getByRole('textbox', { name: 'Follow-up note' }).focus();
    await screen.findByText('Not saved yet');
    expect(box('Profession')).toHaveProperty('value', 'Gardener');
    expect(submitted).toEqual([]);
  });

  it('closes when it is left as it was', async () => {
    show(readyView());
    open('Profession');
    screen.getByRole('textbox', { name: 'Follow-up note' }).focus();
    await waitFor(() => expect(screen.queryByRole('textbox', { name: 'Profession' })).toBeNull());
  });

  it('keeps what was typed while another customer is looked at', () => {
    const { change } = show(readyView());
    open('Profession');
    type('Profession', 'Gardener');
    change(readyView({ id: 'bob', name: 'Bob' }));
    expect(screen.queryByRole('textbox', { name: 'Profession' })).toBeNull();
    change(readyView());
    expect(box('Profession')).toHaveProperty('value', 'Gardener');
    expect(screen.getByText('Not saved yet')).toBeTruthy();
  });

  it('comes back as it was typed, marked as not saved and without the focus', () => {
    const { submitted } = show(readyView({}, { fieldDrafts: { profession: 'Gardener', remark: null } }));
    expect(box('Profession')).toHaveProperty('value', 'Gardener');
    expect(box('Remark')).toHaveProperty('value', '');
    expect(screen.getAllByText('Not saved yet')).toHaveLength(2);
    expect(document.activeElement).toBe(document.body);
    expect(submitted).toEqual([]);
  });

  it('takes a draft that is read after the card, and gives it up at Escape', () => {
    const { change } = show(readyView());
    change(readyView({}, { fieldDrafts: { profession: 'Gardener' } }));
    box('Profession').focus();
    press('Escape');
    expect(screen.queryByRole('textbox', { name: 'Profession' })).toBeNull();
    expect(document.activeElement).toBe(screen.getByRole('button', { name: 'Edit Profession' }));
  });

  it('stays open when what was typed is taken back letter by letter', () => {
    show(readyView({}, { fieldDrafts: { profession: 'Floristx' } }));
    box('Profession').focus();
    type('Profession', 'Florist');
    expect(box('Profession')).toHaveProperty('value', 'Florist');
    expect(screen.queryByText('Not saved yet')).toBeNull();
  });

  it('that may no longer be written shows no draft', () => {
    show(readyView({}, { fieldDrafts: { income: '1' } }));
    expect(screen.queryByRole('textbox', { name: 'Income' })).toBeNull();
  });

  it('keeps its place when a field that was not known is read', () => {
    const labels = () => screen.getAllByRole('term').map(({ textContent }) => textContent);
    const { change } = show(readyView({ income: null }));
    const before = labels();
    change(readyView());
    expect(labels()).toEqual([...before.slice(0, -1), 'Income', before.at(-1)]);
  });

  it('writes nothing when nothing changed', () => {
    const { submitted } = show(readyView());
    open('Profession');
    press('Enter');
    expect(submitted).toEqual([]);
  });

  it('that is emptied is cleared, never written as an empty text', () => {
    const { submitted } = show(readyView());
    open('Profession');
    type('Profession', '');
    press('Enter');
    expect(submitted).toEqual([edit('profession', 'Florist', null)]);
  });

  it('that is emptied keeps its place while the card is shown', () => {
    const { change } = show(readyView());
    change(readyView({ profession: null }));
    expect(screen.getByRole('button', { name: 'Add Profession' }).textContent).toBe('Add');
    change(readyView({ id: 'bob', profession: null }));
    expect(screen.queryByRole('button', { name: 'Add Profession' })).toBeNull();
  });

  it('that may only be read has no way in', () => {
    show(readyView());
    expect(screen.getByText('4.000 R$')).toBeTruthy();
    expect(screen.queryByRole('button', { name: 'Edit Income' })).toBeNull();
  });

  it('the back end does not name is not shown', () => {
    show(readyView({ fields: [{ key: 'custom:secret', value: 'x', text: null }] }));
    expect(screen.queryByText('secret')).toBeNull();
  });
});

describe('details that are not filled', () => {
  const addButton = () => screen.getByRole('button', { name: 'Add a detail…' });
  const picker = () => {
    fireEvent.click(addButton());
    return screen.getByRole('combobox', { name: 'Add a detail…' });
  };
  const offered = () =>
    within(screen.getByRole('listbox', { name: 'Add a detail…' }))
      .getAllByRole('option')
      .map(({ textContent }) => textContent);
  const bare = { company: null, remark: null, fields: [] };

  it('are not shown, and found by a few letters', () => {
    const { submitted } = show(readyView(bare));
    expect(screen.queryByText('Remark')).toBeNull();
    const finder = picker();
    expect(document.activeElement).toBe(finder);
    expect(offered()).toEqual(['Company', 'Remark', 'Shoe size', 'Visits atNeeded', 'Likes', 'Region']);
    fireEvent.input(finder, { target: { value: 'comp' } });
    expect(offered()).toEqual(['Company']);
    fireEvent.keyDown(finder, { key: 'Enter' });
    expect(document.activeElement).toBe(box('Company'));
    type('Company', 'Acme');
    press('Enter');
    expect(submitted).toEqual([edit('company', null, 'Acme')]);
  });

  it('stand in the order of the company', () => {
    const fields = catalogue.fields.toReversed();
    show(readyView(bare, { catalogue: { ...catalogue, fields } }));
    const labels = screen.getAllByRole('term').map(({ textContent }) => textContent);
    expect(labels.slice(0, 4)).toEqual(['Name', 'E-mail', 'Sex', 'Birthday']);
    picker();
    expect(offered()).toEqual(['Region', 'Likes', 'Visits atNeeded', 'Shoe size', 'Company', 'Remark']);
  });

  it('open behind the others, so that nothing moves', () => {
    const { container } = show(readyView(bare));
    fireEvent.input(picker(), { target: { value: 'rem' } });
    fireEvent.click(screen.getByRole('option', { name: 'Remark' }));
    expect([...container.querySelectorAll('[data-field]')].at(-1)?.getAttribute('data-field')).toBe('remark');
  });

  it('are left alone at Escape, and the focus goes back to where it came from', () => {
    const { submitted } = show(readyView(bare));
    fireEvent.keyDown(picker(), { key: 'Escape' });
    expect(document.activeElement).toBe(addButton());
    fireEvent.keyDown(picker(), { key: 'Enter' });
    type('Company', 'Ac');
    press('Escape');
    expect(screen.queryByText('Company')).toBeNull();
    expect(document.activeElement).toBe(addButton());
    expect(submitted).toEqual([]);
  });

  it('close with the list when it is left', async () => {
    show(readyView(bare));
    picker();
    screen.getByRole('textbox', { name: 'Follow-up note' }).focus();
    await waitFor(() => expect(screen.queryByRole('combobox', { name: 'Add a detail…' })).toBeNull());
    expect(document.activeElement).toBe(screen.getByRole('textbox', { name: 'Follow-up note' }));
  });

  it('are shown while something is typed there and not saved', () => {
    show(readyView(bare, { fieldDrafts: { company: 'Ac' } }));
    expect(box('Company')).toHaveProperty('value', 'Ac');
    picker();
    expect(offered()).not.toContain('Company');
  });

  it('are none where everything is filled or nothing can be written', () => {
    show(readyView({ company: 'Acme' }));
    expect(screen.queryByRole('button', { name: 'Add a detail…' })).toBeNull();
  });
});

describe('a value is written in one way', () => {
  it.each(['female', 'Female', ' FEMALE '])('a sex, however the back end writes it: %j', (sex) => {
    const { container } = show(readyView({ sex }, { catalogue: { ...catalogue, fields: [] } }));
    expect(container.querySelector('[data-field=sex] .field-value')?.textContent).toBe('Female');
  });

  it.each([
    ['10:30', '10:30 AM'],
    ['21:05', '9:05 PM'],
    ['after lunch', 'after lunch'],
  ])('a time, as those of the timeline: %s', (value, shown) => {
    const { container } = show(readyView({ fields: [{ key: 'custom:visits', value, text: null }] }));
    const text = container.querySelector('[data-field="custom:visits"] .field-value')?.textContent;
    expect(text?.replace('\u202f', ' ')).toBe(shown);
  });
});

describe('the types of fields', () => {
  it('a text that holds several lines keeps them, whatever the back end calls it', () => {
    const { customer, ...view } = readyView();
    const lines = 'Rua A 1\nSão Paulo';
    const { submitted } = show({ ...view, customer: customer && { ...customer, address: lines } });
    open('Address');
    type('Address', 'Rua A 12\nSão Paulo');
    const control = box('Address');
    type('Address', 'Rua A 12');
    expect(box('Address')).toBe(control);
    type('Address', 'Rua A 12\nSão Paulo');
    press('Enter');
    expect(submitted).toEqual([edit('address', lines, 'Rua A 12\nSão Paulo')]);
  });

  it('one of several is chosen from a list', () => {
    const { submitted } = show(readyView());
    open('Sex');
    pick(screen.getByRole('combobox', { name: 'Sex' }), 'm');
    press('Enter');
    expect(submitted).toEqual([edit('sex', 'f', 'm')]);
  });

  it('a path is chosen from a list of paths', () => {
    const { submitted } = show(readyView());
    expect(screen.getByText('Brazil › São Paulo')).toBeTruthy();
    open('Region');
    pick(screen.getByRole('combobox', { name: 'Region' }), 'br/rj');
    press('Enter');
    expect(submitted).toEqual([edit('custom:region', 'br/sp', 'br/rj')]);
  });

  it('some of several are ticked', () => {
    const { submitted } = show(readyView());
    open('Likes');
    fireEvent.click(screen.getByRole('checkbox', { name: 'Suede' }));
    fireEvent.click(screen.getByRole('checkbox', { name: 'Leather' }));
    fireEvent.click(screen.getByRole('button', { name: 'Save' }));
    expect(submitted).toEqual([edit('custom:likes', ['leather', 'canvas'], ['canvas', 'suede'])]);
  });

  it('a number is shown as it is read, in the agent’s language', async () => {
    await setLanguage('auto', ['en-DE']);
    onTestFinished(() => setLanguage('auto', ['en']));
    const { submitted } = show(readyView({ fields: [{ key: 'custom:shoe', value: '1.250', text: null }] }));
    screen.getByText('1,250');
    open('Shoe size');
    expect(box('Shoe size')).toHaveProperty('value', '1,250');
    type('Shoe size', '1,255');
    press('Enter');
    expect(submitted).toEqual([edit('custom:shoe', '1.250', '1.255')]);
  });

  it('a number is a number', () => {
    const { submitted } = show(readyView());
    open('Shoe size');
    type('Shoe size', 'large');
    press('Enter');
    expect(screen.getByText('Write a number, such as 38 or 38.5')).toBeTruthy();
    expect(submitted).toEqual([]);
    type('Shoe size', '38,5');
    press('Enter');
    expect(submitted).toEqual([edit('custom:shoe', '38', '38.5')]);
  });

  it.each(['ana@exa mple', 'ana', 'ana@', 'ana@example.com ben@example.com'])(
    'an e-mail address is one: %s is none',
    (wrong) => {
      const { submitted } = show(readyView());
      open('E-mail');
      type('E-mail', wrong);
      press('Enter');
      expect(screen.getByText('Write an e-mail address')).toBeTruthy();
      expect(submitted).toEqual([]);
      type('E-mail', ' ana@example.com; ben@例え.jp ');
      press('Enter');
      expect(submitted).toMatchObject([{ edits: [{ to: 'ana@example.com; ben@例え.jp' }] }]);
    },
  );

  it('what is needed cannot be emptied', () => {
    const { submitted } = show(readyView());
    open('Visits at');
    fireEvent.input(screen.getByLabelText('Visits at'), { target: { value: '' } });
    press('Enter');
    expect(screen.getByText('Needed')).toBeTruthy();
    expect(submitted).toEqual([]);
  });

  it('in several lines Shift and Enter is a new line, Enter saves', () => {
    const { submitted } = show(readyView());
    open('Remark');
    fireEvent.keyDown(box('Remark'), { key: 'Enter', shiftKey: true });
    expect(submitted).toEqual([]);
    type('Remark', 'Evenings\nonly');
    press('Enter');
    expect(submitted).toMatchObject([{ edits: [{ to: 'Evenings\nonly' }] }]);
  });

  it('a date in the vendor’s own form is edited as text', () => {
    show(readyView({ birthday: '1991/03/08' }));
    open('Birthday');
    expect(box('Birthday')).toHaveProperty('value', '1991/03/08');
  });
});

describe("this chat's number", () => {
  const view = (masked = false, phones = [{ raw: '+15550100031', e164: null }]) => {
    const able = { ...capabilities, fields: { ...capabilities.fields, phone: 'edit-only' as const } };
    const fields = [{ key: 'phone', value: '+15550100031', text: null }];
    return readyView(
      { phones, fields },
      {
        setup: {
          ...setup,
          active: { id: 'crm', accountId: acme, capabilities: able },
          preferences: { ...setup.preferences, maskPhones: masked },
        },
      },
    );
  };
  const number = view().chat?.phone ?? '';

  it('is added to a customer who has another one', () => {
    const { submitted } = show(view());
    fireEvent.click(screen.getByRole('button', { name: 'Add this chat’s number' }));
    expect(submitted).toEqual([edit('phone', '+15550100031', `+15550100031,${number}`)]);
  });

  it('is not offered again while it is being added', () => {
    const value = `+15550100031,${number}`;
    const fields = [{ key: 'phone', value, text: null }];
    const { customer } = view();
    show({
      ...view(),
      customer: customer && { ...customer, phones: [{ raw: '+15550100031', e164: null }], fields },
    });
    expect(screen.queryByRole('button', { name: 'Add this chat’s number' })).toBeNull();
  });

  it('is not offered where WhatsApp hides it', () => {
    const { chat } = view();
    show({ ...view(), chat: chat && { ...chat, phone: null, hiddenPhone: '+•••••••••0001' } });
    expect(screen.queryByRole('button', { name: 'Add this chat’s number' })).toBeNull();
  });

  it('is not offered where the customer has it, or where numbers are masked', () => {
    const { change } = show(view(false, [{ raw: number, e164: null }]));
    expect(screen.queryByRole('button', { name: 'Add this chat’s number' })).toBeNull();
    change(view(true));
    expect(screen.queryByRole('button', { name: 'Add this chat’s number' })).toBeNull();
    expect(screen.queryByText('+15550100031')).toBeNull();
  });
});
