import { fireEvent, screen, waitFor, within } from '@testing-library/preact';
import { describe, expect, it } from 'vitest';
import { accountId } from '../../../lib/accounts/account.ts';
import { keptOnDevice } from '../../../lib/settings/schema.ts';
import { device, settingsWith, socialEpoch } from '../../unit/settings/samples.ts';
import { expectAccessible, openPage, saved, textbox, viewOf } from './page.tsx';

const onPage = { ...socialEpoch, credentials: { ...socialEpoch.credentials, apiKey: keptOnDevice } };
const button = (name: string) => screen.getByRole('button', { name });

describe('the list of connections', () => {
  it('shows each, with the one in use, and is accessible', async () => {
    const { container } = openPage(viewOf(settingsWith(onPage, device)));
    const cards = screen.getAllByRole('listitem').filter((item) => item.classList.contains('connection'));
    expect(cards.map((card) => within(card).getByRole('heading').textContent)).toEqual([
      'AcmeIn use',
      'On this device',
    ]);
    await expectAccessible(container);
  });

  it('uses another one at a press', () => {
    const { events } = openPage(viewOf(settingsWith(onPage, device)));
    const use = button('Use On this device');
    use.focus();
    fireEvent.click(use);
    // The button goes with what it did.
    expect(document.activeElement).toBe(button('Edit On this device'));
    expect(saved(events)).toMatchObject({
      activeConnection: 'device',
      connections: [{ id: 'wa' }, { id: 'device' }],
    });
  });

  it('asks before it removes one, with the focus on the way back', async () => {
    const { events, container } = openPage(viewOf(settingsWith(onPage, device)));
    fireEvent.click(button('Remove Acme'));
    const question = screen.getByRole('alertdialog');
    await waitFor(() =>
      expect(document.activeElement).toBe(within(question).getByRole('button', { name: 'Keep' })),
    );
    expect(events.save).not.toHaveBeenCalled();
    await expectAccessible(container);
    fireEvent.click(within(question).getByRole('button', { name: 'Remove' }));
    expect(saved(events)).toMatchObject({ activeConnection: 'device', connections: [{ id: 'device' }] });
    await waitFor(() => expect(document.activeElement?.textContent).toBe('Customers'));
  });

  it('offers to allow a host that the browser has not granted', () => {
    const { events } = openPage(viewOf(settingsWith(onPage)), {
      missingAccess: ['https://api.socialepoch.com/*'],
    });
    fireEvent.click(button('Allow access to api.socialepoch.com'));
    expect(events.allowAccess).toHaveBeenCalledWith(['https://api.socialepoch.com/*']);
  });

  it('says that account details are missing', () => {
    const { credentials: _, ...bare } = onPage;
    openPage(viewOf(settingsWith(bare)));
    fireEvent.click(button('Enter them'));
    expect(textbox('API key').value).toBe('');
  });

  it('lets a field be chosen that takes usernames: one of every customer, or a text of the company', () => {
    const fields = [
      { id: '1', key: 'custom:ig', name: 'Instagram', type: 'text' as const, required: false, options: [] },
      {
        id: '2',
        key: 'custom:shoe',
        name: 'Shoe size',
        type: 'number' as const,
        required: false,
        options: [],
      },
    ];
    const { events } = openPage(viewOf(settingsWith(device)), {
      device: { catalogue: { groups: [], stages: [], fields } },
    });
    fireEvent.click(button('Edit On this device'));
    const field = screen.getByLabelText<HTMLSelectElement>('Field for WhatsApp usernames');
    expect([...field.options].map(({ text }) => text)).toEqual([
      ...['None', 'Instagram', 'Remark', 'Company', 'Profession', 'Source'],
    ]);
    fireEvent.change(field, { target: { value: 'custom:ig' } });
    fireEvent.click(button('Save'));
    expect(saved(events)).toMatchObject({ connections: [{ id: 'device', usernameField: 'custom:ig' }] });
  });

  it('keeps a field for usernames that it does not know, and can take it away', () => {
    const { events } = openPage(viewOf(settingsWith({ ...onPage, usernameField: 'custom:gone' })));
    fireEvent.click(button('Edit Acme'));
    const field = screen.getByLabelText<HTMLSelectElement>('Field for WhatsApp usernames');
    expect(field.selectedOptions[0]?.text).toBe('gone');
    fireEvent.change(field, { target: { value: '' } });
    fireEvent.click(button('Save'));
    expect(saved(events)).toMatchObject({ connections: [{ id: 'wa' }] });
    expect(JSON.stringify(saved(events))).not.toContain('usernameField');
  });

  it('adds one with an id of its own, and leaves the one in use in use', async () => {
    const { events } = openPage(viewOf(settingsWith(device, { ...onPage, id: 'socialepoch' })));
    fireEvent.click(button('Add a connection'));
    for (const [label, value] of [
      ['Company ID', '2'],
      ['Administrator’s user name', 'b'],
      ['API key', 'k'],
    ] as const) {
      fireEvent.input(textbox(label), { target: { value } });
    }
    fireEvent.click(button('Save'));
    expect(saved(events)).toMatchObject({
      activeConnection: 'device',
      connections: [{ id: 'device' }, { id: 'socialepoch' }, { id: 'socialepoch-2' }],
    });
    await waitFor(() => expect(document.activeElement?.getAttribute('aria-label')).toBe('Edit SocialEpoch'));
  });
});

it('keeps the focus on the back end that the arrows choose', async () => {
  openPage(viewOf(settingsWith(device)));
  fireEvent.click(button('Add a connection'));
  const focused = () => (document.activeElement as HTMLInputElement).value;
  await waitFor(() => expect(focused()).toBe('socialepoch'));
  fireEvent.click(screen.getByRole('radio', { name: /^Sobot/ }));
  await waitFor(() => expect(focused()).toBe('sobot'));
});

describe('editing a connection', () => {
  it('moves the focus into the form, and back when it is given up', async () => {
    const { events } = openPage(viewOf(settingsWith(onPage)));
    fireEvent.click(button('Edit Acme'));
    await waitFor(() => expect(document.activeElement?.closest('form')).toBeTruthy());
    fireEvent.input(textbox('Company ID'), { target: { value: '99' } });
    fireEvent.click(button('Cancel'));
    await waitFor(() => expect(document.activeElement).toBe(button('Edit Acme')));
    expect(events.save).not.toHaveBeenCalled();
  });

  it('shows a kept key as dots, and keeps it', () => {
    const { events, container } = openPage(viewOf(settingsWith(onPage)));
    fireEvent.click(button('Edit Acme'));
    expect(textbox('API key').value).toMatch(/^•+ kept on this device$/);
    expect(textbox('API key').readOnly).toBe(true);
    expect(container.innerHTML).not.toContain(keptOnDevice);
    fireEvent.click(button('Save'));
    expect(saved(events)).toMatchObject({ connections: [onPage] });
  });

  it('replaces a kept key, and can take that back', () => {
    const { events } = openPage(viewOf(settingsWith(onPage)));
    fireEvent.click(button('Edit Acme'));
    fireEvent.click(button('Replace API key'));
    expect(textbox('API key')).toMatchObject({ value: '', type: 'password' });
    fireEvent.click(button('Keep the old one'));
    expect(textbox('API key').readOnly).toBe(true);
    fireEvent.click(button('Replace API key'));
    fireEvent.input(textbox('API key'), { target: { value: 'new' } });
    fireEvent.click(button('Show what is typed'));
    expect(textbox('API key')).toMatchObject({ value: 'new', type: 'text' });
    fireEvent.click(button('Save'));
    fireEvent.click(button('Yes, the same'));
    expect(saved(events)).toMatchObject({ connections: [{ credentials: { apiKey: 'new' } }] });
  });

  it('says when nothing was saved, and keeps what was typed', async () => {
    const { events } = openPage(viewOf(settingsWith(onPage)));
    events.save.mockResolvedValueOnce({
      saved: false,
      problems: [],
      error: { code: 'STORAGE_FULL', retryable: false },
    });
    fireEvent.click(button('Edit Acme'));
    fireEvent.input(textbox('Company ID'), { target: { value: '99' } });
    fireEvent.click(button('Save'));
    fireEvent.click(button('No, another'));
    await screen.findByText(/Could not save \(STORAGE_FULL\)/);
    expect(textbox('Company ID').value).toBe('99');
  });
});

describe('whether a connection still leads to the same company', () => {
  const typeIn = (label: string, value: string) => fireEvent.input(textbox(label), { target: { value } });
  const replaceKey = () => {
    fireEvent.click(button('Replace API key'));
    typeIn('API key', 'new');
  };

  it.each([
    ['company ID', () => typeIn('Company ID', '99')],
    ['key', replaceKey],
    ['address', () => fireEvent.click(screen.getByRole('radio', { name: 'Older (api)' }))],
  ])('is asked before another %s is saved, with the focus on the way back', async (_, change) => {
    const { events, container } = openPage(viewOf(settingsWith(onPage)));
    fireEvent.click(button('Edit Acme'));
    change();
    fireEvent.click(button('Save'));
    const question = screen.getByRole('alertdialog', { name: 'Does Acme still lead to the same company?' });
    expect(events.save).not.toHaveBeenCalled();
    expect(document.activeElement).toBe(within(question).getByRole('button', { name: 'Back' }));
    await expectAccessible(container);
  });

  it.each([
    ['Yes, the same', true],
    ['No, another', false],
  ])('is answered by "%s", which saves', async (answer, same) => {
    const { events } = openPage(viewOf(settingsWith(onPage)));
    fireEvent.click(button('Edit Acme'));
    typeIn('Company ID', '99');
    fireEvent.click(button('Save'));
    fireEvent.click(button(answer));
    await waitFor(() => expect(document.activeElement).toBe(button('Edit Acme')));
    expect(events.save.mock.calls).toEqual([
      [expect.objectContaining({ connections: [expect.anything()] }), expect.anything(), { wa: same }],
    ]);
  });

  it('is asked no more when Escape goes back to what was typed', () => {
    const { events } = openPage(viewOf(settingsWith(onPage)));
    fireEvent.click(button('Edit Acme'));
    typeIn('Company ID', '99');
    fireEvent.click(button('Save'));
    fireEvent.keyDown(screen.getByRole('alertdialog'), { key: 'Escape' });
    expect(screen.queryByRole('alertdialog')).toBe(null);
    expect(document.activeElement).toBe(button('Save'));
    expect(textbox('Company ID').value).toBe('99');
    expect(events.save).not.toHaveBeenCalled();
  });

  it('is not asked where nothing says that it is another', () => {
    const { events } = openPage(viewOf(settingsWith(onPage)));
    fireEvent.click(button('Edit Acme'));
    typeIn('Administrator’s user name', 'somebody else');
    typeIn('Name of this connection', 'Acme Ltd');
    fireEvent.click(button('Save'));
    expect(events.save).toHaveBeenCalledOnce();
  });

  it('is not asked where nothing is kept that could come to another', () => {
    const { events } = openPage(viewOf(settingsWith(onPage)), { accounts: { withNothingKept: ['wa'] } });
    fireEvent.click(button('Edit Acme'));
    typeIn('Company ID', '99');
    fireEvent.click(button('Save'));
    expect(events.save).toHaveBeenCalledOnce();
  });

  it('is asked in its place when a policy or a file changed it', async () => {
    const asked = { connectionId: 'wa', accountId: accountId('a1'), about: 'changed' as const };
    const { events, container } = openPage(viewOf(settingsWith(onPage)), {
      accounts: { questions: [asked] },
    });
    await expectAccessible(container);
    fireEvent.click(button('No, another'));
    expect(events.answerCompany.mock.calls).toEqual([['wa', false]]);
  });

  it('is asked of what an older version kept', () => {
    const asked = { connectionId: 'wa', accountId: accountId('a1'), about: 'before' as const };
    const { events } = openPage(viewOf(settingsWith(onPage)), { accounts: { questions: [asked] } });
    expect(
      screen.getByRole('region', {
        name: 'Do the changes, links and drafts kept before the last update belong to Acme?',
      }),
    ).toBeTruthy();
    fireEvent.click(button('Yes, they do'));
    expect(events.answerCompany.mock.calls).toEqual([['wa', true]]);
  });
});

it('an id that a connection had once is not handed out again', () => {
  const { events } = openPage(viewOf(settingsWith(device)), {
    accounts: { usedIds: ['device', 'socialepoch', 'socialepoch-2'] },
  });
  fireEvent.click(button('Add a connection'));
  for (const label of ['Company ID', 'Administrator’s user name', 'API key']) {
    fireEvent.input(textbox(label), { target: { value: '2' } });
  }
  fireEvent.click(button('Save'));
  expect(saved(events)).toMatchObject({ connections: [{ id: 'device' }, { id: 'socialepoch-3' }] });
});

describe('testing a connection', () => {
  it('tries what is typed, asks for the host in the press, and shows each step with what to do', async () => {
    const { events, container } = openPage(viewOf(settingsWith(onPage)));
    events.test.mockResolvedValueOnce({
      steps: [
        { step: 'reached', outcome: 'passed' },
        { step: 'allowed', outcome: 'passed' },
        { step: 'clock', outcome: 'passed', aheadMs: -4200 },
        {
          step: 'signature',
          outcome: 'failed',
          error: {
            code: 'BAD_CREDENTIALS',
            retryable: false,
            backend: { code: '501', message: 'appSecret error' },
          },
        },
        { step: 'edition', outcome: 'skipped' },
      ],
    });
    fireEvent.click(button('Edit Acme'));
    fireEvent.input(textbox('Company ID'), { target: { value: '99' } });
    fireEvent.click(button('Test connection'));
    expect(events.test).toHaveBeenCalledWith(
      { ...onPage, credentials: { ...onPage.credentials, tenantId: '99' } },
      ['https://api.socialepoch.com/*'],
    );
    expect(screen.getByText('Testing the connection…')).toBeTruthy();
    await screen.findByText('Something is in the way.');
    const steps = screen.getAllByRole('listitem').filter((item) => item.classList.contains('test-step'));
    expect(steps.map((step) => step.textContent)).toEqual([
      'Server reached: works',
      'Access allowed: works',
      'Clock: works4 seconds off the server’s. Chatside corrects it.',
      expect.stringMatching(
        /^Company ID and key: does not workThe company ID, the API key .*501 appSecret error$/,
      ),
      'Edition: not tested',
    ]);
    expect(events.save).not.toHaveBeenCalled();
    await expectAccessible(container);
  });

  it.each([
    [
      'nothing was contacted without access',
      { refused: 'https://api.socialepoch.com/*' },
      /Nothing was contacted/,
    ],
    ['the worker is gone', { error: { code: 'CONTEXT_LOST', retryable: false } }, /Reload this page/],
    ['something is missing', { problems: [] }, /Fill in the marked fields/],
    ['all is well', { steps: [{ step: 'reached', outcome: 'passed' }] }, /It works/],
  ] as const)('says when %s', async (_, outcome, words) => {
    const { events } = openPage(viewOf(settingsWith(onPage)));
    events.test.mockResolvedValueOnce(
      'steps' in outcome ? { steps: [...outcome.steps] } : 'problems' in outcome ? { problems: [] } : outcome,
    );
    fireEvent.click(button('Edit Acme'));
    fireEvent.click(button('Test connection'));
    await screen.findByText(words);
  });

  it('keeps the focus on its button, which does nothing more until the answer is there', async () => {
    const { events } = openPage(viewOf(settingsWith(onPage)));
    fireEvent.click(button('Edit Acme'));
    events.test.mockReturnValueOnce(new Promise(() => {}));
    button('Test connection').focus();
    fireEvent.click(button('Test connection'));
    await screen.findByText('Testing the connection…');
    expect(button('Test connection').matches(':disabled')).toBe(false);
    expect(button('Test connection').getAttribute('aria-disabled')).toBe('true');
    fireEvent.click(button('Test connection'));
    expect(events.test).toHaveBeenCalledTimes(1);
  });

  it('forgets the result when something else is typed', async () => {
    openPage(viewOf(settingsWith(onPage)));
    fireEvent.click(button('Edit Acme'));
    fireEvent.click(button('Test connection'));
    await screen.findByText('It works.');
    fireEvent.input(textbox('Company ID'), { target: { value: '99' } });
    expect(screen.queryByText('It works.')).toBe(null);
  });
});

describe('what policy decides', () => {
  const policy = {
    preferences: { theme: 'dark' },
    activeConnection: 'wa',
    connections: [
      {
        ...socialEpoch,
        name: 'Corp',
        credentials: { tenantId: '7', apiKey: keptOnDevice, userName: 'corp' },
      },
      { id: 'bad', provider: 'socialepoch', baseUrl: 'ftp://x' },
    ],
  };

  it('is locked, with the reason, and can’t be removed or chosen away', async () => {
    const { container } = openPage(viewOf(settingsWith(device), policy));
    expect(screen.queryByRole('button', { name: 'Remove Corp' })).toBe(null);
    expect(screen.queryByRole('button', { name: 'Use On this device' })).toBe(null);
    expect(screen.getByLabelText('Appearance')).toHaveProperty('disabled', true);
    fireEvent.click(button('Edit Corp'));
    const company = textbox('Company ID');
    expect(company.readOnly).toBe(true);
    expect(document.getElementById(company.getAttribute('aria-describedby') ?? '')?.textContent).toBe(
      'Set by your organisation',
    );
    expect(textbox('API key').readOnly).toBe(false);
    await expectAccessible(container);
  });

  it('may choose the field for usernames', () => {
    const [corp] = policy.connections;
    openPage(
      viewOf(settingsWith(device), { ...policy, connections: [{ ...corp, usernameField: 'remark' }] }),
    );
    fireEvent.click(button('Edit Corp'));
    expect(screen.getByLabelText('Field for WhatsApp usernames')).toMatchObject({
      disabled: true,
      value: 'remark',
    });
  });

  it('shows its value while it decides, and what was typed when it no longer does', () => {
    const { show } = openPage(viewOf(settingsWith(onPage)));
    fireEvent.click(button('Edit Acme'));
    fireEvent.input(textbox('Company ID'), { target: { value: '99' } });
    show(viewOf(settingsWith(onPage), policy));
    expect(textbox('Company ID').value).toBe('7');
    show(viewOf(settingsWith(onPage)));
    expect(textbox('Company ID').value).toBe('99');
  });

  it('is named by path where it could not be used', () => {
    openPage(viewOf(settingsWith(device), policy));
    expect(screen.getByText('connections[1].baseUrl')).toBeTruthy();
  });
});
