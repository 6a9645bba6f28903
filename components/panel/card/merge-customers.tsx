import { useEffect, useId, useRef, useState } from 'preact/hooks';
import type { Customer } from '../../../lib/crm/model.ts';
import { type AppErrorData, toErrorData } from '../../../lib/errors/app-error.ts';
import { t } from '../../../lib/i18n/index.ts';
import type { PanelEvents, PanelView } from '../../../lib/panel/view.ts';
import { maskPhone } from '../../../lib/phone/shown-number.ts';
import { maskedName } from '../../../lib/text/masked-name.ts';
import { shownName } from '../../../lib/text/unseen.ts';
import { ClampedText } from '../../controls/clamped-text.tsx';
import { Dialog } from '../../controls/dialog.tsx';
import { errorWords } from '../../words/error-words.ts';
import { CustomerSearch } from '../find/customer-search.tsx';
import './merge.css';
import { mergeRows } from './merge-rows.ts';

/** Makes one of two customers: whom else, what of each stays where they differ, and then the change. */
export function MergeCustomers(props: {
  /** The one that is shown, and the other one where that is settled. */
  ids: readonly [string, string | null];
  view: PanelView;
  events: PanelEvents;
  onClose: () => void;
}) {
  const { view, events, onClose } = props;
  const [first, settled] = props.ids;
  const [pair, setPair] = useState<readonly [Customer, Customer] | null>(null);
  const [error, setError] = useState<AppErrorData | null>(null);
  const isOpen = useRef(true);
  const choose = (second: string) => {
    setError(null);
    Promise.all([events.read(first), events.read(second)]).then(
      (read) => isOpen.current && setPair(read),
      (thrown: unknown) => isOpen.current && setError(toErrorData(thrown)),
    );
  };
  useEffect(() => {
    if (settled !== null) choose(settled);
    return () => {
      isOpen.current = false;
    };
  }, []);
  const masked = view.setup?.preferences.maskPhones ?? false;
  return (
    <Dialog title={t('merge.title')} onClose={onClose}>
      <div class="leaving merge">
        {pair ? (
          <Compare pair={pair} view={view} masked={masked} events={events} onClose={onClose} />
        ) : (
          settled === null && (
            <>
              <p>{t('merge.who')}</p>
              <CustomerSearch
                masked={masked}
                onSearch={async (text, from) => {
                  const found = await events.search(text, from);
                  return { ...found, people: found.people.filter(({ customerId }) => customerId !== first) };
                }}
                onChoose={choose}
              />
            </>
          )
        )}
        {error && (
          <p class="field-problem" role="alert">
            {errorWords(error, 'read').text}
          </p>
        )}
      </div>
    </Dialog>
  );
}

/** The two side by side, each always on its side. */
function Compare(props: {
  pair: readonly [Customer, Customer];
  view: PanelView;
  masked: boolean;
  events: PanelEvents;
  onClose: () => void;
}) {
  const { pair, view, masked, events, onClose } = props;
  const [staying, setStaying] = useState(0);
  /** On whose side, where the agent has said so. */
  const [chosen, setChosen] = useState<Readonly<Record<string, number>>>({});
  const capabilities = view.setup?.active?.capabilities;
  if (!capabilities) return null;
  const numberText = (raw: string) => (masked ? maskPhone(raw) : raw);
  const rows = mergeRows(pair, view.catalogue, capabilities, numberText);
  const names = pair.map(({ name }) => maskedName(shownName(name) ?? t('find.unnamed'), masked));
  const stays = pair[staying === 0 ? 0 : 1];
  const goes = pair[staying === 0 ? 1 : 0];
  const take = rows
    .filter(({ key, differs }) => differs && (chosen[key] ?? staying) !== staying)
    .map(({ key }) => key);
  const confirm = () => {
    events.submit({ kind: 'merge', customerId: goes.id, staysId: stays.id, take });
    onClose();
  };
  return (
    <>
      <Sides label={t('merge.stays')} texts={names} chosen={staying} onChoose={setStaying} focused />
      {rows.map(({ key, label, texts, differs }) => (
        <Sides
          key={key}
          label={label}
          texts={texts.map((text) => text && maskedName(text, masked))}
          chosen={differs ? (chosen[key] ?? staying) : null}
          onChoose={(side) => setChosen({ ...chosen, [key]: side })}
        />
      ))}
      <p>{t('merge.text', { goes: names[1 - staying] ?? '', stays: names[staying] ?? '' })}</p>
      <p class="quiet">{t('merge.lasting')}</p>
      <div class="leaving-actions">
        <button type="button" class="button" onClick={onClose}>
          {t('merge.cancel')}
        </button>
        <button type="button" class="button button-primary" onClick={confirm}>
          {t('merge.confirm')}
        </button>
      </div>
    </>
  );
}

/** One thing of both; to be chosen from where only one of them can stay. */
function Sides(props: {
  label: string;
  texts: readonly (string | null)[];
  /** The side that stays; null: both do. */
  chosen: number | null;
  onChoose: (side: number) => void;
  /** It takes the focus: what had it is gone. */
  focused?: boolean;
}) {
  const { label, texts, chosen, onChoose } = props;
  const group = useRef<HTMLFieldSetElement>(null);
  const name = useId();
  useEffect(() => {
    if (props.focused) group.current?.querySelector('input')?.focus();
  }, []);
  return (
    <fieldset ref={group} class="merge-row">
      <legend>
        <bdi>{label}</bdi>
      </legend>
      {texts.map((text, side) =>
        chosen === null ? (
          <div key={side} class="merge-side">
            {text === null ? '–' : <ClampedText text={text} />}
          </div>
        ) : (
          <label key={side} class="merge-side" data-chosen={side === chosen}>
            <input type="radio" name={name} checked={side === chosen} onChange={() => onChoose(side)} />
            <span dir="auto">{text}</span>
          </label>
        ),
      )}
    </fieldset>
  );
}
