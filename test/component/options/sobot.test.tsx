import { fireEvent, screen } from '@testing-library/preact';
import { describe, expect, it } from 'vitest';
import { agentSteps } from '../../../lib/crm/connection-test.ts';
import { keptOnDevice, type SobotDraft } from '../../../lib/settings/schema.ts';
import { settingsWith, sobot, sobotByService } from '../../unit/settings/samples.ts';
import { expectAccessible, openPage, saved, textbox, viewOf } from './page.tsx';

const onPage: SobotDraft = { ...sobot, credentials: { ...sobot.credentials, appKey: keptOnDevice } };
const serviceOnPage: SobotDraft = {
  ...sobotByService,
  account: 'Acme at Sobot',
  tokenService: { ...sobotByService.tokenService, bearer: keptOnDevice },
};
const { account: _, ...unnamedOnPage } = serviceOnPage;
const radio = (name: string) => screen.getByRole('radio', { name });
const button = (name: string) => screen.getByRole('button', { name });
const type = (label: string, value: string) => fireEvent.input(textbox(label), { target: { value } });
const choose = (label: string, value: string) =>
  fireEvent.change(screen.getByLabelText(label), { target: { value } });

describe('connecting Sobot', () => {
  it('takes a token service, asks for both hosts in the press, and is accessible', async () => {
    const { events, container } = openPage(viewOf());
    fireEvent.click(radio('Sobot'));
    expect(radio('Token service of your company (recommended)')).toHaveProperty('checked', true);
    type('Address of the token service', 'https://tokens.acme.example/sobot');
    type('Account name', 'Acme');
    type('Password of the token service', 'xR6-bearer');
    type('Your agent ID', ' bo-1 ');
    type('Your name', 'Bo');
    await expectAccessible(container);
    fireEvent.click(button('Save and connect'));
    expect(saved(events)).toMatchObject({
      activeConnection: 'sobot',
      connections: [
        {
          id: 'sobot',
          provider: 'sobot',
          account: 'Acme',
          baseUrl: 'https://www.sobot.com',
          numbers: 'national:CN',
          tokenService: { url: 'https://tokens.acme.example/sobot', bearer: 'xR6-bearer' },
          me: { agentId: 'bo-1', name: 'Bo' },
          options: { timeZone: 'Asia/Shanghai', newCustomerStatus: 2, signNotes: true },
        },
      ],
    });
    expect(events.save.mock.calls[0]?.[1]).toEqual([
      'https://www.sobot.com/*',
      'https://tokens.acme.example/*',
    ]);
  });

  it('lets the agent choose who they are, once a test has read the list, namesakes by their department', async () => {
    const { events, container } = openPage(viewOf());
    events.test.mockResolvedValue({
      steps: [{ step: 'reached', outcome: 'passed' }],
      agents: [
        { id: 'bo-1', name: 'Bo', department: 'Sales' },
        { id: 'bo-2', name: 'Bo', department: 'Support' },
      ],
    });
    fireEvent.click(radio('Sobot'));
    type('Address of the token service', 'https://tokens.acme.example/sobot');
    type('Account name', 'Acme');
    type('Password of the token service', 'xR6-bearer');
    expect(screen.queryByLabelText('You are')).toBeNull();
    fireEvent.click(button('Test connection'));
    await screen.findByLabelText('You are');
    expect(screen.getByText('Bo · Support')).toBeTruthy();
    choose('You are', 'bo-2');
    await expectAccessible(container);
    fireEvent.click(button('Save and connect'));
    expect(saved(events)).toMatchObject({ connections: [{ me: { agentId: 'bo-2', name: 'Bo' } }] });
  });

  it('says of an agent ID that nobody in the list has', async () => {
    const { events } = openPage(viewOf());
    const agents = [{ id: 'bo-1', name: 'Bo' }];
    events.test.mockResolvedValue({ steps: agentSteps('nonsense', agents), agents });
    fireEvent.click(radio('Sobot'));
    type('Address of the token service', 'https://tokens.acme.example/sobot');
    type('Account name', 'Acme');
    type('Password of the token service', 'xR6-bearer');
    type('Your agent ID', 'nonsense');
    fireEvent.click(button('Test connection'));
    await screen.findByText(/Sobot’s list of agents has nobody with this ID/);
    screen.getByText('Something is in the way.');
    expect(agentSteps('bo-1', agents)).toEqual([{ step: 'agent', outcome: 'passed' }]);
    expect(agentSteps(undefined, agents)).toEqual([]);
    expect(agentSteps('bo-1', [])).toEqual([]);
  });

  it('takes a key in its place, warns whose it is, and asks for no agent', async () => {
    const { events, container } = openPage(viewOf());
    fireEvent.click(radio('Sobot'));
    fireEvent.click(radio('App ID and app key'));
    expect(screen.getByText('This key opens the whole company’s account')).toBeTruthy();
    type('App ID', 'acme-scrm');
    type('App key', 'vN8');
    choose('Phone numbers in the CRM', 'national:BR');
    fireEvent.click(screen.getByRole('checkbox', { name: 'Sign my notes' }));
    await expectAccessible(container);
    fireEvent.click(button('Save and connect'));
    const { connections } = saved(events) as { connections: object[] };
    expect(connections[0]).toMatchObject({
      credentials: { appId: 'acme-scrm', appKey: 'vN8' },
      numbers: 'national:BR',
      options: { signNotes: false },
    });
    expect(connections[0]).not.toHaveProperty('tokenService');
    expect(connections[0]).not.toHaveProperty('me');
  });

  it('names every field that is missing', () => {
    const { events } = openPage(viewOf());
    fireEvent.click(radio('Sobot'));
    fireEvent.click(button('Save and connect'));
    expect(screen.getByText('Enter the address.')).toBeTruthy();
    expect(screen.getByText('Enter the password of the token service.')).toBeTruthy();
    expect(screen.getByText('Enter a name for the account.')).toBeTruthy();
    fireEvent.click(radio('App ID and app key'));
    expect(screen.getByText('Enter the app ID.')).toBeTruthy();
    expect(screen.getByText('Enter the app key.')).toBeTruthy();
    expect(events.save).not.toHaveBeenCalled();
  });

  it('wants an agent for new customers who are followed up', () => {
    const { events } = openPage(viewOf());
    fireEvent.click(radio('Sobot'));
    type('Address of the token service', 'https://tokens.acme.example/sobot');
    type('Account name', 'Acme');
    type('Password of the token service', 'xR6-bearer');
    choose('New customers are', '3');
    fireEvent.click(button('Save and connect'));
    expect(screen.getByText('Enter your agent ID.')).toBeTruthy();
    expect(events.save).not.toHaveBeenCalled();
  });

  it('asks for consent where the token service is not encrypted', () => {
    const { events } = openPage(viewOf());
    fireEvent.click(radio('Sobot'));
    type('Address of the token service', 'http://tokens.acme.example/sobot');
    type('Account name', 'Acme');
    type('Password of the token service', 'xR6-bearer');
    fireEvent.click(button('Save and connect'));
    expect(events.save).not.toHaveBeenCalled();
    fireEvent.click(screen.getByRole('checkbox', { name: /not encrypted/ }));
    fireEvent.click(button('Save and connect'));
    expect(saved(events)).toMatchObject({ connections: [{ allowPlainHttp: true }] });
  });

  it('leaves its address and its numbers behind when another back end is chosen', () => {
    const { events } = openPage(viewOf());
    fireEvent.click(radio('Sobot'));
    fireEvent.click(radio('SocialEpoch'));
    type('Company ID', '1');
    type('Administrator’s user name', 'b');
    type('API key', 'k');
    fireEvent.click(button('Save and connect'));
    expect(saved(events)).toMatchObject({
      connections: [{ baseUrl: 'https://api.socialepoch.com', numbers: 'international' }],
    });
  });
});

describe('a kept Sobot connection', () => {
  it.each([
    ['key', onPage],
    ['token service', serviceOnPage],
    ['token service without a name', unnamedOnPage],
  ])('with a %s is saved as it was, its secret shown as dots', (_, connection) => {
    const { events, container } = openPage(viewOf(settingsWith(connection)));
    expect(screen.getByText('www.sobot.com · Bo', { exact: false })).toBeTruthy();
    fireEvent.click(button('Edit Acme'));
    expect(container.innerHTML).not.toContain(keptOnDevice);
    fireEvent.click(button('Save'));
    expect(saved(events)).toMatchObject({ connections: [connection] });
  });

  it('says what is wrong at Sobot when a test fails', async () => {
    const { events } = openPage(viewOf(settingsWith(onPage)));
    events.test.mockResolvedValueOnce({
      steps: [
        {
          step: 'signature',
          outcome: 'failed',
          error: { code: 'BAD_CREDENTIALS', retryable: false, backend: { code: '900003', message: 'sign' } },
        },
      ],
    });
    fireEvent.click(button('Edit Acme'));
    fireEvent.click(button('Test connection'));
    await screen.findByText(/The app ID, the app key or the token service’s password is wrong/);
    expect(screen.getByText('900003 sign')).toBeTruthy();
  });

  it('is locked where policy decides, and the way in with it', async () => {
    const { me: _, account: __, ...given } = serviceOnPage;
    const policy = { connections: [given] };
    const { events, container } = openPage(
      viewOf({ connections: [{ ...given, me: { agentId: 'mei', name: 'Mei' } }] }, policy),
    );
    fireEvent.click(button('Edit Acme'));
    expect(screen.queryByRole('radio', { name: 'App ID and app key' })).toBe(null);
    expect(textbox('Address of the token service').readOnly).toBe(true);
    expect(screen.getByLabelText('Phone numbers in the CRM')).toHaveProperty('disabled', true);
    expect(textbox('Your agent ID').readOnly).toBe(false);
    await expectAccessible(container);
    type('Your name', 'Mei Lin');
    fireEvent.click(button('Save'));
    expect(saved(events)).toMatchObject({ connections: [{ me: { agentId: 'mei', name: 'Mei Lin' } }] });
  });
});

describe('a key that another machine uses too', () => {
  it('is told as long as it is so, with what to do', async () => {
    const error = { code: 'RATE_LIMITED', retryable: true, reason: 'key-shared' } as const;
    const { container } = openPage(viewOf(settingsWith(onPage)), {
      troubled: { connectionId: onPage.id, error },
    });
    const notice = screen.getByText(/Another computer uses the same key/);
    expect(notice.textContent).toContain('token service');
    await expectAccessible(container);
  });
});
