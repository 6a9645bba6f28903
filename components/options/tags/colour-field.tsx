import { t } from '../../../lib/i18n/index.ts';

const palette = [
  ['red', '#e11d48'],
  ['orange', '#c2410c'],
  ['amber', '#b45309'],
  ['green', '#047857'],
  ['teal', '#0f766e'],
  ['blue', '#2563eb'],
  ['violet', '#7c3aed'],
  ['grey', '#4b5563'],
] as const;

/** What a colour is where none was chosen and there has to be one. */
export const firstColour = '#2563eb';

/** A colour of the palette, none, or any other. */
export function ColourField(props: {
  name: string;
  value: string | null;
  onValue: (colour: string | null) => void;
  /** What "no colour" means here; left out where there has to be one. */
  none?: string;
}) {
  const { name, value, onValue } = props;
  const own = value !== null && !palette.some(([, colour]) => colour === value.toLowerCase());
  const swatch = (colour: string | null, label: string) => (
    <label key={label} class="swatch" title={label}>
      <input
        type="radio"
        name={name}
        aria-label={label}
        checked={colour === (value?.toLowerCase() ?? null)}
        onChange={() => onValue(colour)}
      />
      <span class="swatch-colour" style={colour ? { background: colour } : {}} />
    </label>
  );
  return (
    <fieldset class="field colours">
      <legend class="field-label">{t('options.colour')}</legend>
      <div class="swatches">
        {props.none !== undefined && swatch(null, props.none)}
        {palette.map(([word, colour]) => swatch(colour, t(`options.colour.${word}`)))}
        <input
          type="color"
          class="swatch-own"
          data-chosen={own}
          aria-label={t('options.colour.own')}
          title={t('options.colour.own')}
          value={own ? value : '#888888'}
          onInput={(event) => onValue(event.currentTarget.value)}
        />
      </div>
    </fieldset>
  );
}
