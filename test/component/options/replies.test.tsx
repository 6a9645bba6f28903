import { fireEvent, screen, waitFor, within } from '@testing-library/preact';
import { describe, expect, it } from 'vitest';
import type { QuickReply } from '../../../lib/settings/quick-reply.ts';
import { expectAccessible, openPage, saved, textbox, viewOf } from './page.tsx';

const device = { id: 'device', provider: 'local' } as const;
const hello: QuickReply = { id: 'hello', title: 'Greeting', shortcut: 'hi', text: 'Hi {firstName|there}!' };
const ola: QuickReply = { ...hello, id: 'ola', language: 'pt-BR', text: 'Oi {firstName}!' };
const size: QuickReply = { id: 'size', title: 'Size', text: 'Size {?Which size}?', group: 'Shoes' };
const late: QuickReply = { id: 'late', title: 'Late', text: 'It is late.', group: 'Shoes' };
const rules: QuickReply = { id: 'rules', title: 'House rules', text: 'We never ask for a password.' };

const open = (replies: QuickReply[] = [], policy: QuickReply[] = []) =>
  openPage(viewOf({ connections: [device], ...(replies.length > 0 && { replies }) }, { replies: policy }));
const section = () => within(screen.getByRole('region', { name: 'Quick replies' }));
const press = (name: string) => fireEvent.click(section().getByRole('button', { name }));
const type = (name: string, value: string) =>
  fireEvent.input(section().getByLabelText(name), { target: { value } });
const savedReplies = (page: ReturnType<typeof open>) =>
  (saved(page.events) as { replies?: QuickReply[] }).replies;
const titles = (name: string) =>
  within(section().getByRole('list', { name }))
    .getAllByRole('listitem')
    .map((one) => one.querySelector('.item-name')?.textContent);
const preview = () => section().getByRole('region', { name: 'Preview' });

describe('a new quick reply', () => {
  it('is typed, shown as it will read, and kept', async () => {
    const page = open([hello]);
    press('Add a quick reply');
    expect(document.activeElement).toBe(textbox('Title'));
    type('Title', ' Where is it ');
    type('Shortcut', '/where');
    type('Text', 'Hi {firstName|there}, {order.number} is {order.status}.\nBo');
    expect(preview().textContent).toContain('Hi Ana, 1042 is Sent.\nBo');
    type('Group', 'Orders');
    await expectAccessible(page.container);
    press('Save');
    expect(savedReplies(page)).toEqual([
      hello,
      {
        id: expect.any(String),
        title: 'Where is it',
        shortcut: 'where',
        text: 'Hi {firstName|there}, {order.number} is {order.status}.\nBo',
        group: 'Orders',
      },
    ]);
    await waitFor(() => expect(titles('Orders')).toEqual(['Where is it']));
    expect(document.activeElement).toBe(section().getByRole('button', { name: 'Edit Where is it' }));
  });

  it('needs a title and a text, and goes to the first that is missing', () => {
    const page = open();
    press('Add a quick reply');
    type('Text', ' \n');
    press('Save');
    expect(page.events.save).not.toHaveBeenCalled();
    expect(document.activeElement).toBe(textbox('Title'));
    expect(section().getByText('2 fields need your attention.')).toBeTruthy();
  });

  it('is not kept with a variable that there is none of, which no customer could fill', () => {
    const page = open();
    press('Add a quick reply');
    type('Title', 'Price');
    type('Text', 'It costs {price}.');
    expect(section().getByText(/^\W*\{price\}\W* is no variable/)).toBeTruthy();
    expect(preview().querySelector('[data-kind="gap"]')?.textContent).toBe('{price}');
    expect(within(preview()).getByRole('status').textContent).toBe('');
    press('Save');
    expect(page.events.save).not.toHaveBeenCalled();
    type('Text', 'It costs {{price}}, { or not.');
    expect(section().getByText(/^A single \W*\{\W* stays/)).toBeTruthy();
    press('Save');
    expect(savedReplies(page)).toMatchObject([{ text: 'It costs {{price}}, { or not.' }]);
  });

  it('gets a variable where the cursor is', () => {
    open();
    press('Add a quick reply');
    type('Text', 'Dear , hello');
    const box = section().getByLabelText('Text') as HTMLTextAreaElement;
    box.setSelectionRange(5, 5);
    press('Insert {name}');
    expect(box.value).toBe('Dear {name}, hello');
    expect(box.selectionStart).toBe(11);
    press('Insert a field of the customer');
    expect(box.value).toBe('Dear {name}{field:}, hello');
    expect(box.selectionStart).toBe(18);
    expect(document.activeElement).toBe(box);
  });

  it('says which other one has its shortcut for the same chats', () => {
    open([hello, ola]);
    press('Add a quick reply');
    type('Shortcut', '/HI');
    expect(section().getByText(/Greeting\W* has this shortcut too/)).toBeTruthy();
    fireEvent.change(section().getByLabelText('Language'), { target: { value: 'es' } });
    expect(section().queryByText(/has this shortcut too/)).toBeNull();
  });

  it('shows what is missing for somebody of whom nothing is known', () => {
    open();
    press('Add a quick reply');
    type('Text', 'Hi {firstName|there}, {field:Shoe size} {?Colour}');
    expect(preview().textContent).toContain('Hi Ana, 42 {?Colour}');
    fireEvent.click(within(preview()).getByRole('checkbox'));
    expect(preview().textContent).toContain('Hi there, {field:Shoe size} {?Colour}');
    expect(within(preview()).getByRole('status').textContent).toContain('2 values are missing');
  });
});

describe('the quick replies', () => {
  it('stand under their headings, the company’s first and locked', () => {
    const page = open([size, hello, late], [rules]);
    expect(titles('From your company')).toEqual(['House rules']);
    expect(titles('Shoes')).toEqual(['Size', 'Late']);
    expect(section().queryByRole('button', { name: 'Edit House rules' })).toBeNull();
    expect(section().queryByRole('button', { name: 'Delete House rules' })).toBeNull();
    press('Duplicate House rules');
    expect(savedReplies(page)?.map(({ title }) => title)).toEqual([
      'House rules',
      'Size',
      'Greeting',
      'Late',
      'House rules (copy)',
    ]);
  });

  it('are moved within their group', async () => {
    const page = open([size, hello, late]);
    press('Move Size down');
    expect(savedReplies(page)).toEqual([late, hello, size]);
    await waitFor(() => expect(titles('Shoes')).toEqual(['Late', 'Size']));
    expect(section().getByText(/Size\W* is now 2 of 2/)).toBeTruthy();
    expect(document.activeElement).toBe(section().getByRole('button', { name: 'Move Size up' }));
  });

  it('are copied without their shortcut, right behind', () => {
    const page = open([hello, size]);
    press('Duplicate Greeting');
    expect(savedReplies(page)).toEqual([
      hello,
      { id: expect.not.stringMatching('hello'), title: 'Greeting (copy)', text: hello.text },
      size,
    ]);
  });

  it('are edited in place, and keep what their form does not show', () => {
    const page = open([ola]);
    press('Edit Greeting');
    type('Title', 'Olá');
    press('Save');
    expect(savedReplies(page)).toEqual([{ ...ola, title: 'Olá' }]);
  });

  it('are deleted once that was asked', async () => {
    const page = open([hello]);
    press('Delete Greeting');
    expect(page.events.save).not.toHaveBeenCalled();
    fireEvent.click(await section().findByRole('button', { name: 'Delete' }));
    expect(savedReplies(page)).toBeUndefined();
  });

  it('stay where they are while one is written: a search would take the form away', () => {
    open(Array.from({ length: 8 }, (_, at) => ({ ...late, id: `r${at}`, title: `No. ${at}` })));
    press('Edit No. 3');
    expect(textbox('Find a quick reply').readOnly).toBe(true);
    press('Cancel');
    expect(textbox('Find a quick reply').readOnly).toBe(false);
  });

  it('can be edited where the one that was being written went meanwhile', () => {
    const page = open([hello, size]);
    press('Edit Greeting');
    page.show(viewOf({ connections: [device], replies: [size] }));
    press('Edit Size');
    expect(textbox('Title').value).toBe('Size');
  });

  it('are found by shortcut, title, text and without accents, once there are many', () => {
    const many = Array.from({ length: 1000 }, (_, at) => ({ ...late, id: `r${at}`, title: `No. ${at}` }));
    const page = open([...many, { ...ola, title: 'Saudação' }]);
    expect(section().getAllByRole('listitem')).toHaveLength(50);
    press('Show 50 more');
    expect(section().getAllByRole('listitem')).toHaveLength(100);
    type('Find a quick reply', 'saudacao');
    expect(titles('Quick replies')).toEqual(['Saudação']);
    expect(section().getByText('One quick reply found')).toBeTruthy();
    expect(page.events.save).not.toHaveBeenCalled();
  });
});

it('are put into the box of WhatsApp only once that is switched on, with what it does', () => {
  const page = openPage(viewOf({ connections: [device] }));
  const box = screen.getByRole('checkbox', { name: /insert quick replies/ });
  expect((box as HTMLInputElement).checked).toBe(false);
  expect(screen.getByText(/It is never sent.*typing…/)).toBeTruthy();
  fireEvent.click(box);
  expect(saved(page.events)).toMatchObject({ preferences: { insertReplies: true } });
});

describe('a CSV file of quick replies', () => {
  const choose = (content: BlobPart, name = 'replies.csv') =>
    fireEvent.change(screen.getByLabelText('CSV file with quick replies'), {
      target: { files: [new File([content], name, { type: 'text/csv' })] },
    });
  const file =
    'title,shortcut,text\nGreeting,hey,Hey!\nThanks,ty,"Thank you, {firstName|dear}.\nBo"\nPrice,,{price}';

  it('is shown by line before anything is added, and added in one save', async () => {
    const page = open([hello]);
    choose(file);
    expect(await section().findByText('One quick reply would be added:')).toBeTruthy();
    expect(section().getByText('2 lines are left out:')).toBeTruthy();
    expect(section().getByText('There is a quick reply with this title.')).toBeTruthy();
    expect(section().getByText(/Line \W*5/)).toBeTruthy();
    expect(page.events.save).not.toHaveBeenCalled();
    await expectAccessible(page.container);
    press('Add it');
    expect(savedReplies(page)).toEqual([
      hello,
      { id: expect.any(String), title: 'Thanks', shortcut: 'ty', text: 'Thank you, {firstName|dear}.\nBo' },
    ]);
    expect(page.events.save).toHaveBeenCalledTimes(1);
    expect(await section().findByText('One quick reply was added.')).toBeTruthy();
  });

  it('is taken back whole, but for what was changed since', async () => {
    const page = open([hello]);
    choose('A,,a\nB,,b');
    fireEvent.click(await section().findByRole('button', { name: 'Add 2 quick replies' }));
    await section().findByText('2 quick replies were added.');
    press('Edit A');
    type('Text', 'mine');
    press('Save');
    fireEvent.click(await section().findByRole('button', { name: 'Undo the import' }));
    expect(savedReplies(page)?.map(({ title }) => title)).toEqual(['Greeting', 'A']);
    expect(await section().findByText('The import is undone.')).toBeTruthy();
  });

  it('is refused where it is larger than 10 MB, or no UTF-8', async () => {
    const page = open();
    choose('x'.repeat(10_000_001));
    expect(await section().findByText(/^This file is larger than 10 MB/)).toBeTruthy();
    choose(new Uint8Array([0x4f, 0x6c, 0xe1, 0x2c, 0x61]));
    expect(await section().findByText(/^This file is not in UTF-8/)).toBeTruthy();
    expect(page.events.save).not.toHaveBeenCalled();
  });
});
