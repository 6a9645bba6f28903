import { cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/preact';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { company } from '../../../components/gallery/company-samples.ts';
import type { CompanyEvents } from '../../../components/options/company/company-events.ts';
import { CompanySection } from '../../../components/options/company/company-section.tsx';
import type { Company } from '../../../lib/crm/company.ts';
import type { AppErrorData } from '../../../lib/errors/app-error.ts';
import { keptOnDevice, type YoumiDraft } from '../../../lib/settings/schema.ts';
import { settingsWith, socialEpoch, youmiByToken } from '../../unit/settings/samples.ts';
import { expectAccessible, openPage, textbox, viewOf } from './page.tsx';

afterEach(cleanup);

const press = (name: string) => fireEvent.click(screen.getByRole('button', { name }));
const none: Company = {
  accounts: { items: [] },
  staff: { items: [] },
  serving: { items: [] },
  tags: { items: [] },
  placements: { items: [] },
  attributes: { items: [] },
};
const onPage: YoumiDraft = { ...youmiByToken, credentials: { accessToken: keptOnDevice } };
const refused: AppErrorData = {
  code: 'BAD_RESPONSE',
  retryable: false,
  backend: { code: '200019', message: '失败' },
};

/** The section with the catalogue read. */
async function opened(first: Company | { error: AppErrorData }) {
  const read = vi.fn<CompanyEvents['read']>(async () => first);
  const { container } = render(<CompanySection connectionId="ym" name="Acme" events={{ read }} />);
  press('Read the catalogue');
  if (!('error' in first)) await screen.findByText('Operating accounts');
  return { read, container };
}

/** A list of the catalogue, unfolded. */
function part(title: string): HTMLElement {
  const fold = screen.getByRole('heading', { name: title, level: 3 }).closest('details');
  if (!fold) throw new Error(`${title} is no list`);
  fold.open = true;
  return fold;
}
/** What an entry says, without the signs that keep its names apart. */
const entry = (title: string, name: string): string =>
  (
    within(part(title)).getByText(name, { selector: '.item-name' }).closest('li')?.textContent ?? ''
  ).replaceAll(/[\u2066-\u2069]/g, '');

describe('the company’s catalogue', () => {
  it('is offered where the back end tells of it, has what it needs to be asked, and Chatside is not paused', async () => {
    const read = vi.fn<CompanyEvents['read']>(async () => company);
    const title = { name: 'Catalogue of Acme' };
    const { show } = openPage(viewOf(settingsWith(socialEpoch)), { readCompany: read });
    expect(screen.queryByRole('heading', title)).toBeNull();
    show(viewOf({ ...settingsWith(onPage), enabled: false }));
    expect(screen.queryByRole('heading', title)).toBeNull();
    show(viewOf(settingsWith({ ...onPage, credentials: {} })));
    expect(screen.queryByRole('heading', title)).toBeNull();
    show(viewOf(settingsWith(onPage)));
    expect(screen.getByRole('heading', title)).toBeTruthy();
    expect(read).not.toHaveBeenCalled();
    press('Read the catalogue');
    await screen.findByText('Operating accounts');
    expect(read).toHaveBeenCalledWith(onPage.id);
  });

  it('is read when it is asked for, and again', async () => {
    const { read, container } = await opened(company);
    expect(read.mock.calls).toEqual([['ym']]);
    await expectAccessible(container);
    press('Read again');
    await waitFor(() => expect(read).toHaveBeenCalledTimes(2));
  });

  it('says while it is being read, and in words why it could not be', async () => {
    let give: (answer: { error: AppErrorData }) => void = () => {};
    const read = () => new Promise<{ error: AppErrorData }>((resolve) => (give = resolve));
    const { container } = render(<CompanySection connectionId="ym" name="Acme" events={{ read }} />);
    press('Read the catalogue');
    await waitFor(() =>
      expect(screen.getByText('Reading the catalogue…').closest('[role="status"]')).toBeTruthy(),
    );
    expect(screen.getByRole('button', { name: 'Read the catalogue' })).toHaveProperty('disabled', true);
    give({ error: refused });
    const alert = await screen.findByRole('alert');
    expect(alert.textContent).toContain('200019');
    expect(alert.textContent).toContain('失败');
    expect(screen.getByRole('button', { name: 'Read the catalogue' })).toHaveProperty('disabled', false);
    await expectAccessible(container);
  });

  it('keeps what was read where reading again fails', async () => {
    const read = vi.fn<CompanyEvents['read']>().mockResolvedValueOnce(company);
    render(<CompanySection connectionId="ym" name="Acme" events={{ read }} />);
    press('Read the catalogue');
    await screen.findByText('Operating accounts');
    read.mockResolvedValueOnce({ error: refused });
    press('Read again');
    await screen.findByRole('alert');
    expect(entry('Staff', '刘芳')).toContain('b03');
  });

  it('tells of an account its kind, its counts, who serves it, and what it may', async () => {
    await opened(company);
    const told = entry('Operating accounts', '秀逗吖Q.');
    for (const one of ['WeChat', '1,709 friends', '23 groups', 'zznn72537', 'Served by', '刘芳'])
      expect(told).toContain(one);
    expect(told).toMatch(/Calls may be logged\s*no/);
    expect(entry('Operating accounts', 'P07')).toContain('Youmi’s number 7');
    expect(entry('Operating accounts', 'P07')).not.toContain('friends');
  });

  it('opens a QR code in a tab of its own, without telling who looks, and never draws it', async () => {
    const { container } = await opened(company);
    const links = within(part('Operating accounts')).getAllByRole('link');
    expect(links.map((link) => link.getAttribute('aria-label'))).toEqual([
      'Open the QR code of 秀逗吖Q. in a new tab',
    ]);
    expect(links[0]?.getAttribute('href')).toBe('http://img.example.com/p03.png');
    expect(links[0]?.getAttribute('target')).toBe('_blank');
    expect(links[0]?.getAttribute('rel')).toBe('noreferrer');
    expect(container.querySelector('img, iframe, object, embed')).toBeNull();
  });

  it('tells of the staff whether they work, what they serve, and who they are in the order system', async () => {
    await opened(company);
    expect(entry('Staff', '刘芳')).toMatch(/b03 · In use.*Serves.*秀逗吖Q\..*Order user.*b08/);
    expect(entry('Staff', 'b01')).toMatch(/Out of use.*no account/);
    expect(entry('Staff', 'b99')).toContain('P07');
  });

  it('does not say that they serve nobody where that could not be read', async () => {
    await opened({ ...company, serving: { error: refused } });
    expect(entry('Staff', 'b01')).not.toContain('no account');
    expect(within(part('Staff')).getByRole('alert').textContent).toContain('200019');
  });

  it('does not say that somebody serves nobody where nobody is said to serve anything', async () => {
    await opened({ ...company, serving: { items: [] } });
    expect(entry('Staff', 'b01')).not.toContain('no account');
  });

  it('tells of tags, placements and attributes what the company decided', async () => {
    await opened(company);
    expect(entry('Tag categories', '客户意向')).toMatch(/One per customer · 3 tags.*潜在.*成交/);
    expect(entry('Tag categories', 'Odd')).toContain('Youmi’s number 2');
    expect(
      within(part('Placement groups'))
        .getAllByRole('heading', { level: 4 })
        .map((one) => one.textContent),
    ).toEqual(['江西省 360800', '广东省 440100', 'XX', 'Without a region']);
    expect(entry('Placement groups', 'Spring')).toMatch(/2 accounts.*dong23287.*mioz888/);
    expect(entry('Custom attributes', '住址')).toMatch(/Optional · Up to 20 characters/);
    expect(entry('Custom attributes', '爱好')).toMatch(/Any of several options · Required.*足球.*篮球/);
    expect(entry('Custom attributes', '结婚纪念日')).toContain('YYYY-MM-DD');
  });

  it('keeps what could be read beside what could not, and says of what is empty that it is', async () => {
    const { container } = await opened({ ...none, staff: company.staff, tags: { error: refused } });
    expect(entry('Staff', '刘芳')).toContain('b03');
    expect(part('Tag categories').textContent).toContain('Not read');
    expect(within(part('Tag categories')).getByRole('alert').textContent).toContain('失败');
    expect(part('Operating accounts').textContent).toContain('Youmi has none.');
    await expectAccessible(container);
  });

  it('is searched through whole, by pinyin too, and says how much was found', async () => {
    const { container } = await opened(company);
    const type = (value: string) => fireEvent.input(textbox('Search the catalogue'), { target: { value } });
    type('chengjiao');
    await screen.findByText('One entry');
    expect([...container.querySelectorAll('details[open] h3')].map((one) => one.textContent)).toEqual([
      'Tag categories',
    ]);
    expect(entry('Tag categories', '客户意向')).toContain('成交');
    expect(entry('Tag categories', '客户意向')).not.toContain('潜在');
    type('nobody is called so');
    await screen.findByText('Nothing in it is called so.');
    type('');
    await waitFor(() => expect(container.querySelector('details[open]')).toBeNull());
  });

  it('draws the first of ten thousand tags, and further ones when they are asked for', async () => {
    const tags = Array.from({ length: 10_000 }, (_, index) => ({ id: String(index), name: `Tag ${index}` }));
    await opened({ ...none, tags: { items: [{ id: '1', name: 'Level', multiple: true, tags }] } });
    const list = within(part('Tag categories')).getByRole('list', { name: 'Tags of Level' });
    expect(within(list).getAllByRole('listitem')).toHaveLength(100);
    press('Show 100 more');
    await waitFor(() => expect(within(list).getAllByRole('listitem')).toHaveLength(200));
    fireEvent.input(textbox('Search the catalogue'), { target: { value: 'Tag 9999' } });
    await screen.findByText('One entry');
    expect(
      within(list)
        .getAllByRole('listitem')
        .map((one) => one.textContent),
    ).toEqual(['Tag 9999']);
  });

  it('draws a name as text, whatever is in it', async () => {
    const name = '<img src=x onerror=alert(1)>🙂';
    const { container } = await opened({
      ...none,
      staff: { items: [{ id: 'x', name, active: true, orderUser: null }] },
    });
    expect(entry('Staff', name)).toContain(name);
    expect(container.querySelector('img')).toBeNull();
  });
});
