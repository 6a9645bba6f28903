import { fireEvent, screen, waitFor, within } from '@testing-library/preact';
import axe from 'axe-core';
import { describe, expect, it } from 'vitest';
import { readyView } from '../../../components/gallery/panel-views.ts';
import { acme, capabilities, setup } from '../../../components/gallery/samples.ts';
import { AppError } from '../../../lib/errors/app-error.ts';
import { show } from './harness.tsx';

const agents = [
  { id: 'bo', name: 'Bo' },
  { id: 'mei', name: 'Mei', departmentPath: 'acme|sales' },
  { id: 'igor', name: 'Igor' },
];
const full = {
  ...setup,
  active: {
    id: 'wa',
    accountId: acme,
    capabilities: {
      ...capabilities,
      change: {
        ...capabilities.change,
        release: { able: true, repeatable: true, verifiable: true, undo: false } as const,
      },
    },
  },
};
const open = async (name: string) => {
  const opener = screen.getByRole('button', { name });
  opener.focus();
  fireEvent.click(opener);
  return screen.findByRole<HTMLInputElement>('combobox', { name: /owner|Release/ });
};
const options = () =>
  within(screen.getByRole('dialog'))
    .getAllByRole('option')
    .map((one) => one.textContent);
const typed = (box: HTMLInputElement, value: string) => fireEvent.input(box, { target: { value } });

describe('the owner', () => {
  it('is changed to an agent who is found by a few letters', async () => {
    const { submitted } = show(readyView({}, { setup: full }), { agents: async () => agents });
    const box = await open('Owner: Bo');
    await screen.findByRole('option', { name: 'Mei' });
    expect(options()).toEqual(['Mei', 'Igor', 'Release as a valid customer', 'Release as not valid']);
    typed(box, 'me');
    fireEvent.keyDown(box, { key: 'Enter' });
    expect(submitted).toEqual([
      { kind: 'assign', customerId: 'ana', from: { id: 'bo', name: 'Bo' }, to: agents[1] },
    ]);
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(document.activeElement).toBe(screen.getByRole('button', { name: 'Owner: Bo' }));
  });

  it.each([
    ['Release as a valid customer', true],
    ['Release as not valid', false],
  ])('is given up only after the question whether the customer is valid: %s', async (name, valid) => {
    const view = readyView({}, { setup: full });
    const { submitted } = show(view);
    await open('Release');
    expect(options()).toEqual(['Release as a valid customer', 'Release as not valid']);
    expect(submitted).toEqual([]);
    fireEvent.click(screen.getByRole('option', { name }));
    expect(submitted).toEqual([{ kind: 'release', customerId: 'ana', valid, from: view.customer?.owner }]);
  });

  it('can be oneself where there is none', async () => {
    const { submitted } = show(readyView({ owner: null }, { setup: full }), { agents: async () => agents });
    await open('No owner');
    fireEvent.click(await screen.findByRole('option', { name: 'Claim' }));
    expect(submitted).toEqual([{ kind: 'claim', customerId: 'ana' }]);
  });

  it('says that the agents are being read, and why they could not be', async () => {
    let fail: (error: AppError) => void = () => {};
    const asked = new Promise<never>((_, reject) => {
      fail = reject;
    });
    show(readyView({}, { setup }), { agents: () => asked });
    await open('Owner: Bo');
    const menu = within(screen.getByRole('dialog'));
    expect(menu.getByRole('status').textContent).toBe('Reading the agents…');
    fail(new AppError('OFFLINE'));
    await waitFor(() => expect(menu.getByRole('status').textContent).toContain('You are offline'));
  });

  it('is a plain line where the back end cannot tell its agents', () => {
    const blind = { ...capabilities, read: capabilities.read.filter((one) => one !== 'agents') };
    show(readyView({}, { setup: { ...setup, active: { id: 'wa', accountId: acme, capabilities: blind } } }));
    expect(screen.getByText('Owner: Bo').closest('button')).toBeNull();
  });

  it('is accessible, closed and open', async () => {
    const { container } = show(readyView({}, { setup: full }), { agents: async () => agents });
    await open('Owner: Bo');
    await screen.findByRole('option', { name: 'Mei' });
    const { violations } = await axe.run(container, { rules: { 'color-contrast': { enabled: false } } });
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html)}`)).toEqual([]);
  });
});
