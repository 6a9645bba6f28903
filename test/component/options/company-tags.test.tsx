import { fireEvent, screen, waitFor, within } from '@testing-library/preact';
import { describe, expect, it, vi } from 'vitest';
import type { CompanyTagEvents } from '../../../components/options/tags/company-tags.ts';
import type { TagGroup } from '../../../lib/crm/model.ts';
import { keptOnDevice, type SobotDraft } from '../../../lib/settings/schema.ts';
import { settingsWith, sobot, socialEpoch } from '../../unit/settings/samples.ts';
import { expectAccessible, openPage, textbox, viewOf } from './page.tsx';

const onPage: SobotDraft = { ...sobot, credentials: { ...sobot.credentials, appKey: keptOnDevice } };
const button = (name: string) => screen.getByRole('button', { name });
const press = (name: string) => fireEvent.click(button(name));
const type = (label: string, value: string) => fireEvent.input(textbox(label), { target: { value } });
const said = (words: string) =>
  waitFor(() => expect(screen.getByText(words).closest('[role="status"]')).toBeTruthy());
const focused = () =>
  document.activeElement?.getAttribute('aria-label') ?? document.activeElement?.textContent;
const answer = async (name: string): Promise<string | null> => {
  const question = await screen.findByRole('alertdialog');
  fireEvent.click(within(question).getByRole('button', { name }));
  return question.getAttribute('aria-label');
};

const group = (id: string, names: string[], more: Partial<TagGroup> = {}): TagGroup => ({
  id,
  name: id,
  colour: '#2563eb',
  multiple: true,
  tags: names.map((name) => ({ id: name, name, groupId: id, colour: '#2563eb', readOnly: false })),
  ...more,
});
const products = group('Products', ['Bags', 'Shoes']);

type Answer = Awaited<ReturnType<CompanyTagEvents['change']>>;
const longestName = 30;

/** The page with the tags read; `answers` are what the changes give, in order. */
async function openTags(groups: TagGroup[], ...answers: Answer[]) {
  const read = vi.fn<CompanyTagEvents['read']>(async () => ({ groups, longestName }));
  const change = vi.fn<CompanyTagEvents['change']>(async () => answers.shift() ?? { groups, longestName });
  const page = openPage(viewOf(settingsWith(onPage)), { companyTags: { read, change } });
  press('Edit the tags');
  await screen.findByRole('list', { name: `Tags of ${groups[0]?.name}` });
  return { ...page, read, change };
}

describe('the tags of the company', () => {
  it('are offered where the back end administers them, and read when they are asked for', async () => {
    const read = vi.fn<CompanyTagEvents['read']>(async () => ({ groups: [products], longestName }));
    const { show } = openPage(viewOf(settingsWith(socialEpoch)), { companyTags: { read } });
    expect(screen.queryByRole('heading', { name: 'Tags of Acme' })).toBeNull();
    show(viewOf(settingsWith(onPage)));
    expect(screen.getByRole('heading', { name: 'Tags of Acme' })).toBeTruthy();
    expect(read).not.toHaveBeenCalled();
    press('Edit the tags');
    await screen.findByText(/2 tags in one group/);
    expect(read).toHaveBeenCalledWith('sobot-main', false);
    press('Read again');
    await waitFor(() => expect(read).toHaveBeenLastCalledWith('sobot-main', true));
  });

  it('are left alone while Chatside is paused', () => {
    openPage(viewOf({ ...settingsWith(onPage), enabled: false }));
    expect(screen.queryByRole('heading', { name: 'Tags of Acme' })).toBeNull();
  });

  it('say that they are being read, for how long, and why they could not be', async () => {
    let give: (answer: Answer) => void = () => {};
    const read = () => new Promise<Answer>((resolve) => (give = resolve));
    const { container } = openPage(viewOf(settingsWith(onPage)), { companyTags: { read } });
    press('Edit the tags');
    await said('Reading the tags… Ten thousand take about 20 seconds.');
    expect(button('Edit the tags')).toHaveProperty('disabled', true);
    give({
      error: { code: 'SERVER_DOWN', retryable: true, backend: { code: '999999', message: '系统异常' } },
    });
    const alert = await screen.findByText(/could not be read/);
    expect(alert.closest('[role="alert"]')?.textContent).toContain('999999 系统异常');
    await expectAccessible(container);
  });

  it('are accessible, with forms and questions open', async () => {
    const { container } = await openTags([products]);
    press('Edit Shoes');
    await expectAccessible(container);
    press('Delete');
    await screen.findByRole('alertdialog');
    await expectAccessible(container);
  });

  it('take no order, no colour of their own and no other group, for Sobot has none of these', async () => {
    await openTags([products, group('Level', ['VIP'])]);
    expect(screen.queryByRole('button', { name: 'Move Level up' })).toBeNull();
    press('Edit Shoes');
    expect(screen.queryByRole('radio', { name: 'Teal' })).toBeNull();
    expect(screen.queryByLabelText('Group')).toBeNull();
  });
});

describe('a change of the company’s tags', () => {
  it('adds a tag once, however often it is pressed', async () => {
    const more = group('Products', ['Bags', 'Shoes', 'Hats']);
    const { change } = await openTags([products], { groups: [more], longestName });
    press('Add a tag to Products');
    type('Name', ' Hats ');
    press('Save');
    press('Save');
    await said('Hats is saved');
    expect(change.mock.calls).toEqual([
      ['sobot-main', { kind: 'createTag', groupId: 'Products', name: 'Hats' }],
    ]);
    expect(focused()).toBe('Edit Hats');
  });

  it('renames and removes a tag, which goes off every customer', async () => {
    const { change } = await openTags([products]);
    press('Edit Shoes');
    type('Name', 'Boots');
    press('Save');
    await waitFor(() => expect(change).toHaveBeenCalledTimes(1));
    press('Edit Bags');
    press('Delete');
    expect(await answer('Delete')).toBe('Delete the tag Bags? It is taken off every customer.');
    await waitFor(() => expect(change).toHaveBeenCalledTimes(2));
    expect(change.mock.calls.map(([, each]) => each)).toEqual([
      { kind: 'renameTag', id: 'Shoes', groupId: 'Products', name: 'Boots' },
      { kind: 'removeTag', id: 'Bags' },
    ]);
  });

  it('makes, recolours and removes a group, with the number of tags that was shown', async () => {
    const { change } = await openTags([products]);
    press('Add a group');
    expect(screen.queryByRole('radio', { name: 'None' })).toBeNull();
    type('Name', 'Season');
    fireEvent.click(screen.getByRole('radio', { name: 'Teal' }));
    press('Save');
    await waitFor(() => expect(change).toHaveBeenCalledTimes(1));
    press('Edit Products');
    fireEvent.input(screen.getByLabelText('Another colour'), { target: { value: '#123456' } });
    fireEvent.click(screen.getByRole('checkbox', { name: 'Several of these tags fit one customer' }));
    press('Save');
    await waitFor(() => expect(change).toHaveBeenCalledTimes(2));
    press('Delete Products');
    expect(await answer('Delete')).toBe(
      'Delete the group Products and its 2 tags? They are taken off every customer.',
    );
    await waitFor(() => expect(change).toHaveBeenCalledTimes(3));
    expect(change.mock.calls.map(([, each]) => each)).toEqual([
      { kind: 'createGroup', values: { name: 'Season', colour: '#0f766e', multiple: true } },
      {
        kind: 'updateGroup',
        id: 'Products',
        values: { name: 'Products', colour: '#123456', multiple: false },
      },
      { kind: 'removeGroup', id: 'Products', tagCount: 2 },
    ]);
  });

  it('needs a name of thirty characters at most', async () => {
    const { change } = await openTags([products]);
    press('Add a tag to Products');
    type('Name', '签'.repeat(31));
    press('Save');
    expect(screen.getByText('Use 30 characters at most.')).toBeTruthy();
    type('Name', '签'.repeat(30));
    press('Save');
    await waitFor(() => expect(change).toHaveBeenCalledTimes(1));
  });

  it.each([
    ['CONFLICT', '510003', 'the name is taken, or somebody changed these tags meanwhile'],
    ['NOT_FOUND', '510004', 'somebody deleted it meanwhile'],
    ['OUTCOME_UNKNOWN', '999999', 'nobody knows whether it was done'],
  ] as const)('that ends in %s says so in place, with the vendor’s words', async (code, vendor, words) => {
    const backend = { code: vendor, message: '标签' };
    await openTags([products], { error: { code, retryable: false, backend } });
    press('Edit Shoes');
    type('Name', 'Boots');
    press('Save');
    const alert = await screen.findByText(new RegExp(words));
    expect(alert.textContent).toContain(`${vendor} 标签`);
    expect(textbox('Name').value).toBe('Boots');
  });
});

describe('ten thousand tags', () => {
  const many = Array.from({ length: 4 }, (_, number) =>
    group(
      `Group ${number}`,
      Array.from({ length: 2500 }, (_, each) => `Tag ${number * 2500 + each}`),
    ),
  );
  const chips = () => document.querySelectorAll('.chips .chip:not(.chip-add)').length;

  it('are counted, and drawn a few of each group at a time', async () => {
    await openTags(many);
    expect(screen.getByText(/10,000 tags in 4 groups/)).toBeTruthy();
    expect(chips()).toBe(4 * 40);
    press('Show 200 more tags of Group 3');
    expect(chips()).toBe(4 * 40 + 200);
  });

  it('are found by a part of their name, or by that of their group', async () => {
    await openTags(many);
    type('Search tags', 'tag 9999');
    await said('One tag');
    expect(chips()).toBe(1);
    expect(button('Edit Tag 9999')).toBeTruthy();
    type('Search tags', 'GROUP 3');
    await said('2,500 tags');
    type('Search tags', 'nothing like it');
    await said('No tag is called so.');
  });
});
