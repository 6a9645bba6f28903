interface Insertable {
  /** What is put in. */
  text: string;
  /** What the press does. */
  label: string;
  example?: string | undefined;
}

/** What can be put into a box, each by a press. */
export function InsertChips<T extends Insertable>(props: {
  label: string;
  /** Id of the box. */
  controls: string;
  chips: readonly T[];
  onInsert: (chip: T) => void;
}) {
  return (
    <ul class="chips" aria-label={props.label}>
      {props.chips.map((chip) => (
        <li key={chip.text}>
          <button
            type="button"
            class="chip"
            aria-label={chip.label}
            aria-controls={props.controls}
            onClick={() => props.onInsert(chip)}
          >
            <code dir="ltr">{chip.text}</code>
            {chip.example !== undefined && (
              <bdi class="chip-example" dir="auto">
                {chip.example}
              </bdi>
            )}
          </button>
        </li>
      ))}
    </ul>
  );
}
