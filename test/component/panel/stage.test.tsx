import { fireEvent, screen, within } from '@testing-library/preact';
import { afterEach, describe, expect, it } from 'vitest';
import { readyView } from '../../../components/gallery/panel-views.ts';
import { acme, capabilities, setup } from '../../../components/gallery/samples.ts';
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

  it('is not asked where the back end has no outcomes', () => {
    const plain = { ...capabilities, outcomes: [] };
    show(readyView({}, { setup: { ...setup, active: { id: 'crm', accountId: acme, capabilities: plain } } }));
    expect(screen.queryByRole('button', { name: 'Won' })).toBeNull();
  });
});
