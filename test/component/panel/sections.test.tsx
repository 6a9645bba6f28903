import { fireEvent, screen, waitFor } from '@testing-library/preact';
import axe from 'axe-core';
import { describe, expect, it } from 'vitest';
import { panelViews, readyView } from '../../../components/gallery/panel-views.ts';
import { inOrder, moved } from '../../../components/panel/card/section-order.ts';
import { main, show, tagBox } from './harness.tsx';

const titles = () =>
  main()
    .getAllByRole('heading', { level: 2 })
    .map(({ textContent }) => textContent);
const arrange = async () => {
  fireEvent.click(screen.getByRole('button', { name: 'Arrange sections' }));
  return screen.findByRole('dialog', { name: 'Arrange sections' });
};

describe('a folded section', () => {
  const title = (id: string) => document.querySelector(`[data-section="${id}"] > summary`)?.textContent;
  const folded = { layout: { order: [], folded: ['follow-up', 'details', 'orders'] } };

  it('tells on its title that a reminder is due, and what is not saved', () => {
    const { change } = show({ ...readyView({}, folded) });
    expect([title('follow-up'), title('details')]).toEqual(['Follow-up', 'Details']);
    const reminded = panelViews['ready-reminders'] ?? readyView();
    change({ ...reminded, ...folded, noteDraft: { text: '', stageId: '', remindAt: '2026-11-30T09:00' } });
    expect([title('follow-up'), title('details')]).toEqual(['Follow-upReminder dueNot saved', 'Details']);
    change({ ...reminded, ...folded, now: 0, fieldDrafts: { company: null } });
    expect([title('follow-up'), title('details')]).toEqual(['Follow-up', 'DetailsNot saved']);
  });
});

describe('the order of sections', () => {
  it('is the usual one where the agent has none', () => {
    expect(inOrder({ order: [] })).toEqual(['stage', 'tags', 'follow-up', 'details', 'orders', 'embeds']);
  });

  it('takes what it names, and puts the rest behind its usual neighbour', () => {
    expect(inOrder({ order: ['details', 'gone', 'stage', 'details'] })).toEqual([
      'details',
      'orders',
      'embeds',
      'stage',
      'tags',
      'follow-up',
    ]);
  });

  it('moves one past its next neighbour that can be seen', () => {
    expect(moved({ order: [] }, ['stage', 'follow-up', 'details', 'orders'], 'follow-up', -1)).toEqual([
      'follow-up',
      'tags',
      'stage',
      'details',
      'orders',
      'embeds',
    ]);
    expect(moved({ order: [] }, ['stage', 'tags'], 'stage', -1)).toEqual(inOrder({ order: [] }));
  });

  it('is the same in the shape before the card, so that nothing moves', () => {
    const layout = { order: ['details', 'follow-up'], folded: ['details', 'tags'] };
    const loading = panelViews.loading;
    if (!loading) throw new Error('No sample');
    const { change, container } = show({ ...loading, layout });
    const before = titles();
    expect(container.querySelectorAll('.section-body')).toHaveLength(2);
    change(readyView({}, { layout }));
    expect(titles()).toEqual(before);
    expect(before).toEqual(['Stage', 'Tags', 'Details', 'Follow-up']);
    expect([...container.querySelectorAll('details')].map(({ open }) => open)).toEqual([
      true,
      false,
      false,
      true,
    ]);
  });
});

describe('arranging sections', () => {
  it('moves one by its buttons, at once, and says where it is', async () => {
    const { asked } = show(readyView());
    await arrange();
    fireEvent.click(screen.getByRole('button', { name: 'Move Follow-up up' }));
    expect(asked).toEqual([
      ['arrange', { order: ['stage', 'follow-up', 'tags', 'details', 'orders', 'embeds'], folded: [] }],
    ]);
    expect(titles()).toEqual(['Stage', 'Follow-up', 'Tags', 'Details']);
    expect(screen.getByText('Follow-up is now 2 of 4')).toBeTruthy();
  });

  it('moves one by arrow keys, and the focus goes with it', async () => {
    show(readyView());
    await arrange();
    const up = screen.getByRole('button', { name: 'Move Details up' });
    up.focus();
    for (let press = 0; press < 4; press++) fireEvent.keyDown(up, { key: 'ArrowUp' });
    expect(titles()).toEqual(['Details', 'Stage', 'Tags', 'Follow-up']);
    expect(document.activeElement?.getAttribute('aria-label')).toBe('Move Details up');
  });

  it('goes back to the usual order, and the folds stay', async () => {
    const { asked } = show(readyView({}, { layout: { order: ['details'], folded: ['details'] } }));
    await arrange();
    fireEvent.click(screen.getByRole('button', { name: 'Back to the usual order' }));
    expect(asked).toEqual([['arrange', { order: [], folded: ['details'] }]]);
  });

  it('is closed by its button, and nothing stumbles over it', async () => {
    const { container } = show(readyView());
    await arrange();
    const result = await axe.run(container, { rules: { 'color-contrast': { enabled: false } } });
    expect(result.violations.map(({ id }) => id)).toEqual([]);
    fireEvent.click(screen.getByRole('button', { name: 'Close' }));
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  });
});

it('a section that is folded is remembered, once', () => {
  const { asked, container } = show(readyView());
  const details = container.querySelector<HTMLDetailsElement>('[data-section=details]');
  if (!details) throw new Error('No details');
  details.open = false;
  fireEvent(details, new Event('toggle'));
  fireEvent(details, new Event('toggle'));
  expect(asked).toEqual([['arrange', { order: [], folded: ['details'] }]]);
});

describe('the stage and the tags', () => {
  const section = (id: string) => {
    const found = document.querySelector<HTMLDetailsElement>(`details[data-section=${id}]`);
    if (!found) throw new Error(`No ${id}`);
    return found;
  };
  const fold = (id: string, open: boolean) => {
    section(id).open = open;
    fireEvent(section(id), new Event('toggle'));
  };
  const summary = (id: string) => section(id).querySelector('summary')?.textContent;

  it('fold like the others, and tell the most then', () => {
    const { asked } = show(readyView());
    expect([summary('stage'), summary('tags')]).toEqual(['Stage3 of 5', 'Tags']);
    fold('stage', false);
    fold('tags', false);
    expect(asked).toEqual([
      ['arrange', { order: [], folded: ['stage'] }],
      ['arrange', { order: [], folded: ['stage', 'tags'] }],
    ]);
    expect([summary('stage'), summary('tags')]).toEqual(['StageIntent · 3 of 5', 'TagsHot, Shoes']);
  });

  it.each([
    ['s', 'stage'],
    ['t', 'tags'],
  ])('unfold at the key %s', async (key, id) => {
    show(readyView({}, { layout: { order: [], folded: ['stage', 'tags'] } }));
    await tagBox();
    fireEvent.keyDown(document.body, { key, code: `Key${key.toUpperCase()}` });
    expect(section(id).open).toBe(true);
    expect(section(id).contains(document.activeElement)).toBe(true);
  });
});
