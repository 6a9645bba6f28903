/** The box to add a tag, gone to before the list under it has been fetched. */
import { fireEvent, screen, within } from '@testing-library/preact';
import { useEffect, useState } from 'preact/hooks';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { readyView } from '../../../components/gallery/panel-views.ts';
import { show } from './harness.tsx';

const late = vi.hoisted(() => ({ arrived: Promise.resolve() }));
vi.mock('../../../components/controls/use-lazy.ts', () => ({
  lazyPart:
    <T,>(load: () => Promise<T>) =>
    () => {
      const [part, arrive] = useState<T | null>(null);
      useEffect(() => {
        Promise.all([load(), late.arrived]).then(([loaded]) => arrive(() => loaded));
      }, []);
      return part;
    },
}));

let arrive: () => void;
beforeEach(() => {
  const { promise, resolve } = Promise.withResolvers<void>();
  late.arrived = promise;
  arrive = resolve;
});

const box = () => screen.getByRole<HTMLInputElement>('combobox', { name: 'Add tag' });
const names = async () =>
  within(await screen.findByRole('listbox', { name: 'Add tag' }))
    .getAllByRole('option')
    .map(({ textContent }) => textContent);
const isOpen = () => box().getAttribute('aria-expanded') === 'true';

describe('the box to add a tag, before its list has arrived', () => {
  it.each([
    ['its key', () => fireEvent.keyDown(screen.getByRole('main'), { key: 't', code: 'KeyT' })],
    [
      'a press',
      () => {
        box().focus();
        fireEvent.click(box());
      },
    ],
  ])('opens it as soon as it is there, reached by %s', async (_, reach) => {
    show(readyView());
    reach();
    expect(document.activeElement).toBe(box());
    expect(screen.queryByRole('listbox')).toBeNull();
    arrive();
    expect(await names()).toContain('VIP');
    expect(document.activeElement).toBe(box());
  });

  it('goes on with what was typed', async () => {
    show(readyView());
    box().focus();
    box().value = 'who';
    arrive();
    expect(await names()).toEqual(['Wholesale', 'Create “who”']);
    expect(box().value).toBe('who');
  });

  it('stays closed where the focus only passed by', async () => {
    show(readyView());
    box().focus();
    arrive();
    await screen.findByRole('listbox', { hidden: true });
    expect(isOpen()).toBe(false);
  });

  it('stays closed where it was left', async () => {
    show(readyView());
    fireEvent.keyDown(screen.getByRole('main'), { key: 't', code: 'KeyT' });
    screen.getByRole('main').focus();
    arrive();
    await screen.findByRole('listbox', { hidden: true });
    expect(isOpen()).toBe(false);
    expect(document.activeElement).toBe(screen.getByRole('main'));
  });
});
