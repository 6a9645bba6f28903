import { LockKeyhole } from 'lucide';
import { useEffect, useRef, useState } from 'preact/hooks';
import { t } from '../../../lib/i18n/index.ts';
import { guessMap } from '../../../lib/orders/guess-map.ts';
import type { DraftMap, MapField } from '../../../lib/orders/map-fields.ts';
import type { TemplateProblem } from '../../../lib/orders/template-problem.ts';
import { orderPatterns } from '../../../lib/settings/addresses.ts';
import { isPlainHttp } from '../../../lib/settings/permission-pattern.ts';
import { Icon } from '../../controls/icon.tsx';
import { CheckField, RadioCards, SelectField, TextField } from '../form/controls.tsx';
import { FormActions } from '../form/form-actions.tsx';
import { numberChoices } from '../form/number-choices.ts';
import { useFirstWrong } from '../form/use-first-wrong.ts';
import { examplesOf, nobody } from './asked.ts';
import { Exchanged } from './exchanged.tsx';
import { HeadersField } from './headers-field.tsx';
import { replyOf } from './json-rows.ts';
import {
  countErrors,
  type JsonErrors,
  type JsonValues,
  jsonSourceOf,
  jsonValuesOf,
  linesOf,
  newJson,
  requestOf,
} from './json-values.ts';
import { type MapInTheMaking, MapPane } from './map-pane.tsx';
import type { ShopFormProps } from './order-events.ts';
import { TemplateField } from './template-field.tsx';
import { type Tried, TryShop } from './try-shop.tsx';

const noErrors: JsonErrors = { headers: {}, map: {} };

/** Any shop that answers with JSON, as it is typed: how it is asked, what of its answer is what, and how it is kept. */
export function JsonForm(props: ShopFormProps) {
  const { id, saved } = props;
  const form = useRef<HTMLFormElement>(null);
  const [values, setValues] = useState<JsonValues>(saved ? jsonValuesOf(saved) : newJson);
  const [guessed, setGuessed] = useState<ReadonlySet<MapField>>(new Set());
  const [asked, setAsked] = useState(nobody);
  const [tried, setTried] = useState<Tried | null>(null);
  /** What was wanted of what is not complete. */
  const [attempt, setAttempt] = useState<{ of: 'try' | 'save'; count: number } | null>(null);
  const made = jsonSourceOf(id, values, saved);
  const request = requestOf(id, values, saved);
  const errors = errorsOf(attempt?.of === 'save' ? made : attempt ? request : {});
  const prefix = `shop-${id}`;
  const shop = values.name.trim() || t('options.shop.unnamed');
  const examples = examplesOf(asked);
  const isPlain = [values.url, ...linesOf(values.orElse)].some(isPlainHttp);
  const hasMap = tried !== null || saved !== undefined;

  useEffect(() => {
    if (saved) form.current?.querySelector<HTMLElement>('input')?.focus();
  }, []);
  useFirstWrong(form, attempt?.count ?? 0);

  const set = (more: Partial<JsonValues>) => setValues((before) => ({ ...before, ...more }));
  const wants = (of: 'try' | 'save') => setAttempt((before) => ({ of, count: (before?.count ?? 0) + 1 }));

  function answered(now: Tried | null) {
    setTried(now);
    const reply = now?.exchanges.map(replyOf).find((one) => one !== undefined);
    if (reply === undefined || Object.values(values.map).some((pointer) => pointer !== undefined)) return;
    const map = guessMap(reply);
    setGuessed(new Set(Object.keys(map) as MapField[]));
    set({ map });
  }

  function setMap(map: DraftMap) {
    const same = (field: MapField) => map[field] === values.map[field];
    setGuessed(new Set([...guessed].filter(same)));
    set({ map });
  }

  const making: MapInTheMaking = {
    map: values.map,
    guessed,
    errors: errors.map,
    onMap: setMap,
    money: {
      currency: values.currency.trim().toUpperCase() || null,
      minor: values.minorUnits && (saved?.minorDigits ?? true),
    },
  };
  const source = 'source' in made ? made.source : null;
  const count = countErrors(errors);

  return (
    <form
      ref={form}
      class="connection-form json-form"
      noValidate
      aria-label={t('options.shop.json')}
      onSubmit={(event) => {
        event.preventDefault();
        if (source) props.onSave(source, orderPatterns(source));
        else wants('save');
      }}
    >
      <TemplateField
        id={`${prefix}-url`}
        label={t('options.json.url')}
        hint={t('options.json.url.hint')}
        value={values.url}
        onValue={(url) => set({ url })}
        examples={examples}
        error={errors.url && templateWords(errors.url)}
      />
      <RadioCards
        name={`${prefix}-method`}
        legend={t('options.json.method')}
        value={values.method}
        onValue={(method) => set({ method })}
        compact
        choices={[
          { value: 'GET', label: 'GET', text: t('options.json.get') },
          { value: 'POST', label: 'POST', text: t('options.json.post') },
        ]}
      />
      {values.method === 'POST' && (
        <TemplateField
          id={`${prefix}-body`}
          label={t('options.json.body')}
          hint={t('options.json.body.hint')}
          value={values.body}
          onValue={(body) => set({ body })}
          examples={examples}
          rows={6}
          error={errors.body && t(`options.json.body.error.${errors.body}`)}
        />
      )}
      <HeadersField
        id={prefix}
        headers={values.headers}
        onHeaders={(headers) => set({ headers })}
        errors={errors.headers}
        isKept={(name) => saved !== undefined && Object.hasOwn(saved.headers, name.trim())}
      />
      <div class="callout">
        <Icon node={LockKeyhole} />
        <p>{t('options.json.sealed')}</p>
      </div>
      {isPlain && (
        <div class="callout callout-warning">
          <CheckField
            id={`${prefix}-allowPlainHttp`}
            label={t('options.plainHttp')}
            hint={t('options.json.plainHttp.hint')}
            checked={values.allowPlainHttp}
            onChecked={(allowPlainHttp) => set({ allowPlainHttp })}
            error={errors.allowPlainHttp && t('options.problem.not-encrypted')}
          />
        </div>
      )}
      <fieldset class="group">
        <legend>{t('options.shop.test')}</legend>
        <TryShop
          id={prefix}
          shop={shop}
          asked={asked}
          onAsked={setAsked}
          templates={[values.url, values.orElse, values.method === 'POST' ? values.body : '']}
          request={() => {
            if ('request' in request) return request.request;
            wants('try');
            return null;
          }}
          onTry={props.onTry}
          onTried={answered}
          error={!hasMap && Object.keys(errors.map).length > 0 ? t('options.json.tryFirst') : undefined}
        />
        {tried && <Exchanged id={prefix} shop={shop} tried={tried} source={source} making={making} />}
        {!tried && hasMap && (
          <div class="panes">
            <MapPane id={prefix} reply={undefined} making={making} source={null} customer={null} />
          </div>
        )}
        {errors.owner && (
          <p class="callout callout-danger" role="alert">
            {t('options.json.owner')}
          </p>
        )}
      </fieldset>
      <details class="more">
        <summary>{t('options.json.more')}</summary>
        <div class="more-body">
          <div class="pair">
            <TextField
              id={`${prefix}-currency`}
              label={t('options.json.currency')}
              hint={t('options.json.currency.hint')}
              value={values.currency}
              onValue={(currency) => set({ currency })}
              error={errors.currency && t('options.json.currency.wrong')}
              optional
            />
            <SelectField
              id={`${prefix}-numbers`}
              label={t('options.json.numbers')}
              hint={t('options.json.numbers.hint')}
              value={values.numbers}
              onValue={(numbers) => set({ numbers })}
              choices={numberChoices()}
            />
          </div>
          <CheckField
            id={`${prefix}-minorUnits`}
            label={t('options.json.minorUnits')}
            hint={t('options.json.minorUnits.hint')}
            checked={values.minorUnits}
            onChecked={(minorUnits) => set({ minorUnits })}
          />
          <TemplateField
            id={`${prefix}-orElse`}
            label={t('options.json.orElse')}
            hint={t('options.json.orElse.hint')}
            value={values.orElse}
            onValue={(orElse) => set({ orElse })}
            examples={examples}
            rows={2}
            error={errors.orElse && questionWords(errors.orElse)}
            optional
          />
          <TextField
            id={`${prefix}-link`}
            label={t('options.json.link')}
            hint={t('options.json.link.hint', { id: '{id}', number: '{number}' })}
            value={values.link}
            onValue={(link) => set({ link })}
            error={errors.link && templateWords(errors.link)}
            inputMode="url"
            optional
          />
        </div>
      </details>
      <TextField
        id={`${prefix}-name`}
        label={t('options.shop.name')}
        hint={t('options.shop.name.hint')}
        value={values.name}
        onValue={(name) => set({ name })}
        optional
      />
      <FormActions onCancel={props.onCancel} busy={props.busy} wrong={count} />
    </form>
  );
}

const errorsOf = (made: object): JsonErrors =>
  'errors' in made ? (made as { errors: JsonErrors }).errors : noErrors;

function questionWords(problem: NonNullable<JsonErrors['orElse']>): string {
  return 'body' in problem ? t(`options.json.body.error.${problem.body}`) : templateWords(problem);
}

function templateWords(problem: TemplateProblem): string {
  return t(`options.json.error.${problem.code}`, { name: 'name' in problem ? problem.name : '' });
}
