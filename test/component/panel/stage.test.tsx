import { fireEvent, screen, waitFor, within } from '@testing-library/preact';
import { afterEach, describe, expect, it } from 'vitest';
import { readyView } from '../../../components/gallery/panel-views.ts';
import { acme, capabilities, catalogue, setup } from '../../../components/gallery/samples.ts';
import { show } from './harness.tsx';

const stage = (name: string) =>
  within(screen.getByRole('radiogroup', { name: 'Stage' })).getByRole('radio', { name });
const press = (key: string) => fireEvent.keyDown(document.activeElement ?? document.body, { key });

const moved = (stageId: string) => ({
  kind: 'setStage',
  customerId: 'ana',
  from: readyView().customer?.stage,
  to: { stageId, outcome: 'open' },
});

afterEach(() => {
  document.documentElement.removeAttribute('style');
});

describe('the pipeline', () => {
  it('marks the current stage and takes one tab stop', () => {
    show(readyView());
    expect(stage('Intent').getAttribute('aria-checked')).toBe('true');
    expect(screen.getAllByRole('radio').map((one) => one.tabIndex)).toEqual([-1, -1, 0, -1, -1]);
  });

  it('moves the customer at a click', () => {
    const { submitted } = show(readyView());
    fireEvent.click(stage('Paid'));
    expect(submitted).toEqual([moved('paid')]);
  });

  it('moves only the focus at an arrow, round the ends', () => {
    const { submitted } = show(readyView());
    stage('Intent').focus();
    press('ArrowRight');
    expect(document.activeElement).toBe(stage('Paid'));
    press('ArrowDown');
    press('ArrowRight');
    expect(document.activeElement).toBe(stage('New'));
    press('End');
    expect(document.activeElement).toBe(stage('Done'));
    press('Home');
    press('ArrowLeft');
    expect(document.activeElement).toBe(stage('Done'));
    expect(submitted).toEqual([]);
  });

  it('mirrors the arrows where the writing runs the other way', () => {
    document.documentElement.style.direction = 'rtl';
    show(readyView());
    stage('Intent').focus();
    press('ArrowLeft');
    expect(document.activeElement).toBe(stage('Paid'));
  });

  it('moves the customer at the stage’s digit', () => {
    const { submitted } = show(readyView());
    stage('Intent').focus();
    press('5');
    press('9');
    expect(submitted).toEqual([moved('done')]);
  });

  it('leaves a digit with a modifier to the browser', () => {
    const { submitted } = show(readyView());
    stage('Intent').focus();
    fireEvent.keyDown(stage('Intent'), { key: '1', ctrlKey: true });
    expect(submitted).toEqual([]);
  });

  it('writes nothing for the stage that the customer is in', () => {
    const { submitted } = show(readyView());
    fireEvent.click(stage('Intent'));
    expect(submitted).toEqual([]);
  });

  it('only shows where the back end cannot move', () => {
    const fixed = {
      ...capabilities,
      change: { ...capabilities.change, setStage: { able: false as const, why: 'not-offered' as const } },
    };
    const { submitted } = show(
      readyView({}, { setup: { ...setup, active: { id: 'crm', accountId: acme, capabilities: fixed } } }),
    );
    fireEvent.click(stage('Paid'));
    expect(submitted).toEqual([]);
    expect(screen.getByRole('radiogroup', { name: 'Stage' }).getAttribute('aria-disabled')).toBe('true');
  });

  it('says that the back end does not tell the stage', () => {
    show(readyView({ stage: 'unknown' }));
    expect(screen.getByText('The CRM does not say the current stage.')).toBeTruthy();
    expect(screen.queryByRole('radio', { checked: true })).toBeNull();
  });
});

describe('a long pipeline', () => {
  const long = (at: number, count = 20) => {
    const stages = Array.from({ length: count }, (_, order) => ({
      id: `s${order}`,
      name: `Step ${order + 1}`,
      order,
    }));
    return readyView(
      { stage: { stageId: `s${at}`, outcome: 'open' } },
      { catalogue: { ...catalogue, stages } },
    );
  };
  const inSight = () => screen.getAllByRole('radio').map(({ textContent }) => textContent);
  const group = () => screen.getByRole('radiogroup', { name: 'Stage' });
  const list = () => {
    fireEvent.click(screen.getByRole('button', { name: 'All stages' }));
    return screen.getByRole('combobox', { name: 'All stages' });
  };

  it('of up to eight is whole', () => {
    show(long(1, 8));
    expect(inSight()).toHaveLength(8);
    expect(screen.queryByRole('button', { name: 'All stages' })).toBeNull();
  });

  it.each([
    ['in the middle', 6, ['Step 6', 'Step 7', 'Step 8']],
    ['at the beginning', 0, ['Step 1', 'Step 2', 'Step 3']],
    ['at the end', 19, ['Step 18', 'Step 19', 'Step 20']],
  ])('shows the stage before, the current and the next, %s', (_, at, names) => {
    show(long(at));
    expect(inSight()).toEqual(names);
    const current = screen.getByRole('radio', { checked: true });
    expect(current.textContent).toBe(`Step ${at + 1}`);
    expect(current.getAttribute('aria-posinset')).toBe(`${at + 1}`);
    expect(current.getAttribute('aria-setsize')).toBe('20');
  });

  it('comes into sight at arrows, which move only the focus, and goes back when it is left', async () => {
    const { submitted } = show(long(6));
    stage('Step 7').focus();
    press('ArrowRight');
    press('ArrowRight');
    expect(document.activeElement).toBe(stage('Step 9'));
    press('End');
    expect(document.activeElement).toBe(stage('Step 20'));
    press('ArrowRight');
    expect(document.activeElement).toBe(stage('Step 1'));
    expect(submitted).toEqual([]);
    screen.getByRole('textbox', { name: 'Follow-up note' }).focus();
    await waitFor(() => expect(inSight()).toEqual(['Step 6', 'Step 7', 'Step 8']));
  });

  it('moves the customer at the digit of a stage that is out of sight', () => {
    const { submitted } = show(long(12));
    stage('Step 13').focus();
    press('2');
    expect(submitted).toMatchObject([{ to: { stageId: 's1' } }]);
  });

  it('stays where it is under the pointer, so that a second press moves nobody further', () => {
    const { change, submitted } = show(long(6));
    fireEvent.pointerEnter(group());
    fireEvent.click(stage('Step 8'));
    change(long(7));
    expect(inSight()).toEqual(['Step 6', 'Step 7', 'Step 8']);
    fireEvent.click(stage('Step 8'));
    expect(submitted).toHaveLength(1);
    fireEvent.pointerLeave(group());
    change(long(7));
    expect(inSight()).toEqual(['Step 7', 'Step 8', 'Step 9']);
  });

  it('is found in a list by a few letters', () => {
    const { submitted } = show(long(6));
    const box = list();
    expect(document.activeElement).toBe(box);
    const options = within(screen.getByRole('listbox', { name: 'All stages' })).getAllByRole('option');
    expect(options.map(({ textContent }) => textContent).slice(5, 8)).toEqual([
      'Step 66',
      'Step 7Now',
      'Step 88',
    ]);
    expect(options).toHaveLength(20);
    fireEvent.input(box, { target: { value: '18' } });
    fireEvent.keyDown(box, { key: 'Enter' });
    expect(submitted).toMatchObject([{ kind: 'setStage', to: { stageId: 's17', outcome: 'open' } }]);
    expect(document.activeElement).toBe(screen.getByRole('button', { name: 'All stages' }));
  });

  it('is left as it is at Escape in the list', () => {
    const { submitted } = show(long(6));
    fireEvent.keyDown(list(), { key: 'Escape' });
    expect(screen.queryByRole('combobox', { name: 'All stages' })).toBeNull();
    expect(document.activeElement).toBe(screen.getByRole('button', { name: 'All stages' }));
    expect(submitted).toEqual([]);
  });
});

describe('how it ended', () => {
  it('is written with the reason', () => {
    const { submitted } = show(readyView());
    fireEvent.click(screen.getByRole('button', { name: 'Lost' }));
    const reason = screen.getByRole('textbox', { name: 'Why was it lost?' });
    expect(document.activeElement).toBe(reason);
    fireEvent.input(reason, { target: { value: ' Too expensive ' } });
    fireEvent.click(screen.getByRole('button', { name: 'Mark as lost' }));
    expect(submitted).toEqual([
      { ...moved('intent'), to: { stageId: 'intent', outcome: 'lost', reason: 'Too expensive' } },
    ]);
  });

  it('is not written when the question is closed', () => {
    const { submitted } = show(readyView());
    fireEvent.click(screen.getByRole('button', { name: 'Won' }));
    press('Escape');
    expect(screen.queryByRole('button', { name: 'Mark as won' })).toBeNull();
    expect(submitted).toEqual([]);
  });

  it('stands with its reason, and can be taken back', () => {
    const stage = { stageId: 'paid', outcome: 'won', reason: 'Ordered two pairs' } as const;
    const { submitted } = show(readyView({ stage }));
    expect(screen.getByText('Ordered two pairs')).toBeTruthy();
    fireEvent.click(screen.getByRole('button', { name: 'Reopen' }));
    expect(submitted).toEqual([
      { kind: 'setStage', customerId: 'ana', from: stage, to: { stageId: 'paid', outcome: 'open' } },
    ]);
  });

  it('is asked of somebody in no stage, who then ends in the first, where that can be taken back', () => {
    const clears = {
      ...capabilities,
      change: {
        ...capabilities.change,
        setStage: { able: true, repeatable: true, verifiable: true, undo: true, clears: true },
      },
    } as const;
    const active = { id: 'crm', accountId: acme, capabilities: clears };
    const { submitted } = show(readyView({ stage: null }, { setup: { ...setup, active } }));
    fireEvent.click(screen.getByRole('button', { name: 'Invalid' }));
    fireEvent.click(screen.getByRole('button', { name: 'Mark as invalid' }));
    expect(submitted).toEqual([
      { kind: 'setStage', customerId: 'ana', from: null, to: { stageId: 'new', outcome: 'invalid' } },
    ]);
  });

  it('is not asked of somebody in no stage where that could not be taken back', () => {
    show(readyView({ stage: null }));
    expect(screen.queryByRole('button', { name: 'Invalid' })).toBeNull();
  });

  it('is not asked where the back end has no outcomes', () => {
    const plain = { ...capabilities, outcomes: [] };
    show(readyView({}, { setup: { ...setup, active: { id: 'crm', accountId: acme, capabilities: plain } } }));
    expect(screen.queryByRole('button', { name: 'Won' })).toBeNull();
  });
});
