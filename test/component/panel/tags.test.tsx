import { fireEvent, screen, waitFor, within } from '@testing-library/preact';
import { describe, expect, it } from 'vitest';
import { readyView } from '../../../components/gallery/panel-views.ts';
import { acme, capabilities, catalogue, setup, tags } from '../../../components/gallery/samples.ts';
import { show, tagBox } from './harness.tsx';

const list = () => screen.getByRole('list', { name: 'Tags' });
const options = async () => within(await screen.findByRole('listbox', { name: 'Add tag' }));
const names = async () => (await options()).getAllByRole('option').map(({ textContent }) => textContent);

async function type(text: string): Promise<HTMLInputElement> {
  const box = await tagBox();
  box.focus();
  fireEvent.input(box, { target: { value: text } });
  return box;
}

const highlighted = () =>
  waitFor(() => {
    const option = document.querySelector('[role=option][aria-selected=true]');
    if (!option) throw new Error('Nothing is highlighted');
    return option;
  });

describe('the tags', () => {
  it('stand in a list, each with a button that removes it', () => {
    const { submitted } = show(readyView());
    expect(within(list()).getAllByRole('listitem')).toHaveLength(2);
    fireEvent.click(screen.getByRole('button', { name: 'Remove tag Hot' }));
    expect(submitted).toEqual([
      {
        kind: 'setTags',
        customerId: 'ana',
        add: [],
        remove: [{ id: 'hot', name: 'Hot', groupId: 'interest' }],
      },
    ]);
  });

  it('keep the focus in the row when one is removed', () => {
    show(readyView());
    const button = screen.getByRole('button', { name: 'Remove tag Hot' });
    button.focus();
    fireEvent.click(button);
    expect(document.activeElement).toBe(screen.getByRole('button', { name: 'Remove tag Shoes' }));
  });

  it('keep their places when they are read anew, and new ones come last', () => {
    const { change } = show(readyView({ tags: tags('hot', 'shoes') }));
    const texts = () =>
      within(list())
        .getAllByRole('listitem')
        .map(({ textContent }) => textContent);
    change(readyView({ tags: tags('vip', 'shoes', 'hot') }));
    expect(texts()).toEqual(['Hot', 'Shoes', 'VIP']);
    change(readyView({ id: 'bob', tags: tags('vip', 'hot') }));
    expect(texts()).toEqual(['VIP', 'Hot']);
  });

  it('that are read only cannot be removed', () => {
    show(readyView({ tags: tags('hot').map((tag) => ({ ...tag, readOnly: true })) }));
    expect(screen.queryByRole('button', { name: 'Remove tag Hot' })).toBeNull();
  });
});

describe('the tag picker', () => {
  it('opens at T, unless something is being typed', async () => {
    show(readyView());
    const box = await tagBox();
    const note = screen.getByRole('textbox', { name: 'Follow-up note' });
    note.focus();
    fireEvent.keyDown(note, { key: 't', code: 'KeyT' });
    expect(document.activeElement).toBe(note);
    note.blur();
    fireEvent.keyDown(document.body, { key: 't', code: 'KeyT' });
    expect(document.activeElement).toBe(box);
    await waitFor(() => expect(box.getAttribute('aria-expanded')).toBe('true'));
  });

  it('does not open at T with a modifier', async () => {
    show(readyView());
    const box = await tagBox();
    fireEvent.keyDown(document.body, { key: 't', code: 'KeyT', ctrlKey: true });
    expect(document.activeElement).not.toBe(box);
  });

  it('has its options there when it opens, in groups, without those that stand', async () => {
    show(readyView());
    const box = await tagBox();
    fireEvent.click(box);
    expect(await names()).toContain('VIP');
    expect(await names()).not.toContain('Shoes');
    expect(screen.getByRole('group', { name: 'Products' })).toBeTruthy();
  });

  it('finds a name without its accents, and Enter adds it', async () => {
    const { submitted } = show(readyView());
    const box = await type('cafe');
    await highlighted();
    fireEvent.keyDown(box, { key: 'Enter' });
    await waitFor(() => expect(submitted).toHaveLength(1));
    expect(submitted[0]).toEqual({
      kind: 'setTags',
      customerId: 'ana',
      add: [{ id: 'cafe', name: 'Café', groupId: 'products' }],
      remove: [],
    });
    await waitFor(() => expect(box.value).toBe(''));
  });

  it('adds the right one to whoever presses Enter before it is highlighted', async () => {
    const { submitted } = show(readyView());
    const box = await type('wh');
    await highlighted();
    box.value = 'bag';
    box.dispatchEvent(new Event('input', { bubbles: true }));
    box.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, cancelable: true }));
    expect(submitted).toMatchObject([{ add: [{ id: 'bags' }] }]);
    await waitFor(() => expect(box.value).toBe(''));
  });

  it('swaps within a group of single choice', async () => {
    const { submitted } = show(readyView());
    const box = await type('cold');
    await highlighted();
    fireEvent.keyDown(box, { key: 'Enter' });
    await waitFor(() => expect(submitted).toHaveLength(1));
    expect(submitted[0]).toMatchObject({ add: [{ id: 'cold' }], remove: [{ id: 'hot' }] });
  });

  it('adds what is clicked', async () => {
    const { submitted } = show(readyView());
    fireEvent.click(await tagBox());
    fireEvent.click(await (await options()).findByRole('option', { name: /VIP/ }));
    await waitFor(() => expect(submitted).toMatchObject([{ add: [{ id: 'vip' }] }]));
  });

  it('shows what was added last first, also what was invented, which went by its name', async () => {
    show(readyView({}, { recentTags: ['Newsletter', 'wholesale', 'gone'] }));
    fireEvent.click(await tagBox());
    expect(within(await screen.findByRole('group', { name: 'Recent' })).getAllByRole('option')).toHaveLength(
      2,
    );
    expect((await names()).slice(0, 2)).toEqual(['Newsletter', 'Wholesale']);
  });

  it('calls a group that has no name Other', async () => {
    const groups = catalogue.groups.map((group) => (group.id === 'level' ? { ...group, name: '' } : group));
    show(readyView({}, { catalogue: { ...catalogue, groups } }));
    fireEvent.click(await tagBox());
    expect(await screen.findByRole('group', { name: 'Other' })).toBeTruthy();
  });

  it('does not change under the pointer when the catalogue is read anew', async () => {
    const { change } = show(readyView());
    const box = await tagBox();
    fireEvent.click(box);
    const before = await names();
    change(readyView({}, { catalogue: { ...catalogue, groups: catalogue.groups.toReversed() } }));
    expect(await names()).toEqual(before);
    fireEvent.keyDown(box, { key: 'Escape' });
    await waitFor(() => expect(box.getAttribute('aria-expanded')).toBe('false'));
    fireEvent.click(box);
    await waitFor(async () => expect((await names())[0]).not.toBe(before[0]));
  });

  it('offers to create what is not there', async () => {
    const { submitted } = show(readyView());
    const box = await type('Autumn sale');
    expect((await highlighted()).textContent).toBe('Create “Autumn sale”');
    fireEvent.keyDown(box, { key: 'Enter' });
    await waitFor(() => expect(submitted).toMatchObject([{ add: [{ name: 'Autumn sale', groupId: null }] }]));
  });

  it.each([
    ['ป่า', 'ป้า'],
    ['Bạn', 'Bán'],
    ['ハ', 'パ'],
    ['कम', 'काम'],
    ['काम', 'कम'],
  ])('never takes %s for %s, which was typed: that is created, by its exact name', async (there, typed) => {
    const groups = catalogue.groups.map((group) => ({
      ...group,
      tags: group.tags.map((tag) => (tag.id === 'vip' ? { ...tag, name: there } : tag)),
    }));
    const { submitted } = show(readyView({}, { catalogue: { ...catalogue, groups } }));
    const box = await type(typed);
    expect((await highlighted()).textContent).toBe(`Create “${typed}”`);
    fireEvent.keyDown(box, { key: 'Enter' });
    await waitFor(() => expect(submitted).toMatchObject([{ add: [{ name: typed, groupId: null }] }]));
  });

  it('offers both what is there in other letters and what was typed', async () => {
    show(readyView());
    await type('vip');
    await highlighted();
    expect(await names()).toEqual(['VIP', 'Create “vip”']);
  });

  it('creates nothing that cannot be seen, and no marks of direction', async () => {
    const { submitted } = show(readyView());
    const box = await type('\u3164');
    expect(await names()).not.toContain('Create “\u3164”');
    await type('\u2068Autumn sale\u2069');
    await waitFor(async () => expect((await highlighted()).textContent).toBe('Create “Autumn sale”'));
    fireEvent.keyDown(box, { key: 'Enter' });
    await waitFor(() => expect(submitted).toMatchObject([{ add: [{ name: 'Autumn sale' }] }]));
  });

  it('offers no creation where the back end cannot', async () => {
    const fixed = { ...capabilities, createTags: false };
    show(readyView({}, { setup: { ...setup, active: { id: 'crm', accountId: acme, capabilities: fixed } } }));
    await type('Autumn sale');
    await screen.findByText('No such tag');
    expect(document.querySelector('[role=listbox] [role=option]')).toBeNull();
  });

  it('removes the last tag at Backspace in the empty box', async () => {
    const { submitted } = show(readyView());
    const box = await type('a');
    fireEvent.keyDown(box, { key: 'Backspace' });
    expect(submitted).toEqual([]);
    await type('');
    fireEvent.keyDown(box, { key: 'Backspace' });
    expect(submitted).toMatchObject([{ remove: [{ id: 'shoes' }] }]);
  });

  it('is left at the next Escape, to where single keys are commands', async () => {
    show(readyView());
    const box = await type('vi');
    await highlighted();
    fireEvent.keyDown(box, { key: 'Escape' });
    expect(document.activeElement).toBe(box);
    fireEvent.keyDown(box, { key: 'Escape' });
    expect(document.activeElement).toBe(screen.getByRole('main'));
  });

  it('closes at Escape and writes nothing', async () => {
    const { submitted } = show(readyView());
    const box = await type('vi');
    await highlighted();
    fireEvent.keyDown(box, { key: 'Escape' });
    await waitFor(() => expect(box.getAttribute('aria-expanded')).toBe('false'));
    expect(submitted).toEqual([]);
  });

  it('drops what was typed for another customer', async () => {
    const { change } = show(readyView());
    await type('vi');
    change(readyView({ id: 'bob', name: 'Bob', tags: [] }));
    expect((await tagBox()).value).toBe('');
  });

  it('is not there where tags cannot be changed', () => {
    const fixed = {
      ...capabilities,
      change: { ...capabilities.change, setTags: { able: false as const, why: 'edition' as const } },
    };
    show(
      readyView(
        {},
        { catalogue, setup: { ...setup, active: { id: 'crm', accountId: acme, capabilities: fixed } } },
      ),
    );
    expect(screen.queryByRole('combobox', { name: 'Add tag' })).toBeNull();
    expect(screen.queryByRole('button', { name: 'Remove tag Hot' })).toBeNull();
    expect(within(list()).getByText('Hot')).toBeTruthy();
  });
});
