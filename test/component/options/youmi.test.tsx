import { fireEvent, screen } from '@testing-library/preact';
import { describe, expect, it } from 'vitest';
import { keptOnDevice, type YoumiDraft } from '../../../lib/settings/schema.ts';
import { settingsWith, youmi, youmiByToken } from '../../unit/settings/samples.ts';
import { expectAccessible, openPage, saved, textbox, viewOf } from './page.tsx';

const onPage: YoumiDraft = {
  ...youmi,
  credentials: { ...youmi.credentials, appKey: keptOnDevice },
  v2: { ...youmi.v2, clientSecret: keptOnDevice },
};
const radio = (name: string) => screen.getByRole('radio', { name });
const button = (name: string) => screen.getByRole('button', { name });
const type = (label: string, value: string) => fireEvent.input(textbox(label), { target: { value } });
const choose = (label: string, value: string) =>
  fireEvent.change(screen.getByLabelText(label), { target: { value } });
const consent = () =>
  screen.getByRole('checkbox', { name: 'I accept that this connection is not encrypted' });

describe('connecting Youmi', () => {
  it('takes a pasted token for the company’s own server, once it may go unencrypted', async () => {
    const { events, container } = openPage(viewOf());
    fireEvent.click(radio('Youmi'));
    expect(radio('Access token (recommended)')).toHaveProperty('checked', true);
    expect(screen.getByText(/never tried against Youmi itself/)).toBeTruthy();
    expect(screen.queryByLabelText('Phone numbers in the CRM')).toBeNull();
    type('Address', 'http://crm.acme.example:5003/v1');
    type('Access token', 'hB2token8XnRs');
    await expectAccessible(container);
    fireEvent.click(button('Save and connect'));
    expect(events.save).not.toHaveBeenCalled();
    fireEvent.click(consent());
    fireEvent.click(button('Save and connect'));
    expect(saved(events)).toMatchObject({ activeConnection: 'youmi' });
    expect((saved(events) as { connections: unknown[] }).connections).toEqual([
      {
        id: 'youmi',
        provider: 'youmi',
        baseUrl: 'http://crm.acme.example:5003/v1',
        allowPlainHttp: true,
        credentials: { accessToken: 'hB2token8XnRs' },
      },
    ]);
    expect(events.save.mock.calls[0]?.[1]).toEqual(['http://crm.acme.example/*']);
  });

  it('takes a key in its place, and warns whose it is', async () => {
    const { events, container } = openPage(viewOf());
    fireEvent.click(radio('Youmi'));
    fireEvent.click(radio('App ID and app key'));
    expect(screen.getByText(/Youmi offers no token service either/)).toBeTruthy();
    type('Address', 'https://crm.acme.example/v1');
    type('App ID', 'acme-youmi');
    type('App key', 'kT5');
    await expectAccessible(container);
    fireEvent.click(button('Save and connect'));
    expect(saved(events)).toMatchObject({
      connections: [{ credentials: { appId: 'acme-youmi', appKey: 'kT5' } }],
    });
  });

  it.each([
    ['Address for tokens', 'http://crm.acme.example:5001/token'],
    ['Address of version 2', 'http://v2.acme.example'],
  ])('asks for consent where the %s alone is not encrypted', (label, value) => {
    openPage(viewOf());
    fireEvent.click(radio('Youmi'));
    fireEvent.click(radio('App ID and app key'));
    type('Address', 'https://crm.acme.example/v1');
    expect(screen.queryByRole('checkbox', { name: /not encrypted/ })).toBeNull();
    type(label, value);
    consent();
  });

  it('lets the agent choose account and self, and says of an account that they are none of the staff of', async () => {
    const { events, container } = openPage(viewOf());
    events.test.mockResolvedValue({
      steps: [{ step: 'reached', outcome: 'passed' }],
      agents: [
        { id: 'b03', name: 'Bo' },
        { id: 'b04', name: 'Mei' },
      ],
      accounts: [{ number: 'zznn72537', name: 'P03', staff: ['b03'] }],
    });
    fireEvent.click(radio('Youmi'));
    type('Address', 'https://crm.acme.example/v1');
    type('Access token', 'hB2token8XnRs');
    fireEvent.click(button('Test connection'));
    await screen.findByLabelText('You work with');
    const none = (label: string) => screen.getByLabelText<HTMLSelectElement>(label).selectedOptions[0]?.text;
    expect([none('You work with'), none('You are')]).toEqual(['None of these', 'Nobody of these']);
    choose('You work with', 'zznn72537');
    choose('You are', 'b04');
    expect(screen.getByText(/does not manage this operating account/)).toBeTruthy();
    await expectAccessible(container);
    choose('You are', 'b03');
    expect(screen.queryByText(/does not manage this operating account/)).toBeNull();
    fireEvent.click(button('Save and connect'));
    expect(saved(events)).toMatchObject({
      connections: [{ account: 'zznn72537', me: { agentId: 'b03', name: 'Bo' } }],
    });
  });

  it('has one name for the staff number: at its field, in a test, and where it is missing', async () => {
    const { events } = openPage(viewOf());
    events.test.mockResolvedValue({
      steps: [{ step: 'agent', outcome: 'failed', error: { code: 'NOT_FOUND', retryable: false } }],
    });
    fireEvent.click(radio('Youmi'));
    type('Address', 'https://crm.acme.example/v1');
    type('Access token', 'hB2token8XnRs');
    fireEvent.click(button('Test connection'));
    expect((await screen.findByText(/Nobody of Youmi’s staff/)).closest('li')?.textContent).toContain(
      'Your staff number: does not work',
    );
    type('Your name', 'Bo');
    fireEvent.click(button('Save and connect'));
    expect(events.save).not.toHaveBeenCalled();
    expect(screen.getByText('Enter your staff number.')).toBeTruthy();
    expect(document.body.textContent).not.toContain('agent ID');
  });

  it('needs all of version 2, or none of it', () => {
    const { events } = openPage(viewOf());
    fireEvent.click(radio('Youmi'));
    type('Address', 'https://crm.acme.example/v1');
    type('Access token', 'hB2token8XnRs');
    for (const label of ['Address of version 2', 'Client ID', 'Client secret'])
      expect(textbox(label).closest('.field')?.textContent).toContain('optional');
    type('Client ID', 'acme-client');
    fireEvent.click(button('Save and connect'));
    expect(events.save).not.toHaveBeenCalled();
    expect(screen.getByText('2 fields need your attention.')).toBeTruthy();
  });
});

describe('a connection to Youmi that is kept', () => {
  it('comes back as it was saved, secrets as they are kept', async () => {
    const { events, container } = openPage(viewOf(settingsWith(onPage)));
    fireEvent.click(button('Edit Acme'));
    expect(textbox('Operating account').value).toBe('zznn72537');
    await expectAccessible(container);
    fireEvent.click(button('Save'));
    expect(saved(events)).toMatchObject({ connections: [onPage] });
  });

  it('forgets its key once a token takes its place', () => {
    const { events } = openPage(viewOf(settingsWith(onPage)));
    fireEvent.click(button('Edit Acme'));
    fireEvent.click(radio('Access token (recommended)'));
    type('Access token', 'hB2token8XnRs');
    fireEvent.click(consent());
    fireEvent.click(button('Save'));
    fireEvent.click(button('Yes, the same'));
    expect(saved(events)).toMatchObject({ connections: [{ credentials: youmiByToken.credentials }] });
    expect(JSON.stringify(saved(events))).not.toContain('appId');
  });

  describe('whose token is replaced', () => {
    const byToken: YoumiDraft = { ...youmiByToken, credentials: { accessToken: keptOnDevice } };
    const steps = [{ step: 'reached', outcome: 'passed' } as const];
    const accounts = [{ number: 'zznn72537', name: 'P03', staff: ['b03'], unique: true as const }];

    async function replaced(tested: boolean) {
      const { events } = openPage(viewOf(settingsWith(byToken)));
      events.test.mockResolvedValue({ steps, accounts });
      fireEvent.click(button('Edit Acme'));
      fireEvent.click(button('Replace Access token'));
      type('Access token', 'hB3another');
      if (!tested) return events;
      fireEvent.click(button('Test connection'));
      await screen.findByText('Server reached');
      return events;
    }

    it('is saved unasked where the test has shown the same company', async () => {
      const events = await replaced(true);
      type('Your name', 'Bo Lin');
      fireEvent.click(button('Save'));
      expect(screen.queryByRole('button', { name: 'Yes, the same' })).toBeNull();
      expect(saved(events)).toMatchObject({ connections: [{ credentials: { accessToken: 'hB3another' } }] });
      expect(events.save.mock.calls[0]?.[2]).toEqual({ 'youmi-main': true });
    });

    it('is asked about where it was not tested, or another one was', async () => {
      const events = await replaced(false);
      fireEvent.click(button('Save'));
      fireEvent.click(button('Back'));
      fireEvent.click(button('Test connection'));
      await screen.findByText('Server reached');
      type('Access token', 'hB4untested');
      fireEvent.click(button('Save'));
      expect(button('Yes, the same')).toBeTruthy();
      expect(events.save).not.toHaveBeenCalled();
    });
  });
});
