import { useState } from 'preact/hooks';
import type { Catalogue, FieldDefinition, FieldValue } from '../../../lib/crm/model.ts';
import type { Capabilities, NewCustomer } from '../../../lib/crm/port.ts';
import { regionOf } from '../../../lib/crm/region.ts';
import type { CreateDraft } from '../../../lib/drafts/draft.ts';
import { t } from '../../../lib/i18n/index.ts';
import type { PanelEvents } from '../../../lib/panel/view.ts';
import { nameIn } from '../../../lib/text/name-in.ts';
import { fieldLabel } from '../../words/field-label.ts';
import { definitionOf } from '../../words/field-value.ts';
import { FieldInput } from '../details/field-input.tsx';
import { typedValue } from '../details/typed-value.ts';
import { OfferButton } from '../notices/offer-button.tsx';
import { RegionInput } from './region-input.tsx';

interface Username {
  key: string;
  value: string;
}

/**
 * A new customer with this chat's number, or for the chat alone where that is hidden; prefilled. Asks besides the name
 * only what the back end insists on; without a number there must be a name.
 */
export function CreateCustomer(props: {
  whose: NewCustomer;
  suggestedName: string | null;
  /** What the field that takes usernames is filled with. */
  username: Username | null;
  catalogue: Catalogue | null;
  capabilities: Capabilities;
  /** Such a write is on its way already. */
  busy: boolean;
  draft: CreateDraft | null;
  onDraft: PanelEvents['draftCreate'];
  onLookup: PanelEvents['lookups'];
  onSubmit: PanelEvents['submit'];
}) {
  const { whose, catalogue, capabilities, busy, onDraft, onLookup, onSubmit } = props;
  /** Null: not touched here, so that a draft stands, however late it is read. */
  const [typed, setTyped] = useState<CreateDraft | null>(null);
  const form = typed ?? props.draft ?? firstForm(props);
  const { name, values, region } = form;
  const [missing, setMissing] = useState<string | null>(null);
  const asked = (catalogue?.fields ?? [])
    .filter(({ key, required }) => (required && key !== 'name') || key === props.username?.key)
    .filter(({ key }) => capabilities.fields[key] === 'write' || capabilities.fields[key] === 'create-only')
    .filter(({ key }) => key !== 'address')
    .map(({ key }) => definitionOf(key, catalogue));

  const type = (more: Partial<CreateDraft>) => {
    setTyped({ ...form, ...more });
    onDraft({ ...form, ...more });
  };

  const offersRegion = capabilities.lookups !== undefined && capabilities.fields.address === 'create-only';
  const needsRegion = offersRegion && definitionOf('address', catalogue).required;

  const create = () => {
    const isNameless = whose.phone === null && nameIn(name) === null;
    const lacking =
      (isNameless ? definitionOf('name', catalogue) : undefined) ??
      asked.find(({ key, required }) => required && (values[key] ?? null) === null) ??
      (needsRegion && region.length === 0 ? definitionOf('address', catalogue) : undefined);
    if (lacking) {
      setMissing(lacking.key);
      return;
    }
    const typed = asked
      .filter(({ key, required }) => required || (values[key] ?? null) !== null)
      .map((field) => ({ key: field.key, ...typedValue(field, values[field.key] ?? null) }));
    const wrong = typed.find((one) => 'problem' in one);
    if (wrong) {
      setMissing(wrong.key);
      return;
    }
    const fields = typed.flatMap((one) => ('value' in one ? [one] : []));
    if (region.length > 0) fields.push({ key: 'address', value: regionOf(region) });
    onSubmit({ kind: 'create', ...whose, name: nameIn(name), fields });
  };

  return (
    <form
      class="create"
      onSubmit={(event) => {
        event.preventDefault();
        if (!busy) create();
      }}
    >
      <label class="labelled">
        <span>{t('find.name')}</span>
        <input
          class="input"
          dir="auto"
          value={name}
          aria-invalid={missing === 'name'}
          aria-describedby={missing === 'name' ? 'needs-name' : undefined}
          onInput={(event) => {
            type({ name: event.currentTarget.value });
            setMissing(null);
          }}
        />
      </label>
      {missing === 'name' && (
        <p id="needs-name" class="field-hint field-problem" role="alert">
          {t('find.required', { name: t('find.name') })}
        </p>
      )}
      {asked.map((definition) => {
        const label = fieldLabel(definition.key, catalogue);
        const hint = `needs-${definition.key}`;
        return (
          <div key={definition.key} class="labelled">
            <span aria-hidden="true">{label}</span>
            <FieldInput
              definition={definition}
              label={label}
              value={values[definition.key] ?? null}
              invalid={missing === definition.key ? hint : undefined}
              onValue={(value) => {
                type({ values: { ...values, [definition.key]: value } });
                setMissing(null);
              }}
            />
            {definition.help !== undefined && <p class="field-hint">{definition.help}</p>}
            {missing === definition.key && (
              <p id={hint} class="field-hint field-problem">
                {problemOf(definition, values[definition.key] ?? null) ?? t('find.required', { name: label })}
              </p>
            )}
          </div>
        );
      })}
      {capabilities.lookups && offersRegion && (
        <RegionInput
          kinds={capabilities.lookups}
          chosen={region}
          onChoose={(chosen) => {
            type({ region: chosen });
            setMissing(null);
          }}
          onLookup={onLookup}
        />
      )}
      {missing === 'address' && (
        <p class="field-hint field-problem" role="alert">
          {t('find.required', { name: fieldLabel('address', catalogue) })}
        </p>
      )}
      <OfferButton text={t('find.create')} primary type="submit" aria-disabled={busy} />
    </form>
  );
}

/** What is known of them already. */
function firstForm(props: { suggestedName: string | null; username: Username | null }): CreateDraft {
  const { suggestedName, username } = props;
  return {
    name: nameIn(suggestedName ?? '') ?? '',
    values: username ? { [username.key]: username.value } : {},
    region: [],
  };
}

/** What is wrong with what was typed; null: nothing was. */
function problemOf(definition: FieldDefinition, value: FieldValue): string | null {
  const typed = value === null ? null : typedValue(definition, value);
  return typed && 'problem' in typed ? typed.problem : null;
}
