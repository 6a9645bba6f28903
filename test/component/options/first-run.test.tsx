import { fireEvent, screen, waitFor } from '@testing-library/preact';
import { describe, expect, it } from 'vitest';
import { expectAccessible, openPage, saved, textbox, viewOf } from './page.tsx';

const radio = (name: string) => screen.getByRole('radio', { name });
const button = (name: string) => screen.getByRole('button', { name });

function type(label: string, value: string) {
  fireEvent.input(screen.getByLabelText(label), { target: { value } });
}

function fillIn() {
  fireEvent.click(radio('SocialEpoch'));
  type('Company ID', ' 10442 ');
  type('Administrator’s user name', 'acme-admin');
  type('API key', 'QOEAcPj6Tb8XRhwFvYih');
}

describe('the first run', () => {
  it('has "On this device" preselected, and needs one press', async () => {
    const { events, container } = openPage(viewOf());
    expect(radio('On this device')).toHaveProperty('checked', true);
    await expectAccessible(container);
    fireEvent.click(button('Start using Chatside'));
    expect(events.save).toHaveBeenCalledOnce();
    expect(saved(events)).toMatchObject({
      connections: [{ id: 'device', provider: 'local' }],
      activeConnection: 'device',
    });
    expect(events.save.mock.calls[0]?.[1]).toEqual([]);
  });

  it('says what to do next, and puts the focus there', async () => {
    openPage(viewOf());
    fireEvent.click(button('Start using Chatside'));
    const link = await screen.findByRole('link', { name: 'Open WhatsApp Web' });
    expect(link.getAttribute('href')).toBe('https://web.whatsapp.com/');
    expect(document.activeElement?.contains(link)).toBe(true);
    expect(screen.getByText('Saved').closest('[role="status"]')).toBeTruthy();
  });

  it('shows where the browser keeps the button', async () => {
    const { container } = openPage(viewOf());
    fireEvent.click(button('Start using Chatside'));
    await screen.findByText(/behind the puzzle piece/);
    expect(container.querySelector('.toolbar-picture')?.getAttribute('aria-hidden')).toBe('true');
  });

  it('saves a SocialEpoch connection, and asks for its host in the press itself', async () => {
    const { events, container } = openPage(viewOf());
    fillIn();
    type('Tags', 'Level / VIP #E11D48\nHot lead');
    type('Stages', 'New Customer\nTalking');
    await expectAccessible(container);
    fireEvent.click(button('Save and connect'));
    // Already now, before anything was awaited: the browser asks only while the press is handled.
    expect(events.save).toHaveBeenCalledOnce();
    expect(saved(events)).toMatchObject({
      activeConnection: 'socialepoch',
      connections: [
        {
          id: 'socialepoch',
          provider: 'socialepoch',
          baseUrl: 'https://api.socialepoch.com',
          credentials: { tenantId: '10442', userName: 'acme-admin', apiKey: 'QOEAcPj6Tb8XRhwFvYih' },
          options: { timeZone: 'Asia/Shanghai', tagSeparator: ',' },
          catalogue: {
            tags: [{ name: 'VIP', group: 'Level', colour: '#e11d48' }, { name: 'Hot lead' }],
            stages: [{ name: 'New Customer' }, { name: 'Talking' }],
          },
        },
      ],
    });
    expect(events.save.mock.calls[0]?.[1]).toEqual(['https://api.socialepoch.com/*']);
    await screen.findByText('Chatside is ready');
  });

  it('names every field that is missing, and puts the focus into the first', async () => {
    const { events, container } = openPage(viewOf());
    fireEvent.click(radio('SocialEpoch'));
    fireEvent.click(button('Save and connect'));
    expect(events.save).not.toHaveBeenCalled();
    const company = textbox('Company ID');
    await waitFor(() => expect(document.activeElement).toBe(company));
    expect(company.getAttribute('aria-invalid')).toBe('true');
    const described = (company.getAttribute('aria-describedby') ?? '').split(' ');
    expect(described.map((id) => document.getElementById(id)?.textContent)).toContain(
      'Enter the company ID.',
    );
    expect(screen.getByText('3 fields need your attention.')).toBeTruthy();
    await expectAccessible(container);
    type('Company ID', '1');
    expect(company.getAttribute('aria-invalid')).toBe(null);
  });

  it('names the line of a tag that cannot be read', () => {
    const { events } = openPage(viewOf());
    fillIn();
    type('Tags', 'VIP\nHot #fff\nVIP');
    fireEvent.click(button('Save and connect'));
    expect(events.save).not.toHaveBeenCalled();
    expect(screen.getByText(/Line 2: write the colour/)).toBeTruthy();
    expect(screen.getByText(/Line 3: this is there twice/)).toBeTruthy();
  });

  it('asks for consent before an address without encryption, and moves the zone with the environment', () => {
    const { events } = openPage(viewOf());
    fillIn();
    fireEvent.click(radio('Indonesia'));
    expect(screen.getByLabelText('Time zone of the server')).toHaveProperty('value', 'Asia/Jakarta');
    fireEvent.click(button('Save and connect'));
    expect(events.save).not.toHaveBeenCalled();
    expect(screen.getByText('Tick the box to use an address that is not encrypted.')).toBeTruthy();
    fireEvent.click(screen.getByRole('checkbox', { name: 'I accept that this connection is not encrypted' }));
    fireEvent.click(button('Save and connect'));
    expect(saved(events)).toMatchObject({
      connections: [{ baseUrl: 'http://id.wascrm.socialepoch.com', allowPlainHttp: true }],
    });
    expect(events.save.mock.calls[0]?.[1]).toEqual(['http://id.wascrm.socialepoch.com/*']);
  });

  it('forgets consent when the address changes', () => {
    openPage(viewOf());
    fillIn();
    fireEvent.click(radio('Own address'));
    type('Address', 'http://crm.acme.example:8080');
    const consent = () =>
      screen.getByRole('checkbox', { name: 'I accept that this connection is not encrypted' });
    fireEvent.click(consent());
    expect(consent()).toHaveProperty('checked', true);
    type('Address', 'http://other.example:8080');
    expect(consent()).toHaveProperty('checked', false);
  });

  it('takes an own address, and asks for its host without the port', () => {
    const { events } = openPage(viewOf());
    fillIn();
    fireEvent.click(radio('Own address'));
    fireEvent.click(button('Save and connect'));
    expect(screen.getByText('Enter the address.')).toBeTruthy();
    type('Address', 'https://Proxy.Acme.example:8443/crm');
    fireEvent.click(button('Save and connect'));
    expect(events.save.mock.calls[0]?.[1]).toEqual(['https://proxy.acme.example/*']);
  });

  it('warns that the key is the whole company’s', () => {
    openPage(viewOf());
    fireEvent.click(radio('SocialEpoch'));
    expect(screen.getByText('This key opens the whole company’s account')).toBeTruthy();
  });
});

describe('a policy that comes while somebody types', () => {
  const policy = { connections: [{ id: 'corp', name: 'Acme', provider: 'local' }] };

  it('is in force at once, and what was typed is still there', () => {
    const { show } = openPage(viewOf());
    fillIn();
    show(viewOf({}, policy));
    expect(screen.getByRole('heading', { name: /Acme/ })).toBeTruthy();
    expect(screen.getByText('Set up by your organisation')).toBeTruthy();
    expect(textbox('Company ID').value).toBe(' 10442 ');
    expect(textbox('API key').value).toBe('QOEAcPj6Tb8XRhwFvYih');
  });

  it('ends the first run when nothing was typed', () => {
    const { show } = openPage(viewOf());
    show(viewOf({}, policy));
    expect(screen.queryByText('Welcome to Chatside')).toBe(null);
    expect(screen.queryByRole('button', { name: 'Save' })).toBe(null);
  });
});
