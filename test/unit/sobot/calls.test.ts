import { afterEach, describe, expect, it } from 'vitest';
import { type Company, never, startCompany } from './company.ts';

let company: Company;
afterEach(() => company.close());

const tokensAsked = () => company.server.requests.filter((one) => one.interface === 'get_token').length;

describe('a token that is voided', () => {
  it('between two requests is renewed once, and the request repeated once', async () => {
    company = await startCompany();
    const { id } = company.seed('+15550100031', 'Ana');
    await company.adapter.get(id, never);
    company.server.sobot.tokens.voidAll();
    expect(await company.adapter.get(id, never)).toMatchObject({ name: 'Ana' });
    expect(tokensAsked()).toBe(2);
  });

  it('under a write is renewed, and the write lands once', async () => {
    company = await startCompany();
    const { id } = company.seed('+15550100031', 'Ana');
    await company.adapter.get(id, never);
    company.server.sobot.tokens.voidAll();
    await company.adapter.apply({ kind: 'note', customerId: id, text: 'Hello' }, 'k', never);
    expect(company.user(id).events).toHaveLength(1);
    expect(company.bodies('user_stage/record_save')).toHaveLength(2);
  });

  it('again at once ends the request, with the time to come back and the code', async () => {
    company = await startCompany();
    const { id } = company.seed('+15550100031', 'Ana');
    company.server.faults.add({
      kind: 'code',
      code: '900002',
      interface: 'user_stage/record_save',
      times: 2,
    });
    const failed = company.adapter.apply({ kind: 'note', customerId: id, text: 'Hello' }, 'k', never);
    await expect(failed).rejects.toMatchObject({
      code: 'RATE_LIMITED',
      retryable: true,
      retryAt: expect.any(Number),
      backend: { code: '900002' },
    });
    expect(company.user(id).events).toEqual([]);
    expect(company.bodies('user_stage/record_save')).toHaveLength(2);
  });

  it('is had anew from the token service where there is one', async () => {
    company = await startCompany({}, { credentials: undefined }, { tokenService: true });
    const { id } = company.seed('+15550100031', 'Ana');
    await company.adapter.get(id, never);
    company.server.sobot.tokens.voidAll();
    expect(await company.adapter.get(id, never)).toMatchObject({ name: 'Ana' });
    const asked = company.server.requests.filter((one) => one.backend === 'token-service');
    expect(asked).toHaveLength(2);
    expect(tokensAsked()).toBe(0);
  });
});

describe('a token that cannot be had', () => {
  it.each(['html', 'drop-before-write', 'truncated'] as const)(
    'after %s leaves a write undone for certain',
    async (kind) => {
      company = await startCompany();
      const { id } = company.seed('+15550100031', 'Ana');
      company.server.faults.add({ kind, interface: 'get_token' });
      const failed = company.adapter.apply({ kind: 'note', customerId: id, text: 'Hello' }, 'k', never);
      await expect(failed).rejects.toMatchObject({ code: 'OFFLINE' });
      expect(company.bodies('user_stage/record_save')).toEqual([]);
    },
  );

  it('for want of credentials is NOT_CONFIGURED, and nothing is offered', async () => {
    company = await startCompany({}, { credentials: undefined });
    await expect(company.adapter.get('x', never)).rejects.toMatchObject({ code: 'NOT_CONFIGURED' });
    expect(company.adapter.capabilities.read).toEqual([]);
    expect(Object.values(company.adapter.capabilities.change).map((one) => one.able)).not.toContain(true);
    expect(company.server.requests).toEqual([]);
  });

  it('for a wrong key is BAD_CREDENTIALS', async () => {
    company = await startCompany({}, { credentials: { appId: 'acme-scrm', appKey: 'wrong' } });
    await expect(company.adapter.get('x', never)).rejects.toMatchObject({ code: 'BAD_CREDENTIALS' });
  });
});

describe('a server whose clock is an hour off', () => {
  it('is read and written all the same', async () => {
    company = await startCompany();
    company.server.clock.set({ skewMs: 3_600_000 });
    const { id } = company.seed('+15550100031', 'Ana');
    expect(await company.adapter.get(id, never)).toMatchObject({ name: 'Ana' });
    await company.adapter.apply({ kind: 'note', customerId: id, text: 'Hello' }, 'k', never);
    const key = { kind: 'note', customerId: id, text: 'Hello' } as const;
    expect(await company.adapter.verify(key, 'k', never)).toBe('applied');
  });
});
