import { describe, expect, it } from 'vitest';
import { connectionName } from '../../../components/words/connection-name.ts';
import type { Provider } from '../../../lib/settings/schema.ts';

const connection = (id: string, provider: Provider, name: string | null = null) => ({ id, provider, name });
const names = (...all: ReturnType<typeof connection>[]) => all.map((one) => connectionName(one, all));

describe('the name of a connection', () => {
  it('is its own where it has one', () => {
    expect(names(connection('a', 'sobot', 'Acme'))).toEqual(['Acme']);
  });

  it('is its CRM’s where it has none', () => {
    expect(names(connection('a', 'sobot'), connection('b', 'local'))).toEqual(['Sobot', 'On this device']);
  });

  it('bears a number where several have none', () => {
    expect(
      names(
        connection('a', 'sobot'),
        connection('b', 'sobot', 'Acme'),
        connection('c', 'sobot'),
        connection('d', 'socialepoch'),
      ),
    ).toEqual(['Sobot 1', 'Acme', 'Sobot 2', 'SocialEpoch']);
  });
});
